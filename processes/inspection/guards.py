"""What must hold for a plan and for the field work. Each returns the sentence to show, or "".

What others must not know is not told by a refusal either: before the approver decides, only inspections that the
planner may see are counted.
"""

from django.utils.translation import gettext as _

from people import calendar, conflicts, roles
from people.models import User
from processes.inspection import burden, limits, parts, proofs
from processes.inspection.choices import Mode
from workflows.registry import guard


def key(name):
    return guard(f"inspection.{name}")


def names(units):
    return "、".join(str(unit) for unit in units)


@key("plan_complete")
def plan_complete(case, step):
    """Content, units, topics, scope, period and methods are there, and a lead."""
    here = {
        _("内容"): case.content, _("对象"): case.targets.exists(), _("课题"): case.topics.exists(),
        _("范围"): case.scope, _("期限"): case.starts_on and case.ends_on, _("方式"): case.methods,
        _("督查组长"): case.lead_id,
    }  # fmt: skip
    lacking = [label for label, value in here.items() if not value]
    return _("方案还没有报送：缺少%s。请先保存方案。") % "、".join(lacking) if lacking else ""


@key("period_fits")
def period_fits(case, step):
    """At most ten working days in a unit, and the whole no longer than the units together."""
    if not (case.starts_on and case.ends_on):
        return ""
    if case.ends_on < case.starts_on:
        return _("方案还没有报送：结束日期早于开始日期。请核对期限。")
    per_unit = limits.of(case, "per_unit")
    if case.days_per_unit > per_unit:
        return _("方案还没有报送：每个单位不得超过 %d 个工作日。请缩短期限。") % per_unit
    days = calendar.load().working_days_between(case.starts_on, case.ends_on) + 1
    most = case.days_per_unit * max(case.targets.count(), 1)
    return _("方案还没有报送：实地督查共 %(days)d 个工作日，超过各单位合计的 %(most)d 个。请缩短期限。") % {
        "days": days, "most": most} if days > most else ""  # fmt: skip


@key("lead_fits")
def lead_fits(case, step):
    """Nobody inspects their own unit; the approver is not one of the team."""
    own = _own_unit(case)
    if own:
        return _("方案还没有报送：%s是对象单位人员，不能督查本单位。请更换人员。") % own
    approver = step and getattr(step.answers.get("approver"), "pk", step.answers.get("approver"))
    if approver in parts.team(case):
        return _("方案还没有报送：审批人不能是督查组成员。请另选分管副部长。")
    return ""


def _own_unit(case):
    units = set(case.targets.values_list("unit", flat=True))
    people = User.objects.filter(pk__in=parts.team(case))
    return "、".join(p.name for p in people if p.unit_id in units or units & set(roles.heads(p)))


@key("quota")
def quota(case, step):
    """The planner is told of what they may know."""
    return _too_many(case, step.actor if step else None) if case.starts_on and case.ends_on else ""


@key("quota_all")
def quota_all(case, step):
    """Who approves is told of every inspection, the covert ones too."""
    return _too_many(case) or _too_near(case)


@key("apart")
def apart(case, step):
    return _too_near(case, step.actor if step else None) if case.starts_on and case.ends_on else ""


def _too_many(case, seen_by=None):
    quota = limits.of(case, "per_year")
    full = [t.unit for t in parts.targets(case) if burden.in_year(case, t.unit, seen_by).count() >= quota]
    return _("没有办理：%(units)s本年已督查 %(n)d 次，达到年度上限。请去掉这些单位，或与其他督查合并。") % {
        "units": names(full), "n": quota} if full else ""  # fmt: skip


def _too_near(case, seen_by=None):
    """A second inspection within sixty days needs a reason; a third is refused whatever the reason."""
    second, days, most = [], limits.of(case, "apart"), limits.of(case, "near")
    for target in parts.targets(case):
        near = burden.around(case, target.unit, seen_by).count()
        if near >= most:
            said = {"unit": target.unit, "days": days, "n": near, "day": burden.free_from(case, target.unit)}
            why = _("没有办理：%(unit)s %(days)d 日内已督查 %(n)d 次，不能再列入。请去掉该单位，或改到 %(day)s 以后。")
            return why % said
        second += [target.unit] if near else []
    if second and len(case.overlap_reason.strip()) < limits.NOTE:
        why = _(
            "没有办理：%(units)s %(days)d 日内已督查过。请在方案中写明再次督查的理由（至少 10 个字），或去掉该单位。"
        )
        return why % {"units": names(second), "days": days}
    return ""


