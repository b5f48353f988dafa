"""The suggestions of the demonstration year: 612 in one month, each answered; some go on as proposals."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path

from people.clock import CHINA
from processes.suggestion import rounds, taxonomy
from processes.suggestion.choices import ADOPTED, WRITTEN
from processes.suggestion.importing.checking import headline
from processes.suggestion.walk import OFFICE, Walk

FILE = Path(__file__).parent / "demo/suggestions.csv"
FIRST = date(2026, 1, 5)  # the day on which the month of the file begins
ONWARD = 10  # that many become proposals
EFFECT = "建议转化的创新工作已经列入年度要点并立项实施，所反映的问题明显缓解，建议人表示满意。"
MOST = 612
COUNTS = {"suggestion": MOST}


def begin(year):
    """Every row of the file is a suggestion that comes in on its day."""
    year.begin(year.first, solicit, year)
    with FILE.open(encoding="utf-8-sig", newline="") as lines:
        rows = sorted(csv.DictReader(lines), key=lambda row: (row["received_on"], row["no"]))[:MOST]
    adopted = [row["no"] for row in rows if row["disposition"] == "采纳" and int(row["reply_days"]) < 12]
    for n, row in enumerate(rows):
        day = year.first + (date.fromisoformat(row["received_on"]) - FIRST)
        moment = datetime.combine(day, time(9 + n % 8, n % 60), CHINA)
        year.begin(moment, one, year, moment, row, fate(n, row, adopted[:ONWARD]))


def solicit(year):
    """The call to which they answer."""
    with year.at(year.first):
        rounds.open_round(
            by=year.people["office_clk"], name="年度建言献策", theme="改进组织工作", first=year.first,
            channels=["form", "forum", "mailbox", "blog"], quota=1,
        )  # fmt: skip


def fate(n, row, onward):
    """What becomes of it beside being answered."""
    if row["no"] in onward:
        return "onward"
    return {17: "merged", 43: "refused"}.get(n % 100, "")


def one(year, moment, row, fate):
    """From its registration to where the year leaves it."""
    disposition = WRITTEN["disposition"][row["disposition"]]
    walk = Walk(year.people, moment, **fields(row))
    if fate == "refused":
        why = "不属于组织工作职责范围，请向主管部门反映。"
        return walk.after(2).move("refuse_intake", "office_head", ground="remit", reason=why)
    if fate == "merged":
        return merged(walk)
    walk.replied(disposition, max(int(row["reply_days"]) // 2, 1))
    if fate == "onward":
        return followed(walk, year)
    return walk.close() if disposition in ADOPTED else walk.after(3).move("close", OFFICE)


def merged(walk):
    """The same was said before: it shares the answer of the first on its subject."""
    walk.after(1).classify()
    same = type(walk.case).objects.filter(aspect=walk.case.aspect, stage="assigned").order_by("pk").first()
    return walk.merge(same) if same else walk.assign()


def followed(walk, year):
    """Adopted, heard as a proposal; verified when that has come to its end."""
    walk.after(1).track("innovation_hearing")
    links = walk.case.links_out.filter(kind="L1")
    while not all(link.target and link.target.is_closed for link in links.select_related("target")):
        walk.on(walk.now + timedelta(28))
        year.wait(walk.now)
    walk.after(1).verify(EFFECT)


def fields(row):
    """The fields of the case, as an import of the row would set them."""
    return {
        "title": headline(row["content"]), "content": row["content"], "expected_effect": row["expected_effect"],
        "channel": WRITTEN["channel"][row["channel"]], "unit_text": row["township"],
        "category": taxonomy.WRITTEN[row["category"]], "aspect": taxonomy.WRITTEN[row["aspect"]],
        "submitter_kind": WRITTEN["submitter_kind"][row["submitter_kind"]], "submitter_role": row["submitter_role"],
    }  # fmt: skip
