"""Definitions are stored when first used, under their hash, and never change."""

from functools import lru_cache

from django.db import IntegrityError, transaction
from django.db.models import Max

from ledger import append
from people import roles
from workflows import clock, registry, rules, rulesets
from workflows.models.case import Definition

SHORT = 16
_ids = {}  # hash → id, of definitions known to be stored


@lru_cache(maxsize=512)
def _text(pk):
    return Definition.objects.values_list("text", flat=True).get(pk=pk)


def rules_of(pk):
    """Return the rules of a stored definition; cached, because a definition never changes."""
    return rules.read(_text(pk))


@lru_cache(maxsize=512)
def rules_by_short_hash(short):
    """Return the rules whose hash begins with `short`."""
    for code in registry.KINDS:
        if registry.current(code).hash.startswith(short):
            return registry.current(code)
    return Definition.objects.get(hash__startswith=short).rules


def current(code):
    """Return (id, rules) of today's definition of a process, storing it on first use.

    That is what the code states, with the changes that two people have made and that hold today.
    """
    rules = rulesets.ruled(registry.current(code))
    return _stored(code, rules), rules


def _stored(code, rules):
    if rules.hash not in _ids:
        found = Definition.objects.filter(hash=rules.hash).values_list("pk", flat=True).first() or _add(code, rules)
        # Inside a transaction the row may yet vanish with it; then it is looked up again.
        transaction.on_commit(lambda: _ids.__setitem__(rules.hash, found))
        return found
    return _ids[rules.hash]


def _add(code, rules):
    last = Definition.objects.filter(process=code).aggregate(last=Max("number"))["last"] or 0
    try:
        with transaction.atomic():
            row = Definition.objects.create(
                hash=rules.hash, process=code, number=last + 1, text=rules.text, first_used=clock.now()
            )
            _announce(row)
        return row.pk
    except IntegrityError:  # another process stored it first
        return Definition.objects.values_list("pk", flat=True).get(hash=rules.hash)


def _announce(row):
    """A new version of the rules is an event of the system chain; it came with the code, so the system states it."""
    fields = {"process": row.process, "number": row.number, "hash": row.hash}
    append.system("rules.stored", by=roles.system_user(), at=row.first_used, fields=fields)


def forget():
    """Drop the caches; tests that empty the tables call this."""
    _ids.clear()
    _text.cache_clear()
    rules_by_short_hash.cache_clear()
    rulesets.forget()
