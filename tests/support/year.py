"""A recorded year: who took which act or move when, with which answers, and what that left; played again by the code.

A recording holds codes and data and no ids: people by username, cases by kind and order ("rectification.1"), seats,
opinions and agenda items by what they are. `Player` plays one step through the one door and says what changed.
"""

import json
from datetime import date, datetime
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from people import clock
from people.models import Unit, User
from processes import discovered
from tests.support import year_pages
from workflows import lights, moves, sweep
from workflows.errors import NotFound, Refused
from workflows.evidence import uploads
from workflows.models import Case, Opinion, Outbox, WorkItem

FILE = Path(__file__).parent.parent / "integration/data/year.json"


class Refs:
    """What a marked text of a recording stands for: "@user:zz_head", "@seat:expert1", "@day:2026-03-05"."""

    def __init__(self, player, case, by):
        self.player, self.about, self.by = player, case, by

    def read(self, said):
        """An answer with its marks replaced."""
        if isinstance(said, dict):
            return {self.read(key): self.read(value) for key, value in said.items()}
        if isinstance(said, list):
            return [self.read(one) for one in said]
        if not (isinstance(said, str) and said.startswith("@")):
            return said
        kind, _colon, what = said[1:].partition(":")
        return getattr(self, kind)(what)

    def user(self, name):
        return self.player.people[name]

    def id(self, name):
        return self.player.people[name].pk

    def unit(self, code):
        return Unit.objects.get(code=code)

    def unitid(self, code):
        return self.unit(code).pk

    def case(self, label):
        return self.player.cases[label]

    def caseid(self, label):
        return self.player.cases[label].pk

    def day(self, text):
        return date.fromisoformat(text)

    def time(self, text):
        return moment(text)

    def int(self, n):
        return int(n)

    def seat(self, name):
        """A seat of the newest sitting: by username, or by name for who has no account."""
        seats = self.about.sittings.order_by("-pk").first().seats
        return (seats.filter(person__username=name).first() or seats.get(name=name)).pk

    def agenda(self, n):
        return self.about.sittings.order_by("-pk").first().agenda.order_by("pk")[int(n) - 1].pk

    def opinion(self, n):
        return Opinion.objects.filter(sitting__case=self.about).order_by("pk")[int(n) - 1].pk

    def receipt(self, _of):
        """What the portal showed once."""
        return self.player.pages.receipt

    def words(self, name):
        """The passphrase under which somebody keeps a key."""
        return year_pages.words(self.user(name))

    def file(self, name):
        """The client id of a file that is staged for the actor now."""
        one = uuid5(NAMESPACE_URL, f"{self.about.pk}/{self.by}/{name}")
        text = f"{name} {self.about.number or self.about.kind}"
        case = self.player.own(self.about)
        uploads.receive(case, self.user(self.by), ContentFile(text.encode(), name=f"{name}.txt"), client_id=one)
        return str(one)


def moment(text):
    """A time of the recording, in China."""
    return datetime.fromisoformat(text).replace(tzinfo=clock.CHINA)


class Player:
    """Plays steps one by one and knows what stood before each."""

    def __init__(self):
        self.people = {user.username: user for user in User.objects.select_related("unit")}
        self.names = {user.pk: user.username for user in self.people.values()}
        self.cases, self.state, self.told = {}, {}, 0
        self.pages = year_pages.Pages(self.people)

    def play(self, step):
        """Take one step on its day; return what changed."""
        with clock.frozen(moment(step["at"])):
            done = self._take(step)
            after = self._stand()
        changed = {label: now for label, now in after.items() if self.state.get(label) != now}
        self.state = after
        return done | {"cases": changed, "notices": self._notices()}

    def own(self, case):
        """The case as it is now, as its process's model."""
        return Case.objects.get(pk=case.pk).own

    def _take(self, step):
        case, by = self.cases.get(step["case"]), self.people.get(step["by"])
        answers = Refs(self, case, step["by"]).read(step.get("with", {}))
        try:
            if step["do"] in ("go", "send"):
                return self.pages.take(step, answers)
            if step["do"] == "clock":
                the_clock_works()
            elif step["do"] == "open":
                moves.open_case(step["name"], by=by, **answers)
            else:
                getattr(moves, step["do"])(case, step["name"], by=by, **answers)
        except NotFound:
            return {"refused": "404"}
        except Refused:
            return {"refused": "409"}
        return {}

    def _stand(self):
        """Every case: stage, light, due day, open work."""
        self._know()
        work = {}
        for item in WorkItem.objects.filter(status="ASSIGNED").order_by("pk"):
            said = [self.names[item.owner_id], item.stage, item.role or item.kind, day(item.due)]
            work.setdefault(item.process_id, []).append(said)
        return {label: self._one(case, sorted(work.get(case.pk, ()), key=str)) for label, case in self.cases.items()}

    def _know(self):
        """Cases by kind and order; effects open some of their own."""
        counts, self.cases = {}, {}
        for case in Case.objects.order_by("pk"):
            counts[case.kind] = counts.get(case.kind, 0) + 1
            self.cases[f"{case.kind}.{counts[case.kind]}"] = case

    def _one(self, case, work):
        light = lights.colour(case.due, case.warn_at) if not case.is_closed else ""
        return {"stage": case.stage, "number": case.number, "light": light, "due": day(case.due), "work": work}

    def _notices(self):
        """Topics with those who are told, since the last step."""
        rows = list(Outbox.objects.filter(pk__gt=self.told).order_by("pk"))
        self.told = rows[-1].pk if rows else self.told
        return [[row.topic, sorted(self.names[pk] for pk in row.recipients)] for row in rows]


