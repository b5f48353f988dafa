"""The investigations of the demonstration year: eight clues, each looked into; some found true, some not."""

from processes.investigation.walk import Walk

MANY = 8
COUNTS = {"investigation": MANY}
RESPONDENTS = ("t11_wy", "t03_wy", "t07_wy", "t02_wy")
FINDINGS = ("false", "partly", "false", "unknown")
TITLES = ("反映评优推荐程序不规范", "反映值班脱岗", "反映台账补记不实", "反映窗口态度生硬")


def begin(year):
    """One every six weeks."""
    for n in range(MANY):
        year.begin(year.day(75 + 40 * n), one, year, n)


def one(year, n):
    kind = n % len(TITLES)
    walk = Walk(year.people, year.now, respondent=RESPONDENTS[kind], title=f"{TITLES[kind]}的线索")
    if n == MANY - 1:
        return walk.to_verifying()
    if n == 2:
        return walk.to_triage().triage("store").store()
    return walk.to_decided("end", finding=FINDINGS[kind]).notify().close()
