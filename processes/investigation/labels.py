"""What the case page says about an investigation to those who may see it."""

from django.utils.translation import gettext as _

from people.models import User
from processes.investigation.choices import (
    Basis,
    Category,
    Finding,
    Kind,
    Measure,
    Outcome,
    Signed,
    Way,
    With,
    label,
)

ENDED = ("decided", "feedback", "closed", "dismissed")


def facts(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_received(case), *_planned(case), *_found(case), *_decided(case), *_told(case)]
    return [(name, value) for name, value in shown if value not in ("", None)]


def lines(rows, word):
    return "\n".join(filter(None, map(word, rows)))


def _received(case):
    if case.goes_up:
        yield _("径送上级"), _("反映本部门负责人或上级管理干部，内容没有在本地留存。")
        yield _("送往"), case.sent_to
        return
    yield _("来源"), case.get_source_display()
    yield _("署名方式"), case.get_reporter_kind_display()
    yield _("反映的问题"), lines(case.allegations, lambda row: allegation(case, row))
    yield _("被反映人"), lines(case.respondents, respondent)
    yield _("内容相近的线索"), "、".join(case.twins)
    yield _("管辖"), case.get_jurisdiction_display()
    yield _("可查性"), case.verifiability and _("%d（1 最低，5 最高）") % case.verifiability
    yield _("研判处置"), case.get_disposition_display()
    yield _("送往"), case.sent_to
    yield _("复看日期"), case.review_on and case.review_on.isoformat()
    yield _("新的线索"), case.new_clue
    yield _("反映人撤回"), case.taken_back


def respondent(row):
    return f"{row['n']}. " + " ".join(filter(None, (row["name"], row.get("post", ""))))


def allegation(case, row):
    whom = "、".join(map(str, row.get("concerns") or ()))
    said = f"{row['n']}. {label(Category, row['category'])}：{row['text']}"
    return said + (_("（涉及第 %s 名被反映人）") % whom if whom and len(case.respondents) > 1 else "")


def finding(row):
    if not row.get("finding"):
        return ""
    said = f"{row['n']}. {label(Finding, row['finding'])}：{row['basis']}"
    proofs = "、".join(map(str, row.get("items") or ()))
    return said + (_("（证据 %s）") % proofs if proofs else "")


def _planned(case):
    yield _("承办人"), case.officer.name if case.officer else ""
    yield _("核查人员"), "、".join(names(case.team))
    yield _("原核查人员"), "、".join(names(case.earlier_team))
    yield _("核查方案"), case.plan
    yield _("核查措施"), "、".join(label(Measure, code) for code in case.measures)
    yield _("扩大范围"), lines(case.widened, lambda row: f"{row['n']}. {row['by']}：{row['reason']}")


def names(ids):
    return list(User.objects.filter(pk__in=ids).order_by("pk").values_list("name", flat=True)) if ids else []


def _found(case):
    yield _("谈话"), lines(case.interviews, interview)
    yield _("证据"), lines(case.items, item)
    yield _("核查结论（逐条）"), lines(case.allegations, finding)
    yield _("被反映人陈述"), lines(case.statements, lambda row: f"{row['text']}\n{row['answer']}")
    yield _("核查结论"), case.conclusion
    yield _("补充核查"), lines(case.supplements, lambda row: "；".join(row["wanted"]))


def interview(row):
    head = f"{row['n']}. {row['on']} {label(With, row['kind'])} {row['with']}（{'、'.join(row['names'])}）"
    state = label(Signed, row.get("signed", "")) + (f"：{row['refusal']}" if row.get("refusal") else "")
    return f"{head}：{row['minutes']}（{state}）"


def item(row):
    said = f"{row['n']}. {label(Kind, row['kind'])}：{row['what']}"
    return said + _("；来源：%(source)s；依据：%(basis)s") % {
        "source": row["from"], "basis": label(Basis, row["basis"]) + (f" {row['note']}" if row.get("note") else "")
    }  # fmt: skip


def outcomes(codes):
    return "、".join(label(Outcome, code) for code in codes)


def _decided(case):
    yield _("制度建议"), case.proposal.get("suggestion", "")
    yield _("处置意见"), case.proposal and f"{outcomes(case.proposal['outcomes'])}：{case.proposal['reason']}"
    yield _("表决结果"), vote(case.vote_result)
    yield _("处置决定"), outcomes(case.outcomes)


def vote(result):
    """The count in one line."""
    if not result:
        return ""
    if "above" in result:
        return _("由%(organ)s决定（%(number)s）：%(words)s") % result["above"]
    words = _("应到%(should)d人，实到%(present)d人，赞成%(agreed)d，反对或缓议%(opposed)d，弃权%(abstained)d") % result
    recused = "、".join(result.get("recused", ()))
    return words + (_("；回避：%s") % recused if recused else "")


def _told(case):
    yield _("对反映人的反馈"), case.reply_to_reporter
    yield _("对被反映人的告知"), case.result
    yield _("反馈情况"), lines(case.feedback, told)
    yield _("反映人异议"), case.objection
    yield _("异议答复"), case.objection_answer
    yield _("澄清"), lines(case.clarified, lambda row: f"{row['on']} {row['scope']}：{row['text']}")


def told(row):
    whom = _("反映人") if row["to"] == "reporter" else row["to"]
    way = _("送达室") if row["way"] == "room" else label(Way, row["way"])
    return f"{row['on']} {whom}：{way} {row.get('note', '')}".rstrip()


def part(code):
    """The words for what evidence is about: "item:3", "interview:1"."""
    kind, _colon, n = code.partition(":")
    if kind == "item":
        return _("证据 %s") % n
    return _("谈话 %s") % n if kind == "interview" else code or _("整件事项")
