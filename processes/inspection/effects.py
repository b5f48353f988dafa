"""What follows from a move of the plan and the field work, in its transaction."""

from datetime import datetime, time

from django.utils import timezone

from people.models import User
from processes.inspection import acts_report, parts
from processes.inspection.choices import Said
from processes.inspection.rows import Finding, Member, Target
from processes.inspection.words import TEAM
from workflows import handing, papers
from workflows.acts import serving
from workflows.acts.common import no_more, participate
from workflows.declare import Term
from workflows.registry import effect, nothing
from workflows.store.orm import keep_moment

SIGNED_BY = Term(n=3, unit="wd", start="report_review")
LAST_DAY = Term(n=0, unit="cd", start="field_end")


def key(name, undo=None):
    return effect(f"inspection.{name}", undo)


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))


def _forget_approver(case, step):
    no_more(case, case.approver_id, "approver")


@key("know_approver", undo=_forget_approver)
def know_approver(case, step):
    """Who approves may see the case, whatever its secrecy."""
    participate(case, [case.approver_id], "approver")


@key("begin_field")
def begin_field(case, step):
    """The planned days are the first moments of the field; ending it sets the real one."""
    keep_moment(case, "field_start", _noon(case.starts_on))
    keep_moment(case, "field_end", _noon(case.ends_on))
    handing.give(step, TEAM, term=LAST_DAY, start=_noon(case.ends_on))
    papers.issue(case, step, "inspection.plan")


@key("announce")
def announce(case, step):
    """督查通知: units that are visited openly are told; to the others nothing goes out."""
    units = list(case.targets.filter(mode="open").values_list("unit", flat=True))
    if units:
        serve(case, step, "督查通知", units, "inspection.notice")
        papers.issue(case, step, "inspection.notice")


@key("serve_feedback")
def serve_feedback(case, step):
    """The preliminary findings go to every unit; from here its ten working days run."""
    units = list(case.targets.values_list("unit", flat=True))
    serve(case, step, "反馈意见", units, "")
    Target.objects.filter(case=case).update(served_at=step.at)
    for unit in ["", *map(str, units)]:
        papers.issue(case, step, "inspection.feedback", unit)
    papers.issue(case, step, "inspection.records")
    papers.issue(case, step, "inspection.findings")
    keep_moment(case, "served", step.at)
    if len(units) > 1:
        acts_report.ask(case, step, parts.ANSWERING)


def serve(case, step, paper, units, topic):
    """Serve a paper on the heads of units; they may see the case from now on, as far as it concerns them."""
    heads = list(User.objects.filter(pk__in=parts.heads_of(units)).order_by("pk"))
    serving.serve_people(case, step, paper=paper, people=heads, role="target")
    if topic:
        step.tell(topic, [one.pk for one in heads])


@key("append_response")
def append_response(case, step):
    """The unit's words to each finding as they are; who said nothing within the term has not admitted anything."""
    rows = [] if step.actor.kind == "system" else parts.units_answering(case, step.actor)
    if rows:
        acts_report.take_answer(case, step, rows, step.answers.get("overall", ""), step.answers.get("answers"))
    silent = [f for f in parts.standing(case) if not f.said]
    Finding.objects.filter(pk__in=[f.pk for f in silent]).update(said=Said.SILENT, responded_at=step.at)
    if silent:
        step.fields["silent"] = [f.no for f in silent]
    papers.issue(case, step, "inspection.findings")


def _unsigned(case, step):
    """A report that is not handed in bears no signatures."""
    Member.objects.filter(case=case).update(signed_at=None)


@key("keep_facts", undo=_unsigned)
def keep_facts(case, step):
    """From the first handing in no fact may be taken out."""
    case.submissions += 1
    case.handed_in_at = case.handed_in_at or step.at
    case.cleared_by, case.cleared_at = None, None
    Member.objects.filter(case=case).update(signed_at=None)
    Member.objects.filter(case=case, lead=True).update(signed_at=step.at)


@key("ask_signatures", undo=nothing)
def ask_signatures(case, step):
    """The members sign what was handed in; nothing waits for them, and the paper says who has not signed."""
    handing.give(step, TEAM, term=SIGNED_BY, start=step.at)
