"""The work a certificate is about: the proposal, its projects, the certificates for it, and what is open about it."""

from people.memo import once
from workflows.defence import readers
from workflows.models import Case, Link

PROPOSAL, PROJECT = "innovation_hearing", "task_project"
MATTERS = ("accountability", "admonition")
L3, GONE = "L3", ("expired", "revoked")


def proposals(work):
    """Ids of the proposals a case is or came from."""
    if work.kind == PROPOSAL:
        return [work.pk]
    found = Link.objects.filter(target=work.pk, kind=L3, source__kind=PROPOSAL)
    return list(found.values_list("source", flat=True))


def family(case):
    """Ids of all that is the same work as this certificate: the proposal and what it opened."""
    opened = Link.objects.filter(source=case.work_ref_id, kind=L3, target__kind=PROJECT)
    return [case.work_ref_id, *opened.values_list("target", flat=True)]


def certificates(work):
    """Every certificate for a work, the first one first; one work may have two, from two proposals."""
    from processes.immunity.models import Certificate  # the model asks here for its works

    return list(Certificate.objects.filter(work_ref__in=proposals(work)).exclude(stage="drafted").order_by("pk"))


def standing_certificates(work):
    """Certificates for this very proposal that were not given up, revoked or over."""
    from processes.immunity.models import Certificate  # the model asks here for its works

    return list(Certificate.objects.filter(work_ref=work.pk).exclude(stage__in=GONE))


@once
def matters(case):
    """What is open about the responsibility of somebody for this work: linked to it, begun, not ended."""
    work = family(case)
    linked = Link.objects.filter(target__in=[*work, case.pk], source__kind__in=MATTERS).values("source")
    found = Case.objects.filter(pk__in=linked, finished=None).order_by("pk")
    return list(found.exclude(kind="accountability", stage="proposed"))


def players(case, role):
    """Ids of the respondents, or of the officers, of what is open about this work, or of the matter claimed in."""
    if case.matter_id and not case.is_closed:
        found = [case.matter]
    else:
        found = matters(case)
    return list(dict.fromkeys(pk for one in found for pk in one.own.players(role)))


def not_heard(case):
    """Why no meeting may take the certificate away yet (F04), or ""."""
    return readers.missing(case, people=case.holders) if case.revocation else "revocation"
