"""The rectifications of the demonstration year: one for each finding; one in ten fails its first check."""

from processes.rectification.models import Rectification
from processes.rectification.walk import Walk

COUNTS = {"rectification": 200}


def begin(year):
    """Each is taken up when its inspection has opened it."""
    year.watch(Rectification.objects.filter(stage="assigned"), one)


def one(year, case):
    walk = Walk(year.people, year.now, case).sign().after(2)
    walk.plan(("逐村补齐台账并按月核对", 8), ("明确责任人和交接清单", 15)).approve()
    walk.after(16).remedy().after(1).apply()
    if case.pk % 10 == 0:
        walk.fail("两个村仍有缺项").after(6).remedy().apply()
    walk.strike().recheck()
