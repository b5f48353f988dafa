"""Cleaning text that was copied from elsewhere: pinyin between brackets, full-width letters, damaged characters.

The caller keeps the original; what cannot be put right by rule is only pointed out.
"""

import re
import unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
BRACKETED = re.compile(rf"([{HAN}])[ \u00a0]?[(（]\s*([a-zA-ZüÜ{MARKED}{MARKED.upper()}]{{1,6}})\s*[)）]")
NOISE = re.compile(rf"\ufffd+|(?<=[{HAN}])\?{{2,}}|\?{{2,}}(?=[{HAN}])|(?<=[{HAN}])\?(?=[{HAN}])|锟斤拷")
# Wide letters and digits, and duplicates of Chinese characters. Punctuation stays Chinese; ① stays a number in a ring.
FOLDED = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uf900-\ufaff\u2e80-\u2fdf]")
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
BLANKS = re.compile("[\u00a0\u2002-\u200a\u3000\t]")


def clean(text):
    """(cleaned text, whether anything changed)."""
    cleaned = FOLDED.sub(_fold, UNSEEN.sub("", BLANKS.sub(" ", text)))
    cleaned = BRACKETED.sub(_unspelled, cleaned)
    return cleaned, cleaned != text


def noise(text):
    """Places that look damaged, each with a few characters around, for a human to put right."""
    return [text[max(0, found.start() - 4) : found.end() + 4] for found in NOISE.finditer(text)]


def _fold(found):
    return unicodedata.normalize("NFKC", found[0])


def _unspelled(found):
    """Drop the brackets only if they spell this very character: 系统(app) is no pinyin."""
    sound = _toneless(found[2])
    return found[1] if sound in _sounds(found[1]) else found[0]


def _toneless(syllable):
    plain = unicodedata.normalize("NFD", syllable.lower())
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ü", "u").replace("v", "u")


def _sounds(character):
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0]
    return {_toneless(reading) for reading in readings}
