"""公开证据给当事人: evidence that whom the case is about may read in their room, by whose decision and why."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from policy import rooms
from workflows.acts import candidates
from workflows.errors import Refused
from workflows.models import Evidence, Released
from workflows.registry import act
from workflows.wording import act_label

act_label("release_evidence", gettext_lazy("向当事人出示证据"))


@act("release_evidence")
def release_evidence(case, step, *, evidence, reason, person=None):
    """Release one piece of evidence to everybody confined to the room, or to one of them.

    What a process keeps from them whoever decides (`Case.withheld`), such as what could tell of a reporter, stays.
    """
    row = Evidence.objects.filter(case=case.pk, pk=candidates.number(evidence)).first()
    if row is None:
        raise Refused(_("没有这份证据，没有出示。请刷新页面核对。"), "evidence")
    if case.withheld(row):
        raise Refused(_("这份证据可能暴露反映人或者受保护的信息，不能出示。请另制作隐去相关内容的材料。"), "evidence")
    if not 10 <= len(reason.strip()) <= 500:
        raise Refused(_("没有出示：请写明出示的理由，至少 10 个字。"), "reason")
    people = [pk for pk in rooms.people(case) if person is None or pk == candidates.number(person)]
    known = set(Released.objects.filter(evidence=row).values_list("person", flat=True))
    new = [pk for pk in people if pk not in known]
    if not new:
        raise Refused(_("没有可出示的对象，或者已经出示过。请刷新页面核对。"))
    Released.objects.bulk_create(
        Released(case=case, evidence=row, person_id=pk, at=step.at, by=step.actor, reason=reason.strip()) for pk in new
    )
    step.fields |= {"sha256": row.sha256, "people_ids": new}
    step.private["opinion"] = reason.strip()
    step.tell("room.released", new)