@key("title_tells_nothing")
def title_tells_nothing(case, step):
    """Title and topics are shown to units that are told: they must not name one that is visited covertly."""
    shown = [case.title, *case.topics.values_list("title", flat=True)] if case.mode != Mode.OPEN else []
    told = next((unit for text in shown if (unit := _hidden_in(text, case))), "")
    return _("方案还没有报送：标题或课题写出了暗访对象“%s”。请改用不指明单位的写法。") % told if told else ""


def _hidden_in(text, case):
    for target in case.targets.filter(mode=Mode.COVERT).select_related("unit"):
        short = target.unit.name.removesuffix("党委")
        if short in text or target.unit.code in text:
            return short
    return ""


@key("approver")
def approver(case, step):
    """A plan for the whole county is approved by the minister, any other by the deputy minister in charge."""
    if step is None:
        return ""
    minister = step.actor.pk in case.players("minister")
    if case.county_wide and not minister:
        return _("没有批准：全县范围的督查由部长批准。可以退回，或请部长办理。")
    if step.actor.pk in parts.team(case):
        return _("没有批准：督查组成员不能批准自己的方案。请由分管副部长或部长办理。")
    return ""


@key("team_complete")
def team_complete(case, step):
    """A lead and two members at least, all of them trained."""
    if case.members.filter(lead=False).count() < limits.MEMBERS:
        return _("没有批准：督查组须有组长和至少 2 名成员。请退回补充人员。")
    raw = [m.person.name for m in case.members.filter(trained_on=None).select_related("person")]
    return _("没有批准：%s还没有登记培训。请先组织培训并登记。") % "、".join(raw) if raw else ""


@key("ties_declared")
def ties_declared(case, step):
    """Everybody in the team has declared; nobody with a tie to an inspected unit goes there."""
    silent = [m.person.name for m in case.members.filter(declared_at=None).select_related("person")]
    if silent:
        return _("没有批准：%s还没有申报利害关系。请先由本人申报。") % "、".join(silent)
    tied = [m.person.name for m in case.members.select_related("person") if _tied(case, m)]
    return _("没有批准：%s与对象单位有利害关系，应当回避。请退回更换人员。") % "、".join(tied) if tied else ""


def _tied(case, member):
    units = case.targets.values_list("unit", flat=True)
    return member.conflict not in ("", "无") or bool(conflicts.between(member.person, units=list(units)))


@key("notice_in_time")
def notice_in_time(case, step):
    """The notice of an open inspection goes out three working days before the first day in the field."""
    if step is None or not case.targets.filter(mode=Mode.OPEN).exists():
        return ""
    left = calendar.load().working_days_between(step.at.date(), case.starts_on)
    ahead = limits.of(case, "ahead")
    if left < ahead:
        said = {"ahead": ahead, "left": max(left, 0)}
        return _("没有批准：明查须提前 %(ahead)d 个工作日通知，离进点只有 %(left)d 个工作日。请退回改期。") % said
    return ""


@key("heads_there")
def heads_there(case, step):
    """Every inspected unit has somebody who can answer for it."""
    headless = [t.unit for t in parts.targets(case) if not parts.heads_of([t.unit_id])]
    return _("没有办理：%s没有负责人，无法送达和回应。请系统管理员先指定。") % names(headless) if headless else ""


@key("field_over")
def field_over(case, step):
    """Feedback is given after the field work, not from the middle of it."""
    if not case.field_ended_on:
        return _("还不能反馈：实地督查还没有结束。请先办理“结束实地督查”。")
    missed = [t.unit for t in parts.targets(case) if not case.visits.filter(unit=t.unit).exists()]
    return (
        _("还不能反馈：%s还没有走访记录。请补记；确实不去的，用“不再督查某单位”去掉。") % names(missed)
        if missed
        else ""
    )


@key("visits_signed")
def visits_signed(case, step):
    """Two inspectors have signed every visit."""
    lacking = [visit for visit in case.visits.prefetch_related("signatures") if _unsigned(visit)]
    if not lacking:
        return ""
    visit = lacking[0]
    return _("还不能反馈：第 %(no)d 次走访（%(place)s）只有 %(n)d 人签字，须有 2 人。请到场的成员补签。") % {
        "no": visit.no, "place": visit.place, "n": len(visit.signatures.all())}  # fmt: skip


def _unsigned(visit):
    return len(visit.signatures.all()) < limits.SIGNERS


@key("findings_proved")
def findings_proved(case, step):
    """Every finding has evidence."""
    bare = [str(f.no) for f in parts.standing(case) if not proofs.count(case, f.no)]
    return _("还不能反馈：问题 %s 没有证据。请补充证据，或撤回该问题并说明理由。") % "、".join(bare) if bare else ""
