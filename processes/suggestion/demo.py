"""Suggestions of the demonstration, walked to their stages by real moves with the clock moved."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from people import clock
from people.models import CalendarYear, Unit
from processes.suggestion import rounds
from workflows import moves

CHINA = ZoneInfo("Asia/Shanghai")
LAST, WEEK = datetime(2026, 3, 12, tzinfo=CHINA), timedelta(weeks=1)  # the day after the last step below
TEXTS = json.loads((Path(__file__).parent / "demo/cases.json").read_text("utf-8"))


class Walk:
    """Takes moves on given days as the demonstration's people."""

    def __init__(self, people):
        self.people = people
        # Whole weeks later, so that days of the week stay and nothing is months late.
        self.later = max(timedelta(0), (min(clock.now(), _sure()) - LAST) // WEEK * WEEK)
        self.units = {unit.code: unit.pk for unit in Unit.objects.all()}

    def on(self, month, day, hour=10):
        """Set the clock of the demonstration."""
        clock.set_to(datetime(2026, month, day, hour, tzinfo=CHINA) + self.later)

    def opened(self, fields, by="office_clk", number=None):
        return moves.open_case("suggestion", by=self.people[by], number=number, **fields)

    def move(self, case, name, by, **answers):
        moves.move(case, name, by=self.people[by], **answers)

    def assigned(self, case, aspect, section, category="cat_grassroots"):
        self.move(case, "classify", "office_clk", category=category, aspect=aspect)
        self.move(case, "assign", "office_clk", unit=self.units[section])


def _sure():
    """The end of the last year whose holidays are confirmed; no term may end after it."""
    known = CalendarYear.objects.filter(confirmed=True).order_by("-year").first()
    return datetime(known.year if known else 2026, 12, 25, tzinfo=CHINA)


def build(people):
    """Make the demonstration's suggestions. `people` maps usernames to users; the caller sets the clock back."""
    walk = Walk(people)
    start = datetime(2026, 1, 5, tzinfo=CHINA) + walk.later
    walk.on(1, 5, 9)
    call = rounds.open_round(
        by=people["office_clk"], name=f"{start.year}年度建言献策", theme="改进组织工作", first=start.date(),
        channels=["form", "forum"], quota=1,
    )  # fmt: skip
    for chapter in (_tracked, _closed, _overdue, _drafted, _assigned, _declined, _registered):
        chapter(walk, call)


def _tracked(walk, call):
    walk.on(2, 3)
    known = {"submitter": walk.people["pub_a"], "solicitation": call, "publish_consent": True}
    case = walk.opened(TEXTS["monthly"] | known, number="建〔2026〕0613号")
    walk.on(2, 4)
    walk.assigned(case, "township", "ZZK")
    walk.on(2, 10)
    walk.move(case, "draft_reply", "zz_clk", **TEXTS["monthly_reply"])
    walk.on(2, 11)
    walk.move(case, "approve_reply", "zz_head")
    walk.on(2, 12)
    walk.move(case, "adopt_track", "zz_head", onward="innovation_hearing")


def _closed(walk, call):
    walk.on(2, 3, 11)
    case = walk.opened(
        TEXTS["binding"] | {"submitter_name": "演示建议人", "solicitation": call}, number="建〔2026〕0614号"
    )
    walk.on(2, 5)
    walk.assigned(case, "efficiency", "RCK", "cat_self")
    walk.on(2, 6)
    walk.move(case, "raise_objection", "rc_head", reason="材料报送由组织科统一要求，应由组织科承办。")
    walk.on(2, 9)
    walk.move(case, "assign", "office_clk", unit=walk.units["ZZK"])
    walk.on(2, 12)
    walk.move(case, "draft_reply", "zz_clk", **TEXTS["binding_reply"])
    walk.on(2, 13)
    walk.move(case, "approve_reply", "zz_head", reply_text=TEXTS["binding_reply"]["reply_text"])
    walk.on(3, 11)
    walk.move(case, "close", "office_clk")


def _overdue(walk, call):
    """The clerk waits for what the places where members work have to say; the term is over meanwhile."""
    walk.on(2, 5)
    case = walk.opened(TEXTS["overdue"] | {"submitter_name": "演示村支书"})
    walk.on(2, 6)
    walk.assigned(case, "members", "ZZK")


def _drafted(walk, call):
    walk.on(2, 24)
    case = walk.opened(TEXTS["talent"] | {"submitter": walk.people["pub_b"]})
    walk.on(2, 25)
    walk.assigned(case, "returning", "RCK", "cat_talent")
    walk.on(3, 4)
    walk.move(case, "draft_reply", "rc_clk", **TEXTS["talent_reply"])


def _assigned(walk, call):
    walk.on(2, 26)
    case = walk.opened(TEXTS["screens"])
    walk.on(2, 27)
    walk.assigned(case, "venues", "ZZK")


def _declined(walk, call):
    walk.on(2, 25)
    case = walk.opened(TEXTS["bonus"])
    walk.on(2, 26)
    walk.assigned(case, "appraisal", "GBK", "cat_cadre")
    walk.on(3, 5)
    walk.move(case, "draft_reply", "gb_clk", **TEXTS["bonus_reply"])
    walk.on(3, 6)
    moves.act(case, "concur_decline", by=walk.people["exec_gb"])


def _registered(walk, call):
    walk.on(3, 10)
    rounds.open_round(
        by=walk.people["office_clk"], name=f"{clock.today().year + 1}年度工作要点征求意见", first=clock.today(),
        theme="明年组织工作最该办的一件事", audience=["township_member", "village_cadre"], channels=["form"],
    )  # fmt: skip
    walk.opened(TEXTS["fresh"] | {"submitter_name": "演示来电人"})
