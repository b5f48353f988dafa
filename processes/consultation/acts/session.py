"""Before the session: the unit describes itself, people are called, confirm and declare; the session opens."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.consultation import effects, guards, panel, parts
from processes.consultation.models import SeatReply
from workflows import agency, handing
from workflows.acts import sitting as meeting
from workflows.acts.common import live_sitting, my_seat, participate
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

KIND = "consultation"
PANEL = "panelist"
act_label("describe_self", gettext_lazy("自述病情"))
act_label("call_session", gettext_lazy("安排会诊"))
act_label("confirm_seat", gettext_lazy("确认参加并申报利害关系"))
act_label("note_reply", gettext_lazy("登记电话确认"))
act_label("open_session", gettext_lazy("开始会诊"))
act_label("change_chair", gettext_lazy("更换主持人"))
agency.personal("describe_self", "confirm_seat")


@act("describe_self")
def describe_self(case, step, *, text):
    """The unit whose work it is says how things stand."""
    text = text.strip()
    if not 50 <= len(text) <= 3000:
        raise Refused(_("自述须为 50 至 3000 字，现有 %d 字，没有保存。请写明现状、已做的工作和困难。") % len(text))
    case.self_description = text
    handing.done(step, effects.OWNER)
    step.tell("consultation.described", {case.officer_id, case.chair_id} - {None})


@act("call_session")
def call_session(case, step, *, starts_at, place, seats, selection=""):
    """Call the session: participants of each group are invited and asked whether they come."""
    _not_while_open(case)
    handing.take_back(step, PANEL)
    meeting.convene(case, step, kind=KIND, starts_at=starts_at, place=place, seats=seats, selection=selection)
    handing.give(step, PANEL)


def _not_while_open(case):
    if case.sittings.filter(state="open").exists():
        raise Refused(_("会诊正在进行，不能另行安排。需要补充资料的，请主持人办理“补充资料”。"))


@act("confirm_seat")
def confirm_seat(case, step, *, coming, interest="", recuse=False, note=""):
    """Somebody invited says whether they come, and what ties they have."""
    place = my_seat(live_sitting(case, "planned"), step.actor.pk)
    if not coming and len(note.strip()) < 2:
        raise Refused(_("不能参加的请写明原因，没有记入。"))
    if coming:
        meeting.declare_interest(case, step, interest=interest, recuse=recuse)
    _reply(step, place, coming, note)
    handing.done(step, PANEL, owner=step.actor.pk)


@act("note_reply")
def note_reply(case, step, *, seat, coming, note):
    """The officer notes what somebody without an account said, and how."""
    found = live_sitting(case, "planned").seats.filter(pk=seat, person=None).first()
    if found is None:
        raise Refused(_("名单中没有此人，或此人有账号、须本人确认，没有登记。请刷新页面核对。"))
    if len(note.strip()) < 4:
        raise Refused(_("请写明何时、怎样确认的，以及有没有利害关系，没有登记。"))
    _reply(step, found, coming, note)


def _reply(step, place, coming, note):
    said = {"coming": bool(coming), "note": note.strip(), "by": step.actor, "at": step.at}
    SeatReply.objects.update_or_create(seat=place, defaults=said)
    step.fields |= {"seat": place.name, "coming": bool(coming), "note": note.strip()}


@act("open_session")
def open_session(case, step, *, opinions_until, interests_checked=False):
    """A further session begins, under the same conditions as the first."""
    chair = next((p for p in parts.chairs(case) if p.pk == case.chair_id), None)
    why = "" if chair else _("主持人与承办单位有利害关系，会诊没有开始。请分管副部长更换主持人。")
    step.answers["interests_checked"] = interests_checked
    why = why or guards.session_ready(case, step) or panel.served_late(case, step.at)
    why = why or guards.window(opinions_until, step.at)
    if why:
        raise Refused(why)
    case.opinions_until, case.revealed_at = opinions_until, None
    effects.begin(case, step)


@act("change_chair")
def change_chair(case, step, *, chair, reason):
    """Another chair, so that a recusal or an illness never stops a consultation (F02)."""
    pk = getattr(chair, "pk", chair)
    if len(reason.strip()) < 4:
        raise Refused(_("请写明更换理由，没有更换。"))
    if pk == case.chair_id or pk not in {person.pk for person in parts.chairs(case)}:
        raise Refused(_("此人已是主持人，或不在主持人名册、与承办单位有利害关系，没有更换。请另选。"))
    step.fields["reason"] = reason.strip()
    handing.take_back(step, "chair")
    case.chair_id = pk
    participate(case, [pk], "convener")
    move = next(iter(case.rules.moves_from(case.stage)))
    handing.give(step, "chair", term=move.term, start=case.moments_known().get(move.term.start, case.stage_since))
