"""How alike two suggestions are: shared pairs of characters."""

from dataclasses import dataclass

ALIKE = 0.85
MOST, LOOKED_AT = 5, 3000
SKIPPED = frozenset(" \t\r\n，。、；：！？“”‘’（）,.;:!?()\"'")


@dataclass(frozen=True)
class Likeness:
    """Another suggestion and how alike it is, in percent."""

    pk: int
    uid: object
    number: str
    title: str
    percent: int


def pairs(text):
    """Neighbouring characters, punctuation left out."""
    plain = [c for c in text if c not in SKIPPED]
    return frozenset(zip(plain, plain[1:], strict=False))


def likeness(one, other):
    """Jaccard: shared pairs against all pairs, 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def of(case):
    """The few suggestions at least as alike as the threshold, most alike first."""
    mine = pairs(case.content)
    found = []
    others = type(case).objects.exclude(pk=case.pk).exclude(stage__in=("transferred", "withdrawn")).order_by("-pk")
    for pk, uid, number, title, content in others.values_list("pk", "uid", "number", "title", "content")[:LOOKED_AT]:
        share = likeness(mine, pairs(content))
        if share >= ALIKE:
            found.append(Likeness(pk, uid, number or "", title, round(share * 100)))
    return sorted(found, key=lambda like: -like.percent)[:MOST]
