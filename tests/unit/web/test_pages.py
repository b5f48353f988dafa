"""Lists and shell: what each page says, to whom, at what cost."""

import re

import pytest
from django.urls import reverse

from tests.unit.web.conftest import text
from web import inbox
from workflows.models import WorkItem

pytestmark = pytest.mark.django_db
LISTS = ["inbox", "done", "sent", "drafts", "search", "start", "notices", "profile", "password"]


@pytest.mark.parametrize("name", LISTS)
def test_a_page_without_anything_says_what_to_do(see, people, name):
    answer = see(people[3], reverse(f"web:{name}"))
    assert answer.status_code == 200
    assert "<h1>" in text(answer)


@pytest.mark.parametrize("name", LISTS)
def test_a_stranger_to_the_house_is_sent_to_sign_in(client, db, name):
    answer = client.get(reverse(f"web:{name}"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("web:sign_in"))


def test_the_inbox_shows_what_is_asked_why_and_by_when(see, people, case):
    page = text(see(people[1][0], "/"))
    assert "购置档案柜" in page
    assert "会签" in page
    assert "还有 5 个工作日" in page
    assert "1 件等你办" in page


def test_a_full_inbox_costs_few_queries_and_does_not_grow(client, people, case, django_assert_max_num_queries):
    item = WorkItem.objects.filter(owner=people[1][0]).get()
    values = [f for f in WorkItem._meta.concrete_fields if not f.primary_key]
    rows = [WorkItem(**{f.attname: getattr(item, f.attname) for f in values}) for _ in range(60)]
    WorkItem.objects.bulk_create(rows)
    client.force_login(people[1][0])
    client.get("/")
    # Session, person, two for the page, its marks; two counts and the roles for the side bar.
    with django_assert_max_num_queries(8):
        page = text(client.get("/"))
    assert len(re.findall('class="it"', page)) == inbox.SIZE
    assert "看后面的" in page
    after = re.search(r'href="(\?after=[^"]+)"', page)[1]
    assert len(re.findall('class="it"', text(client.get("/" + after)))) == min(inbox.SIZE, 61 - inbox.SIZE)


def test_a_view_narrows_the_inbox(see, people, case):
    assert "购置档案柜" in text(see(people[1][0], "/?view=voice"))
    assert "这个视图里没有" in text(see(people[1][0], "/?view=due"))
    assert "购置档案柜" in text(see(people[1][0], "/?view=nonsense"))


def test_what_was_skipped_does_not_come_back_after_an_act(client, people, case):
    from workflows import moves

    cases = [moves.open_case("approval", by=people[0], title=f"事项{n}") for n in range(3)]
    items = [WorkItem.objects.get(process=one).pk for one in cases]
    WorkItem.objects.filter(pk=items[1]).update(status="DONE")
    client.force_login(people[0])
    there = client.get(reverse("web:one_by_one") + f"?past={items[1]}")["Location"]
    assert there.startswith(reverse("web:case", args=[cases[2].uid]))


def test_a_key_that_makes_no_sense_begins_at_the_top(see, people, case):
    assert "购置档案柜" in text(see(people[1][0], "/?after=yesterday,x"))


def test_one_by_one_opens_the_first_item_and_ends_in_the_inbox(see, people, case):
    answer = see(people[1][0], reverse("web:one_by_one"))
    assert answer["Location"].startswith(reverse("web:case", args=[case.uid]))
    item = WorkItem.objects.get(owner=people[1][0])
    assert see(people[1][0], reverse("web:one_by_one") + f"?past={item.pk}")["Location"] == "/"


def test_search_finds_by_title_what_the_reader_may_see(see, people, case):
    assert "购置档案柜" in text(see(people[0], "/search/?q=档案柜"))
    assert "没有找到这件事" in text(see(people[3], "/search/?q=档案柜"))


def test_an_exact_number_opens_the_case(see, people, case):
    type(case).objects.filter(pk=case.pk).update(number="批〔2026〕0009号")
    assert see(people[0], "/search/?q=批〔2026〕0009号")["Location"] == reverse("web:case", args=[case.uid])


def test_the_start_catalogue_lists_what_the_posts_allow(see, people):
    assert reverse("web:begin", args=["approval"]) in text(see(people[0], "/start/"))
    assert reverse("web:begin", args=["approval"]) not in text(see(people[3], "/start/"))
    assert see(people[3], reverse("web:begin", args=["approval"])).status_code == 404


def test_opening_twice_with_one_key_is_one_case(client, people):
    client.force_login(people[0])
    page = text(client.get(reverse("web:begin", args=["approval"])))
    data = {"title": "购置会议桌", "key": re.search(r'name="key" value="([^"]+)"', page)[1]}
    first = client.post(reverse("web:begin", args=["approval"]), data)
    again = client.post(reverse("web:begin", args=["approval"]), data)
    assert first["Location"] == again["Location"]


def test_no_page_carries_an_inline_style_or_script(see, people, case):
    for url in ["/", reverse("web:case", args=[case.uid]), "/me/", "/search/?q=x", "/start/"]:
        page = text(see(people[0], url))
        assert " style=" not in page
        assert "<style" not in page
        assert not re.search(r"<script(?![^>]*src=)", page)
        assert " onclick=" not in page


def test_the_policy_on_content_allows_no_inline_code(client, db):
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_healthz_takes_the_write_lock(client, db):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_healthz_says_when_no_act_is_accepted(client, db, monkeypatch):
    from django.db import OperationalError, transaction

    def locked(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(transaction, "atomic", locked)
    assert client.get("/healthz").status_code == 503
