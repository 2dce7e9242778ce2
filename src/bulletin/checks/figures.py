"""References to figures and tables. In: a subject. Out: a notice for each that leads to nothing."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.checks.subject import Subject
from bulletin.model import Article, Notice

_NUMBER: Final = r"(\d{1,3}|[一二三四五六七八九十]{1,3})"
# 见图3, 如表二, 参见附图1, （图3）, 图3所示
_REFERENCE: Final = re.compile(
    rf"(?:[见如見]|参见|參見|参看|參看|[（(])\s*(?:[上下左右]|附)?([图圖表])\s*{_NUMBER}|([图圖表])\s*{_NUMBER}\s*(?:所示|所列)"
)
_LABEL: Final = re.compile(rf"\s*[（(]?(?:附)?([图圖表])\s*{_NUMBER}")
_DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
_BLOCKS: Final = ("p", "figcaption", "caption", "th", "td", "h2", "h3", "h4", "li", "div")


def orphan_reference(subject: Subject) -> Iterator[Notice]:
    """见图3 where nothing is called 图3; each label once an article."""
    for article in subject.issue.articles:
        there = set(_labels(article))
        told: set[tuple[str, int]] = set()
        for found in _REFERENCE.finditer(article.body.text):
            kind, number = (found[1], found[2]) if found[1] else (found[3], found[4])
            label = (_kind(kind), _value(number))
            if label not in there | told:
                told.add(label)
                yield Notice("checks.orphan-reference", {"label": f"{kind}{number}"}, article=article.title)


def _labels(article: Article) -> Iterator[tuple[str, int]]:
    """What a caption, or a line that begins like one, is called."""
    for block in article.body.tree().iter(*_BLOCKS):
        if found := _LABEL.match("".join(_text(block))):
            yield _kind(found[1]), _value(found[2])


def _text(block: etree._Element) -> Iterator[str]:
    return (str(text) for text in block.itertext())


def _kind(character: str) -> str:
    return "表" if character == "表" else "图"


def _value(number: str) -> int:
    """3 and 三 are 3, 十二 is 12, 二十 is 20."""
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _DIGITS.get(number[-1], 0)
    return 10 * _DIGITS.get(tens[-1:], 1) + _DIGITS.get(ones, 0)
