"""What the README of a process says of its definition: the diagram, and each move with its term and rule. Pure.

The text stands between two marks, so that what people write around it stays theirs.
"""

import re

UNITS = {"wd": ("working day", "working days"), "cd": ("calendar day", "calendar days"), "m": ("month", "months")}
HEADS = ("Stage", "Move", "Label", "Who", "Term", "Minimum", "Rule", "To")
NEW = "# {label} ({code})\n\n{summary}\n"


def diagram(rules):
    """Every stage and every edge, as GitHub draws them."""
    names = [f'    state "{code} {rules.label(code)}" as {code}' for code in rules.stages]
    edges = [f"    {source} --> {to}: {name}" for code in rules.stages for source, name, to in _out_of(rules, code)]
    ends = [f"    {code} --> [*]" for code in rules.stages if rules.is_closed(code)]
    start = f"    [*] --> {rules.data['start']}"
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, start, *edges, *ends, "```"])


def _out_of(rules, code):
    """The edges of one stage in the order in which its moves are declared."""
    return [(code, move.name, rules.target(code, move.name)) for move in rules.moves_from(code)]


def table(rules):
    """Each move: who takes it, within which term and by which rule, and where it leads."""
    rows = [_row(rules, code, move) for code in rules.stages for move in rules.moves_from(code)]
    return "\n".join(_line(cells) for cells in (HEADS, ["---"] * len(HEADS), *rows))


def _line(cells):
    return f"| {' | '.join(str(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def _row(rules, code, move):
    who = ", ".join(f"`{role}`" for role in move.by) + ("" if move.duty else " (may)")
    clauses = dict.fromkeys(term.clause for term in (move.term, move.urgent, move.minimum) if term)
    return (
        f"{code} {rules.label(code)}", f"`{move.name}`", move.label, who, _term(code, move),
        _length(code, move.minimum) or "—", "；".join(clauses) or "—", rules.target(code, move.name),
    )  # fmt: skip


def _term(code, move):
    """Until when, and what happens to who is later than that."""
    said = [_length(code, move.term), f"urgent: {_length(code, move.urgent)}" if move.urgent else ""]
    said += ["then refused" if move.expires else "", "then taken by the clock" if move.lapses else ""]
    return "; ".join(filter(None, said)) or "—"


def _length(code, term):
    if not term:
        return ""
    if not term.n:
        return f"on the day of `{term.start}`"
    counted = f"{term.n} {UNITS[term.unit][term.n != 1]}"
    return counted if term.start == code else f"{counted} from `{term.start}`"


BLOCKS = {"diagram": diagram, "moves": table}


def described(rules, text):
    """The README `text` with its blocks as the definition has them; a block that is not there yet is added."""
    text = text or NEW.format(**rules.process)
    for name, write in BLOCKS.items():
        text = _put(text, name, write(rules))
    return text


def _put(text, name, body):
    first, last = f"<!-- {name}: written by manage.py describe -->", f"<!-- end of {name} -->"
    block = f"{first}\n\n{body}\n\n{last}"
    if first not in text:
        return f"{text.rstrip()}\n\n{block}\n"
    return re.sub(rf"{re.escape(first)}.*?{re.escape(last)}", lambda _found: block, text, count=1, flags=re.S)
