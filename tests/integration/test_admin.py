"""Django's administration site shows; it changes neither cases nor people, and tells nothing of a case's contents."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from tests.support.world import person
from workflows import moves
from workflows.models import Outbox

pytestmark = pytest.mark.django_db
OURS = ("people", "ledger", "vault", "policy", "workflows", "intake", "retention", "notifications")


@pytest.fixture
def site(client):
    boss = person("sysadm", "system_admin")
    boss.is_staff = True
    boss.save(update_fields=["is_staff"])
    client.force_login(boss, backend="django.contrib.auth.backends.ModelBackend")
    return client


def registered():
    ours = {model for app in OURS for model in apps.get_app_config(app).get_models()}
    return [model for model in admin.site._registry if model in ours]


def test_something_is_shown():
    assert len(registered()) >= 6


def test_every_page_of_ours_opens_and_none_adds_changes_or_deletes(site):
    author = person("author", "clerk")
    case = moves.open_case("approval", by=author, title="只有当事人知道的标题")
    for model in registered():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        page = site.get(reverse(f"{name}_changelist"))
        assert page.status_code == 200 and "只有当事人知道的标题" not in page.content.decode()
        assert site.get(reverse(f"{name}_add")).status_code in (403, 404)
    shown = reverse("admin:workflows_case_change", args=[case.pk])
    assert "只有当事人知道的标题" not in site.get(shown).content.decode()
    site.post(shown, {"stage": "adopted", "number": "批〔2026〕0001号"})
    site.post(reverse("admin:workflows_case_delete", args=[case.pk]), {"post": "yes"})
    case.refresh_from_db()
    assert (case.stage, case.number) == ("draft", None)


def test_somebody_who_is_not_an_administrator_sees_nothing(client):
    user = person("clerk1", "clerk")
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("admin:people_user_changelist")).status_code == 404


def test_of_a_restricted_case_not_even_its_being_there_is_shown(site):
    case = moves.open_case("approval", by=person("author", "clerk"), title="一件限知的事", number="批〔2026〕0777号")
    pages = [reverse("admin:workflows_case_changelist"), reverse("admin:workflows_outbox_changelist")]
    assert "批〔2026〕0777号" not in site.get(pages[0]).content.decode()  # nor of any other, to who runs the system
    reader = person("reader", "auditor")
    reader.is_staff = True
    reader.save(update_fields=["is_staff"])
    site.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert "批〔2026〕0777号" in site.get(pages[0]).content.decode()
    type(case).objects.filter(pk=case.pk).update(classification="restricted")
    Outbox.objects.filter(uid=case.uid).update(secret=True)
    assert not any("批〔2026〕0777号" in site.get(page).content.decode() for page in pages)
    assert site.get(reverse("admin:workflows_case_change", args=[case.pk])).status_code != 200
