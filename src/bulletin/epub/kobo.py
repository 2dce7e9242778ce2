"""The book as Kobo's own reader wants it. In: a document. Out: the same with each sentence in a span that Kobo counts.

Kobo turns pages faster, remembers places and marks passages by `koboSpan`s, numbered by paragraph and sentence, inside
two wrappers (the kepub format, as its readers and sync servers write it). The file's name ends in `.kepub.epub`.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.epub.leaves import XHTML
from bulletin.model import Leaf

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_SENTENCE: Final = re.compile(r"[^。！？!?…]*[。！？!?…]+[”’」』）》]*|[^。！？!?…]+")
_PARAGRAPHS: Final = frozenset(
    f"{{{XHTML}}}{tag}"
    for tag in ("p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "figcaption", "img")
)
_LEFT_ALONE: Final = frozenset(f"{{{XHTML}}}{tag}" for tag in ("rt", "rp", "pre", "svg", "style", "script"))


def for_kobo(leaf: Leaf) -> Leaf:
    """`leaf` with Kobo's spans and wrappers; its text stays the same to the character."""
    root = etree.fromstring(leaf.xhtml, _PARSER)
    body = root.find(f"{{{XHTML}}}body")
    if body is None:
        return leaf
    _Counter().mark(body)
    _wrap(body)
    xhtml = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return Leaf(leaf.href, leaf.title, xhtml, leaf.landmark, leaf.linear)


def _wrap(body: etree._Element) -> None:
    """The two wrappers that Kobo lays its columns in."""
    inner = etree.Element(f"{{{XHTML}}}div", {"id": "book-inner"})
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    columns = etree.SubElement(body, f"{{{XHTML}}}div", {"id": "book-columns"})
    columns.append(inner)


class _Counter:
    """Numbers paragraphs and the sentences in each, in the order of reading."""

    def __init__(self) -> None:
        self._paragraph = 0
        self._sentence = 0

    def mark(self, element: etree._Element) -> None:
        """Put every sentence of `element` into a span."""
        if element.tag in _PARAGRAPHS:
            self._paragraph, self._sentence = self._paragraph + 1, 0
        if element.tag in _LEFT_ALONE:
            return
        spans = list(self._spans(element.text or ""))
        children = list(element)
        if spans:
            element.text = None
            for place, span in enumerate(spans):
                element.insert(place, span)
        for child in children:
            if isinstance(child.tag, str):
                self.mark(child)
            after = list(self._spans(child.tail or ""))
            if after:
                child.tail = None
                for span in reversed(after):
                    child.addnext(span)

    def _spans(self, text: str) -> Iterator[etree._Element]:
        if not text.strip():
            return
        self._paragraph = max(self._paragraph, 1)
        for sentence in _SENTENCE.findall(text):
            self._sentence += 1
            key = f"kobo.{self._paragraph}.{self._sentence}"
            span = etree.Element(f"{{{XHTML}}}span", {"class": "koboSpan", "id": key})
            span.text = sentence
            yield span
