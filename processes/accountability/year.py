"""The accountability cases of the demonstration year: four, one of which ends without blame and one on appeal."""

from processes.accountability.walk import Walk

COUNTS = {"accountability": 4}
WAYS = ("ends", "appealed", "exempt", "shown")
ABOUT = ("resp_a", "resp_b", "resp_b", "t05_wy")


def begin(year):
    """One each quarter."""
    for n, way in enumerate(WAYS):
        year.begin(year.day(100 + 80 * n), one, year, way, ABOUT[n])


def one(year, way, about):
    walk = Walk(year.people, year.now, about=about)
    if way == "shown":
        return walk.to_shown()
    if way == "exempt":
        walk.to_weighing().after(1).weigh("minor", "direct", ("force_majeure", "remedied")).look_up()
        return walk.propose_none("force_majeure").meeting().vote().exempt()
    if way == "appealed":
        walk.to_served().after(1).begin().after(5).criticise().after(2).appeal()
        return walk.after(1).panel().find().settle()
    return walk.to_effective().after(90).talk()  # the background ends the effect on its day
