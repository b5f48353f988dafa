"""The side bar offers what a person's roles use, and nothing else."""

import pytest
from django.urls import reverse

from people.models import Role
from tests.support.world import person
from tests.unit.web.conftest import text

pytestmark = pytest.mark.django_db


def offered(client, user):
    client.force_login(user)
    page = text(client.get(reverse("web:inbox")))
    side = page[page.index('class="side"') : page.index("</nav>")]
    names = ("done", "sent", "start", "imports", "search", "sittings", "overviews", "undelivered")
    return {name for name in names if f'href="{reverse(f"web:{name}")}"' in side}


def test_the_office_imports_and_reads_overviews(client, db):
    assert offered(client, person("one", "office")) >= {"start", "imports", "overviews", "search"}


def test_a_clerk_starts_and_finds_but_does_not_import(client, db):
    assert offered(client, person("one", "clerk")) == {"done", "sent", "start", "search", "sittings"}


def test_who_may_start_nothing_is_not_offered_it(client, db):
    assert offered(client, person("one", "voter")) == {"done", "search", "sittings"}


def test_an_administrator_does_nothing_in_cases_and_tends_notices(client, db):
    Role.objects.get_or_create(code="system_admin", defaults={"zh": "系统管理员", "kind": "admin"})
    assert offered(client, person("one", "system_admin")) == {"undelivered"}


def test_overviews_lead_to_pages_one_may_open(client, db):
    client.force_login(person("one", "office"))
    page = text(client.get(reverse("web:overviews")))
    assert reverse("web:suggestion:overview") in page
    client.force_login(person("two", "voter"))
    assert client.get(reverse("web:overviews")).status_code == 404
