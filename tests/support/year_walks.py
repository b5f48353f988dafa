"""Walkers in a recorded year: what they take is written down as steps, with marks instead of ids, and then played."""

from datetime import date, datetime, timedelta

from people.models import Unit, User
from workflows import interleaving, walking
from workflows.models import AgendaItem, Case, Seat

PEOPLE = {"person", "officer", "team", "investigators", "people", "panel", "talkers", "recorder", "owner", "group"}
SEATS, CASES = {"seat", "present"}, {"matter", "certificate", "work_ref"}


class Recorder:
    """Takes the place of the door for walkers: each step is played by the player and kept."""

    def __init__(self, player, played):
        self.player, self.played = player, played

    def take(self, walk, call, *args, by, **answers):
        """What `Walking._take` does, written down."""
        interleaving.wait(walk.now)
        opens = call.__name__ == "open_case"
        case, name = (None, args[0]) if opens else (self.label(args[0].pk), args[1])
        step = {
            "at": f"{walk.now.astimezone(walking.CHINA):%Y-%m-%dT%H:%M}",
            "by": by.username,
            "case": case,
            "do": "open" if opens else call.__name__,
        }
        step |= {"name": name, "walked": True} | ({"with": self.marked(answers)} if answers else {})
        self.play(step)
        walk.now += timedelta(minutes=1)
        return Case.objects.filter(kind=name).latest("pk").own if opens else None

    def step(self, moment, do, name, by, case=None, **more):
        """Write down and play a step that no walker takes: a page, a turn of the background, a refusal."""
        interleaving.wait(moment)
        at = f"{moment.astimezone(walking.CHINA):%Y-%m-%dT%H:%M}"
        self.play({"at": at, "by": by, "case": case, "do": do, "name": name, "walked": True} | more)

    def play(self, step):
        self.played.append(step | {"then": self.player.play(step)})
        assert ("refused" in self.played[-1]["then"]) == step.get("refused", False), self.played[-1]

    def label(self, pk):
        return next(label for label, case in self.player.cases.items() if case.pk == pk)

    def marked(self, said, key=""):
        """An answer with marks for what has an id."""
        if isinstance(said, dict):
            if key == "choices":
                return {f"@agenda:{self.place(AgendaItem, pk)}": choice for pk, choice in said.items()}
            return {str(name): self.marked(one, name) for name, one in said.items()}
        if isinstance(said, list | tuple):
            return [self.marked(one, key) for one in said]
        return self.mark(said, key)

    def mark(self, one, key):
        if isinstance(one, User):
            return f"@user:{one.username}"
        if isinstance(one, Unit):
            return f"@unit:{one.code}"
        if isinstance(one, Case):
            return f"@case:{self.label(one.pk)}"
        if isinstance(one, datetime):
            return f"@time:{one.astimezone(walking.CHINA):%Y-%m-%dT%H:%M}"
        if isinstance(one, date):
            return f"@day:{one.isoformat()}"
        return self.numbered(one, key) if isinstance(one, int) and not isinstance(one, bool) else one

    def numbered(self, pk, key):
        if key in PEOPLE:
            return f"@id:{self.player.names[pk]}"
        if key in CASES:
            return f"@caseid:{self.label(pk)}"
        if key in SEATS:
            seat = Seat.objects.get(pk=pk)
            return f"@seat:{seat.person.username if seat.person else seat.name}"
        return pk

    def place(self, model, pk):
        """Which of its sitting's it is, from 1."""
        row = model.objects.get(pk=pk)
        return (
            list(model.objects.filter(sitting=row.sitting).order_by("pk").values_list("pk", flat=True)).index(row.pk)
            + 1
        )


def told(player, played, *stories):
    """Play a script and walks together, in the order of time: rows of (moment, story, …)."""
    recorder, before = Recorder(player, played), walking.Walking._take
    woven = interleaving.Interleaved(datetime(2027, 1, 1, tzinfo=walking.CHINA))
    for moment, story in stories:
        woven.begin(moment, story, player.people, recorder)
    walking.Walking._take = recorder_take(recorder)
    try:
        woven.run()
    finally:
        walking.Walking._take = before


def recorder_take(recorder):
    def _take(walk, call, *args, **kwargs):
        return recorder.take(walk, call, *args, **kwargs)

    return _take
