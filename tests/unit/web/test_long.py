"""Long words on a page keep their beginning in view; what was said in defence stands beside the facts."""

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from processes.accountability.models import Accountability
from processes.accountability.texts import TEXT
from tests.unit.accountability.conftest import people, walk  # noqa: F401
from web.long import LINE, long, parted
from web.opinions import change

BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_a_fold_falls_at_the_end_of_a_sentence_and_loses_nothing():
    line = "会议记录由办公室补记，参会人员没有核对签名。" * 30
    head, rest = parted(line)
    assert head.endswith("。") and len(head) < LINE < len(line) and head + rest == line


@pytest.mark.parametrize("line", ["短的一句。", "没" * LINE, ""])
def test_what_is_short_is_not_folded(line):
    assert parted(line) == (line, "")


def test_words_without_an_end_are_folded_all_the_same():
    head, rest = parted("字" * 1000)
    assert head and head + rest == "字" * 1000


def test_each_line_is_folded_for_itself_and_what_people_typed_stays_text():
    said = str(long("<b>一</b>\n" + "没有逐项表决。" * 100))
    assert said.startswith("&lt;b&gt;一&lt;/b&gt;<br><details") and said.count("<details") == 1
    assert long(mark_safe("<i>已经是页面</i>")) == "<i>已经是页面</i>"


def test_numbers_and_dates_are_not_torn():
    said = str(long("核〔2026〕0011号、督〔2026〕Q2-01号于 2026-03-09 办结"))
    assert said.count('<span class="nb">') == 3 and strip_tags(said).startswith("核〔2026〕0011号、督")


@pytest.mark.django_db
class TestWhatWasSaidInDefence:
    def read(self, walk, username):  # noqa: F811
        client = Client()
        client.force_login(walk.people[username], backend=BACKEND)
        return client.get(f"/case/{walk.case.uid}/")

    def test_stands_on_the_page_of_whoever_weighs_it_with_each_answer(self, walk):  # noqa: F811
        walk.to_weighing()
        page = self.read(walk, "co_a").content.decode()
        card = page[page.index('id="heard"') :]
        assert TEXT["point"] in card and "采纳" in card and "故障三个月属实" in card

    def test_and_nowhere_else(self, walk):  # noqa: F811
        walk.to_weighing()
        assert self.read(walk, "resp_a").status_code == 404
        assert self.read(walk, "zz_clk").status_code == 404

    def test_before_anything_was_said_there_is_no_card(self, walk):  # noqa: F811
        walk.approve()
        assert 'id="heard"' not in self.read(walk, "co_a").content.decode()


def test_a_change_of_the_secrecy_is_told_in_words():
    said = change(Accountability(), "classification", ("internal", "restricted"))
    assert (said["old"], said["new"]) == ("内部", "限知悉人员")
