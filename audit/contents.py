"""卷宗目录 and 办理经过: the papers that a case pack begins with, in simplified Chinese like every paper."""

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from audit.redaction import VARIANTS
from workflows.papers import Facts, Para, Sheet, Table, typeset
from workflows.papers.blocks import as_data
from workflows.papers.issuing import LANGUAGE


def contents(case, variant, rows, at):
    """The table of contents as PDF; `rows`: (name, date, size in bytes, SHA-256)."""
    with translation.override(LANGUAGE):
        listed = tuple(
            (str(n), name, day, _size(size), digest[:16]) for n, (name, day, size, digest) in enumerate(rows, start=1)
        )
        head = (_("序号"), _("材料"), _("日期"), _("大小"), _("SHA-256 前 16 位"))
        return _printed(
            Sheet(title=_("卷宗目录"), blocks=(_facts(case, variant, at), Table(head, listed, (1, 6, 2, 2, 4))))
        )


def story(case, variant, lines, at):
    """What happened, line by line, as PDF; names only where the variant tells them."""
    with translation.override(LANGUAGE):
        rows = tuple(_told(variant, line) for line in lines)
        head = (_("序号"), _("时间"), _("办理人"), _("动作"), _("说明"))
        blocks = (_facts(case, variant, at), Table(head, rows, (1, 3, 3, 3, 5)))
        return _printed(Sheet(title=_("办理经过"), blocks=(*blocks, Para(_("每一条都可以用 verify.py 离线核验。")))))


def _told(variant, line):
    event, inside = line.event, variant in ("full", "court")
    moved = event.kind == "open" or event.kind.startswith("move.")
    who = f"{event.actor_name}（代 {event.for_name}）" if event.for_name else event.actor_name
    said = line.detail if inside else line.into
    told = inside or moved
    return (
        str(event.seq), timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M"),
        who if inside or (variant == "person" and moved) else "", line.words if told else _("办理"),
        said if told else "",
    )  # fmt: skip


def _facts(case, variant, at):
    made = timezone.localtime(at).strftime("%Y-%m-%d %H:%M")
    title = case.title if variant != "public" or case.classification == "public" else ""
    rows = (
        (_("编号"), case.number or "—"),
        (_("流程"), _(case.rules.process["label"])),
        (_("卷别"), str(VARIANTS[variant])),
    )
    return Facts((*(((_("事项"), title),) if title else ()), *rows, (_("生成时间"), made)))


def _printed(sheet):
    return typeset.pdf(*as_data(sheet), [_("演示数据，不具效力")] if settings.DEMO else [])


def _size(size):
    return f"{size} B" if size < 1024 else f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"
