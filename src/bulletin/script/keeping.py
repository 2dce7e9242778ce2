"""What stays as it is, said in the tree. In: an article's tree. Out: the same, with such spans and quotations locked.

What an editor wrote between `{=` and `=}`, and quotations in the other script than the text around them, become
`translate="no"`, so that every later stage knows: conversion leaves them, and they are marked with their language.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import etree

from bulletin.model import Script
from bulletin.script.detect import script_of, script_of_tag
from bulletin.script.gather import ATTRIBUTE
from bulletin.script.locks import MARK, Range, marked, merged, quotations, script_around
from bulletin.script.passage import Passage

# An element and what is written on it: `text`, `tail` or the name of an attribute.
Place = tuple[etree._Element, str]

_CONVERTS: Final = "translate"  # HTML's own attribute for this: yes, no


class _Cut(NamedTuple):
    """`text[start:end]` goes into a span of its own, or, being a mark, away."""

    start: int
    end: int
    stays: bool


def keep_elements(root: etree._Element, around: Script) -> int:
    """Lock block quotations, and spans with a `lang`, that are in another script than the article; how many they are.

    One with `translate="yes"` is converted like any text."""
    count = 0
    for element in root.iter("blockquote", "span"):
        named = script_of_tag(element.get("lang", ""))
        if element.tag == "span" and (named is None or named.is_traditional == around.is_traditional):
            continue
        seen = script_of("".join(element.itertext())) or named
        if seen is None or seen.is_traditional == around.is_traditional:
            continue
        if not any(each.get(_CONVERTS) for each in (element, *element.iterancestors())):
            element.set(_CONVERTS, "no")
            count += 1
    return count


def keep_spans(passages: Sequence[Passage[Place]]) -> int:
    """Lock what is marked or quoted in `passages`, and take the marks away; how many quotations there are."""
    cuts: dict[Place, list[_Cut]] = defaultdict(list)
    count = 0
    for passage in passages:
        text = passage.text
        if passage.part == ATTRIBUTE:
            continue
        quoted = quotations(text, script_around(passage.open_text, passage.declared) or passage.declared)
        for start, end, stays in _cuts(text, quoted):
            for slot in passage.slots:
                begin, stop = max(start, slot.start), min(end, slot.end)
                if begin < stop:
                    cuts[slot.place].append(_Cut(begin - slot.start, stop - slot.start, stays))
                    count += stays and any(begin == first for first, _ in quoted)
    for place, parts in cuts.items():
        _carry_out(place, parts)
    return count


def _cuts(text: str, quoted: Sequence[Range]) -> Iterator[_Cut]:
    """What stays and the marks that go, in order; marks inside a quotation part it."""
    marks = marked(text)
    ends = sorted(each for start, end in marks for each in ((start, start + MARK), (end - MARK, end)))
    for start, end in merged([*quoted, *marks]):
        bounds = [start, *(bound for each in ends if start <= each[0] < end for bound in each), end]
        for number, (begin, stop) in enumerate(pairwise(bounds)):
            if begin < stop:
                yield _Cut(begin, stop, stays=number % 2 == 0)


def _carry_out(place: Place, cuts: Sequence[_Cut]) -> None:
    """Cut one text node; the spans stand where it stood."""
    element, name = place
    text = (element.tail if name == "tail" else element.text) or ""
    before, position = "", 0
    spans: list[etree._Element] = []
    for start, end, stays in (*cuts, _Cut(len(text), len(text), stays=False)):
        if spans:
            spans[-1].tail = (spans[-1].tail or "") + text[position:start]
        else:
            before += text[position:start]
        if stays:
            spans.append(etree.Element("span", {_CONVERTS: "no"}))
            spans[-1].text = text[start:end]
        position = end
    parent = element.getparent() if name == "tail" else element
    assert parent is not None  # noqa: S101 — what has a tail has a parent
    at = parent.index(element) + 1 if name == "tail" else 0
    if name == "tail":
        element.tail = before
    else:
        element.text = before
    for number, span in enumerate(spans):
        parent.insert(at + number, span)
