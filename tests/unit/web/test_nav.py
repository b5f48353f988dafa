"""The side bar offers what a person's roles use, and nothing else."""

import pytest
from django.template import Context, Template
from django.urls import reverse
from django.utils import translation

from people.models import Role
from tests.support.world import person
from tests.unit.web.conftest import text
from web import context

pytestmark = pytest.mark.django_db


def offered(client, user):
    client.force_login(user)
    page = text(client.get(reverse("web:inbox")))
    side = page[page.index('class="side"') : page.index("</nav>")]
    names = ("done", "sent", "start", "imports", "search", "sittings", "overviews", "undelivered")
    return {name for name in names if f'href="{reverse(f"web:{name}")}"' in side}


def test_a_count_that_was_not_carried_to_its_end_says_so():
    words = "{% blocktranslate count n=n %}{{ n }} 件等你办{% plural %}{{ n }} 件等你办{% endblocktranslate %}"
    said = Template("{% load i18n %}" + words + "|{{ n }}")
    assert said.render(Context({"n": context.Many(100)})) == "99+ 件等你办|99+"
    with translation.override("en"):
        assert said.render(Context({"n": context.Many(100)})) == "99+ items wait for you|99+"


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
