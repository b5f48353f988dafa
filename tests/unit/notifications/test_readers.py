from types import SimpleNamespace

import pytest
from django.utils import translation

from notifications import readers, relay, texts
from tests.unit.notifications.conftest import AT


@pytest.fixture
def reader(people):
    return people[1]


def test_the_list_is_newest_first_and_goes_on_before_an_id(tell, reader):
    for _turn in range(5):
        tell(reader)
    relay.run_once(at=AT)
    first = readers.latest(reader, limit=3)
    rest = readers.latest(reader, before=first[-1].id, limit=3)
    ids = [notice.id for notice in [*first, *rest]]
    assert ids == sorted(ids, reverse=True)
    assert len(ids) == 5


def test_a_page_costs_few_statements(tell, reader, django_assert_max_num_queries):
    for _turn in range(20):
        tell(reader)
    relay.run_once(at=AT)
    with django_assert_max_num_queries(5):
        assert len(readers.latest(reader)) == 20


def test_codes_become_labels(tell, reader):
    tell(reader, topic="case.moved", move="submit", stage="review", reason="材料齐全。")
    relay.run_once(at=AT)
    [notice] = readers.latest(reader)
    assert notice.detail == "“购置档案柜”已“提交”，现处于“审核”。材料齐全。"
    assert notice.subject == "有新进展：购置档案柜"


def test_of_a_case_out_of_sight_nothing_is_said_not_even_its_number(tell, people):
    tell(people[2])
    relay.run_once(at=AT)
    [notice] = readers.latest(people[2])
    assert (notice.uid, notice.number) == (None, "")
    assert "购置" not in notice.subject + notice.detail and "0001" not in notice.subject + notice.detail
    assert "知悉范围" in notice.detail


def test_reading_is_asked_for_and_counted_down(tell, reader):
    for _turn in range(3):
        tell(reader)
    relay.run_once(at=AT)
    page = readers.latest(reader)
    assert readers.unread(reader) == 3
    assert readers.mark_read(reader, [page[0].id]) == 1
    assert readers.mark_read(reader, [page[0].id]) == 0
    assert readers.unread(reader) == 2
    assert readers.latest(reader)[0].read
    assert readers.mark_read(reader) == 2
    assert readers.unread(reader) == 0


def test_nobody_reads_for_another(tell, reader, people):
    tell(reader)
    relay.run_once(at=AT)
    [notice] = readers.latest(reader)
    assert readers.mark_read(people[0], [notice.id]) == 0
    assert readers.unread(reader) == 1


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
@pytest.mark.parametrize("topic", [*texts.COMMON, "unheard-of"])
def test_every_topic_has_words_in_every_language_and_asks_only_what_it_may_lack(topic, language):
    with translation.override(language):
        subject, detail = texts.words(topic, {"title": "购置档案柜"})
    assert subject
    assert "%(" not in subject + detail


def test_a_process_words_its_own_topics(monkeypatch):
    monkeypatch.setattr(texts, "find_spec", lambda name: name == "workflows.notice_texts")
    monkeypatch.setattr(texts, "import_module", lambda name: SimpleNamespace(TEXTS={"own": ("标题", "%(title)s")}))
    texts._all.cache_clear()
    try:
        assert texts.known("own")
        assert texts.words("own", {"title": "甲"}) == ("标题", "甲")
    finally:
        monkeypatch.undo()
        texts._all.cache_clear()


def test_a_percent_sign_in_a_value_does_no_harm():
    assert texts.words("case.moved", {"title": "完成 50%(x)s"})[0] == "有新进展：完成 50%(x)s"


def test_waiting_tells_the_age_of_the_oldest(tell, reader):
    assert readers.waiting() is None
    tell(reader)
    assert readers.waiting() == AT
