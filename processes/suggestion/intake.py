"""Taking a suggestion in: what must be there, and what must not."""

from django.utils.translation import gettext as _

from people import roles
from processes.suggestion import taxonomy
from processes.suggestion.choices import Channel, Signed
from processes.suggestion.rounds import Round, why_closed
from workflows import numbers
from workflows.acts.common import participate
from workflows.errors import Refused

DESKS = frozenset({"office", "clerk", "system"})
SHORTEST, LONGEST = 10, 2000
# Kept in the record, so not in the language of whoever acts.
SUBMITTER = "建议人"


def prepare(case, step):
    """Check a new suggestion, give it its number, and let the submitter see it."""
    desk = DESKS & roles.roles_of(step.actor)
    if case.solicitation_id:
        _in_time(case, step)
    if not desk:
        _own_account(case, step.actor)
    why = next(faults(case), "")
    if why:
        raise Refused(why)
    if case.number:
        numbers.reserve(case.number)
    else:
        case.number = numbers.take(case.process.series, step.at)
    step.quiet = bool(case.imported_ref)
    if case.submitter_id:
        step.after.append(lambda done: participate(done.case, [case.submitter_id], "submitter"))


def _in_time(case, step):
    """What answers a call comes while it is open, from somebody who is asked."""
    found = Round.objects.get(pk=case.solicitation_id)  # as it is now, not as it was handed over
    if why := why_closed(found, step.actor, step.at):
        raise Refused(why, "solicitation")


def _own_account(case, person):
    """Who writes for themselves is the submitter; an account is a name, so it cannot be anonymous."""
    if case.submitter_kind == Signed.ANONYMOUS:
        raise Refused(
            _("没有提交：用自己的账号提交会留下姓名，不能匿名。请改选“署名不公开”，或填征求意见表交办公室登记。"),
            "submitter_kind",
        )
    case.submitter_id, case.submitter_name = person.pk, person.name


def faults(case):
    """Sentences about what keeps a suggestion from being registered."""
    if not SHORTEST <= len(case.content.strip()) <= LONGEST:
        yield _("建议内容应有 10 至 2000 个字，没有登记。请补充或删减后再提交。")
    yield from _too_long(case)
    if case.channel not in Channel.values or case.submitter_kind not in Signed.values:
        yield _("没有登记：缺少来源或署名方式。请从列表中选择。")
    if (case.category or case.aspect) and not taxonomy.fits(case.category, case.aspect):
        yield _("没有登记：所选方面不属于所选类别。请重新选择。")
    if case.submitter_kind == Signed.ANONYMOUS and (case.submitter_name or case.contact or case.submitter_id):
        yield _("没有登记：匿名建议不能填写姓名或联系方式。请清空，或改选“署名不公开”。")


def _too_long(case):
    own = [(field.verbose_name, field) for field in case._meta.local_concrete_fields if field.max_length]
    for name, field in [(_("标题"), case._meta.get_field("title")), *own]:
        if len(getattr(case, field.attname) or "") > field.max_length:
            yield _("没有登记：“%(name)s”超过 %(most)d 个字。请缩短后再提交。") % {
                "name": name,
                "most": field.max_length,
            }
