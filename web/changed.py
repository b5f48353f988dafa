"""What changed in a case since the reader last decided in this stage, field by field. Made from the history."""

from dataclasses import dataclass

from policy import fields as fields_of
from web import opinions, ways
from workflows import carrying

LONGEST = 400  # characters of one value


@dataclass
class Since:
    """When the reader decided, what changed of what they are shown, and whether their decision still stands."""

    at: object
    rows: list  # {label, old, new}; without old and new: changed, and told in the facts alone
    papers: list  # names
    carried: bool


def of(case, lines, user):
    """What is new to somebody who has decided here before; None for everybody else."""
    mine = [line.entry.event for line in lines if _decided(line.entry.event, case.stage, user)]
    if case.is_closed or not mine or case.in_part(user):
        return None
    later = [line.entry for line in lines if line.entry.event.seq > mine[-1].seq]
    entered = [entry for entry in later if _enters(entry.event, case.stage)]
    if not entered:
        return None
    names, hidden = _seen(case, user), fields_of.hidden(user, case)
    carried = any(said["person"] == user.pk for said in entered[-1].fields.get(carrying.CARRIED, ()))
    papers = [entry.fields["name"] for entry in later if "sha256" in entry.fields and "paper" in entry.fields]

    def told(name):
        return name not in hidden and (not names or name in names) and opinions.named(case, name)

    rows = [opinions.change(case, name, pair, LONGEST) for name, pair in _changes(later) if told(name)]
    rows += [{"label": opinions.named(case, name)} for name in _private(later) if told(name)]
    return Since(mine[-1].at, rows, papers if not names or carrying.PAPERS in names else [], carried)


def _decided(event, stage, user):
    words = event.kind in ("act.sign", "act.return_to") or event.kind.startswith("move.")
    return words and event.came_from == stage and user.pk in (event.actor_id, event.for_id)


def _enters(event, stage):
    return event.went_to == stage and event.came_from not in ("", stage)


def _seen(case, user):
    """The fields that the reader is shown here, where the stage states them; else all."""
    mine = [one for one in ways.assigned(case) if one.owner_id == user.pk and one.stage == case.stage]
    if mine:
        return carrying.seen_by(case, case.stage, mine[0].role, mine[0].branch)
    return case.rules.stages[case.stage].sees


def _changes(later):
    """(name, value then and now) of each field; what was changed and changed back is left out."""
    then, now = {}, {}
    for entry in later:
        for name, (old, new) in entry.fields.get("changes", {}).items():
            then.setdefault(name, old)
            now[name] = new
    return [(name, (then[name], now[name])) for name in now if then[name] != now[name]]


def _private(later):
    """What may be erased is not told twice: that it changed is enough."""
    return dict.fromkeys(name for entry in later for name in entry.fields.get("changed_private", ()))
