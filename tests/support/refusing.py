"""Bad input through the browser's door: what the page answers, and that nothing was lost and nothing half done."""

from django.test import Client
from django.utils.html import escape

from ledger.models import Event
from workflows.models import Case, Evidence, Outbox, Paper, WorkItem

SAYS_NO = (409, 422)  # not now; not like this


def _state(case):
    """Whatever a half-done step would change."""
    of_case = (
        Case.objects.filter(pk=case.pk).values("stage", "revision", "due", "number", "title", "open_items").first()
    )
    work = list(WorkItem.objects.filter(process=case.pk).order_by("pk").values_list("pk", "status", "due"))
    rows = [Event.objects.filter(uid=case.uid), Outbox.objects.filter(uid=case.uid)]
    rows += [Paper.objects.filter(case=case.pk), Evidence.objects.filter(case=case.pk)]
    return of_case, work, [found.count() for found in rows], Case.objects.count()


def refused(user, case, address, *, keeps=(), **data):
    """The page that refuses what `user` sent to `address` of the case; `keeps` are words that stay on it."""
    client, before = Client(), _state(case)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(f"/case/{case.uid}/{address}/", data)
    page = answer.content.decode()
    assert answer.status_code in SAYS_NO, (answer.status_code, answer.headers.get("Location"))
    assert _state(case) == before, "something was done all the same"
    for words in keeps:
        assert escape(words) in page, f"lost: {words}"
    return page
