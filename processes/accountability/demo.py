"""Matters of accountability of the demonstration, walked to where they are by real moves on the days they were made."""

from datetime import date, timedelta

from people import clock
from people.models import Unit
from processes.accountability import checking
from processes.accountability.models import Accountability
from processes.accountability.walk import Walk
from workflows import numbers
from workflows.models import Case
from workflows.walking import helped

ORDER = 5  # after the works and the inspections they come from
FLOOD, ROSTER = "责〔2026〕0002号", "责〔2026〕0003号"
PROJECT, INSPECTION, PROPOSAL = "立〔2026〕0015号", "督〔2026〕Q2-01号", "创〔2026〕0001号"


def build(people):
    """Build them, unless they are there."""
    if Accountability.objects.filter(number=ROSTER).exists():
        return
    today = clock.today()
    for make in (flood, roster, proposed, shown):
        make(people, today)


def known(number):
    """A case of the demonstration by its number, or None."""
    return Case.objects.filter(number=number).first()


def begun(people, day, number, **fields):
    """Open one under its number; the number is not given again."""
    numbers.reserve(number)
    return Walk(people, day, number=number, **fields)


def flood(people, today):
    """No liability: a pilot that was late because of a flood, covered by its certificate or by force majeure."""
    source = known(PROJECT)
    came = {"trigger": "project", "trigger_case": source} if source else {}
    walk = begun(
        people, min(today - timedelta(60), date(2026, 9, 1)), FLOOD, about="resp_b", object_kind="unit",
        title="试点项目因突发山洪未按期完成的责任认定（虚构）", respondent_unit=Unit.objects.get(code="JYK"),
        duty_basis="责任单位承担试点落实责任，应按期完成设备进场。", work_ref=known(PROPOSAL),
        clue="试点项目未按期完成设备进场，延期四十天，需要认定责任。", **came,
    )  # fmt: skip
    walk.approve().after(1).plan().after(4).inquire(
        "核对气象预警、道路管制通知和两次书面报告，实地查看进场道路。", who=""
    )
    walk.facts("organisation_review", fact_text=RAIN, evidence_list=RAIN_PROOF, basis="岗位责任制；试点实施方案。")
    walk.show().receive().after(2).state("暴雨属不可抗力，单位已两次书面报告。").after(2).answer(
        reason="经核对预警和报告记录，情况属实。"
    ).close()  # fmt: skip
    helped("immunity.determined", walk, act_on=date(2026, 7, 20), reasons=COVERED)
    walk.after(1).weigh("minor", "direct", ("force_majeure", "remedied", "reported"))
    # Whether the certificate holds is said by what is there: a demonstration may lack it.
    applies = "yes" if certificates(walk.case) else "none"
    walk.look_up(applies, "持有创新承诺书（容〔2026〕0001号）的，事项、期限均覆盖；七看核实无谋私、无造假。", DISSENT)
    walk.propose_none("immunity" if applies == "yes" else "force_majeure").meeting().vote().exempt()
    walk.receive()


def certificates(case):
    """Whether a certificate on the work is there."""
    return checking.certificates(case, None)


RAIN = (
    "因连续暴雨道路中断二十三天，设备无法进场，项目延期四十天。单位接到预警后已转移设备并书面报告两次。"
    "调查人员核对了气象部门的暴雨预警、交通部门的道路管制通知、单位的两次书面报告和设备转移清单，"
    "并到现场查看了进场道路，走访了沿线三个村的群众。道路恢复后，单位在十七天内完成了全部设备进场，没有增加经费支出，"
    "没有发现谋取私利、弄虚作假或者瞒报的情况。项目延期期间，原有设备继续使用，党员群众的学习没有中断。"
)
RAIN_PROOF = "1．暴雨预警和道路管制通知；\n2．单位两次书面报告；\n3．设备转移清单；\n4．现场查看记录。"
COVERED = "因连续暴雨道路中断，属不可抗力；在承诺范围和有效期内，补救及时，七看核实无谋私、无造假，属容错范围。"
DISSENT = "部务会审定时如有成员书面提示汛期风险的，已予以记录，不影响结论。"


def roster(people, today):
    """An appeal is being heard: an admonition for a roster that was not kept, execution not stayed."""
    source = known(INSPECTION)
    came = {"trigger": "inspection", "trigger_case": source} if source else {}
    walk = begun(
        people, today - timedelta(40), ROSTER, title="两年未按程序更新流动党员名册的责任追究（虚构）",
        duty_basis="岗位责任制第4项：每月更新名册", **came,
    )  # fmt: skip
    walk.approve().after(1).plan().after(4).inquire().after(1).facts().show().after(1).receive().after(3)
    walk.state("系统故障三个月不应计入。", "第二次说明属误解，不是隐瞒。").after(2)
    walk.answer(reason="经核对系统日志，故障三个月属实，予以扣减；两次说明的情况一并核对。").close().after(1)
    walk.weigh("serious", "main", ("remedied",), ("concealed",)).look_up().propose().meeting(3).vote().decide()
    walk.after(1).serve().receive().after(2).begin().after(5).criticise()
    walk.on(max(walk.now.date() + timedelta(1), today - timedelta(6)))
    walk.appeal("系统故障三个月不应计入，第二次说明属误解；请求复核情节和处理方式。").after(1).panel(days=7)


def proposed(people, today):
    """Proposed yesterday; the minister has not decided."""
    begun(
        people, today - timedelta(2), "责〔2026〕0004号", about="t05_wy", by="gj_head",
        title="村级公开栏长期未更新的责任追究建议（虚构）",
        clue="县委督查室交办：该镇六个村公开栏半年没有更新，两次通报后仍未整改。",
        duty_basis="党务公开责任清单第三项：每季度更新并核对。",
    )  # fmt: skip


def shown(people, today):
    """The facts were shown some days ago; the person may state and defend."""
    walk = begun(
        people, today - timedelta(14), "责〔2026〕0005号", about="resp_b", officer="co_b", by="gj_head",
        title="培训经费报销材料审核不严的责任追究（虚构）",
        clue="内部审计发现三批培训经费报销材料缺少签到表，审核人没有退回补正。",
        duty_basis="经费管理办法第八条：审核人对材料完整性负责。",
    )  # fmt: skip
    walk.approve().after(1).plan().after(3).inquire(
        "调取三批报销材料，与经办人和审核人核对，查明缺少签到表未退回补正。"
    )
    walk.facts("circular_criticism").show().after(1).receive()
