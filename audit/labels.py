"""The words of every kind of event that today's definitions know, so that an act can be asked for by its name."""

from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from workflows import registry, wording


def kinds(said):
    """The kinds of event whose label holds `said`, in the reader's language."""
    wanted = said.strip().lower()
    return sorted({kind for kind, label in _labels(get_language()) if wanted in label.lower() or kind == wanted})


def names():
    """Every label once, for the list that helps typing."""
    return sorted({label for _kind, label in _labels(get_language())})


@cache
def _labels(language):
    found = [("open", _("发起事项"))]
    found += [(f"act.{name}", str(_(label))) for name, label in wording.ACTS.items()]
    for model in registry.KINDS.values():
        moves = (move for facts in model.facts.values() for move in facts.moves)
        found += [(f"move.{move.name}", _(move.label)) for move in moves]
    return [(kind, str(label)) for kind, label in found]
