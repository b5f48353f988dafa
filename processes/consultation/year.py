"""The consultations of the demonstration year: six projects that lag behind are looked at together."""

from datetime import timedelta

from processes.consultation.walk import PANEL, Walk
from workflows import registry
from workflows.models import Case

MANY = 6
COUNTS = {"consultation": MANY, "task_project": 2 * MANY}  # each decides two measures, which become projects


def begin(year):
    """One every other month, from the third on."""
    for n in range(MANY):
        year.begin(year.day(170 + 33 * n), one, year, n)


def one(year, n):
    """On the project that is furthest behind and not yet looked at."""
    work = behind()
    head = next(name for name, user in year.people.items() if user.pk == work.own.players("section_head@owner_unit")[0])
    said = {"title": f"{work.title}进度滞后会诊"[:80], "work_ref": work, "unit": work.owner_unit}
    walk = Walk(
        year.people,
        year.now,
        by=head,
        panel=[row for row in PANEL if row[0] != "gb_clk"] + [("jy_head", "sections")],
        **said,
    )
    walk.approve().prepare().describe(head).call().serve().confirm().begin().opinions().fill().sign().conclude()
    walk.decide().after(1).move("track", "sup_clk")
    followed(walk, head)


def behind():
    """The running project whose reports say least."""
    model = registry.kind("task_project")
    running = model.objects.filter(stage="running").exclude(links_in__source__kind="consultation")
    return Case.objects.get(pk=running.order_by("progress", "pk").first().pk)


def followed(walk, head):
    """Month by month, until what was decided is done and the metric reached."""
    while not all(link.target.is_closed for link in walk.case.links_out.filter(target__kind="task_project")):
        walk.follow()
    walk.on(walk.now + timedelta(1)).outcome().confirmed(head)
    walk.after(1).move("cure", "sup_clk", outcome_note="对策全部落实，指标达到，责任单位和申请人确认。" * 2)
