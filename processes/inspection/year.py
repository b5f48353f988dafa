"""The inspections of the demonstration year: forty, one township each in turn, two hundred findings in all."""

from datetime import date, timedelta

from django.db.models import Max

from processes.inspection.models import Inspection
from processes.inspection.rows import Target
from processes.inspection.walk import Walk

MANY, APART, SOME_MORE = 40, 8, 5  # five of them find six things instead of five
COUNTS = {"inspection": MANY}
HEADS = tuple(f"t{n:02}_wy" for n in range(1, 13))
AGAIN = "上次督查以后有新的重点工作，需要再次查看落实情况。"  # said where the last one is not long ago
FACTS = (
    ("minor", "J06", "台账两个月没有按时填报，现场核对时仍为空白，责任人当场确认。"),
    ("minor", "J06", "例会议定事项没有对账，两项到期没有销号，也没有写明原因。"),
    ("serious", "B09", "信息导出没有履行审批，操作记录显示导出两次，涉及党员个人信息。"),
    ("minor", "Z05", "窗口工作人员工作时间离岗十五分钟，没有挂去向牌，也没有安排顶岗。"),
    ("minor", "J05", "办事事项没有一次性告知所需材料，办事群众为此往返两次。"),
    ("minor", "Z06", "公示栏内容半年没有更新，现场核对时仍是去年的名单，责任人当场确认。"),
)  # fmt: skip


def begin(year):
    """One every eight days, so that with those that the clock opens for the quarters there are forty."""
    for n in range(MANY):
        year.begin(year.day(60 + APART * n), own, year)
    year.watch(Inspection.objects.filter(stage="planned", generated=True), walked)


def own(year):
    if Inspection.objects.count() + quarters_left(year) < MANY:
        walked(year)


def quarters_left(year):
    """How many quarters the clock has still to open."""
    months = (year.now.year * 12 + year.now.month - 1, year.last.year * 12 + year.last.month - 1)
    return months[1] // 3 - months[0] // 3


def next_visited(year):
    """The head of the township that was inspected longest ago."""
    last = dict(Target.objects.values_list("unit").annotate(Max("case__starts_on")))
    return min((year.people[name] for name in HEADS), key=lambda one: last.get(one.unit_id) or date.min)


def walked(year, case=None):
    """Planned, made, reported, issued and put away; the last is still in the field."""
    n = Inspection.objects.exclude(starts_on=None).count()
    head = next_visited(year)
    title = f"{head.unit.name.removesuffix('党委')}重点工作督查调研"
    walk = Walk(year.people, year.now, case, **({} if case else {"title": title}))
    walk.plan([head.unit], overlap_reason=AGAIN).staff().approve()
    walk.on(walk.case.starts_on, 14).visit(head.unit, "党群服务中心")
    if n == MANY - 1:
        return
    walk.on(walk.case.ends_on, 15)
    for severity, clause, fact in FACTS if n < SOME_MORE else FACTS[:-1]:
        walk.find(head.unit, severity, clause, fact)
    walk.feed_back().after(3).respond(head.username).after(2).report().issue()
    walk.on(walk.now + timedelta(36)).archive()
