"""Receiving files: distrusted, hashed as they arrive, staged for their owner until an act takes them."""

import hashlib
from datetime import timedelta
from uuid import UUID

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from policy import rules as policy
from workflows import clock
from workflows.errors import NotFound, Refused
from workflows.evidence import antivirus, archives, kinds, pictures, places
from workflows.models import Upload, new_uid
from workflows.models.work import BESIDE

KEPT = timedelta(days=7)  # a staged file that nobody took
MOST_STAGED = 100  # of one person in one case
FILES = ("file", "shown", "thumb")


def receive(case, by, file, *, client_id, where=None):
    """Stage a file for `by` in `case`; the same `client_id` again is the same upload. Raises Refused.

    `where`: what the browser says of place and time (lat, lon, accuracy, taken_at).
    """
    client_id = _id(client_id)
    may_stage(case, by)
    if found := Upload.objects.filter(person=by, client_id=client_id).first():
        return _same(found, case)
    if Upload.objects.filter(person=by, case_id=case.pk).count() >= MOST_STAGED:
        raise Refused(_("已有 %d 个文件还没有提交，这一个没有收下。请先提交，或移除不用的。") % MOST_STAGED)
    name = label(file.name)
    kind, digest = examined(name, file)
    shown, thumb = pictures.views(file, name, kind.media) if kind.family == kinds.PICTURE else (None, None)
    row = Upload(case_id=case.pk, person=by, client_id=client_id, name=name, kind=kind.media, size=file.size,
                 sha256=digest, received_at=clock.now(), **places.read(where))  # fmt: skip
    return _stored(row, file, shown, thumb, kind.extension)


def _id(client_id):
    try:
        return client_id if isinstance(client_id, UUID) else UUID(str(client_id))
    except ValueError:
        raise Refused(_("文件没有收下：页面已过期。请刷新页面后重新选择文件。")) from None


def may_stage(case, by):
    """Only who can do something in the case now has a use for a file there."""
    if not policy.may_see(by, case):
        raise NotFound()
    if not allowed(case, by):
        raise Refused(_("这件事项现在没有要你办的，文件没有收下。需要补充材料的，请交给承办人。"))


def allowed(case, by):
    """Whether there is a move, an act or a signing that `by` may take now."""
    stage = case.rules.stages[case.stage]
    names = [*stage.acts, *(move.name for move in case.rules.moves_from(case.stage))]
    mine = case.task_set.filter(owner=by, status="ASSIGNED").exclude(kind__in=BESIDE).exists()
    return mine or any(policy.may(by, name, case).ok for name in names)


def _same(found, case):
    if found.case_id != case.pk:
        raise Refused(_("这个文件已经传到另一件事项，没有再收。请重新选择文件。"))
    return found


def label(name):
    """The sender's name for a file, without a path or marks that could mislead; at most 200 characters."""
    last = str(name or "").replace("\\", "/").rpartition("/")[2]
    clean = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, extension = clean.rpartition(".")
    return f"{stem[: 199 - len(extension)]}.{extension}" if dot and len(extension) < 10 else clean[:200] or _("未命名")


def examined(name, file):
    """(kind, SHA-256) of a file: its size, its content and its name must go together."""
    file.seek(0)
    head = file.read(kinds.HEAD)
    family = kinds.PICTURE if kinds.FAMILY.get(kinds.extension_of(name)) == kinds.PICTURE else ""
    kinds.check_size(name, file.size, family)
    kind = kinds.decide(name, head, file)
    kinds.check_size(name, file.size, kind.family)
    if head.startswith(b"PK"):
        archives.check(name, file)
    antivirus.check(name, file)
    return kind, sha256(file)


def sha256(file):
    """The SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    file.seek(0)
    for piece in iter(lambda: file.read(256 * 1024), b""):
        digest.update(piece)
    return digest.hexdigest()


def _stored(row, file, shown, thumb, extension):
    """Write the files, then the row; if the row cannot stand, no file remains."""
    stem = new_uid().hex[::-1]  # reversed: the time is at its end, so that folders fill evenly
    file.seek(0)
    row.file.save(f"{stem}.{extension}", file, save=False)
    try:
        if shown:
            row.shown.save(f"{stem}-shown.jpg", ContentFile(shown), save=False)
            row.thumb.save(f"{stem}-thumb.jpg", ContentFile(thumb), save=False)
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:  # the same upload ran at the same moment
        _forget(names_of(row))
        return Upload.objects.get(person=row.person, client_id=row.client_id)
    except BaseException:
        _forget(names_of(row))
        raise
    return row


def names_of(row):
    """Where the files of a row lie."""
    return [getattr(row, field).name for field in FILES if getattr(row, field)]


def _forget(names):
    for name in names:
        default_storage.delete(name)


def drop(case, by, client_id):
    """Remove a staged file that its owner does not want; what an act has taken stays."""
    _gone(Upload.objects.filter(case_id=case.pk, person=by, client_id=client_id))


def forget(case):
    """Remove every file that waits in a case, whoever sent it: what the case said leaves this system."""
    _gone(Upload.objects.filter(case_id=case.pk))


def sweep(limit=50):
    """Remove staged files that nobody took within a week. Returns how many."""
    return _gone(Upload.objects.filter(received_at__lt=clock.now() - KEPT).order_by("pk")[:limit])


def _gone(rows):
    return sum(_removed(row) for row in list(rows))


def _removed(row):
    """Whoever deletes the row may delete its files: an act that took it at the same moment has deleted it first."""
    with transaction.atomic():
        gone, _per_table = Upload.objects.filter(pk=row.pk).delete()
        if gone:
            transaction.on_commit(lambda: _forget(names_of(row)))
    return gone
