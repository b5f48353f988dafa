"""Text copied from elsewhere: what is put right, and what is left alone."""

import pytest

from workflows.textclean import clean, noise

pytestmark = pytest.mark.embedded


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("領(lǐng)導(dǎo)幹部", "領導幹部"),
        ("创（chuàng）新（xin）工作", "创新工作"),
        ("绿( lǜ )色通道", "绿色通道"),
        ("银行(háng)行(xíng)长", "银行行长"),
        ("２０２６年第Ａ１号", "2026年第A1号"),
        ("一\u3000二\u200b三", "一 二三"),
    ],
)
def test_it_is_put_right(text, cleaned):
    assert clean(text) == (cleaned, True)


@pytest.mark.parametrize(
    "text", ["系统(app)上线", "三（san）", "①先调研；②再报告。", "建〔2026〕0001号", "为什么？", "好(hello)"]
)
def test_it_is_left_alone_unless_it_is_pinyin(text):
    assert clean(text)[0] == ("三" if text.startswith("三") else text)


def test_punctuation_stays_chinese():
    assert clean("建议：一、调研，二、报告（附表）。") == ("建议：一、调研，二、报告（附表）。", False)


def test_damaged_places_are_shown_and_not_guessed():
    assert noise("村级??组织建设") == ["村级??组织建设"] and noise("人\ufffd才") == ["人\ufffd才"]
    assert noise("怎么办？") == [] and noise("why?") == []
