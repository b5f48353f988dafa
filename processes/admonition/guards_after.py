"""What must hold once the letter is out: the talk, the answer, the assessment, the end of the effect."""

from datetime import timedelta

from django.utils.translation import gettext as _

from processes.admonition import complaints, limits, parts
from processes.admonition.choices import EXPLAINED, Aim, Measure, Mode, Signature, View
from processes.admonition.guards import SHORTEST, answer, key
from workflows import pauses


@key("by_talk")
def by_talk(case, step):
    if case.mode == Mode.TALK and case.measure in (Measure.REMIND, Measure.ADMONISH):
        return ""
    return _("没有登记：这件事项以书面方式进行，不谈话。请等待本人书面说明。")


@key("by_letter")
def by_letter(case, step):
    return "" if case.mode == Mode.LETTER else _("没有办理：这件事项以谈话方式进行。请安排谈话。")


@key("talked_by_two")
def talked_by_two(case, step):
    """At least two talk, one of them whoever records it here; a third takes the minutes."""
    if step is None:
        return ""
    talkers, recorder = parts.ids(answer(step, "talkers") or ()), parts.ids([answer(step, "recorder")])
    if len(talkers) < limits.TALKERS:
        return _(
            "没有登记谈话：谈话人只有 %d 名。谈话须至少两人在场，请补选另一名谈话人；确实只有一人的，请重新谈话。"
        ) % len(talkers)
    if not recorder or recorder[0] in talkers:
        return _("没有登记谈话：记录员须在谈话人以外另有一人。请选择记录员。")
    if case.respondent_id in (*talkers, *recorder):
        return _("没有登记谈话：本人不能是谈话人或记录员。请重新选择。")
    if step.actor.pk not in talkers:
        return _("没有登记谈话：登记的部领导须是谈话人之一。请由主谈的部领导登记。")
    if case.barred() & {*talkers, *recorder}:
        return _("没有登记谈话：所选人员与本人有利害关系，应当回避。请另选人员谈话。")
    return _badly_timed(case, step)


def _badly_timed(case, step):
    at = answer(step, "talk_at")
    if at and case.issued_at - timedelta(days=1) < at <= step.at and len(answer(step, "talk_place") or "") >= 2:
        return ""
    return _("没有登记谈话：请写明谈话的时间和地点；时间应在送达以后、现在以前。")


@key("heard")
def heard(case, step):
    """What the person explained stands in the record as it was said (R7a)."""
    if step is None:
        return ""
    if len(answer(step, "explanation") or "") < SHORTEST:
        return _("没有登记谈话：没有记录本人的说明，至少 10 个字。本人不作说明的，也请如实写明。")
    least = limits.RECORD[0]
    if len(answer(step, "minutes") or "") >= least:
        return ""
    return _("没有登记谈话：谈话记录不足 %d 个字。请写明谈了什么、提出什么要求。") % least


@key("signed")
def signed(case, step):
    """The record is signed, or the refusal to sign noted."""
    if step is None:
        return ""
    said = answer(step, "signature")
    if said not in Signature.values:
        return _("没有登记谈话：记录既没有本人签字，也没有注明拒绝签字。请选择其一。")
    if said == Signature.REFUSED and len(answer(step, "refusal") or "") < 4:
        return _("没有登记谈话：本人拒绝签字的，请写明拒绝的情况和在场见证人。")
    return ""


@key("self_checked")
def self_checked(case, step):
    """An admonition asks for a written self-examination; what came on paper is noted as it came (F28)."""
    if step is None:
        return ""
    text, how = answer(step, "self_check") or "", answer(step, "how") or ""
    own = step.holder_id == case.respondent_id
    if not own and len(how) < 4:
        return _("没有登记：代为登记的，请写明书面检查何时、怎样交来；本人没有交的，请写明催要情况。")
    if not case.admonishes or len(text) >= limits.RECORD[0]:
        return ""
    late = step.at > pauses.of_move(case, case.rules.find(case.stage, "hand_in_self_check")).due
    if not own and not text and late:
        return ""  # nothing came; the officer says so and the case goes on
    return _("没有提交：书面检查不足 %d 个字。请写明对问题的认识和改正的打算。") % limits.RECORD[0]


@key("replied_in_words")
def replied_in_words(case, step):
    """The answer says something, and whoever enters it for somebody else says how it came (F28)."""
    if step is None:
        return ""
    text, (least, most) = answer(step, "reply") or case.reply, limits.REPLY
    if not least <= len(text) <= most:
        said = {"least": least, "most": most, "now": len(text)}
        return _("没有提交：书面说明须为 %(least)d 至 %(most)d 字，现有 %(now)d 字。请修改后再交。") % said
    if step.holder_id != case.respondent_id and len(answer(step, "how") or "") < 4:
        return _("没有登记：代为登记的，请写明说明何时、怎样交来（纸面或口述）。")
    return ""


