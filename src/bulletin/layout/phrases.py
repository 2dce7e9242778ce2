"""Where a title may break. In: a title, its language, the names it may hold. Out: the places, each with its cost.

A space of the author's costs nothing; then come marks, the seams that grammar shows, and the ends of words as BudouX
finds them (its models were trained on just this, and know both scripts); a place inside a word is the last resort.
BudouX is used here and nowhere else.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

import budoux

EM_SPACE: Final = "\u3000"

# What a break costs, in the measure of the shape of lines (`titles`).
_AFTER_MARK: Final = 0.3
_AFTER_LESSER_MARK: Final = 1.3  # a comma, a colon, where a sentence ends elsewhere in the title
_BEFORE_BRACKET: Final = 0.5
_AFTER_SPACE: Final = 1.0  # between two Latin words
_AT_WORD: Final = 1.6
_AT_FRAGMENT: Final = 3.2  # a word of one character is often half of one
_INSIDE_WORD: Final = 6.0
_INSIDE_QUOTATION: Final = 4.0
_BEFORE_WORD: Final = {"关于": 0.5, "關於": 0.5}
_BEFORE: Final = {**dict.fromkeys("与和及暨并與並", 0.8), **dict.fromkeys("在为向对让从把被為對讓從", 1.3)}
_AFTER: Final = {**dict.fromkeys("的", 0.8), **dict.fromkeys("年月日期届", 1.2)}

_CLINGS: Final = frozenset("的了着过们等者性化地得過們著")  # never first in a line
_LONELY: Final = frozenset(
    "一二三四五六七八九十两第各每某这那是不"
)  # never last: what follows belongs to them
_GRAMMAR: Final = frozenset("与和及暨并與並在为向对让从把被為對讓從的了是有不将將以由于於")
# The kind of body or place a name ends with: what stands before it is its name.
_OF_NAMES: Final = tuple(
    "街道 社区 社區 学会 學會 协会 協會 委员会 委員會 大学 大學 公司 中心 医院 醫院 学校 學校 小学 小學 中学 中學".split()
)
_NEVER_FIRST: Final = frozenset("，。、；：？！）》〉】〕」』”’…—·%")
_NEVER_LAST: Final = frozenset("（《〈【〔「『“‘—·")
_STOPS: Final = frozenset("。；？！】")
_PAUSES: Final = _STOPS | frozenset("，、：")
_OPENING: Final = frozenset("（【")

_BRACKETED: Final = re.compile(r"《[^》]*》|〈[^〉]*〉|【[^】]*】|（[^）]{1,8}）")
_QUOTATIONS: Final = re.compile(r"“[^”]*”|「[^」]*」")
_COUNTED: Final = "年月日号期次届条章节个名岁元吨米里倍亩項项篇页件號條節個歲屆噸畝頁"
_WORDS: Final = re.compile(
    r"(?:\d{1,4}|[〇一二三四五六七八九十]+)[年月](?:(?:\d{1,2}|[一二三四五六七八九十]+)[月日号號])*"
    rf"|[0-9A-Za-zÀ-ɏ][0-9A-Za-zÀ-ɏ.,:'’%-]*[多余餘]?[万亿萬億]?[{_COUNTED}]?"
    rf"|第?[〇一二三四五六七八九十百千]+[多余餘]?[万亿萬億]?[{_COUNTED}]|……|——"
)
_LATIN: Final = re.compile(r"[0-9A-Za-zÀ-ɏ%]")


@dataclass(frozen=True, slots=True)
class Break:
    """A line may end before character `at`."""

    at: int
    cost: float


def breaks_of(text: str, lang: str, names: Collection[str], *, keep_bracketed: bool) -> list[Break]:
    """The places where a line of `text` may end, in order: never inside a name, a number with its unit or a Latin
    word; with `keep_bracketed` not inside 《》 nor a short （） either."""
    closed = {at for found in _WORDS.finditer(text) for at in _inside(*found.span())}
    closed |= {at for span in _spans(text, names) for at in _inside(*span)}
    if keep_bracketed:
        closed |= {at for found in _BRACKETED.finditer(text) for at in _inside(*found.span())}
    quoted = {at for found in _QUOTATIONS.finditer(text) for at in _inside(*found.span())}
    words = _word_ends(text, lang)
    return [
        Break(at, _cost(text, at, words) + (_INSIDE_QUOTATION if at in quoted else 0.0))
        for at in range(1, len(text))
        if at not in closed and _allowed(text, at)
    ]


def _allowed(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before in _NEVER_LAST or after in _NEVER_FIRST:
        return False
    return before.isspace() or not (after in _CLINGS or after.isspace())


def _cost(text: str, at: int, words: dict[int, bool]) -> float:
    before, after = text[at - 1], text[at]
    if before.isspace():
        return 0.0 if before == EM_SPACE else _AFTER_SPACE
    if before in _PAUSES:
        has_stop = not _STOPS.isdisjoint(text[:-1])
        return _AFTER_LESSER_MARK if has_stop and before not in _STOPS else _AFTER_MARK
    if after in _OPENING:
        return _BEFORE_BRACKET
    if at not in words and bool(_LATIN.match(before)) is bool(_LATIN.match(after)):
        return _INSIDE_WORD
    grammar = min(
        _BEFORE_WORD.get(text[at : at + 2], _INSIDE_WORD),
        _BEFORE.get(after, _INSIDE_WORD),
        _AFTER.get(before, _INSIDE_WORD),
    )
    is_doubtful = words.get(at) or before in _LONELY or text.startswith(_OF_NAMES, at)
    return min(grammar, _AT_FRAGMENT if is_doubtful else _AT_WORD)


def _word_ends(text: str, lang: str) -> dict[int, bool]:
    """Where words end, by BudouX; True beside a single character that is no word of grammar."""
    words = _parser(lang.startswith("zh-Hant")).parse(text)
    ends: dict[int, bool] = {}
    at = 0
    for word, following in pairwise(words):
        at += len(word)
        ends[at] = _is_fragment(word) or _is_fragment(following)
    return ends


def _is_fragment(word: str) -> bool:
    return len(word) == 1 and word.isalpha() and word not in _GRAMMAR


@cache
def _parser(traditional: bool) -> budoux.Parser:
    load = (
        budoux.load_default_traditional_chinese_parser
        if traditional
        else budoux.load_default_simplified_chinese_parser
    )
    return load()


def _spans(text: str, names: Collection[str]) -> Iterator[tuple[int, int]]:
    """Where `names` stand in `text`."""
    for name in names:
        start = text.find(name)
        while start >= 0:
            yield start, start + len(name)
            start = text.find(name, start + 1)


def _inside(start: int, end: int) -> range:
    return range(start + 1, end)
