"""Projects that may be the same: titles that share most of their pairs of characters. A human decides."""

from django.apps import apps

ALIKE, MOST = 0.5, 5


def pairs(text):
    """The pairs of neighbouring characters of a text."""
    bare = "".join(text.split())
    return {bare[i : i + 2] for i in range(len(bare) - 1)}


def of(case):
    """Other proposals and projects with nearly the same title: number and title, most alike first."""
    mine = pairs(case.title)
    others = apps.get_model("workflows", "Case").objects.filter(kind__in=(case.kind, "task_project"))
    rows = others.exclude(pk=case.pk).exclude(stage="withdrawn").exclude(number=None).values_list("number", "title")
    scored = [(_share(mine, pairs(title)), number, title) for number, title in rows]
    return [{"number": n, "title": t} for share, n, t in sorted(scored, reverse=True)[:MOST] if share >= ALIKE]


def _share(mine, theirs):
    return len(mine & theirs) / (len(mine | theirs) or 1)
