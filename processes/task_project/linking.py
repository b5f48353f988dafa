"""A project and the cases around it: where it came from, what it leads to."""

from workflows import links, moves, registry
from workflows.models import WorkItem

CONSULTATION, INSPECTION = "consultation", "inspection"


def tell_sources(case, step):
    """Join each source to the result and tell whoever opened it or works in it."""
    rows = case.links_in.exclude(kind="result").select_related("source").order_by("pk")
    sources = [link.source for link in rows]
    said = "办结，指标达到" if case.reached else "办结，有偏差并已说明"
    for source in {source.pk: source for source in sources}.values():
        links.join(step, kind="result", reason=f"{case.number or case.title} {said}", target=source)
        busy = WorkItem.objects.filter(process=source, status="ASSIGNED").values_list("owner", flat=True)
        step.tell("task_project.source_done", [source.opened_by_id, *busy])
    step.fields["sources"] = [source.number or str(source.uid) for source in sources]


def consult(case, step, text):
    """A person has decided: the consultation is opened, or meant until that process is there (L4)."""
    reason = f"逾期或多次退回，提请会诊：{text}"[:200]
    if CONSULTATION not in registry.KINDS:
        links.join(step, kind="L4", reason=reason, intended=CONSULTATION)
        return
    known = {field.name for field in registry.kind(CONSULTATION)._meta.get_fields()}
    said = {"title": f"{case.title}：会诊", "trigger": "red_light", "symptoms": text}
    fields = {name: value for name, value in said.items() if name in known}
    fields["title"] = fields["title"][:120]
    if "work_ref" in known:
        fields["work_ref_id"] = case.pk
    case_of = moves.open_case(CONSULTATION, licensed=True, by=step.actor, unit=case.owner_unit, **fields)
    links.join(step, kind="L4", reason=reason, target=case_of)


def inspect(case, step, text):
    """A person has decided: it becomes a topic of the next inspection, which takes up what is meant for it (L4)."""
    links.join(step, kind="L4", reason=f"逾期或多次退回，列入下次督查课题：{text}"[:200], intended=INSPECTION)
