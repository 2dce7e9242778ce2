"""Marks of Chinese text in print. In: a body's tree with its marks settled. Out: boxes that the style sheet can set.

The engine knows neither ruby nor emphasis dots: `marks.css` sets what is made here, on the page's grid.
Source: CLREQ “Interlinear annotations”, “Handling Interlinear Punctuation”.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_style, append_text, has_class, put_in_place, text_of
from bulletin.layout.widths import width_em

_TONES: Final = "ˊˇˋ"
_ZHUYIN: Final = re.compile(r"[\u3105-\u312f\u31a0-\u31bf˙ˊˇˋ]+")
# Of an ideograph, ems: where its middle stands above the baseline, the size of a zhuyin sign, the size of an inset.
_MIDDLE_EM: Final = 0.38
_ZHUYIN_EM: Final = 0.38
# A longer inset would be wider than half a line: it is set small on one line that may be broken.
_LONGEST_INSET: Final = 36
_UNDOTTED: Final = frozenset({"rt", "rp", "code"})
_NEVER_FIRST: Final = "，。、；：？！）》〉】〕」』”’"


def set_ruby(root: etree._Element) -> None:
    """A reading stands over its base in a box of two lines, zhuyin to its right; a ruby of several bases is as many
    boxes."""
    for ruby in list(root.iter("ruby")):
        pairs = list(_pairs(ruby))
        boxes = [_ruby_box(base, reading) for base, reading in pairs if base or reading]
        last = boxes[-1] if boxes else etree.Element("span")
        put_in_place(ruby, last)
        for box in boxes[:-1]:
            last.addprevious(box)


def _pairs(ruby: etree._Element) -> Iterator[tuple[str, str]]:
    """Each base with its reading."""
    base = ruby.text or ""
    for child in ruby:
        if child.tag == "rt":
            yield base.strip(), "".join(str(text) for text in child.itertext()).strip()
            base = ""
        elif child.tag != "rp":
            base += text_of(child)
        base += child.tail or ""
    if base.strip():
        yield base.strip(), ""


def _ruby_box(base: str, reading: str) -> etree._Element:
    if _ZHUYIN.fullmatch(reading):
        return _zhuyin_box(base, reading)
    box = etree.Element("span", {"class": "ruby"})
    etree.SubElement(box, "span", {"class": "reading"}).text = reading or "\u00a0"
    etree.SubElement(box, "span", {"class": "base"}).text = base
    return box


def _zhuyin_box(base: str, reading: str) -> etree._Element:
    """Signs in a column at the right of the base, the mark of the tone at the column's right, ˙ above it."""
    signs, tone = reading.rstrip(_TONES), reading[len(reading.rstrip(_TONES)) :]
    box = etree.Element("span", {"class": "zhuyin"})
    etree.SubElement(box, "span", {"class": "base"}).text = base
    column = etree.SubElement(box, "span", {"class": "signs"})
    # The column's baseline is that of its last sign: half the column below the middle of the base.
    rise = _MIDDLE_EM / _ZHUYIN_EM - len(signs) / 2 + 0.12
    add_style(column, f"vertical-align:{rise:.2f}em")
    for sign in signs:
        etree.SubElement(column, "span").text = sign
    mark = etree.SubElement(box, "span", {"class": "tone"})
    mark.text = tone or "\u2060"
    return box


def dot_emphasis(root: etree._Element) -> None:
    """着重号: a dot below every character, none below marks and spaces."""
    for span in [span for span in root.iter("span") if has_class(span, "emphasis")]:
        for element in list(span.iter()):
            if not (element.tag in _UNDOTTED or has_class(element, "noteref")):
                text, element.text = element.text or "", None
                for place, dotted in enumerate(_dotted(element, text)):
                    element.insert(place, dotted)
            if element is not span:
                for dotted in reversed(list(_tail_dotted(element))):
                    element.addnext(dotted)


def _dotted(parent: etree._Element, text: str) -> list[etree._Element]:
    """A span for each character of `text` that takes a dot; what stands before the first stays with `parent`."""
    spans: list[etree._Element] = []
    for char in text:
        if char.isalnum():
            span = etree.Element("span", {"class": "dotted"})
            span.text = char
            spans.append(span)
        elif spans:
            spans[-1].tail = (spans[-1].tail or "") + char
        else:
            parent.text = (parent.text or "") + char
    return spans


def _tail_dotted(element: etree._Element) -> list[etree._Element]:
    holder = etree.Element("span")
    spans = _dotted(holder, element.tail or "")
    element.tail = holder.text
    return spans


def set_insets(root: etree._Element) -> None:
    """夹注: a note in two small lines inside the line, in brackets; a long one small on the line."""
    for span in [span for span in root.iter("span") if has_class(span, "inset")]:
        text = text_of(span).strip().removeprefix("（").removesuffix("）")
        if len(text) > _LONGEST_INSET or "\n" in text or span.find(".//a") is not None:
            span.set("class", "inset-long")
            span.text = "（" + (span.text or "").removeprefix("（")
            append_text(span, "）")
            continue
        for child in list(span):
            span.remove(child)
        span.set("class", "inset-note")
        span.text = "（"
        rows = etree.SubElement(span, "span", {"class": "rows"})
        half = _half(text)
        rows.text = text[:half]
        if half < len(text):
            etree.SubElement(rows, "br").tail = text[half:]
        rows.tail = "）"


def _half(text: str) -> int:
    """Where the second line of an inset begins: the lines as wide as one another, a mark never first."""
    middle = width_em(text) / 2
    half = next(at for at in range(len(text) + 1) if width_em(text[:at]) >= middle)
    while half < len(text) and text[half] in _NEVER_FIRST:
        half += 1
    return half


def drop_capitals(root: etree._Element) -> None:
    """首字下沉: the first character of a paragraph stands two lines high, a real element that text can be copied from."""
    for paragraph in [paragraph for paragraph in root.iter("p") if has_class(paragraph, "drop")]:
        text = (paragraph.text or "").lstrip()
        if not text[:1].isalpha():
            del paragraph.attrib["class"]
            continue
        capital = etree.Element("span", {"class": "drop-capital"})
        capital.text, capital.tail = text[0], text[1:]
        paragraph.text = None
        paragraph.insert(0, capital)
