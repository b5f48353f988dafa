"""Printing: the layout of GB/T 9704 in typst. The paper's words reach it as data beside it, never as a program."""

import json
import tempfile
from importlib.resources import files
from pathlib import Path

import typst
from django.conf import settings

LAYOUT = Path(__file__).with_name("official.typ")
FAMILIES = {
    "title": ["FZXiaoBiaoSong-B05S", "方正小标宋简体", "Noto Serif CJK SC"],
    "body": ["FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋"],
    "hei": ["SimHei", "黑体"],
    "kai": ["KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体"],
}
FREE = "Kurinto Sans SC"  # comes with the product; the standard's own typefaces may not be given away
MISSES = "Kurinto Sans"


def pdf(data, pictures, marks=()):
    """The paper as PDF; `marks` are words printed above it (演示, 预览稿)."""
    return _compile(data, pictures, marks, "pdf")


def pages(data, pictures, marks=()):
    """The paper as one SVG per page."""
    made = _compile(data, pictures, marks, "svg")
    return made if isinstance(made, list) else [made]


def _compile(data, pictures, marks, form):
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder)
        for name, file in pictures.items():
            with file.open("rb") as stored:
                (room / name).write_bytes(stored.read())
        fonts = {use: _there(names) + [FREE, MISSES] for use, names in FAMILIES.items()}
        (room / "data.json").write_text(json.dumps(data | {"fonts": fonts, "marks": list(map(str, marks))}))
        (room / LAYOUT.name).write_bytes(LAYOUT.read_bytes())
        return typst.compile(
            str(room / LAYOUT.name), root=folder, font_paths=_folders(), ignore_system_fonts=True, format=form
        )


def _folders():
    own = getattr(settings, "PAPER_FONTS", "")
    return [str(files("weblate_fonts") / "static/weblate_fonts/kurinto/ttf")] + ([own] if own else [])


def _there(names):
    """Only families that were installed are named: an unknown one costs a warning in each paper."""
    return names if getattr(settings, "PAPER_FONTS", "") else []