@key("countersigned")
def countersigned(case, step):
    """An inquiry is answered through the main leader of the unit, who has seen these very words."""
    if case.measure != Measure.INQUIRE or step and step.holder_id != case.respondent_id:
        return ""  # what came on paper bears the leader's hand, and the officer says so
    if not case.written_at:
        return _("还不能提交：函询的说明先送单位主要负责人签署意见。请先“写好说明送签”。")
    if not case.countersigned_at:
        return _("还不能提交：单位主要负责人还没有签署意见。本人已按时写好的，等待签署不算逾期。")
    if step and answer(step, "reply") not in (None, "", case.reply):
        return _("没有提交：内容和签署时不一样。要修改的，请重新写好送签；否则按签署的内容提交。")
    return ""


@key("reminded")
def reminded(case, step):
    """Who does not answer was reminded before."""
    known = case.moments_known()
    if known.get("reminded") and known.get("served") and known["reminded"] >= known["served"]:
        return ""
    return _("没有登记：还没有提醒过本人。满 10 个工作日时系统会自动提醒；也可以现在先“提醒答复”。")


@key("nothing_written")
def nothing_written(case, step):
    """Waiting for the leader's signature is not silence."""
    if case.written_at:
        return _("没有登记：本人已经写好说明，正等单位主要负责人签署，不是不答复。请催签，或把纸面说明登记为答复。")
    if step is None or len(answer(step, "note") or "") >= SHORTEST:
        return ""
    return _("没有登记：请写明提醒和催要的情况，至少 10 个字。")


@key("asked_clearly")
def asked_clearly(case, step):
    if step is None or len(answer(step, "question") or "") >= SHORTEST:
        return ""
    return _("没有发出：请写明哪里没有说清楚、还要说明什么，至少 10 个字。")


@key("assessed_in_words")
def assessed_in_words(case, step):
    """A written assessment, by somebody who is not the one it is about."""
    if step is None:
        return ""
    if answer(step, "view") not in View.values:
        return _("没有提交：请选择研判结论。")
    if len(answer(step, "assessment") or "") >= 20:
        return ""
    return _("没有提交：研判意见不足 20 个字。请写明说明与事实是否相符、依据是什么。")


@key("heard_before")
def heard_before(case, step):
    """Nothing follows for anybody who was not heard, or was not given the time to speak (F04)."""
    if case.explanation or case.replied_at or case.unanswered:
        return ""
    return _("还不能办理：还没有听取本人说明，也没有期满不答复的登记。请先谈话或等待书面说明。")


@key("explained")
def explained(case, step):
    if step is None:
        return ""
    ground = answer(step, "ground")
    if ground not in EXPLAINED:
        return _("没有了结：请选择了结的理由：说明可信，或者情节轻微。")
    if case.unanswered and ground == View.CREDIBLE:
        return _("没有了结：本人没有说明，不能认定说明可信。情节轻微的，请选情节轻微并写明理由。")
    return "" if len(answer(step, "result") or "") >= SHORTEST else _("没有了结：请写明告知本人的结果，至少 10 个字。")


@key("effect_reasoned")
def effect_reasoned(case, step):
    """Who explained credibly bears no effect; the reason is told."""
    if case.view == View.CREDIBLE:
        return _("不能进入影响期：研判认为说明可信。请予以了结；有新情况的，先重新研判。")
    if step is None or len(answer(step, "result") or "") >= SHORTEST:
        return ""
    return _("没有办理：请写明告知本人的结果和改正要求，至少 10 个字。")


@key("aim_named")
def aim_named(case, step):
    """Silence is no admission: who said nothing is not held to account without an investigation (F14)."""
    if step is None:
        return ""
    aim = answer(step, "aim")
    if aim not in Aim.values:
        return _("没有转办：请选择转往哪个程序。")
    if case.unanswered and aim == Aim.ACCOUNTABILITY:
        return _("没有转办：没有答复不等于承认，不能直接提请责任追究。请先转调查核实。")
    return "" if len(answer(step, "basis") or "") >= SHORTEST else _("没有转办：请写明转办的依据，至少 10 个字。")


@key("complaint_settled")
def complaint_settled(case, step):
    """The matter does not end while a complaint about it waits."""
    return _("还不能办理：本人的申诉还没有答复。请先答复申诉。") if complaints.pending(case) else ""


@key("followed_up")
def followed_up(case, step):
    """What the person reports and what others have seen."""
    if step is None:
        return ""
    if not case.correction and len(answer(step, "correction") or "") < SHORTEST:
        return _("没有了结：还没有本人的整改情况报告。请本人在线提交，或把纸面报告录入。")
    if len(answer(step, "report") or "") >= 20:
        return ""
    return _("没有了结：跟踪核实情况不足 20 个字。请写明向谁了解、看到了什么改变。")


@key("not_corrected")
def not_corrected(case, step):
    if step is None or len(answer(step, "basis") or "") >= 20:
        return ""
    return _("没有登记：请写明没有改正的事实和证据，至少 20 个字。")
