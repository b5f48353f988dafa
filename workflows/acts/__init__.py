"""Acts that the engine offers to every process. A stage's facts say who may take which."""

from workflows.acts import (
    above,
    amending,
    climbing,
    editing,
    leavers,
    migrating,
    minutes,
    ordering,
    reckoning,
    recusing,
    returning,
    serving,
    sitting,
    urging,
    voting,
)

__all__ = [
    "above",
    "amending",
    "climbing",
    "editing",
    "leavers",
    "migrating",
    "minutes",
    "ordering",
    "reckoning",
    "recusing",
    "returning",
    "serving",
    "sitting",
    "urging",
    "voting",
]
