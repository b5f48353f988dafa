"""Proofs out of the stored tiles: where an event stands, and that a later tree begins with an earlier one."""

from typing import NamedTuple

from ledger.log import merkle, tiles
from ledger.models_log import Place as Row


class Place(NamedTuple):
    """Where an event of a chain stands, and the hashes from it to the root."""

    seq: int
    place: int
    path: list[bytes]


def inclusion(uid, size: int) -> list[Place]:
    """A proof for each event of a chain that has its place in the tree of `size`, in two queries for a small chain."""
    found = list(Row.objects.filter(uid=uid, place__lt=size).order_by("seq").values_list("seq", "place"))
    known = tiles.Tiles()
    known.fetch(set().union(*(tiles.around(place, size) for _seq, place in found)))
    return [Place(seq, place, merkle.inclusion(place, size, known.at)) for seq, place in found]


def consistency(old: int, size: int) -> list[bytes]:
    """The proof that the tree of `size` begins with the tree of `old`."""
    known = tiles.Tiles()
    known.fetch(tiles.around(max(old - 1, 0), size))
    return merkle.consistency(old, size, known.at)


def root(size: int) -> bytes:
    """The root of the tree of `size`."""
    known = tiles.Tiles()
    known.fetch(tiles.needed(size))
    return merkle.edge(size, known.at).root()
