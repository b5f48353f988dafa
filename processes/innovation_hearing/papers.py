"""The papers of a proposal: submission, hearing notice and record, adoption table, review, vote, decision."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from processes.innovation_hearing import labels
from processes.innovation_hearing.choices import GROUPS as GROUP_WORDS
from processes.innovation_hearing.words import Stage
from workflows.models import Sitting
from workflows.papers import Facts, Heading, Para, Quote, Sheet, Signatures, Table, organ, paper, who

ORDER = list(Stage)
GROUPS = dict(GROUP_WORDS)
ADOPTED = {"adopt": "采纳", "part": "部分采纳", "decline": "不采纳"}
SAID = {"pass": "同意", "defer": "缓议", "reject": "不同意", "abstain": "弃权"}


def since(stage):
    """Stages from `stage` on; what was withdrawn before has none of its papers."""
    return tuple(one for one in ORDER[ORDER.index(stage) :] if one != Stage.WITHDRAWN)


def day(moment):
    """The day of a moment as papers write it."""
    if not moment:
        return ""
    there = timezone.localdate(moment)
    return f"{there.year}年{there.month}月{there.day}日"


def hour(moment):
    """Day and hour."""
    return f"{day(moment)}{timezone.localtime(moment):%H:%M}" if moment else ""


def held(case, voted):
    """The newest sitting of one sort: the vote, or the hearing before it; None if there was none."""
    found = Sitting.objects.filter(case=case).exclude(state="adjourned").order_by("-pk")
    found = found.filter(stage=Stage.EXEC_VOTE) if voted else found.exclude(stage=Stage.EXEC_VOTE)
    return found.prefetch_related("seats").first()


def told(case):
    """Everything that the proposal says of itself."""
    rows = labels.facts(case)
    return Facts(tuple((label, value) for label, value in rows if value))


def roster(sitting):
    """Who took part, and who did not."""
    rows = tuple((seat.name, str(GROUPS.get(seat.group, seat.group)), _came(seat)) for seat in sitting.seats.all())
    return Table(("姓名", "界别", "到会情况"), rows, (2, 3, 3))


def _came(seat):
    if seat.recused:
        return "回避"
    return "到会" if seat.present else f"未到：{seat.absence}" if seat.absence else "未到"


def signatures(sitting):
    """Signatures in the order in which they were given; refusals with their reason."""
    seats = list(sitting.seats.all())
    signed = sorted((seat for seat in seats if seat.signed_at and not seat.refusal), key=lambda seat: seat.signed_at)
    refused = [seat for seat in seats if seat.refusal]
    rows = [(seat.name, "已签名", day(seat.signed_at)) for seat in signed]
    return Signatures(tuple(rows + [(seat.name, f"拒签：{seat.refusal}", day(seat.signed_at)) for seat in refused]))


@paper("innovation_hearing.proposal", label=_("创新性工作呈报表"), docx=True)
def proposal(case):
    opened = case.owner_unit or ""
    return Sheet(title="创新性工作呈报表", number=case.number, blocks=(told(case),), signer=opened)


@paper(
    "innovation_hearing.notice", label=_("听证通知"), reaches=("person",), docx=True, stages=since(Stage.HEARING_PLAN)
)
def notice(case):
    sitting = held(case, voted=False)
    when = (
        Para(f"时间：{hour(sitting.starts_at)}\n地点：{sitting.place or '另行通知'}") if sitting else Para("时间待定。")
    )
    blocks = (
        Para(f"定于下列时间就“{case.title}”举行听证，请准时参加。材料随本通知送达，请提前阅读。"), when,
        Para("与本事项有利害关系的，请在会前书面说明并回避；不能到会的，可以提交书面意见。"),
    )  # fmt: skip
    return Sheet(
        title="关于举行听证的通知", organ=organ(), number=case.number, to="各听证代表", blocks=blocks, signer=organ(),
        attachments=("听证材料",),
    )  # fmt: skip


@paper("innovation_hearing.record", label=_("听证笔录"), docx=True, stages=since(Stage.HEARING))
def record(case):
    sitting = held(case, voted=False)
    if not sitting:
        return Sheet(title="听证笔录", number=case.number, blocks=(Para("没有举行听证。"),))
    facts = Facts((
        ("事项", case.title), ("时间", hour(sitting.opened_at or sitting.starts_at)), ("地点", sitting.place),
        ("主持人", case.chair.name if case.chair else ""), ("代表产生方式", sitting.selection),
    ))  # fmt: skip
    said = [Quote(one.text, one.seat.name if one.seat else "") for one in _opinions(sitting)]
    blocks = [
        facts,
        Heading(1, "一、参加人"),
        roster(sitting),
        Heading(1, "二、笔录"),
        Para(sitting.minutes or "尚未形成。"),
    ]
    blocks += [Heading(1, "三、意见")] * bool(said) + said + [Heading(1, "签名"), signatures(sitting)]
    return Sheet(title="听证笔录", number=case.number, blocks=tuple(blocks))


def _opinions(sitting):
    return sitting.opinions.select_related("seat").order_by("pk")


@paper("innovation_hearing.adoption", label=_("听证意见采纳情况表"), docx=True, stages=since(Stage.SYNTHESIS))
def adoption(case):
    sitting = held(case, voted=False)
    found = _opinions(sitting) if sitting else ()
    rows = tuple(
        (n, one.text, ADOPTED.get(one.adopted, "待办"), one.reason) for n, one in enumerate(found, start=1)
    )  # fmt: skip
    table = Table(("序号", "意见", "采纳情况", "理由"), rows, (1, 5, 2, 5))
    return Sheet(title="听证意见采纳情况表", number=case.number, blocks=(table,), signer=case.owner_unit or "")


@paper("innovation_hearing.review", label=_("合规审核意见"), docx=True, stages=since(Stage.EXEC_VOTE))
def review(case):
    blocks = (
        Facts((("事项", case.title), ("依据", case.legal_basis))),
        Heading(1, "审核意见"),
        Para(case.compliance_opinion),
    )
    signer = who(case, case.reviewer, "move.confirm_compliance")
    return Sheet(title="合规审核意见", number=case.number, blocks=blocks, signer=signer)


@paper("innovation_hearing.vote", label=_("部务会纪要"), docx=True, stages=since(Stage.PUBLICITY))
def vote(case):
    sitting = held(case, voted=True)
    blocks = [Heading(1, "一、议题"), Para(case.title), Heading(1, "二、表决"), Para(labels.vote(case.vote_result))]
    for row in case.vote_result.get("dissent", ()):
        blocks.append(Quote(row["opinion"] or SAID.get(row["choice"], ""), row["name"]))
    if sitting:
        blocks += [
            Heading(1, "三、参会"),
            roster(sitting),
            Heading(1, "四、纪要"),
            Para(sitting.minutes or "尚未形成。"),
        ]
        blocks += [Heading(1, "签名"), signatures(sitting)]
    return Sheet(title="部务会纪要", number=case.number, blocks=tuple(blocks))


@paper(
    "innovation_hearing.decision",
    label=_("立项决定"),
    reaches=("person", "public"),
    docx=True,
    stages=(Stage.APPROVED, Stage.PILOT),
)
def decision(case):
    said = "经听证、合规审核、部务会表决和公示，同意列入年度要点，按计划组织实施。"
    if case.stage == Stage.PILOT:
        said = f"经听证、合规审核、部务会表决和公示，同意试点。试点范围：{case.pilot_scope}。"
    blocks = (Para(f"你单位呈报的“{case.title}”，{said}"), told(case))
    to, ended = str(case.owner_unit or ""), timezone.localdate(case.finished) if case.finished else None
    return Sheet(
        title=f"关于“{case.title}”的立项决定", organ=organ(), number=case.number, to=to, blocks=blocks, signer=organ(),
        date=ended,
    )  # fmt: skip
