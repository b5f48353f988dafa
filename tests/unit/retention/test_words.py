"""The page of terms speaks in words: no code of its table is shown, and what waits is not offered again."""

import pytest

from retention import items, terms


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("names", "未查实线索的姓名索引"),
        ("case/suggestion", "事项案卷 · "),
        ("case/innovation_hearing/withdrawn", " · 撤回"),
        ("case/gone_process", "事项案卷"),
    ],
)
def test_a_row_of_the_table_is_told_in_words(rule, words):
    told = items.told(rule)
    assert words in told and not set("/_") & set(told)


def test_how_long_is_what_the_table_says_now(settings):
    assert (terms.years("names"), terms.years("case/innovation_hearing/withdrawn")) == (1, 10)
    settings.RETENTION = {("names", "", ""): 3}
    assert terms.years("names") == 3
