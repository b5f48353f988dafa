"""Who has had a hand in a matter: nobody of them reviews it (F08). Reads only."""

from django.utils.translation import gettext as _

from ledger.models import Event
from people.models import User
from workflows.models import Case, Link

DEEP = 8  # cases behind a case; a longer way than any process has


def before(case):
    """The case and those it came from: it was opened because of them, or as a part of them. Their uids by id."""
    found, newest = {case.pk: case.uid}, [case.pk]
    for _level in range(DEEP):
        sources = set(Link.objects.filter(target__in=newest).values_list("source", flat=True))
        sources |= set(
            Case.objects.filter(pk__in=newest, parent_item__isnull=False).values_list("parent_item__process", flat=True)
        )
        newest = sources - set(found)
        if not newest:
            break
        found |= dict(Case.objects.filter(pk__in=newest).values_list("pk", "uid"))
    return found


def touched(case) -> set[int]:
    """Ids of everybody who acted in the case or in one it came from, or for whom somebody acted there.

    Whom the case is about has spoken in it as well, and is among them: nobody reviews their own matter.
    """
    rows = Event.objects.filter(uid__in=before(case).values()).values_list("actor_id", "for_id").distinct()
    ids = {pk for pair in rows for pk in pair if pk}
    return set(User.objects.filter(pk__in=ids, kind=User.Kind.PERSON).values_list("pk", flat=True))


def refuse_touched(case, person) -> str:
    """Why this person may not review the case, or ""."""
    if person.pk not in touched(case):
        return ""
    return _("%s办过本事项或者它的来源事项，不能参加复核。请另选没有参与过的人员。") % person.name
