"""Numbers about matters of people: none is so small that one would know who is meant (F11), and none ranks (F26)."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

FEWEST = 5  # of fewer one would know who is meant
NOTHING = "—"


@dataclass(frozen=True)
class Figure:
    """One count. `kept` is one that is not told because another could be worked out from it."""

    label: str
    n: int
    kept: bool = False

    @property
    def hidden(self):
        return self.kept or 0 < self.n < FEWEST

    @property
    def told(self):
        """The count, or why it is not told."""
        if self.kept:
            return _("不显示")
        return _("少于 %d 件") % FEWEST if self.hidden else str(self.n)


@dataclass(frozen=True)
class Share:
    """A part of a whole; nothing is said of a whole that is too small."""

    part: int
    whole: int
    label: str = ""

    @property
    def percent(self):
        return None if self.whole < FEWEST else round(100 * self.part / self.whole)

    @property
    def told(self):
        """In per cent, or a dash."""
        return NOTHING if self.percent is None else f"{self.percent}%"


def apart(figures):
    """The parts of a sum that is told, so that none of the hidden ones is what the others lack: with a single hidden
    part the smallest of those that would be told is kept back, too."""
    told = [one for one in figures if one.n and not one.hidden]
    if sum(one.hidden for one in figures) != 1 or not told:
        return figures
    least = min(told, key=lambda one: one.n)
    return [replace(one, kept=True) if one is least else one for one in figures]
