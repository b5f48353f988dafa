"""Work inside a stage: measures, evidence, the check, a finding that was amended."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import roles
from processes.rectification import milestones, proofs, remedies
from processes.rectification.choices import Severity, severity
from processes.rectification.guards import RECORD, SHORTEST, waits
from processes.rectification.stages import DEPUTY, INSPECTOR, MINISTER, OWNER, UNIT, Stage
from workflows import handing
from workflows.acts.common import participate
from workflows.errors import Refused
from workflows.papers import issue
from workflows.registry import act
from workflows.wording import act_label, role_words

act_label("finish_remedy", gettext_lazy("完成一项措施"))
act_label("add_proof", gettext_lazy("上传佐证"))
act_label("recommend_strike_off", gettext_lazy("建议销号"))
act_label("appoint_verifier", gettext_lazy("另派核查人"))
act_label("amend_finding", gettext_lazy("更正问题"))
role_words(OWNER, gettext_lazy("措施责任人"))
role_words(UNIT, gettext_lazy("整改单位人员"))


@act("finish_remedy")
def finish_remedy(case, step, *, n, note, evidence=()):
    """One measure is done; the note says how it shows."""
    if len(note.strip()) < SHORTEST:
        raise Refused(_("没有记入：请写明完成情况，至少 4 个字。"))
    try:
        case.measures = remedies.finished(case.measures, n, note.strip())
    except KeyError:
        raise Refused(_("方案里没有这项未完成的措施，没有记入。请刷新页面核对。")) from None
    proofs.take(case, step, evidence)
    milestones.follow(step, case.measures[n - 1]["owner"])


@act("add_proof")
def add_proof(case, step, *, evidence):
    """More evidence for this round."""
    if not evidence:
        raise Refused(_("没有上传：还没有选择文件。请选择照片或文件后再提交。"))
    proofs.take(case, step, evidence)


@act("recommend_strike_off")
def recommend_strike_off(case, step, *, record, evidence=()):
    """The checker says what they saw and recommends striking it off; who approves it now has work."""
    if len(record.strip()) < RECORD:
        raise Refused(_("没有提出意见：请写明核查情况，看了什么、结果怎样，至少 20 个字。"))
    if waits(case):
        raise Refused(waits(case))
    if case.recommended:
        raise Refused(_("已经提出过销号意见，没有重复记入。请等待批准。"))
    case.check_record, case.recommended, step.decision = record.strip(), True, "agree"
    case.checked_at = step.at
    proofs.take(case, step, evidence, about=f"check:{case.round}")
    issue(case, step, "rectification.check")
    handing.done(step, INSPECTOR)
    _ask_approver(case, step)


def _ask_approver(case, step):
    people = case.players(case.approver)
    if not people:
        raise Refused(_("没有提出意见：没有可以批准销号的人。请系统管理员先指定分管副部长或部长。"))
    move = case.rules.find(Stage.CHECKING, "approve_strike_off")
    handing.give(step, case.approver, term=move.term, start=case.stage_since)
    step.tell("rectification.recommended", people)


@act("appoint_verifier")
def appoint_verifier(case, step, *, verifier, text):
    """The supervision office sends another checker; what the first had not finished begins anew."""
    if waits(case):
        raise Refused(waits(case))
    pk = getattr(verifier, "pk", verifier)
    able = {person.pk for person in roles.holders(INSPECTOR)} - set(case.barred()) - {case.verifier_id}
    if case.recommended or len(text.strip()) < 10:
        raise Refused(_("没有另派：销号意见已经提出，或者没有写明理由（至少 10 个字）。请核对后再办理。"))
    if pk not in able:
        raise Refused(_("没有另派：此人不是督查组成员，或与整改单位有关。请另选核查人。"))
    handing.take_back(step, INSPECTOR)
    case.verifier_id, step.opinion = pk, text.strip()
    participate(case, [pk], INSPECTOR)
    move = case.rules.find(Stage.CHECKING, "approve_strike_off")
    handing.give(step, INSPECTOR, term=move.term, start=step.at)


@act("amend_finding")
def amend_finding(case, step, *, decision, fact, severity=""):  # noqa: A002
    """The objection was decided: the finding stands in other words or is less grave."""
    return _amend(case, step, decision.strip(), fact.strip(), severity)


def _amend(case, step, decision, fact, said):
    grade = severity(said or case.severity)
    if len(decision) < SHORTEST or len(fact) < SHORTEST or grade not in Severity.values:
        raise Refused(_("没有更正：请写明复核决定、问题事实和严重程度。"))
    if (fact, grade) == (case.finding.get("fact"), case.severity):
        raise Refused(_("没有更正：问题事实和严重程度都没有变化。请修改后再提交。"))
    approver = case.approver
    case.finding, case.severity = case.finding | {"fact": fact, "severity": grade, "amended": decision}, grade
    if case.recommended and case.stage == Stage.CHECKING and approver != case.approver:
        handing.take_back(step, MINISTER if approver == MINISTER else DEPUTY)
        _ask_approver(case, step)
    step.tell("rectification.amended", case.players(UNIT))
