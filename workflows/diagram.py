"""The live diagram: where a case has been (solid), is (filled) and may go (dashed). Layout only; pages draw it."""

from dataclasses import dataclass, field

PER_ROW, STEP_X, STEP_Y, BOX_W, BOX_H, EDGE = 5, 130, 104, 104, 40, 4


@dataclass
class Node:
    """One stage's box."""

    stage: str
    label: str
    x: int
    y: int
    state: str = "next"  # done | now | next | alt
    at: object = None  # when the case entered it last
    visits: int = 0
    sources: list = field(default_factory=list)  # labels of the stages an off-path stage is reached from

    @property
    def middle(self):
        return self.x + BOX_W // 2

    @property
    def text_x(self):
        return self.middle + (7 if self.state == "done" else 0)

    @property
    def text_y(self):
        return self.y + 25

    @property
    def note_y(self):
        return self.y + BOX_H + 19

    @property
    def tick(self):
        return f"m{self.x + 10} {self.y + 20} 3.5 3.5 6-7"


@dataclass(frozen=True)
class Diagram:
    """Boxes and arrows in a view box of `width` × `height`."""

    nodes: list
    edges: list  # (path, solid)
    width: int
    height: int


def of(rules, stage, visits):
    """Lay out a case's process. `visits`: (stage, moment) in the order they were entered."""
    path = main_path(rules)
    rest = [code for code in rules.stages if code not in path]
    main_rows = -(-len(path) // PER_ROW)
    nodes = {code: _on_path(rules, code, n) for n, code in enumerate(path)}
    nodes |= {code: _off_path(rules, code, n, main_rows) for n, code in enumerate(rest)}
    _mark(nodes, stage, [(rules.renamed.get(code, code), at) for code, at in visits])
    rows = main_rows + -(-len(rest) // PER_ROW)
    edges = [(_arrow(nodes[a], nodes[b]), bool(nodes[b].visits)) for a, b in zip(path, path[1:], strict=False)]
    return Diagram(list(nodes.values()), edges, PER_ROW * STEP_X - 10, rows * STEP_Y - 20)


def main_path(rules):
    """The longest simple way from the start to an end; of equals, the one whose stages are declared first."""
    order = {code: n for n, code in enumerate(rules.stages)}
    best = max(_ways(rules, [rules.data["start"]]), key=lambda way: (len(way), [-order[code] for code in way]))
    return best


def _ways(rules, way):
    if rules.is_closed(way[-1]):
        yield way
        return
    onward = dict.fromkeys(to for source, _, to in rules.edges if source == way[-1] and to not in way)
    for to in onward:
        yield from _ways(rules, [*way, to])


def _on_path(rules, code, n):
    row, column = divmod(n, PER_ROW)
    column = column if row % 2 == 0 else PER_ROW - 1 - column
    return Node(code, rules.label(code), EDGE + column * STEP_X, 8 + row * STEP_Y)


def _off_path(rules, code, n, rows):
    row, column = divmod(n, PER_ROW)
    node = Node(code, rules.label(code), EDGE + column * STEP_X, 8 + (rows + row) * STEP_Y, "alt")
    node.sources = list(dict.fromkeys(rules.label(source) for source, _, to in rules.edges if to == code != source))
    return node


def _mark(nodes, stage, visits):
    for code, at in visits:
        nodes[code].visits, nodes[code].at = nodes[code].visits + 1, at
        nodes[code].state = "done"
    nodes[stage].state = "now"


def _arrow(a, b):
    if a.y != b.y:  # down to the next row, which runs the other way; beside the date, not through it
        x = a.x + BOX_W - 10 if a.x > STEP_X else a.x + 10
        return f"M{x} {a.y + BOX_H}V{b.y - 2}"
    if a.x < b.x:
        return f"M{a.x + BOX_W} {a.y + 20}H{b.x - 2}"
    return f"M{a.x} {a.y + 20}H{b.x + BOX_W + 2}"
