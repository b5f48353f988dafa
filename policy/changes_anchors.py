"""Where signed checkpoints are handed to: places of others, which the administrators here do not control."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from ledger.models import Anchor
from people.errors import NotDone
from policy.trace import entitled, trace


@transaction.atomic
def add_anchor(by, kind: str, target: str, every: int, why: str) -> Anchor:
    """Hand checkpoints to a further place."""
    entitled(by, why)
    _check(kind, target)
    if kind != Anchor.Kind.QR and Anchor.objects.filter(kind=kind, target=target, active=True).exists():
        raise NotDone(_("没有保存：这个去处已经在用。"))
    anchor = Anchor.objects.create(kind=kind, target=target, every=every)
    trace("anchor_added", by, why, way=kind, target=target, every=every)
    return anchor


@transaction.atomic
def end_anchor(by, pk: int, why: str) -> None:
    """Hand no more checkpoints to a place; what it has, it keeps."""
    entitled(by, why)
    anchor = Anchor.objects.select_for_update().filter(pk=pk, active=True).first()
    if anchor is None:
        raise NotDone(_("没有停用：它已经停用。"))
    anchor.active = False
    anchor.save(update_fields=["active"])
    trace("anchor_ended", by, why, way=anchor.kind, target=anchor.target)


def _check(kind, target):
    if kind == Anchor.Kind.MAIL:
        try:
            validate_email(target)
        except ValidationError:
            raise NotDone(_("没有保存：邮箱地址不完整。请核对后再保存。")) from None
    if kind == Anchor.Kind.FILE and not target.startswith("/"):
        raise NotDone(_("没有保存：请写文件的完整路径，并放在另一台机器或存储上。"))
