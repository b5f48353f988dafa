"""The report in four parts, what members hold against it, and the units' answers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from processes.inspection import limits, missing, parts, proofs, saying
from processes.inspection.choices import Said
from processes.inspection.rows import Dissent, Member
from processes.inspection.words import DEPUTY, TARGET, TEAM
from workflows import agency, handing, taking
from workflows.errors import Refused
from workflows.registry import act
from workflows.wording import act_label

act_label("save_report", gettext_lazy("保存报告"))
act_label("dissent", gettext_lazy("提出不同意见"))
act_label("countersign_report", gettext_lazy("在报告上签名"))
act_label("clear_report", gettext_lazy("审核同意"))
act_label("answer_findings", gettext_lazy("提交本单位回应"))
act_label("record_answer", gettext_lazy("代记回应"))
TAKEN = (Said.PAPER, Said.ORAL)
agency.personal("dissent", "countersign_report")


@act("save_report")
def save_report(case, step, **said):
    """One or more of the four parts; the versions before stay in the history."""
    if not said or set(said) - set(missing.PARTS):
        raise Refused(_("表单里有不能修改的项，没有保存。请刷新页面重新填写。"))
    for name, words in said.items():
        setattr(case, name, saying.clean(words.strip(), name))
    if not step.changed:
        raise Refused(_("内容没有变化，没有保存。"))


@act("dissent")
def dissent(case, step, *, text):
    """A member's own view; it goes with the report as it was written."""
    words = saying.text(text, limits.NOTE, _("不同意见"), "text")
    Dissent.objects.create(case=case, person=step.actor, text=words, at=step.at)
    step.private["dissent"] = words


@act("countersign_report")
def countersign_report(case, step):
    """A member signs the report as it was handed in; who holds something against it says so beside (`dissent`)."""
    if not Member.objects.filter(case=case, person=step.actor.pk, lead=False, signed_at=None).update(signed_at=step.at):
        raise Refused(_("没有签名：你已经签过，或不是督查组成员。请刷新页面核对。"))
    handing.mine(step, TEAM)


@act("clear_report")
def clear_report(case, step, *, opinion=""):
    """The deputy minister has nothing against the report; the minister signs it."""
    if case.cleared_at:
        raise Refused(_("已经审核同意，没有重复记入。请等待部长签发。"))
    if step.actor.pk in parts.team(case):
        raise Refused(_("没有记入：督查组成员不能审核自己的报告。请由分管副部长办理。"))
    case.cleared_by_id, case.cleared_at = step.actor.pk, step.at
    step.decision, step.opinion = "agree", opinion.strip()
    handing.done(step, DEPUTY)


@act("answer_findings")
def answer_findings(case, step, *, overall="", answers=None):
    """The answer of one unit while others have not answered yet; who heads several answers for all of them."""
    rows = parts.units_answering(case, step.actor)
    if not rows:
        raise Refused(_("本单位已经回应，没有重复记入。"))
    if not any(text.strip() for text in [overall, *(answers or {}).values()]):
        raise Refused(_("没有提交：还没有写回应。请逐条回应，或在总体意见中说明。"))
    take_answer(case, step, rows, overall, answers)
    _done(case, step, rows)


@act("record_answer")
def record_answer(case, step, *, unit, way, responder, overall="", answers=None, evidence=()):
    """An answer on paper or by word of mouth, taken down as it was given (F28)."""
    row = saying.target(case, unit)
    if row.answered_at:
        raise Refused(_("%s已经回应，没有重复记入。") % row.unit)
    if way not in TAKEN or len(responder.strip()) < 2:
        raise Refused(_("没有记入：请选择纸面或口头，并写明回应人的职务或姓名。"))
    take_answer(case, step, [row], overall, answers, way, responder.strip())
    proofs.take(case, step, evidence, "answer", row.unit_id)
    _done(case, step, [row])


def _done(case, step, rows):
    """Nobody of these units has anything to answer any more; the last unit left answers by the move."""
    heads = parts.heads_of([row.unit_id for row in rows])
    for role in (TARGET, parts.ANSWERING):
        handing.done(step, role, owner__in=heads)
    left = case.targets.filter(answered_at=None).count()
    if left == 1:
        handing.take_back(step, parts.ANSWERING)
        ask(case, step, TARGET)
    elif not left:
        step.answers = {}
        taking.run(step, case.rules.find(case.stage, "respond"))


def ask(case, step, role):
    """Work for the heads who are to answer, due with the term of the stage."""
    term = case.rules.find("findings_out", "respond").term
    handing.give(step, role, term=term, start=case.moments_known()["served"])


def take_answer(case, step, rows, overall, answers, way=Said.WRITTEN, responder=""):
    """Append the units' words to their findings, unchanged."""
    units = {row.unit_id for row in rows}
    own = {f.no: f for f in parts.standing(case) if f.unit_id in units}
    said = {int(no): text for no, text in (answers or {}).items() if text.strip()}
    if set(said) - set(own):
        raise Refused(_("没有提交：回应里有不是本单位的问题。请刷新页面核对。"))
    texts = dict.fromkeys(own, overall) if overall.strip() else {}  # what is said to the whole stands for the rest
    for no, text in (texts | said).items():
        finding = own[no]
        finding.said, finding.response, finding.responded_at = way, text, step.at
        finding.responder = responder or step.actor.name
        finding.save(update_fields=["said", "response", "responded_at", "responder"])
    for row in rows:
        row.answered_at, row.overall = step.at, overall
        row.save(update_fields=["answered_at", "overall"])
    step.private |= {"overall": overall, "answers": {str(no): text for no, text in said.items()}}
