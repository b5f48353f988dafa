"""The reminder and the inquiry of the demonstration, walked by real moves on the days they were made."""

from datetime import date

from processes.admonition.choices import Measure, Mode
from processes.admonition.models import Admonition
from processes.admonition.walk import Walk
from workflows import numbers

ORDER = 5  # after the investigations
REMINDER, INQUIRY = "提〔2026〕0009号", "函〔2026〕0006号"
BEFORE, INVESTIGATED = "提〔2026〕0008号", "核〔2026〕0011号"
CHECKED = (
    "核〔2026〕0011号核实，推荐程序未逐项表决、未公示。该单位年度评优推荐由本人主持，推荐名单只在碰头会上口头通报，没有逐人表决，"
    "也没有在单位公示栏公示，会后才补写记录。未发现谋取私利或者其他违规情况，推荐结果已经按程序重新研究。"
)
LENT = (
    "反映借调手续不全，需本人书面说明借调时间、审批人和返岗计划。据现有台账，本人自年初起在外单位帮助工作，花名册中没有借调审批单，"
    "原岗位的工作由他人代办；借调由谁提出、谁批准、何时期满，目前没有书面材料可以核对，是否违反规定还不能判断，请本人如实说明。"
)


def build(people):
    """Build both, unless they are there."""
    if not Admonition.objects.filter(number=REMINDER).exists():
        _reminder(people)
        _inquiry(people)


def _reminder(people):
    """Talked about on 11 June, signed by the person concerned, closed without any effect."""
    opened = Admonition.objects.filter(source__number=INVESTIGATED, stage="proposed").first()
    numbers.reserve(REMINDER if opened is None else BEFORE)
    walk = Walk(
        people, date(2026, 6, 1), respondent="resp_a", number=None if opened else REMINDER,
        source=opened, title="对评优程序不规范的提醒", clause="B07",
        legal_basis="底线清单 第7条；核〔2026〕0011号核实结论", facts_text=CHECKED,
    )  # fmt: skip
    walk.review().checked().after().move("approve", "minister", opinion="同意提醒。").on(date(2026, 6, 8))
    walk.move("issue", walk.officer, requirements="说明推荐程序未逐项表决、未公示的原因，提出改正办法。").receive()
    walk.on(date(2026, 6, 9)).talk(explanation="系人手不足所致，本人承诺下一年度严格按程序表决和公示。")
    walk.self_check().close(result="情节轻微，已重新研究，予以了结。提醒不设影响期，请下一年度严格执行。")


def _inquiry(people):
    """Served on 9 November; an answer is awaited until the thirtieth."""
    numbers.reserve(INQUIRY)
    walk = Walk(
        people, date(2026, 11, 2), respondent="resp_b", number=INQUIRY, title="就个人借调审批手续的函询",
        measure=Measure.INQUIRE, mode=Mode.LETTER, clause="B09", legal_basis="借调工作人员管理有关规定；底线清单 第9条",
        facts_text=LENT,
    )  # fmt: skip
    walk.review().checked().after().move("approve", "minister", opinion="同意函询。").on(date(2026, 11, 9))
    walk.move("issue", walk.officer, requirements="请书面说明借调时间、审批人和返岗计划。").receive()
