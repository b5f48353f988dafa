"""A definition as BPMN 2.0: what other tools read of a process. One way: Duban's own rules stay where they are.

A stage is a user task in the lane of who works there, with the mark of several signers where they sign; a switch
behind it has one flow for each move, under its condition. What the clock takes is a timer on the edge of its stage;
branches side by side stand between parallel gateways; a case that is waited for is a call activity.
"""

from functools import cached_property
from xml.etree import ElementTree as XML

from workflows import assign

BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DI = "http://www.omg.org/spec/BPMN/20100524/DI"
DC = "http://www.omg.org/spec/DD/20100524/DC"
DD = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
for prefix, space in (("bpmn", BPMN), ("bpmndi", DI), ("dc", DC), ("di", DD), ("xsi", XSI)):
    XML.register_namespace(prefix, space)

WIDE, HIGH, STEP, LANE, HEAD = 120, 60, 240, 200, 30
UNITS = {"wd": "D", "cd": "D", "m": "M"}  # working days have no name in ISO 8601; the note says which they are
DOOR = {"all": "agreed == signers", "sequential": "agreed == signers", "any": "agreed + opposed >= 1"}


def export(rules):
    """The definition as the text of a BPMN file, UTF-8."""
    return Export(rules).text


class Export:
    """One file being written."""

    def __init__(self, rules):
        self.rules, self.code = rules, rules.process["code"]
        self.root = XML.Element(f"{{{BPMN}}}definitions", id=f"d_{self.code}", targetNamespace=f"urn:duban:{self.code}")
        self.body = self._under(self.root, "process", id=self.code, name=rules.process["label"], isExecutable="true")
        self.places, self.flows = {}, []

    @cached_property
    def text(self):
        self._lanes()
        self._start()
        for stage, facts in self.rules.stages.items():
            self._end(stage) if self._ends(stage) else self._stage(stage, facts)
        self._draw()
        XML.indent(self.root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + XML.tostring(self.root, encoding="unicode") + "\n"

    def _under(self, parent, tag, space=BPMN, text=None, **attributes):
        found = XML.SubElement(parent, f"{{{space}}}{tag}", attributes)
        found.text = text
        return found

    def _lanes(self):
        """One lane for each role that works in some stage; a stage stands in the lane of the first."""
        rows = {}
        for stage in self.rules.stages:
            rows.setdefault(self._lane(stage), []).append(stage)
        found = self._under(self.body, "laneSet", id="lanes")
        for n, (role, stages) in enumerate(rows.items()):
            name = assign.role_label(role) if role else "—"
            lane = self._under(found, "lane", id=f"lane_{n}", name=name)
            for stage in stages:
                for node in self._nodes(stage):
                    self._under(lane, "flowNodeRef", text=node)
            if self.rules.data["start"] in stages:
                self._under(lane, "flowNodeRef", text="opening")
            self.places[f"lane_{n}"] = (0, n * LANE, len(self.rules.stages) * STEP + STEP, LANE)
            self._place(stages, n)

    def _place(self, stages, row):
        order = list(self.rules.stages)
        for stage in stages:
            for deep, node in enumerate(self._nodes(stage)):
                x = STEP + order.index(stage) * STEP + (70 if node.startswith(("from_", "join_")) else 0)
                y = row * LANE + 20 + (deep * 25 if not node.startswith("from_") else 100)
                self.places[node] = (x, y, *_size(node))

    def _lane(self, stage):
        facts = self.rules.stages[stage]
        signers = facts.signing.by if facts.signing else ()
        return next(iter((*signers, *self.rules.duties(stage), *facts.acts.get("start_vote", ()))), "")

    def _nodes(self, stage):
        if self._ends(stage):
            return [f"at_{stage}"]
        lanes = self.rules.stages[stage].parallel
        inner = [f"split_{stage}", *(f"at_{stage}_{code}" for code in lanes.branches), f"join_{stage}"] if lanes else []
        timers = [f"time_{stage}_{m.name}" for m in self.rules.moves_from(stage) if m.lapses]
        end = [f"end_{stage}"] if self.rules.is_closed(stage) else []
        return [*(inner or [f"at_{stage}"]), *timers, f"from_{stage}", *end]

    def _ends(self, stage):
        """Whether a stage is an end and nothing else; a closed case that may be taken up again is not."""
        return self.rules.is_closed(stage) and not self.rules.moves_from(stage)

    def _start(self):
        self._under(self.body, "startEvent", id="opening", name="发起")
        self.places["opening"] = (STEP - 100, self.places[self._entry(self.rules.data["start"])][1] + 12, 36, 36)
        self._flow("opening", self._entry(self.rules.data["start"]))

    def _entry(self, stage):
        return f"split_{stage}" if self.rules.stages[stage].parallel else f"at_{stage}"

    def _end(self, stage):
        self._under(self.body, "endEvent", id=f"at_{stage}", name=self.rules.label(stage))

    def _stage(self, stage, facts):
        if facts.parallel:
            self._branches(stage, facts.parallel)
        elif facts.sub:
            self._task(stage, "callActivity", f"at_{stage}", calledElement=facts.sub.process)
            self._flow(f"at_{stage}", f"from_{stage}")
        else:
            self._several(self._task(stage, "userTask", f"at_{stage}"), facts.signing)
            self._flow(f"at_{stage}", f"from_{stage}")
        gate = self._under(self.body, "exclusiveGateway", id=f"from_{stage}", gatewayDirection="Diverging")
        for move in facts.moves:
            self._move(stage, move)
        if self.rules.is_closed(stage):
            self._under(self.body, "endEvent", id=f"end_{stage}", name=self.rules.label(stage))
            gate.set("default", self._flow(f"from_{stage}", f"end_{stage}"))

    def _task(self, stage, tag, node, name="", **more):
        found = self._under(self.body, tag, id=node, name=name or self.rules.label(stage), **more)
        if words := self.rules.stages[stage].help:
            self._under(found, "documentation", text=str(words))
        return found

    def _branches(self, stage, lanes):
        self._under(self.body, "parallelGateway", id=f"split_{stage}", gatewayDirection="Diverging")
        self._under(self.body, "parallelGateway", id=f"join_{stage}", gatewayDirection="Converging")
        for code, branch in lanes.branches.items():
            node = f"at_{stage}_{code}"
            self._several(self._task(stage, "userTask", node, str(branch.label) or code), branch.signing)
            self._flow(f"split_{stage}", node)
            self._flow(node, f"join_{stage}")
        self._flow(f"join_{stage}", f"from_{stage}")

    def _several(self, task, rule):
        """The mark of several signers, and when they are done."""
        if rule:
            loop = self._under(task, "multiInstanceLoopCharacteristics", isSequential=_bool(rule.mode == "sequential"))
            self._expression(loop, "loopCardinality", "signers")
            self._expression(loop, "completionCondition", _complete(rule))

    def _expression(self, parent, tag, text):
        self._under(parent, tag, text=text, **{f"{{{XSI}}}type": "bpmn:tFormalExpression"})

    def _move(self, stage, move):
        to = self.rules.target(stage, move.name)
        if move.lapses:
            self._timer(stage, move, to)
        if move.by or not move.lapses:
            self._flow(f"from_{stage}", self._entry(to), str(move.label), f'move == "{move.name}"')

    def _timer(self, stage, move, to):
        node, host = f"time_{stage}_{move.name}", self._entry(stage)
        found = self._under(self.body, "boundaryEvent", id=node, attachedToRef=host, cancelActivity="true",
                            name=str(move.label))  # fmt: skip
        when = self._under(found, "timerEventDefinition", id=f"after_{node}")
        self._expression(when, "timeDuration", f'"P{move.term.n}{UNITS[move.term.unit]}"')
        self._under(found, "documentation", text=f"{move.term.n}{move.term.unit}@{move.term.start}：{move.term.clause}")
        self._flow(node, self._entry(to))

    def _flow(self, source, target, name="", condition=""):
        number = f"flow_{len(self.flows)}"
        self.flows.append((number, source, target))
        found = self._under(self.body, "sequenceFlow", id=number, sourceRef=source, targetRef=target,
                            **({"name": name} if name else {}))  # fmt: skip
        if condition:
            self._expression(found, "conditionExpression", condition)
        return number

    def _draw(self):
        plane = self._under(self._under(self.root, "BPMNDiagram", DI, id="drawing"), "BPMNPlane", DI, id="plane",
                            bpmnElement=self.code)  # fmt: skip
        for node, (x, y, width, height) in self.places.items():
            shape = self._under(plane, "BPMNShape", DI, id=f"shape_{node}", bpmnElement=node)
            bounds = {"x": x, "y": y, "width": width, "height": height}
            self._under(shape, "Bounds", DC, **{name: str(value) for name, value in bounds.items()})
        for number, source, target in self.flows:
            edge = self._under(plane, "BPMNEdge", DI, id=f"edge_{number}", bpmnElement=number)
            for x, y in (_right(self.places[source]), _left(self.places[target])):
                self._under(edge, "waypoint", DD, x=str(x), y=str(y))


def _complete(rule):
    """When a signing is settled, as an expression over its counts."""
    if rule.mode == "vote":
        return f"agreed * {rule.threshold[1]} > {rule.base} * {rule.threshold[0]}"
    return DOOR[rule.mode]


def _size(node):
    if node.startswith(("from_", "split_", "join_")):
        return 40, 40
    return (30, 30) if node.startswith("time_") else (WIDE, HIGH)


def _right(place):
    return place[0] + place[2], place[1] + place[3] // 2


def _left(place):
    return place[0], place[1] + place[3] // 2


def _bool(value):
    return "true" if value else "false"
