"""The admonitions of the demonstration year: six reminders, each talked over and closed."""

from processes.admonition.walk import Walk

MANY = 6
COUNTS = {"admonition": MANY}
TITLES = ("对评优程序不规范的提醒", "对台账补记的提醒", "对会议记录不全的提醒")


def begin(year):
    """One every other month; the last is still waiting for its talk."""
    for n in range(MANY):
        year.begin(year.day(90 + 60 * n), one, year, n)


def one(year, n):
    about = ("resp_a", "resp_b")[n % 2]
    walk = Walk(year.people, year.now, respondent=about, title=TITLES[n % len(TITLES)]).approve().issue()
    if n < MANY - 1:
        walk.talk().self_check().close()
