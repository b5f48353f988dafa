"""Of a failure of work: certificates of immunity and dissent on record are looked up before anything (F16, L8)."""

from django.utils import timezone
from django.utils.translation import gettext as _

from workflows import links
from workflows.answers import ask

CERTIFICATES, UNDECIDED, RESULT = "immunity.certificates", "immunity.undecided", "immunity.result"
DISSENT = "innovation_hearing.dissent"
PURPOSE = "实施提醒、诫勉前核对容错承诺和表决中的不同意见"


def take(case, step, note):
    """Look both up and keep what was found, with the link along which it was asked (F21)."""
    work = case.work_ref
    known = {"on": timezone.localdate(step.at).isoformat(), "note": note, "of": ""}
    if work is None:
        case.immunity_check, case.dissent_check = known | {"found": []}, known | {"found": []}
        return
    if not links.between(case, work):
        links.join(step, kind="L8", reason=PURPOSE, target=work)
    known["of"] = work.number or str(work.uid)
    holds = {name: ask(name, work=work, purpose=PURPOSE, step=step) for name in (CERTIFICATES, DISSENT)}
    case.immunity_check = known | {"found": [_plain(one) for one in holds[CERTIFICATES]]}
    case.dissent_check = known | {"found": [_plain(one) for one in holds[DISSENT]]}


def _plain(one):
    """What may be kept as JSON: dates and people become text."""
    return {name: value if isinstance(value, int | list | dict) else str(value) for name, value in one.items()}


def lacking(case):
    """Why it cannot be approved as far as promises and dissent go, or ""."""
    if not case.immunity_check or not case.dissent_check:
        return _("还不能批准：属于工作中的失误，须先核对容错承诺和表决中的不同意见。请承办人办理“核对容错与异议”。")
    if case.work_ref_id is None:
        return ""
    said = {"work": case.work_ref, "purpose": PURPOSE, "case": case}
    undecided = ask(UNDECIDED, **said)
    if undecided:
        return _("还不能批准：同一项工作的容错主张还没有认定。请等认定结果；认定由容错程序限期办理。")
    if case.immunity_check.get("found") and not ask(RESULT, **said):
        return _("还不能批准：这项工作有容错承诺书，还没有主张和认定。请承办人在承诺书上提出主张，认定后再办。")
    return ""