def the_clock_works():
    """One turn of the background: what lapses, and the jobs of the processes."""
    sweep.lapse()
    for name in discovered():
        if find_spec(f"{name}.jobs"):
            for job in import_module(f"{name}.jobs").JOBS:
                job()


def day(at):
    """The day on which something is due."""
    return at.astimezone(clock.CHINA).date().isoformat() if at else None


class Script:
    """Writes the steps of a story; each takes a minute."""

    def __init__(self):
        self.steps, self.now = [], None

    def on(self, text, hour=9):
        """Go to a day of the year."""
        self.now = datetime.fromisoformat(text).replace(hour=hour)
        return self

    def open(self, kind, by, **answers):
        return self._add("open", None, kind, by, answers)

    def move(self, case, name, by, **answers):
        return self._add("move", case, name, by, answers)

    def act(self, case, name, by, **answers):
        return self._add("act", case, name, by, answers)

    def clock(self):
        """The background takes a turn."""
        return self._add("clock", None, "turn", "system", {})

    def refused(self):
        """The last step is one that the door must refuse."""
        self.steps[-1]["refused"] = True
        return self

    def _add(self, do, case, name, by, answers):
        step = {"at": self.now.strftime("%Y-%m-%dT%H:%M"), "by": by, "do": do, "case": case, "name": name}
        self.steps.append(step | ({"with": answers} if answers else {}))
        self.now = (
            self.now.replace(minute=self.now.minute + 1)
            if self.now.minute < 59
            else self.now.replace(hour=self.now.hour + 1, minute=0)
        )
        return self


def leaf(code, title, weight, due, owner="zz_clk"):
    """One task of a project's plan."""
    return {"code": code, "title": title, "weight": weight, "owner": f"@id:{owner}", "due": due, "done": False}


def month(s, case, key, progress, done, by="zz_clk", **more):
    """The month's line of a project's ledger."""
    s.on(f"{key}-28").move(case, "report_month", by, month=key, progress=progress, done=done, **more)


def accepted(s, case, called, sits, group=("gw_head", "jy_head", "rc_head")):
    """An acceptance group is called, sits, votes and signs its minutes."""
    seats = [f"@seat:{name}" for name in group]
    named = {"group": [f"@id:{name}" for name in group], "starts_at": f"@time:{sits}T09:00", "place": "三楼会议室"}
    s.on(called).move(case, "start_acceptance", "sup_clk", **named)
    s.on(sits).act(case, "attend", "sup_clk", present=seats)
    s.act(case, "start_vote", "sup_clk")
    for name in group:
        s.act(case, "ballot", name, choices={"@agenda:1": "pass"})
    s.act(case, "record", "sup_clk", minutes="验收组查看台账和现场，逐项核对指标，一致认为达到要求。")
    for name in group:
        s.act(case, "sign_record", name)


def recorded():
    """The steps as they were recorded, each with what it left."""
    return json.loads(FILE.read_text())


def record(played):
    """Keep a recording: one step to a line, so that a difference shows where it is."""
    lines = ",\n".join(json.dumps(step, ensure_ascii=False, sort_keys=True) for step in played)
    FILE.write_text(f"[\n{lines}\n]\n")
