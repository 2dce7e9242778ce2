"""Punctuation marks by region. In: a text with the marks of either region. Out: the same text, character for
character, with those of one.

Quotation marks: “ ‘ ’ ” in Simplified, 「『』」 in Traditional (GB/T 15834 §4.8; 重訂標點符號手冊). They are paired before any
is changed, across paragraphs too, and written by depth, so that they nest rightly whatever stood there. Apostrophes,
inches and quotations in a Latin sentence stay as they are.
Title marks: Taiwan has 〈 〉 for an article and 《 》 for a book; the mainland has 《 》 for both, and 〈 〉 inside them
(GB/T 15834 §4.15). The middle dot of a foreign name is ‧ in Taiwan and · elsewhere.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from bulletin.model import Script

PARAGRAPH: Final = "\u2029"  # stands between the paragraphs of a text that has several

_CLOSING: Final = {"“": "”", "‘": "’", "「": "」", "『": "』"}
_OPENING: Final = {close: opening for opening, close in _CLOSING.items()}
_SIMPLIFIED: Final = (("“", "”"), ("‘", "’"))
_TRADITIONAL: Final = (("「", "」"), ("『", "』"))

_TITLES: Final = (("《", "》"), ("〈", "〉"))

_MARK: Final = re.compile("[“”‘’「」『』]")
# An apostrophe (it’s, O‘Neil), and feet and inches (5’10”).
_NO_MARK: Final = re.compile(r"(?<=\d)’\s?\d+(?:\.\d+)?”|(?<=[A-Za-z0-9À-ɏ])[‘’](?=[A-Za-z0-9À-ɏ])")
_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_IDEOGRAPH: Final = re.compile(_HAN)
_TITLE_MARK: Final = re.compile("[《》〈〉]")
_DOT: Final = re.compile(f"(?<={_HAN})[·‧・](?={_HAN})")
_CHINESE_END: Final = re.compile(
    "[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff—…·]"
)
_DEEPEST: Final = 8
_SPACES: Final = " \t\n\u3000"
_NEAR: Final = 16  # how many characters to look past spaces and other marks for a neighbour


class _Pair(NamedTuple):
    """Where a quotation opens and ends; `closes` is False where it goes on in the next paragraph, which opens anew."""

    start: int
    end: int
    closes: bool = True


def regional_quotes(text: str, *, traditional: bool) -> str:
    """`text` with its quotation marks as the script writes them; paragraphs are separated by `PARAGRAPH`."""
    if not _MARK.search(text):
        return text
    forms = _TRADITIONAL if traditional else _SIMPLIFIED
    pairs, single = _paired(text)
    written, ideographs = list(text), _Ideographs(text)
    for pair, (opening, closing) in _by_depth(pairs, forms):
        if ideographs.stand_in(pair) or _beside_chinese(text, pair):
            written[pair.start] = opening
            if pair.closes:
                written[pair.end] = closing
    for place in single:
        written[place] = _unpaired(text, place, forms)
    return "".join(written)


def title_marks(text: str) -> str:
    """`text`, which becomes Simplified, with its title marks as the mainland writes them; one without a partner stays."""
    if not _TITLE_MARK.search(text):
        return text
    written, ideographs = list(text), _Ideographs(text)
    for pair, (opening, closing) in _by_depth(_titles(text), _TITLES):
        if ideographs.stand_in(pair):
            written[pair.start], written[pair.end] = opening, closing
    return "".join(written)


def enclosed(text: str) -> list[tuple[int, int]]:
    """What stands between the quotation marks and between the title marks of `text`, marks left out, in order.

    What stands deeper than any writer nests is left out."""
    pairs = [pair for pair in _paired(text)[0] if pair.closes] + _titles(text)
    return [
        (pair.start + 1, pair.end)
        for depth, pair in _depths(pairs)
        if depth < _DEEPEST and pair.start + 1 < pair.end
    ]


def middle_dots(text: str, target: Script) -> str:
    """`text`, which becomes `target`, with the dots between Chinese characters as the region writes them."""
    return _DOT.sub("‧" if target is Script.ZH_HANT_TW else "·", text)


def _titles(text: str) -> list[_Pair]:
    pairs: list[_Pair] = []
    opened: list[int] = []
    for match in _TITLE_MARK.finditer(text):
        if match[0] in "《〈":
            opened.append(match.start())
        elif opened and (text[opened[-1]], match[0]) in _TITLES:
            pairs.append(_Pair(opened.pop(), match.start()))
    return pairs


def _by_depth(
    pairs: list[_Pair], forms: tuple[tuple[str, str], ...]
) -> Iterator[tuple[_Pair, tuple[str, str]]]:
    """The pairs from left to right, each with the marks of its depth: the first of `forms`, the second, the first …"""
    return ((pair, forms[depth % len(forms)]) for depth, pair in _depths(pairs))


def _depths(pairs: list[_Pair]) -> Iterator[tuple[int, _Pair]]:
    """The pairs from left to right, each with the number of pairs around it."""
    ends: list[int] = []  # where the pairs around this one end
    for pair in sorted(pairs):
        while ends and ends[-1] <= pair.start:
            ends.pop()
        yield len(ends), pair
        ends.append(pair.end)


def _paired(text: str) -> tuple[list[_Pair], list[int]]:
    """The quotations, and the marks that have no partner."""
    no_marks: set[int] = set()
    if "’" in text or "‘" in text:
        no_marks.update(*(range(*match.span()) for match in _NO_MARK.finditer(text)))
    pairs: list[_Pair] = []
    single: list[int] = []
    opened: list[int] = []
    open_marks: Counter[str] = Counter()  # so that a mark without a partner costs no search
    for match in _MARK.finditer(text):
        place, mark = match.start(), match.group()
        if place in no_marks:
            continue
        if mark in _CLOSING:
            if opened and text[opened[0]] == mark and _begins_paragraph(text, place):
                pairs += (_Pair(start, place, closes=False) for start in opened)
                opened = []
                open_marks.clear()
            opened.append(place)
            open_marks[mark] += 1
            continue
        if not open_marks[_OPENING[mark]]:
            single.append(place)
            continue
        while text[opened[-1]] != _OPENING[mark]:
            single.append(opened.pop())
            open_marks[text[single[-1]]] -= 1
        pairs.append(_Pair(opened.pop(), place))
        open_marks[_OPENING[mark]] -= 1
    return pairs, single + opened


def _begins_paragraph(text: str, place: int) -> bool:
    return text[max(0, place - _NEAR) : place].rstrip(_SPACES).endswith(PARAGRAPH)


class _Ideographs:
    """Whether ideographs stand in pairs, asked from left to right: the text is searched once, however pairs nest."""

    def __init__(self, text: str) -> None:
        self._text: Final = text
        self._next = -1  # the first one at or after the place last asked about

    def stand_in(self, pair: _Pair) -> bool:
        """True if there is one between the marks of `pair`."""
        if self._next < pair.start:
            found = _IDEOGRAPH.search(self._text, pair.start)
            self._next = found.start() if found else len(self._text)
        return self._next < pair.end


def _beside_chinese(text: str, pair: _Pair) -> bool:
    """True if there is Chinese right before or after the quotation."""
    before = text[max(0, pair.start - _NEAR) : pair.start].rstrip(_SPACES + "“”‘’")
    after = text[pair.end + 1 : pair.end + 1 + _NEAR].lstrip(_SPACES + "“”‘’")
    return bool(_CHINESE_END.match(before[-1:]) or _CHINESE_END.match(after[:1]))


def _unpaired(text: str, place: int, forms: tuple[tuple[str, str], ...]) -> str:
    """A mark without a partner: by its own kind where Chinese stands on its inner side; ‘ and ’ may be anything."""
    mark = text[place]
    is_opening = mark in _CLOSING
    inside = text[place + 1 : place + 2] if is_opening else text[max(0, place - 1) : place]
    if mark in "‘’" or not _CHINESE_END.match(inside):
        return mark
    return forms[mark in "『』"][0 if is_opening else 1]
