"""Inside an act or a move: staged files of the actor become evidence, and their hashes stand in the event."""

from uuid import UUID

from django.utils.translation import gettext as _

from workflows.errors import Refused
from workflows.models import Evidence, Upload

FIELDS = (
    "client_id", "name", "kind", "size", "sha256", "file", "shown", "thumb", "taken_at", "lat", "lon", "accuracy",
)  # fmt: skip
MOST = 50  # files of one act
CITED = "evidence:"


def take(case, step, client_ids, about=""):
    """Turn the actor's staged uploads into evidence of `case`, in the order given. Raises Refused.

    The files stay where they lie: only rows change, so that an act that fails leaves everything as it was.
    `evidence:12` instead of an id means what the case has already: it then proves this part, too.
    """
    old, new = _parted(client_ids)
    return _cited(case, step, old, about) + _taken(case, step, new, about)


def cite(row):
    """What stands for a piece of evidence among client ids, to use it for another part of its case."""
    return f"{CITED}{row.pk}"


def _parted(client_ids):
    given = [str(one) for one in client_ids or ()]
    old = [one.removeprefix(CITED) for one in given if one.startswith(CITED)]
    return old, [one for one in given if not one.startswith(CITED)]


def _cited(case, step, keys, about):
    if not keys:
        return []
    found = Evidence.objects.filter(case_id=case.pk, pk__in=[key for key in keys if key.isdigit()]).order_by("pk")
    rows = [row for row in found if case.shows(step.actor, row.about)]
    if len(rows) != len(set(keys)):
        raise Refused(_("引用的附件不在本事项里，没有办理。请刷新页面后重新选择。"))
    there = set(Evidence.objects.filter(case_id=case.pk, about=about).values_list("sha256", flat=True))
    fresh = [_row(case, step, row, about) for row in rows if row.sha256 not in there]
    _note(step, fresh)
    return Evidence.objects.bulk_create(fresh)


def _taken(case, step, client_ids, about):
    wanted = list(dict.fromkeys(_ids(client_ids)))
    if len(wanted) > MOST:
        raise Refused(_("一次最多提交 %d 个文件，没有办理。请分几次提交。") % MOST)
    staged = Upload.objects.filter(person=step.actor, case_id=case.pk, client_id__in=wanted)
    found = {row.client_id: row for row in staged}
    missing = [one for one in wanted if one not in found]
    if missing:
        raise Refused(_gone(case, step, missing))
    rows = [_row(case, step, found[one], about) for one in wanted]
    taken, _tables = Upload.objects.filter(pk__in=[row.pk for row in found.values()]).delete()
    if taken != len(wanted):
        raise Refused(_gone(case, step, wanted))
    _note(step, rows)
    return Evidence.objects.bulk_create(rows)


def _ids(client_ids):
    try:
        return [one if isinstance(one, UUID) else UUID(str(one)) for one in client_ids or ()]
    except ValueError:
        raise Refused(_("附件的编号不对，没有办理。请刷新页面后重新选择文件。")) from None


def _row(case, step, upload, about):
    kept = {name: getattr(upload, name) for name in FIELDS}
    return Evidence(case_id=case.pk, about=about, by=step.actor, at=step.at, **kept)


def _gone(case, step, missing):
    used = Evidence.objects.filter(case_id=case.pk, by=step.actor, client_id__in=missing).exists()
    if used:
        return _("有文件已经随另一次办理提交，没有重复收下。请刷新页面核对。")
    return _("有 %d 个文件找不到了：可能放了七天没有提交，或没有传完。请重新选择后再提交。") % len(missing)


def _note(step, rows):
    """Hashes stand in clear, so that a file can be proved; names may name people, so they can be erased."""
    if not rows:
        return
    proof = [{"about": row.about, "sha256": row.sha256, "size": row.size, "kind": row.kind} for row in rows]
    step.fields["evidence"] = step.fields.get("evidence", []) + proof
    step.private["evidence_names"] = step.private.get("evidence_names", []) + [row.name for row in rows]
