"""A case file is destroyed: what the case said, held and gathered goes; that it was here, and each step's hash, stay.

Events cannot be changed, so that who did what and when stays with them. What they keep closed goes with its salts: the
commitments stand and open to nothing. Whoever decided it did so elsewhere; see `retention`.
"""

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils.translation import gettext as _

from ledger import erasing
from workflows.errors import Refused
from workflows.models import Case, Flag, Link, Moment, Outbox, Signing, Voter, WorkItem
from workflows.store import current as store

# These say that something was, by whom and when, in codes and days; what they say in words is emptied.
KEPT = (WorkItem, Signing, Voter, Moment, Link, Flag)
TITLE = "（案卷已销毁）"  # wherever a list names the case
WORDS = (models.TextField, models.CharField, models.JSONField)


def begin(step, rule):
    """Destroy the file of the case of this step, in its transaction; its own event is the last."""
    case = step.case
    if not case.is_closed or case.task_set.filter(status="ASSIGNED").exists():
        raise Refused(_("没有销毁：事项还没有办结。办结并到期后才能鉴定。"))
    step.fields |= {"rule": rule, "automatic": True}
    step.after.append(_destroy)


def _destroy(step):
    case = step.case
    files = _emptied(case)
    for model, path in sorted(_hanging(type(case)), key=lambda found: -found[1].count("__")):
        rows = model._base_manager.filter(**{path: case.pk})
        files |= _files(rows)
        rows._raw_delete(rows.db)  # its parts go by rows of their own above, and by no signal
    Link.objects.filter(models.Q(source=case.pk) | models.Q(target=case.pk)).update(reason="")
    Outbox.objects.filter(uid=case.uid).delete()
    erasing.erase(case.uid)
    _retitled(case)
    transaction.on_commit(lambda: _removed(files))


def _hanging(model, before="", known=()):
    """(model, path to the case) of every table that hangs on a case, through whichever tables it does."""
    for relation in model._meta.related_objects:
        found, field = relation.related_model, relation.field
        if found in KEPT or found in known or issubclass(found, Case) or relation.many_to_many:
            continue
        path = f"{field.name}__{before}" if before else field.name
        yield found, path
        yield from _hanging(found, path, (*known, found))


def _emptied(case):
    """Empty what the process itself keeps of a case; the names of its files."""
    own, new = type(case), {}
    rows = own._base_manager.filter(pk=case.pk)
    files = _files(rows)
    for field in own._meta.local_fields:
        if isinstance(field, models.FileField) or isinstance(field, WORDS) and not field.choices and not field.unique:
            new[field.name] = None if field.null else field.get_default() if field.has_default() else ""
        elif isinstance(field, models.ForeignKey) and field.null:
            new[field.name] = None
    if own is not Case and new:
        rows.update(**new)
    return files


def _files(rows):
    names = [field.name for field in rows.model._meta.fields if isinstance(field, models.FileField)]
    return {name for row in rows.values_list(*names) for name in row if name} if names else set()


def _retitled(case):
    case.title = TITLE
    Case._base_manager.filter(pk=case.pk).update(title=TITLE)
    store().retitle(case)


def _removed(names):
    """Take away files that no other case has; one that is still named somewhere stays."""
    holders = [
        (model, field.name) for model in apps.get_models() for field in model._meta.local_fields
        if isinstance(field, models.FileField)
    ]  # fmt: skip
    for name in names:
        if not any(model._base_manager.filter(**{field: name}).exists() for model, field in holders):
            default_storage.delete(name)
