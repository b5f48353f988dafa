"""One cell: one thing that the specification states and code must hold, or a line in docs must say why not."""

import re
from dataclasses import asdict, dataclass, replace
from fnmatch import fnmatchcase

MARK = re.compile(r"`([a-z][a-z_.*]*:[a-z]+)`")  # a star stands for any stage or move


@dataclass(frozen=True)
class Cell:
    """`ok` when both say the same, or when the deviation is explained; `deviation` is the explanation then."""

    process: str
    kind: str
    name: str
    ok: bool
    why: str = ""
    deviation: str = ""

    def as_data(self):
        return asdict(self)


def cell(process, place, kind, said, found):
    """A cell that compares what is said with what was found; `place` is stage.method, or a stage, or nothing."""
    name = f"{'.'.join(filter(None, (process, place)))}:{kind}"
    why = "" if said == found else f"specification: {_word(said)}; code: {_word(found)}"
    return Cell(process, kind, name, not why, why)


def _word(value):
    if isinstance(value, set | frozenset):
        return ", ".join(sorted(map(str, value))) or "nobody"
    return "nothing" if value is None or value == "" else str(value)


def explanations(text):
    """Cell name → what the line says that names the cell in backticks."""
    found = {}
    for line in text.splitlines():
        if line.startswith("|"):
            what = MARK.sub("", line.split("|")[1]).strip(" ,;:")
            found |= dict.fromkeys(MARK.findall(line), what)
    return found


def explained(cells, lines):
    """The cells with their explanations; a line about a cell that agrees, or is not there, is a cell that fails."""
    told, used = [], set()
    for one in cells:
        mark = next((mark for mark in lines if not one.ok and fnmatchcase(one.name, mark)), None)
        used.add(mark)
        told.append(replace(one, ok=True, deviation=lines[mark]) if mark else one)
    return told + [_stale(mark) for mark in lines if mark not in used]


def _stale(mark):
    process = re.split(r"[.:]", mark)[0]
    return Cell(process, "deviation", mark, False, "a line in docs explains a deviation that is not there")
