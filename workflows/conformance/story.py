"""A specimen with its people, walked along by real moves; the table's cells and the pattern tests are told with it."""

from people import clock
from people.models import Holding, Role, Unit, User
from workflows import moves
from workflows.conformance.specimen.models import Specimen
from workflows.conformance.specimen.stages import OWNER
from workflows.models import WorkItem

SIGNERS = ("signer_a", "signer_b", "signer_c")
CAST = {"handler": ["handler"], "signers": SIGNERS, "beside": ["partner"], "pickers": SIGNERS, "decider": ["decider"]}
EXTRA = ("extra", "deputy")  # who may be added, or handed something
AGREE, OPPOSE = "agree", "oppose"
ENOUGH = 60  # acts after which a case that has not ended is stuck


def person(name, *roles):
    """A person of the specimen's unit who holds these roles."""
    home, _ = Unit.objects.get_or_create(code="SPEC", defaults={"name": "样例单位"})
    user, _ = User.objects.get_or_create(username=name, defaults={"name": name, "unit": home})
    since = clock.today().replace(month=1, day=1)
    for code in roles:
        role, _ = Role.objects.get_or_create(code=code, defaults={"zh": code})
        Holding.objects.get_or_create(person=user, role=role, unit=home, defaults={"since": since})
    return user


def people():
    """Everybody a specimen needs, by name."""
    named = {name for names in CAST.values() for name in names}
    posts = {"author": ("clerk",), "owner": (OWNER,)}
    return {name: person(name, *posts.get(name, ())) for name in sorted({*named, *EXTRA, *posts})}


class Story:
    """One specimen on its way. `inner` tells of the sub-case that it waits for."""

    def __init__(self, people, case=None, **cast):
        self.people = people
        named = {role: [people[name].pk for name in names] for role, names in (CAST | cast).items()}
        self.case = case or moves.open_case("specimen", by=people["author"], title="样例事项", people=named)
        self.route = ""

    def to(self, route):
        """Bring the case from drafting into the stage `route`; returns the story."""
        self.route = route
        self.move("begin", self.case.opened_by)
        self.move(f"to_{route}", "handler")
        return self

    def move(self, name, who, **answers):
        return moves.move(self.case, name, by=self._who(who), **answers)

    def act(self, name, who, **answers):
        return moves.act(self.case, name, by=self._who(who), **answers)

    def sign(self, who, decision=AGREE, **answers):
        return self.act("sign", who, decision=decision, **answers)

    def _who(self, who):
        return self.people[who] if isinstance(who, str) else who

    @property
    def now(self):
        """The case as the database has it."""
        return Specimen.objects.get(pk=self.case.pk)

    @property
    def stage(self):
        return self.now.stage

    def items(self, **which):
        return WorkItem.objects.filter(process=self.case.pk, **which).select_related("owner").order_by("pk")

    def holders(self, **which):
        """Names of those who have something to do now, in the order it was given out."""
        return [item.owner.username for item in self.items(status="ASSIGNED", **which).exclude(owner=None)]

    def waiting(self):
        """Name → why their work waits."""
        return {item.owner.username: item.held for item in self.items(status="SCHEDULED").exclude(owner=None)}

    def undone(self):
        """Name → why their work was closed undone; the last, if there were several."""
        return {item.owner.username: item.closed_why for item in self.items(status="CANCELED").exclude(owner=None)}

    def done(self):
        """Names of those who have this case in their list of what is done."""
        return [item.owner.username for item in self.items(status="DONE").exclude(owner=None)]

    def item(self, who, **which):
        """The open work of somebody here."""
        return self.items(status="ASSIGNED", owner=self._who(who), **which).last()

    @property
    def inner(self):
        """The newest sub-case of this one."""
        found = Specimen.objects.filter(parent_item__process=self.case.pk).order_by("-pk").first()
        return found and Story(self.people, case=found)

    def finish(self, route=""):
        """Let everybody who has work do it, kindly, until the case has ended; returns the stage it ended in."""
        for _ in range(ENOUGH):
            case = self.now
            if case.is_closed:
                return case.stage
            self._step(case, route or self.route or "all")
        raise AssertionError(f"the case is stuck in {self.stage}: {self.holders()}, waiting {self.waiting()}")

    def _step(self, case, route):
        if case.suspended_at:
            return self.act("resume", "owner", reason="情况已经查清，继续办理。")
        if case.stage == "sub":
            return self.inner.finish("all")
        item = self.items(status="ASSIGNED", kind__in=("sign", "move")).first()
        assert item, f"nobody has anything to do in {case.stage}; waiting: {self.waiting()}"
        if item.kind == "sign":
            return moves.act(case, "sign", by=item.owner, decision=AGREE, item=item.pk)
        if case.stage == "pool" and not item.claimed_at:
            return moves.act(case, "claim", by=item.owner)
        kind = {"drafting": "begin", "hand": f"to_{route}", "pool": "passed", "decision": "adopt"}
        return moves.move(case, kind[case.stage], by=item.owner)
