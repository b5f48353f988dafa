"""What an inspection still lacks, as sentences, each with what to do. Pure: a case in, sentences out."""

from django.utils.translation import gettext as _

from processes.inspection import limits, parts, proofs

PARTS = ("situation", "problems", "causes", "suggestions")


def part_label(name):
    return {"situation": _("现状"), "problems": _("问题"), "causes": _("原因"), "suggestions": _("建议")}[name]


def of(case):
    """Everything that is missing before feedback is given and the report handed in."""
    return [*field(case), *topics(case), *report(case)]


def field(case):
    """What the field work lacks: visits, signatures, evidence."""
    found = []
    visits = list(case.visits.prefetch_related("signatures").select_related("unit"))
    seen = {visit.unit_id for visit in visits}
    for target in parts.targets(case):
        if target.unit_id not in seen:
            found.append(_("%s还没有走访记录。") % target.unit)
    for visit in visits:
        lacking = limits.SIGNERS - len(visit.signatures.all())
        if lacking > 0:
            found.append(_("第 %(no)d 次走访还差 %(n)d 名督查人员签字。") % {"no": visit.no, "n": lacking})
    for finding in parts.standing(case):
        if not proofs.count(case, finding.no):
            found.append(_("问题 %d 还没有证据。") % finding.no)
    return found


def topics(case):
    """Topics that nothing is said about yet."""
    bare = [topic for topic in case.topics.all() if len(topic.note.strip()) < limits.NOTE]
    return [_("课题“%s”还没有写查看情况。") % topic.title for topic in bare]


def report(case):
    """What the four parts lack."""
    found, total = [], 0
    for name in PARTS:
        text = getattr(case, name)
        total += letters(text)
        if letters(text) < limits.PART:
            found.append(_("报告的“%(part)s”部分少于 %(n)d 个字。") % {"part": part_label(name), "n": limits.PART})
    if total < limits.REPORT:
        found.append(_("报告四部分共 %(n)d 字，还差 %(left)d 字（须 1500 字以上）。") % {
            "n": total, "left": limits.REPORT - total})  # fmt: skip
    return found


def letters(text):
    """Characters that count: no blanks, no line ends."""
    return len("".join(text.split()))
