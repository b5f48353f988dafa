"""What must hold before a move. Each returns the sentence to show, or "".

On the page there is no step yet: what only the answers can tell is then left to the form.
"""

from datetime import date, timedelta

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from people import calendar, roles
from people.models import User
from processes.rectification import limits, proofs, remedies
from processes.rectification.choices import Severity, Way
from processes.rectification.stages import FIRST, MINISTER
from workflows.registry import guard

SHORTEST, RECORD = 4, 20


def answer(step, name):
    """What was answered, stripped if it is text; None where nothing was said or nobody acts yet."""
    said = step.answers.get(name) if step else None
    return said.strip() if isinstance(said, str) else said


def key(name):
    return guard(f"rectification.{name}")


@key("objection_decided")
def objection_decided(case, step):
    """A finding is withdrawn on an objection that was decided, and the decision is named."""
    if step is None or len(answer(step, "decision") or "") >= SHORTEST:
        return ""
    return _("没有撤回：整改只因原问题经复核撤销而撤回。请写明复核决定的文号或摘要。")


@key("not_held")
def not_held(case, step):
    """While the objection is reviewed and the minister lets it wait, nothing goes on."""
    return waits(case)


def waits(case):
    """Why nothing goes on now, or ""."""
    if not case.held_since:
        return ""
    return _("没有办理：部长已决定暂停，等待异议复核。复核决定后自动恢复，期限顺延。")


@key("planned")
def planned(case, step):
    """There are measures, each with words, somebody of the unit and a date within the term."""
    if step is None:
        return ""
    rows = [remedies.made(row) for row in answer(step, "measures") or ()]
    if not rows:
        return _("方案没有提交：还没有措施。请至少写一项措施，写明责任人和期限。")
    bare = next((row for row in rows if len(row["text"]) < SHORTEST or not row["owner"]), None)
    if bare:
        return _("方案没有提交：措施“%s”太简单或没有责任人。请写清做什么、谁来做。") % bare["text"]
    return _badly_led(case, answer(step, "responsible"), rows) or _badly_dated(rows, case.due_on, step.at)


def _badly_led(case, responsible, rows):
    wanted = {getattr(responsible, "pk", responsible), *remedies.owners(rows)}
    own = User.objects.filter(pk__in=wanted - {None}, unit=case.owner_unit_id, is_active=True)
    if None in wanted or own.count() != len(wanted):
        return _("方案没有提交：整改责任人和措施责任人须是整改单位的在岗人员。请重新选择。")
    return ""


def _badly_dated(rows, last, at):
    today = timezone.localdate(at)
    for row in rows:
        day = date.fromisoformat(row["due"])
        if day > last:
            said = {"what": Truncator(row["text"]).chars(20), "day": last.isoformat()}
            return (
                _("方案没有提交：“%(what)s”的期限晚于整改期限（%(day)s）。请提前；确需延长的，方案同意以后申请延期。")
                % said
            )
        if day < today:
            return _("方案没有提交：“%s”的期限已经过去。请改填以后的日期。") % Truncator(row["text"]).chars(20)
    return ""


@key("returns_left")
def returns_left(case, step):
    """A plan is sent back three times; then people talk."""
    if case.returned < limits.of(case, "returns"):
        return ""
    return _("没有退回：方案已经退回 %d 次。请与整改单位当面商定措施，再同意方案。") % case.returned


@key("remedied")
def remedied(case, step):
    """Every measure is done."""
    left = remedies.left(case.measures)
    if not left:
        return ""
    said = {"n": len(left), "which": "、".join(Truncator(row["text"]).chars(16) for row in left[:3])}
    return _("还不能申请销号：还有 %(n)d 项措施没有完成（%(which)s）。请逐项完成后再申请。") % said


@key("proved")
def proved(case, step):
    """At least one piece of evidence of this round, and the cause."""
    if step is None:
        return ""
    if not answer(step, "evidence") and not proofs.of_round(case):
        return _("没有申请销号：至少要有一份佐证。请上传整改后的照片、清单或制度文本。")
    if len(answer(step, "root_cause") or "") < 10:
        return _("没有申请销号：还没有写明问题原因，至少 10 个字。请写清为什么会发生。")
    return "" if len(answer(step, "outcome") or "") >= 10 else _("没有申请销号：请写明整改情况，至少 10 个字。")


@key("unrelated")
def unrelated(case, step):
    """A tie declared after the work was given out keeps its holder away as well (F01)."""
    if step is None or step.actor.pk not in case.barred():
        return ""
    return _("没有办理：你与整改责任人有利害关系，应当回避。请由其他人员办理。")


@key("check_named")
def check_named(case, step):
    """The checker says whether they go there or take a sample, and where or of what."""
    if step is None:
        return ""
    if answer(step, "way") not in Way.values:
        return _("没有开始核查：请选择实地核查或抽查资料。")
    return "" if len(answer(step, "checked_what") or "") >= 2 else _("没有开始核查：请写明去哪里看，或者抽查什么。")


@key("gap_list")
def gap_list(case, step):
    """Who does not pass it says what is missing, and gives a day within two months."""
    if step is None:
        return ""
    if not any(len(line.strip()) >= SHORTEST for line in answer(step, "gaps") or ()):
        return _("没有退回整改：请逐条列出差距，每条至少 4 个字。")
    day, today = answer(step, "again_by"), timezone.localdate(step.at)
    if day and not today < day <= today + timedelta(days=FIRST.n):
        return _("没有退回整改：补正期限应在今天以后 60 日以内。请重新选择日期。")
    return ""


@key("recommended")
def recommended(case, step):
    """The checker has recommended it."""
    return "" if case.recommended else _("还不能批准销号：核查人还没有提出销号意见。请等核查完成。")


@key("three_people")
def three_people(case, step):
    """Who put it right, who checked it and who strikes it off are three people."""
    if step is None:
        return ""
    if step.actor.pk == case.verifier_id:
        return _("没有批准销号：你是这件整改的核查人，核查和批准不能是同一人。请由其他领导批准。")
    if step.actor.pk in case.owners() or case.verifier_id in case.owners():
        return _("没有批准销号：整改责任人不能核查或批准自己的整改。请由其他人办理。")
    return ""


@key("high_enough")
def high_enough(case, step):
    """A grave problem is struck off by the minister."""
    if step is None or case.severity != Severity.GRAVE or MINISTER in roles.roles_of(step.actor):
        return ""
    return _("没有批准销号：严重问题须由部长批准。请转部长办理。")


@key("recheck_time")
def recheck_time(case, step):
    """Looking again too early says nothing about whether it holds."""
    first = case.re_check_at and case.re_check_at - timedelta(days=limits.of(case, "recheck_from"))
    if step is None or not first or timezone.localdate(step.at) >= first:
        return ""
    said = {"day": case.re_check_at.isoformat(), "first": first.isoformat()}
    return _("还不能办结：回头看定于 %(day)s，%(first)s 起可以办理。发现反弹的，随时可以登记。") % said


@key("rechecked")
def rechecked(case, step):
    """The record says what was seen."""
    if step is None or len(answer(step, "record") or "") >= RECORD:
        return ""
    return _("没有办结：请写明回头看看了哪里、现在怎样，至少 20 个字。")


def longest_extension(case, days=None):
    """The last day to which the term may be moved: as long again as the first term."""
    return (days or calendar.load()).add(case.due_on, FIRST.n, FIRST.unit).date
