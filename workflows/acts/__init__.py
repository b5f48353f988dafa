"""Acts that the engine offers to every process. A stage's facts say who may take which."""

from workflows.acts import editing, minutes, reckoning, serving, sitting, voting

__all__ = ["editing", "minutes", "reckoning", "serving", "sitting", "voting"]
