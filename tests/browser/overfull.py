"""More than fits: sixty items in one inbox, titles without a place to break, a long history, many papers and seats."""

from datetime import datetime, time, timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from people import demo
from people.clock import CHINA
from people.models import Unit, User
from processes.innovation_hearing.walk import PANEL, Walk
from workflows import moves

HAN = "关于进一步推进全县基层党组织标准化规范化建设与村级组织活动场所功能提升暨党员教育管理信息化试点的意见"
HAN = (HAN * 3)[:120]
LATIN = ("Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft" * 2)[:120]
ADDRESS = ("https://example.org/path/" + "a1b2c3d4e5" * 12)[:120]
UNIT = "基层党组织标准化规范化建设与党员教育管理信息化试点工作领导小组办公室（组织科）"
TOWNS = tuple((f"t{n:02}_wy", "townships") for n in (1, 2, 3, 4, 6, 7, 8, 10, 11, 12))
SEATS = (*PANEL, *TOWNS, ("delegate", "delegates"), ("gw_head", "experts"), ("jy_head", "experts"),
         ("dy_head", "experts"), ("v0901", "public"), ("t05_sj", "townships"))  # fmt: skip


class Overfull:
    """Four matters and the people who look at them."""

    def __init__(self):
        today = timezone.localdate()
        demo.load(datetime.combine(today - timedelta(300), time(9), CHINA))
        Unit.objects.filter(code="ZZK").update(name=UNIT)
        self.people = {user.username: user for user in User.objects.all()}
        self.today = today
        self.many, self.long = self._inbox(), self._history()
        self.hearing, self.vote = self._hearing(), self._vote()

    def _walk(self, days, title, **more):
        return Walk(self.people, self.today - timedelta(days), title=title, **more)

    def _inbox(self):
        titles = (HAN, LATIN, ADDRESS, "村级台账试行办法")
        return [self._walk(20 - n % 20, titles[n % 4]).submit() for n in range(60)][0]

    def _history(self):
        walk = self._walk(2, HAN)
        for n in range(300):
            walk.act("edit", "zz_head", plan=(HAN, LATIN)[n % 2] + str(n))
        return walk

    def _hearing(self):
        walk = self._walk(300, HAN, panel=SEATS).submit().precheck()
        for n in range(20):
            file = ContentFile(b"words", name=(LATIN + HAN)[n * 5 : n * 5 + 100] + ".pdf")
            walk._take(moves.act, walk.case, "attach", by=self.people["office_clk"], kind="paper", file=file)
        return walk.plan().on(self.today - timedelta(3)).called()

    def _vote(self):
        walk = self._walk(90, LATIN).to_vote().meeting().on(self.today - timedelta(1))
        walk.came("exec_gb").act("start_vote", "sec_rec")
        return walk.ballot("dm_exec", "reject", HAN)

    def pages(self):
        """(who, address) of the pages that can be too full."""
        case = {name: f"/case/{getattr(self, name).case.uid}/" for name in ("many", "long", "hearing", "vote")}
        return {
            "inbox": ("office_clk", "/"),
            "sent": ("zz_head", "/sent/"),
            "search": ("zz_head", "/search/?q=关于"),
            "notices": ("office_clk", "/notices/"),
            "case": ("office_clk", case["hearing"]),
            "vote": ("minister", case["vote"]),
            "history": ("zz_head", case["long"] + "history/"),
            "hearing": ("office_clk", f"{case['hearing']}sitting/{self.hearing.sitting.pk}/"),
            "meeting": ("minister", f"{case['vote']}sitting/{self.vote.sitting.pk}/"),
            "sittings": ("office_clk", "/sittings/"),
        }
