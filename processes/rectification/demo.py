"""The rectifications of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, datetime, time
from uuid import NAMESPACE_URL, uuid5

from django.core.files.base import ContentFile

from people import clock
from people.clock import CHINA
from people.models import Unit
from processes.rectification.models import Rectification
from workflows import moves, registry
from workflows.evidence import uploads
from workflows.models import Case

EXPORTS, MEETING, LEDGER = "改〔2026〕0031号", "改〔2026〕0034号", "改〔2026〕0030号"
INSPECTION = "督〔2026〕Q3-01号"
ISSUED = date(2026, 9, 30)
FINDINGS = {
    EXPORTS: {"id": 2, "severity": "serious", "unit": "XZ05",
              "title": "北塘镇党员信息导出未审批问题整改",
              "clause": "信息管理规定：导出须经审批", "fact": "北塘镇“一册”信息导出未履行审批，涉及党员个人信息。",
              "response": "情况属实，已停用导出功能，按期整改。"},
    MEETING: {"id": 3, "severity": "minor", "unit": "XZ11",
              "title": "高岭乡例会议定事项未对账问题整改",
              "clause": "乡镇组织委员例会制度：议定事项逐条对账", "fact": "高岭乡例会议定事项未对账，三项到期未销号。",
              "response": "情况属实，会后没有指定专人。"},
    LEDGER: {"unit": "XZ09"},
}  # fmt: skip
PROOFS = (
    ("权限清单.csv", "账号,原权限,现权限\n镇党建办,导出,查询\n值班账号,导出,查询\n"),
    ("销毁登记表.csv", "文件,份数,销毁日期,经手\n党员花名册导出件,6,2026-10-15,两人签字\n"),
    ("测试成绩单.csv", "单位,参加人数,平均分\n北塘镇,21,93\n"),
)
FILLED = (("台账补填清单.csv", "村,七月,八月,九月\n石门村,已补填,已补填,已填报\n八个村,已补填,已补填,已填报\n"),)


class Walk:
    """One rectification and the people around it; each step is taken at noon of its day."""

    def __init__(self, people, number):
        self.people, said = people, FINDINGS[number]
        self.case = _opened_by_inspection(said) or self._at(ISSUED, self._open, number, said)

    def _open(self, number, said):
        finding = {name: said[name] for name in ("id", "severity", "clause", "fact", "response")}
        found = Case.objects.filter(number=INSPECTION).first()
        finding |= {"number": INSPECTION, "uid": str(found.uid) if found else ""}
        return moves.open_case(
            "rectification", licensed=True, by=self.people["office_head"], number=number, title=said["title"],
            unit=Unit.objects.get(code=said["unit"]), severity=said["severity"], finding=finding,
        )  # fmt: skip

    def move(self, day, name, by, **answers):
        self._at(date(2026, *day), moves.move, self.case, name, by=self.people[by], **answers)

    def act(self, day, name, by, **answers):
        self._at(date(2026, *day), moves.act, self.case, name, by=self.people[by], **answers)

    def proofs(self, day, by, files=PROOFS):
        """Client ids of the files that `by` stages."""
        return [self._at(date(2026, *day), self._staged, by, name, text) for name, text in files]

    def _staged(self, by, name, text):
        one = uuid5(NAMESPACE_URL, f"{self.case.uid}/{name}")
        case = Rectification.objects.get(pk=self.case.pk)
        uploads.receive(case, self.people[by], ContentFile(text.encode(), name=name), client_id=one)
        return str(one)

    def _at(self, day, call, *args, **kwargs):
        with clock.frozen(datetime.combine(day, time(12), CHINA)):
            return call(*args, **kwargs)


def _opened_by_inspection(said):
    """The case that the inspection of the demonstration has opened for this finding, if it is there."""
    if "inspection" not in registry.KINDS:
        return None
    fresh = Rectification.objects.filter(finding__number=INSPECTION, stage="assigned", owner_unit__code=said["unit"])
    return fresh.first()


def build(people):
    """Build them, unless they are there; the third only where the inspection has opened it."""
    if not Rectification.objects.exclude(stage="assigned").exists():
        _exports(people)
        _meeting(people)
        if _opened_by_inspection(FINDINGS[LEDGER]):
            _ledger(people)


def _measures(people, *rows):
    return [{"text": text, "owner": people[owner], "due": date(2026, *day)} for text, owner, day in rows]


def _exports(people):
    """Struck off on 26 October; it is looked at again in January."""
    walk = Walk(people, EXPORTS)
    walk.move((10, 8), "sign_for", "t05_wy")
    rows = (
        ("收回全部导出权限，改为审批后一次性水印导出", "t05_wy", (10, 14)),
        ("对既有导出文件清查销毁并签字", "v0501", (10, 16)),
        ("开展一次培训并测试", "t05_wy", (10, 19)),
    )
    measures = _measures(people, *rows)
    walk.move((10, 12), "hand_in_plan", "t05_wy", measures=measures, responsible=people["t05_sj"])
    walk.move((10, 13), "approve_plan", "office_head")
    walk.act((10, 14), "finish_remedy", "t05_wy", n=1, note="导出权限全部收回，审批流程已启用。")
    walk.act((10, 16), "finish_remedy", "v0501", n=2, note="六份导出件已销毁，两人签字。")
    walk.act((10, 19), "finish_remedy", "t05_wy", n=3, note="二十一人参加培训，测试全部合格。")
    said = {
        "root_cause": "导出功能未分级授权，值班人员可直接下载。",
        "outcome": "权限分级、文件清查和培训三项措施全部完成。",
    }
    walk.move((10, 19), "apply_strike_off", "t05_wy", evidence=walk.proofs((10, 19), "t05_wy"), **said)
    walk.move((10, 21), "start_check", "sup_clk", way="visit", checked_what="到镇党建办核对权限清单和销毁登记")
    record = "与监督员二到场核查：导出权限已收回，抽查五次导出均有审批和水印，销毁登记完整。"
    walk.act((10, 22), "recommend_strike_off", "sup_clk", record=record)
    walk.move((10, 26), "approve_strike_off", "dm_org", opinion="同意销号，三个月后回头看。")


def _meeting(people):
    """Being put right; one of two measures is done."""
    walk = Walk(people, MEETING)
    walk.move((10, 8), "sign_for", "t11_wy")
    rows = (
        ("明确组织干事为对账人", "t11_wy", (10, 30)),
        ("每月例会第一项议程为上月清单逐条销号", "t11_wy", (11, 27)),
    )
    walk.move((10, 14), "hand_in_plan", "t11_wy", measures=_measures(people, *rows), responsible=people["t11_wy"])
    walk.move((10, 16), "approve_plan", "office_head")
    walk.act((10, 28), "finish_remedy", "t11_wy", n=1, note="已明确组织干事负责对账，名单报办公室。")


def _ledger(people):
    """A check was not passed; the gaps are being made good."""
    walk = Walk(people, LEDGER)
    walk.move((10, 8), "sign_for", "t09_wy")
    measures = _measures(people, ("补填七月、八月台账，以后按月核对", "v0901", (10, 23)))
    walk.move((10, 13), "hand_in_plan", "t09_wy", measures=measures, responsible=people["t09_wy"])
    walk.move((10, 14), "approve_plan", "office_head")
    walk.act((10, 22), "finish_remedy", "v0901", n=1, note="七月、八月台账已经补填。")
    said = {
        "root_cause": "填报人员更替，没有交接清单，按月核对的要求没有落实。",
        "outcome": "两个月台账补填，明确了填报人。",
    }
    walk.move((10, 26), "apply_strike_off", "t09_wy", evidence=walk.proofs((10, 26), "t09_wy", FILLED), **said)
    walk.move((11, 4), "start_check", "extsup2", way="sample", checked_what="抽查十个村的七月至十月台账")
    gaps = ["两个村九月台账仍未填报", "按月核对没有留下记录"]
    walk.move((11, 5), "fail_check", "extsup2", gaps=gaps, record="抽查十个村，八个村已补填，两个村仍有缺项。")
