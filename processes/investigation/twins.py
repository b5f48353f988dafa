"""Clues that say nearly the same: compared by what they say only, never by who said it. A human decides."""

ALIKE, MOST = 0.35, 5


def pairs(text):
    bare = "".join(text.split())
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def said(case):
    return pairs("".join(row["text"] for row in case.allegations))


def of(case):
    """Numbers of other clues whose allegations share most of their pairs of characters, most alike first."""
    mine, found = said(case), []
    for other in type(case).objects.exclude(pk=case.pk).exclude(number=None).order_by("-pk")[:2000]:
        theirs = said(other)
        share = len(mine & theirs) / (len(mine | theirs) or 1)
        if share >= ALIKE:
            found.append((share, other.number))
    return [number for _share, number in sorted(found, reverse=True)[:MOST]]
