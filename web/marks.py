"""Since when a person has not looked: what is new in a case, and which of many cases have changed."""

from django.db.models import F

from web.models import ReadMark


def last(user, case):
    """The number of the last event that the person saw; None before the first visit."""
    return ReadMark.objects.filter(person=user.pk, case=case.pk).values_list("seq", flat=True).first()


def fresh(seen, lines):
    """How many of these lines came after the last visit; none on the first."""
    return 0 if seen is None else sum(line.seq > seen for line in lines)


def changed(user, uids):
    """Those of these cases in which something happened since the person last looked."""
    if not uids:
        return set()
    behind = ReadMark.objects.filter(person=user.pk, case__uid__in=list(uids), case__head_seq__gt=F("seq"))
    return set(behind.values_list("case__uid", flat=True))
