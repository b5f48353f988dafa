"""Acts that the engine offers to every process. A stage's facts say who may take which."""

from workflows.acts import (
    above,
    amending,
    appointing,
    circulating,
    climbing,
    commenting,
    delegating,
    editing,
    migrating,
    minutes,
    reckoning,
    recusing,
    returning,
    serving,
    sitting,
    transferring,
    urging,
    voting,
)

__all__ = [
    "above", "amending", "appointing", "circulating", "climbing", "commenting", "delegating", "editing",
    "migrating", "minutes", "reckoning", "recusing", "returning", "serving", "sitting", "transferring", "urging",
    "voting",
]  # fmt: skip
