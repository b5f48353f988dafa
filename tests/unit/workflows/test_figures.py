"""Figures about matters of people: small ones are not told (F11), nor what would let one be worked out."""

import pytest

from workflows.figures import Figure, Share, apart


@pytest.mark.parametrize("n, told", [(0, "0"), (1, "少于 5 件"), (4, "少于 5 件"), (5, "5")])
def test_a_count_below_five_is_not_told_and_none_is(n, told):
    assert Figure("", n).told == told


@pytest.mark.parametrize("part, whole, told", [(0, 0, "—"), (4, 4, "—"), (1, 5, "20%"), (0, 9, "0%")])
def test_of_a_small_whole_no_share_is_told(part, whole, told):
    assert Share(part, whole).told == told


@pytest.mark.parametrize(
    "counts, told",
    [
        ((12, 3, 7), ["12", "少于 5 件", "不显示"]),  # 22 - 12 - 7 would be 3
        ((12, 3, 2), ["12", "少于 5 件", "少于 5 件"]),
        ((12, 8, 7), ["12", "8", "7"]),
        ((6, 6, 1), ["不显示", "6", "少于 5 件"]),
        ((3, 0, 0), ["少于 5 件", "0", "0"]),
    ],
)
def test_a_single_hidden_part_cannot_be_worked_out_from_the_sum(counts, told):
    assert [one.told for one in apart([Figure("", n) for n in counts])] == told
