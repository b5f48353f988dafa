"""Names as people type them: whole syllables and initials."""

from functools import cache

# As a surname these are read differently from the dictionary's first reading.
SURNAMES = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "任": "ren", "朴": "piao",
    "盖": "ge", "华": "hua", "覃": "qin", "翟": "zhai", "召": "shao", "员": "yun", "尉": "wei", "乐": "yue",
    "缪": "miao", "幺": "yao", "逄": "pang", "种": "chong", "重": "chong", "秘": "bi", "冼": "xian", "纪": "ji",
    "洗": "xian", "黑": "he", "燕": "yan", "过": "guo", "贾": "jia", "车": "che", "万": "wan", "牟": "mu",
    "句": "gou", "佴": "nai", "撒": "sa", "晟": "cheng", "晁": "chao", "郇": "xun", "宓": "mi", "褚": "chu",
    "适": "kuo", "臧": "zang", "能": "nai", "应": "ying", "哈": "ha", "隗": "wei", "祭": "zhai", "谌": "chen",
    "瞿": "qu", "都": "du", "阚": "kan", "卜": "bu", "柏": "bai", "邵": "shao", "繁": "po", "令": "ling",
}  # fmt: skip
DOUBLE = {
    "尉迟": ["yu", "chi"], "长孙": ["zhang", "sun"], "单于": ["chan", "yu"], "澹台": ["tan", "tai"],
    "万俟": ["mo", "qi"],
}  # fmt: skip
# A personal name is short; what is longer is the name of a post and has no surname.
LONGEST_NAME = 4


@cache
def spelled(name: str) -> str:
    """'zengxiaoming zxm' for 曾小明; posts are read as ordinary words."""
    parts = _syllables(name)
    return f"{''.join(parts)} {''.join(part[0] for part in parts)}".lower() if parts else ""


def _syllables(name: str) -> list[str]:
    # Loading the dictionary takes a tenth of a second; only who writes a name pays for it.
    from pypinyin import lazy_pinyin

    read = [part.strip() for part in lazy_pinyin(name) if part.strip()]
    if len(name) > LONGEST_NAME:
        return read
    known = DOUBLE.get(name[:2]) or [SURNAMES[name[0]]] if name[:2] in DOUBLE or name[:1] in SURNAMES else []
    return known + read[len(known) :]
