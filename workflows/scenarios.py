"""What an author writes down of a process, so that it is tried whenever anything changes: `testing.play` takes it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One move or act by somebody. `answers` may be a function of the scene; `refused` are words of the refusal."""

    name: str
    by: str
    answers: dict | Callable = field(default_factory=dict)
    leads: str = ""
    refused: str = ""


@dataclass(frozen=True)
class Wait:
    """So many working days pass."""

    days: int


@dataclass(frozen=True)
class Scenario:
    """A case from its opening to a stage. `people`: username → (unit, *roles); `system` is there, too."""

    title: str
    people: dict
    by: str
    fields: dict | Callable
    steps: tuple
    ends: str
    begins: str = "2026-03-02 09:00"
