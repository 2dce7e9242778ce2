"""Names in the order of an index. In: a name, a language. Out: its place, and the heading it stands under.

Simplified Chinese goes by pinyin, Traditional by strokes: the orders in which GB 2312 and Big5 list their first-level
characters, 3,755 and 5,401 of them. A name that begins with another character comes after these; Latin names come last.
"""

from bisect import bisect_right
from typing import Final

# The first character of GB 2312's first level under each letter. No syllable of Mandarin begins with I, U or V.
_LETTERS: Final = "ABCDEFGHJKLMNOPQRSTWXYZ"
_BEGIN: Final = tuple(char.encode("gb2312") for char in "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝")
_FIRST_LEVEL: Final = (b"\xb0\xa1", b"\xd7\xf9")
# Where Big5 begins the characters of 1, 2, 3 … strokes.
_STROKES: Final = tuple(
    int(code, 16)
    for code in (
        "A440 A442 A454 A4A1 A4FE A5E0 A6EA A8C3 AB45 ADBC B0AE B3C3 B6C4 B9AC BBF5 BEA7 C075 C24F C35F C455 C4D7 "
        "C56B C5C8 C5F1 C655 C665 C66C C676 C679 C67C"
    ).split()
)
_LAST_OF_BIG5: Final = 0xC67E
# Surnames GB 2312 lists by radical, or under another reading, and a character of the first level that sounds as they do.
_SOUNDS: Final = dict(
    zip(
        "褚窦奚酆岑滕邬臧闵昝裘缪贲嵇荀於芮羿邴隗宓郗栾钭郜邰蔺胥莘逄郦郤璩濮扈郏晏瞿庾暨阙殳夔厍晁訾阚乜蒯竺逯佟闫覃邸亓仝冼鄢佘"
        "曾单解仇区查朴盖乐翟员",
        "储豆西风层疼乌脏敏暂求妙奔机寻淤锐义丙伟密希峦透告台吝须申旁丽细渠仆户夹宴渠宇计缺书葵社朝紫看聂快竹路同严秦底其同显烟蛇"
        "增善谢求欧渣瓢葛月宅云",
        strict=True,
    )
)
_OTHERS: Final = 0xFFFF

Place = tuple[int, tuple[int, ...], str]


def place_of(name: str, lang: str) -> Place:
    """Where `name` stands among others: sorts as a whole."""
    first = _SOUNDS.get(name[:1], name[:1]) if lang == "zh-Hans" else name[:1]
    codes = [_code(char, lang) for char in (first, *name[1:])]
    return (int(not _is_chinese(name)), tuple(codes), name)


def heading_of(name: str, lang: str) -> str:
    """`A` to `Z` in Simplified Chinese, the number of strokes in Traditional; empty for other characters and other scripts."""
    if not _is_chinese(name):
        return ""
    if lang == "zh-Hans":
        code = _SOUNDS.get(name[0], name[0]).encode("gb18030")
        first, last = _FIRST_LEVEL
        known = len(code) == len(first) and first <= code <= last
        return _LETTERS[bisect_right(_BEGIN, code) - 1] if known else ""
    number = _code(name[0], lang)
    return str(bisect_right(_STROKES, number)) if number <= _LAST_OF_BIG5 else ""


def _code(char: str, lang: str) -> int:
    """The place of a character in its list; what is not of the first level follows in the order of Unicode."""
    try:
        code = int.from_bytes(char.encode("gb2312" if lang == "zh-Hans" else "big5"))
    except UnicodeEncodeError:
        return _OTHERS + ord(char)
    last = int.from_bytes(_FIRST_LEVEL[1]) if lang == "zh-Hans" else _LAST_OF_BIG5
    return code if code <= last else _OTHERS + ord(char)


def _is_chinese(name: str) -> bool:
    return name[:1] > "\u2e7f"
