"""The projects of the demonstration year: sixty with twelve months of ledger each, and those that measures became."""

from datetime import timedelta

from processes.task_project import months
from processes.task_project.models import TaskProject
from processes.task_project.walk import Walk

SIXTY = 60
MONTHS = 12
COUNTS = {"task_project": SIXTY}
THEMES = (
    "党员活动场所达标", "流动党员管理服务", "干部平时考核写实", "村干部学历提升", "人才住房周转保障",
    "基层减负清单落实", "年轻干部一线锻炼", "远程教育站点管护", "发展党员质量提升",
    "专家联系服务基层", "干部档案数字化", "窗口作风提升",
)  # fmt: skip
LEADS = ("ZZK", "GBK", "RCK")
MONTH = (
    "对照计划逐项推进，完成阶段任务", "走访乡镇核对进度，补齐台账", "召开推进会，解决两个具体问题",
    "完成中期自查，问题逐条整改", "扩大到新的乡镇，同步培训",
)  # fmt: skip
REPORT = "各项任务按期完成，指标达到要求，资料齐全，试点单位评价较好。"
PARTS = (("1", "制定方案", 20), ("2", "试点推进", 30), ("3", "全面实施", 30), ("4", "总结评估", 20))
PROBLEM = {"problem": "个别乡镇进度偏慢", "next": "逐个乡镇督促"}


def begin(year):
    """What was approved is taken up when it is there; what is lacking to sixty is begun by the supervision office."""
    year.watch(TaskProject.objects.filter(stage="drafted", links_in__isnull=False), taken_up)
    year.begin(year.first_of(year.months[0], -3), lacking, year)


def lacking(year):
    """What the annual plan adds to the projects that were heard."""
    for n in range(SIXTY - TaskProject.objects.count()):
        title = f"{THEMES[n // len(LEADS) % len(THEMES)]}工作"
        year.begin(year.now + timedelta(minutes=n), planned, year, title, LEADS[n % len(LEADS)], n)


def planned(year, title, code, n):
    said = {"title": title, "source": "年度要点", "metric": "年度任务完成率百分之百"}
    walk = Walk(year.people, year.now, unit=year.unit(code), **said)
    twelve(walk, year, n)


def taken_up(year, case):
    """A project that another case became."""
    walk = Walk(year.people, year.now, case)
    if walk.now.date() < months.last_day(year.months[0]):
        return twelve(walk, year, case.pk)
    return short(walk, year)


def twelve(walk, year, n):
    """Twelve months of ledger; every other one ends with the year and is accepted."""
    ends = months.last_day(year.months[-1]) if n % 2 else year.last + timedelta(40)
    begun(walk, year, ends)
    for at, month in enumerate(year.months):
        told(walk, month, at, progress(at, n), PROBLEM if (n + at) % 9 == 0 else {})
    if n % 2:
        walk.apply().accept(REPORT)


def progress(at, n):
    """Most keep to the plan; one in seven lags behind it, and what goes on after the year is not done with it."""
    if at == MONTHS - 1:
        return 100 if n % 2 else 92
    return (at + 1) * (8 if n % 7 else 6)


def begun(walk, year, ends):
    """Registered, signed for, planned in four parts."""
    walk.register(due_on=ends, lead=walk.case.owner_unit, source=walk.case.source or "年度要点",
                  metric=walk.case.metric or "年度任务完成率百分之百")  # fmt: skip
    first = walk.sign().now.date()
    step = (ends - first) / len(PARTS)
    leaves = [(*part, first + step * (at + 1)) for at, part in enumerate(PARTS)]
    walk.plan(*leaves)


def told(walk, month, at, done, more):
    """A month is reported, and the one before it shut; what falls due in it is finished."""
    if at:
        walk.shut_before(month)
    walk.to_report(month)
    for row in walk.case.wbs:
        if not row["done"] and row["due"] <= f"{months.last_day(month)}":
            walk.finish(row["code"])
    walk.report(month, done, MONTH[at % len(MONTH)], **more)


def short(walk, year):
    """A measure of a consultation: two months, then it is accepted."""
    begun(walk, year, walk.case.due_on or walk.now.date() + timedelta(70))
    last = months.key(walk.case.due_on)
    for at, month in enumerate(months.span(months.key(walk.now.date()), last)):
        told(walk, month, at, 100 if month == last else 45, {})
    walk.apply().accept(REPORT)
