"""Who acts for whom on a day: mandates, and the substitutes of people who are away. Reads only.

A mandate passes on down the line only while the person in between is away; where everybody on the line is away and it
comes back to where it began, nobody acts, and `ring` says so.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, CharField, F, Value, When

from people import clock
from people.memo import once
from people.models import Absence, Mandate


@dataclass(frozen=True)
class Edge:
    """One person acts for another; no processes: in all of them. `away`: because the other is not here."""

    principal: int
    agent: int | None
    until: date
    processes: frozenset
    away: bool


@dataclass(frozen=True)
class Lent:
    """For whom somebody acts, until when, in which processes, and through whom if not directly."""

    principal: int
    until: date
    processes: frozenset
    away: bool
    via: tuple = ()

    def covers(self, process):
        """Whether it holds in a process."""
        return not self.processes or process in self.processes


@once
def edges(on: date | None = None) -> list[Edge]:
    """All mandates and absences of a day, in one statement."""
    day, words = on or clock.today(), CharField()
    given = Mandate.objects.filter(since__lte=day, until__gte=day, principal__is_active=True, agent__is_active=True)
    gone = Absence.objects.filter(starts__lte=day, ends__gte=day, person__is_active=True)
    rows = given.annotate(what=Value("given", words)).values_list("principal", "agent", "until", "processes", "what")
    stands_in = Case(When(substitute__is_active=True, then=F("substitute")))
    absent = gone.annotate(by=stands_in, codes=Value("", words), what=Value("away", words))
    rows = rows.union(absent.values_list("person", "by", "ends", "codes", "what"), all=True)
    found = [Edge(one, by, until, frozenset(codes.split()), what == "away") for one, by, until, codes, what in rows]
    return sorted(found, key=lambda edge: (not edge.away, edge.principal, edge.agent or 0))


def away(on: date | None = None) -> set[int]:
    """Ids of everybody who is not here on a day."""
    return _gone(edges(on))


def _gone(known):
    return {edge.principal for edge in known if edge.away}


def lent_to(person, process: str = "", on: date | None = None) -> list[Lent]:
    """For whom a person acts, each once; of one process if it is named. Who acts for nobody costs no statement."""
    if not acts_for_others(person, on):
        return []
    known = edges(on)
    gone, found, waiting = _gone(known), {}, [(person.pk, frozenset(), ())]
    while waiting:
        agent, codes, via = waiting.pop(0)
        for edge in known:
            both = _both(codes, edge.processes)
            if edge.agent != agent or both is None or edge.principal in (person.pk, *via):
                continue
            one = Lent(edge.principal, edge.until, both, edge.principal in gone, via)
            if not process or one.covers(process):
                found.setdefault((edge.principal, both), one)
            if edge.principal in gone:
                waiting.append((edge.principal, both, (*via, edge.principal)))
    return _each_once(found.values(), process)


def acts_for_others(person, on: date | None = None) -> bool:
    """Whether a person may act for anybody on a day, or at least might."""
    return person.acts_until is not None and person.acts_until >= (on or clock.today())


def _both(codes, more):
    """Processes in which both hold; None if there is none, empty for all."""
    if codes and more:
        return codes & more or None
    return codes or more


def _each_once(found, process):
    kept = {}
    for one in found:
        old = kept.get(one.principal)
        if old and not process:  # two mandates of one person: what either says
            both = old.processes | one.processes if old.processes and one.processes else frozenset()
            one = Lent(one.principal, max(old.until, one.until), both, one.away, old.via)
        kept[one.principal] = old if old and process else one
    return list(kept.values())


def agents(person, process: str = "", on: date | None = None) -> list[int]:
    """Ids of those present who may act for a person, the substitute of an absence first."""
    known = edges(on)
    gone, found, seen, waiting = _gone(known), [], {_pk(person)}, [_pk(person)]
    while waiting:
        who = waiting.pop(0)
        for edge in known:
            holds = not edge.processes or not process or process in edge.processes
            if edge.principal != who or edge.agent is None or edge.agent in seen or not holds:
                continue
            seen.add(edge.agent)
            (waiting if edge.agent in gone else found).append(edge.agent)
    return found


def ring(person, on: date | None = None) -> list[int]:
    """The line of people who are all away and lead back to where it began; empty if somebody on it is here."""
    if _pk(person) not in away(on) or agents(person, on=on):
        return []
    line, who = [], _pk(person)
    while who is not None and who not in line:
        line.append(who)
        who = next((edge.agent for edge in edges(on) if edge.principal == who and edge.agent), None)
    return [*line[line.index(who) :], who] if who is not None else []


def _pk(person):
    return getattr(person, "pk", person)
