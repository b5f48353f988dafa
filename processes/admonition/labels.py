"""What the case page says about an admonition."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from intake import blind
from people.models import User
from processes.admonition import clauses
from processes.admonition.choices import Aim, Measure, Mode, Ruling, Signature, View
from processes.admonition.words import Stage


def word(choices, code):
    """The word for a code in the reader's language."""
    said = dict(choices).get(code, "")
    return _(said) if said else ""


def names(ids):
    """People by name, in the order given."""
    found = dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))
    return "、".join(found[pk] for pk in ids if pk in found)


def facts(case):
    """(label, value) pairs, in the order in which somebody who must decide wants to read them."""
    shown = [*_matter(case), *_opinions(case), *_talk(case), *_answer(case), *_end(case)]
    return [(label, value) for label, value in shown if value not in ("", None)]


def _matter(case):
    yield _("来源事项"), case.source.number if case.source_id else ""
    yield _("种类"), word(Measure.choices, case.measure)
    yield _("方式"), word(Mode.choices, case.mode)
    yield _("被反映人"), case.respondent and f"{case.respondent.name}（{case.respondent.unit}）"
    yield _("涉及的底线"), clauses.words(case.clause)
    yield _("合规复核"), blind.why_not(case) if case.stage == Stage.PROPOSED else ""
    yield _("依据"), case.legal_basis
    yield _("事实"), case.facts_text
    yield _("退回补正的理由"), case.returned_why if not case.reviewed_at else ""
    yield _("容错承诺"), looked(case.immunity_check)
    yield _("表决中的不同意见"), looked(case.dissent_check)


def looked(check):
    """What a look-up found, or that nothing was found."""
    if not check:
        return ""
    if not check["of"]:
        return _("没有对应的工作：%s") % check["note"]
    said = {"on": check["on"], "of": check["of"], "n": len(check["found"])}
    return _("%(on)s 核对 %(of)s：%(n)d 项") % said if check["found"] else _("%(on)s 核对 %(of)s：没有") % said


def _opinions(case):
    yield _("分管副部长意见"), case.review_opinion
    agreed = {True: _("合规"), False: _("不合规")}.get(case.legal_agrees)
    yield _("合规意见"), _("%(said)s：%(words)s") % {"said": agreed, "words": case.legal_opinion} if agreed else ""
    yield _("部长意见"), case.concurrence
    leader = {"who": case.county_leader, "on": case.county_on, "text": case.county_text}
    yield _("县委批示"), _("%(who)s %(on)s：%(text)s") % leader if case.county_leader else ""
    yield _("需要说明的问题或改正要求"), case.requirements
    yield _("再次函询的问题"), case.asked_again


def _talk(case):
    if not case.talk_at:
        return
    at = date_format(timezone.localtime(case.talk_at), "Y-m-d H:i")
    yield _("谈话"), f"{at} {case.talk_place}"
    yield _("谈话人"), names(case.talkers)
    yield _("记录员"), case.recorder.name if case.recorder else ""
    yield _("本人说明"), case.explanation
    yield _("谈话记录"), case.minutes
    signed = word(Signature.choices, case.signature)
    yield _("签字"), f"{signed}：{case.refusal}" if case.refusal else signed
    yield _("书面检查"), case.self_check or case.self_check_how


def _answer(case):
    for row in case.replies:
        yield _("第一次说明"), row["reply"]
    yield _("书面说明"), case.reply if case.replied_at or case.written_at else ""
    yield _("来件情况"), case.reply_how
    yield _("单位主要负责人意见"), case.countersign_note
    yield _("按期答复"), {True: _("是"), False: _("否")}.get(case.replied_in_time, "")
    yield _("答复情况"), _("期满没有答复，按未说明处理，不等于承认") if case.unanswered else ""
    yield _("研判结论"), word(View.choices, case.view)
    yield _("研判意见"), case.assessment


def _end(case):
    yield _("办理结果"), case.result
    yield _("影响期"), effect(case)
    yield _("跟踪了解日期"), case.follow_up_at
    yield _("整改情况报告"), case.correction
    yield _("跟踪核实情况"), case.follow_up_report
    yield _("转往"), word(Aim.choices, case.aim)
    yield _("转办依据"), case.aim_basis
    for row in case.complaints:
        yield (_("申诉") if row["kind"] == "complaint" else _("复核")), ruled(row)


def effect(case):
    """Until when it bears on eligibility, and that it ends by itself (F24)."""
    if case.revoked_at:
        return _("已撤销，影响已解除")
    if not case.effect_until:
        return "" if not case.told_at else _("不设影响期")
    return _("至 %s，到期自动解除") % date_format(case.effect_until)


def ruled(row):
    """A complaint and what became of it."""
    ruling = word(Ruling.choices, row["ruling"]) or _("待答复")
    said = {"on": row["on"], "text": row["text"], "ruling": ruling, "answer": row["answer"]}
    return _("%(on)s：%(text)s（%(ruling)s）%(answer)s") % said
