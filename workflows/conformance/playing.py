"""How each action of the table is played: the steps after each of which the case is looked at."""

from datetime import timedelta

from people import clock
from people.models import Mandate, User
from workflows import sweep
from workflows.conformance.expected import ALL, ANY, SEQUENTIAL, VOTE
from workflows.conformance.story import AGREE, OPPOSE

WHY = "材料不全，请补充后再报。"
A, B, C = "signer_a", "signer_b", "signer_c"
SPEAKERS = {ALL: (A, B, C), ANY: (A,), SEQUENTIAL: (A, B, C), VOTE: (A, B)}
OBJECTORS = {ALL: (A,), ANY: (A,), SEQUENTIAL: (A,), VOTE: (A, B)}


def approve(scene):
    for who in SPEAKERS[scene.rule]:
        scene.told.sign(who, AGREE)
    yield


def reject(scene):
    for who in OBJECTORS[scene.rule]:
        scene.told.sign(who, OPPOSE)
    yield


def returned(mode):
    """One has agreed (where that does not settle it), another sends it back to whoever handed it to them."""

    def play(scene):
        first, second = (A, B) if scene.rule == SEQUENTIAL else (B, A)
        if scene.rule != ANY:
            scene.told.sign(first, AGREE)
        scene.told.act("return_to", second, target="hand", mode=mode, reason=WHY)
        yield
        scene.told.move(f"to_{scene.stage}", "handler")
        yield

    return play


def resent(**changed):
    """As when it is returned to run again, where decisions carry over; the one beside has signed already."""

    def play(scene):
        first, second = (A, B) if scene.rule == SEQUENTIAL else (B, A)
        if scene.rule != ANY:
            scene.told.sign(first, AGREE)
        if scene.beside:
            scene.told.sign("partner", AGREE)
        scene.told.act("return_to", second, target="hand", mode="rerun", reason=WHY)
        yield
        if changed:
            scene.told.act("edit", scene.told.case.opened_by, **changed)
        scene.told.move(f"to_{scene.stage}", "handler")
        yield

    return play


def transfer(scene):
    scene.told.act("transfer", A, to=scene.people["extra"].pk, reason=WHY)
    yield


def delegate(scene):
    scene.told.act("delegate", A, to=scene.people["extra"].pk, ask="请看看预算是否合理。")
    yield
    scene.told.act("give_back", "extra", opinion="预算合理，没有意见。")
    yield


def add(scene):
    scene.told.act("add_signers", A, people=[scene.people["extra"].pk], where="beside", reason=WHY)
    yield


def remove(scene):
    scene.told.act("remove_signer", "handler", person=scene.people[C].pk, reason=WHY)
    yield


def withdraw(scene):
    scene.told.act("withdraw", scene.told.case.opened_by, reason="情况有变，不再申请。")
    yield


def take_back(scene):
    scene.told.sign(A, AGREE)
    yield
    scene.told.act("take_back", A)
    yield


def suspend(scene):
    scene.told.act("suspend", "owner", reason="等待上级批复，暂时停办。")
    if not scene.outer:  # the term of a case above goes on
        with clock.frozen(clock.now() + timedelta(days=60)):
            assert not sweep.lapse(), "a term ended while the case stood still"
    yield
    scene.told.act("resume", "owner", reason="上级已经批复，继续办理。")
    yield


def timeout(scene):
    with clock.frozen(scene.told.now.due + timedelta(hours=1)):
        sweep.lapse()
    yield


def substitute(scene):
    today, deputy = clock.today(), User.objects.get(pk=scene.people["deputy"].pk)
    Mandate.objects.create(
        principal=scene.people[A], agent=deputy, since=today, until=today, processes="", reason="学习"
    )
    scene.told.sign("deputy", AGREE)
    yield


PLAYS = {
    "approve": approve, "reject": reject, "return_rerun": returned("rerun"), "return_straight": returned("straight"),
    "resend": resent(), "resend_changed": resent(words="改过的内容"),
    "transfer": transfer, "delegate": delegate, "add": add, "remove": remove, "withdraw": withdraw,
    "take_back": take_back, "suspend": suspend, "timeout": timeout, "substitute": substitute,
}  # fmt: skip
