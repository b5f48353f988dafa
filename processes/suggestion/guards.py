"""What must hold before a move: a guard answers with the sentence shown if it does not. `step` is None on a preview."""

from django.utils.translation import gettext as _

from people import roles
from processes.suggestion import taxonomy
from processes.suggestion.choices import ADOPTED, REPLIES, Disposition, Ground
from workflows import due, personal
from workflows.models import Link
from workflows.registry import guard
from workflows.step import moment

RETURNS, OBJECTIONS = 3, 2


def answered(check):
    """A check of the answers, silent while there are none."""

    def ask(case, step):
        return check(case, step, step.answers) if step else ""

    return ask


@guard("suggestion.classified")
@answered
def classified(case, step, given):
    if not taxonomy.fits(given.get("category"), given.get("aspect")):
        return _("还没有分类：所选方面不属于所选类别。请重新选择。")


@guard("suggestion.personal_data_minimal")
def personal_data_minimal(case, step):
    found = personal.kinds(case.content)
    if found:
        return _("还不能分类：内容里有%s。请先“遮盖个人信息”。") % "、".join(found)


@guard("suggestion.is_report")
@answered
def is_report(case, step, given):
    if not given.get("confirmed"):
        return _("没有转出：转出后不能撤回。请先确认内容是反映具体人员的问题。")
    if not 4 <= len((given.get("handed_to") or "").strip()) <= 120:
        return _("没有转出：内容将从本系统删除，须先移交。请写明交给哪个部门、怎样移交，4 至 120 个字。")


@guard("suggestion.ground_named")
@answered
def ground_named(case, step, given):
    if given.get("ground") not in Ground.values:
        return _("没有办理：只有不属于本部门职责或没有实际内容的，才不予受理。请选择其中一项。")


@guard("suggestion.master_chosen")
@answered
def master_chosen(case, step, given):
    master = _found(type(case), given.get("master"))
    if master is None or master.pk == case.pk:
        return _("没有并案：还没有选定主件。请选择另一件建议。")
    if master.stage in ("merged", "transferred", "invalid", "withdrawn"):
        return _("没有并案：%(number)s 处于“%(stage)s”，不能作主件。请另选一件。") % {
            "number": master.number, "stage": master.stage_label}  # fmt: skip


def _found(model, given):
    return given if hasattr(given, "pk") else model.objects.filter(pk=given).first()


@guard("suggestion.section_chosen")
@answered
def section_chosen(case, step, given):
    unit = given.get("unit")
    lacking = [role for role in ("section_head", "clerk") if not unit or not roles.holders(role, unit=unit)]
    if lacking:
        return _("没有分办：所选科室还没有负责人或经办人。请另选科室，或请系统管理员先指定。")


@guard("suggestion.second_objection")
def second_objection(case, step):
    if case.objections >= OBJECTIONS and step and step.actor.pk not in case.players("deputy_minister"):
        return _("没有分办：第二次异议由分管副部长决定交哪个科室。请等分管副部长办理。")


@guard("suggestion.objection_left")
def objection_left(case, step):
    if case.objections >= OBJECTIONS:
        return _("没有退办：承办科室已由分管副部长决定。有困难请直接向分管副部长说明。")


def fits(reply):
    """Whether a reply is neither a phrase nor a treatise."""
    return 50 <= len((reply or "").strip()) <= 1500


@guard("suggestion.reply_fits")
@answered
def reply_fits(case, step, given):
    if not fits(given.get("reply_text") or case.reply_text):
        return _("没有签发：答复应有 50 至 1500 个字。请修改后再签发。")


@guard("suggestion.disposed")
@answered
def disposed(case, step, given):
    if given.get("disposition") not in REPLIES:
        return _("没有送审：还没有选择处理意见。请从列表中选择。")
    if not fits(given.get("reply_text")):
        return _("没有送审：答复应有 50 至 1500 个字。请修改后再送审。")
    least = 30 if given["disposition"] == Disposition.DECLINE else 10
    if not least <= len((given.get("disposition_reason") or "").strip()) <= 1000:
        return _("没有送审：处理理由应有 %d 至 1000 个字。请修改后再送审。") % least


@guard("suggestion.other_clerk")
def other_clerk(case, step):
    if case.first_handler_id and step and step.actor.pk == case.first_handler_id:
        return _("没有送审：建议人补充意见后，须由另一名经办人重新研究。请交给其他经办人。")


@guard("suggestion.decline_reasoned")
def decline_reasoned(case, step):
    if case.disposition == Disposition.DECLINE and len(case.disposition_reason.strip()) < 30:
        return _("没有签发：不采纳的理由至少 30 个字。请退回补充。")


@guard("suggestion.decline_signed")
def decline_signed(case, step):
    if case.disposition != Disposition.DECLINE:
        return ""
    if not case.concurred_by_id:
        return _("没有签发：不采纳的答复，先由科室负责人“同意不采纳”，再由分管副部长审签。")
    if step and step.actor.pk not in case.players("deputy_minister"):
        return _("没有签发：不采纳的答复由分管副部长审签。请等分管副部长办理。")


@guard("suggestion.may_send_back")
def may_send_back(case, step):
    if case.returns >= RETURNS:
        return _("没有退回：已退回三次。请与经办人商定后修改答复，直接审签。")


@guard("suggestion.adopted")
def adopted(case, step):
    if case.disposition not in ADOPTED:
        return _("没有纳入跟踪：只有采纳或部分采纳的建议才跟踪。请直接办结。")


@guard("suggestion.may_close")
def may_close(case, step):
    if case.disposition not in ADOPTED:
        return ""
    end = due.of_move(case.rules.find("replied", "rebut"), stage="replied", at=case.stage_since, moments={})
    if moment(step) > end.due:
        return _("还不能办结：该年放假安排尚未确认，补充意见的期限暂不能视为届满。") if end.provisional else ""
    day = end.due.astimezone().strftime("%Y-%m-%d")
    return _("还不能办结：已采纳的建议要等补充意见的期限过完（%s）。也可以先纳入跟踪。") % day


@guard("suggestion.rebut_once")
def rebut_once(case, step):
    if case.rebuttal:
        return _("没有提交：补充意见只能提一次。如有新的建议，请另行提交。")


@guard("suggestion.new_facts")
@answered
def new_facts(case, step, given):
    if len((given.get("facts") or "").strip()) < 10:
        return _("没有提交：补充意见要写明新的情况，至少 10 个字。")


@guard("suggestion.effect_reached")
def effect_reached(case, step):
    rows = Link.objects.filter(source=case.pk, kind="L1").select_related("target").order_by("pk")
    going = [link.target for link in rows]
    still = next((other for other in going if other and not other.is_closed), None)
    if still:
        return _("还不能核实：关联事项“%s”还没有办结。请等它办结后再核实。") % still
    if step and len((step.answers.get("effect") or "").strip()) < 10:
        return _("没有办理：请写明采纳的效果；没有落实的写明原因，至少 10 个字。")
