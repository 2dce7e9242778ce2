"""Characters that would print as a box. In: an edition. Out: a notice for each, naming the article and the place."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from bulletin.fonts.coverage import printable
from bulletin.model import Article, Body, Edition, Issue, Notice
from bulletin.model.body import BLOCKS, PARTS

# Control and format characters and spaces draw nothing, whether a face has them or not.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_PLACE_LENGTH = 12


class _Passage(NamedTuple):
    """A run of text and the title of the article it stands in (empty for the issue's own)."""

    article: str
    text: str


def missing_glyphs(edition: Edition) -> tuple[Notice, ...]:
    """One notice for each article and character that no face prints, or that is private to some other font.

    The place is the first words of the first passage that holds it. Raises EngineError if there is no usable face.
    """
    found: dict[tuple[str, str], list[str]] = {}
    for passage in _passages(edition.issue):
        for char in passage.text:
            if not _prints(char):
                found.setdefault((passage.article, char), []).append(passage.text)
    return tuple(_notice(article, char, texts) for (article, char), texts in found.items())


def _prints(char: str) -> bool:
    """True if a face draws the character, or there is nothing to draw. A private character's picture is a guess."""
    if 0xE000 <= ord(char) <= 0xF8FF or ord(char) >= 0xF0000:
        return False
    return ord(char) in printable() or _is_invisible(char)


def _is_invisible(char: str) -> bool:
    is_selector = 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF
    return is_selector or unicodedata.category(char) in _INVISIBLE


def _notice(article: str, char: str, texts: list[str]) -> Notice:
    code = "fonts.private-character" if unicodedata.category(char) == "Co" else "fonts.missing-glyph"
    values = {"character": char, "code_point": f"U+{ord(char):04X}", "count": len(texts)}
    return Notice(code, values, article=article, place=_first_words(texts[0]))


def _first_words(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _PLACE_LENGTH else f"{text[:_PLACE_LENGTH]}…"


def _passages(issue: Issue) -> Iterator[_Passage]:
    """Everything of an issue that is printed, in order, in pieces small enough to name a place by."""
    for text in _front_matter(issue):
        yield _Passage("", text)
    for section in issue.sections:
        yield _Passage("", section.title)
        for article in section.articles:
            for text in _article_texts(article):
                yield _Passage(article.title, text)


def _front_matter(issue: Issue) -> Iterator[str]:
    periodical = issue.periodical
    masthead = periodical.masthead
    yield from (issue.title, periodical.name, masthead.name, masthead.tagline, masthead.note)
    yield from (periodical.publisher, *periodical.editors, periodical.issn, periodical.permit)
    for label, value in periodical.colophon.entries:
        yield from (label, value)
    if issue.editors_note:
        yield from _blocks(issue.editors_note)


def _article_texts(article: Article) -> Iterator[str]:
    yield from (article.kicker, article.title, article.subtitle, article.byline, article.source)
    yield from (article.section, article.editor, article.note)
    yield from _blocks(article.body)


def _blocks(body: Body) -> Iterator[str]:
    """The text of each block with its ruby readings, without that of the blocks inside it."""
    for block in body.tree().iter(*(BLOCKS | PARTS)):
        yield "".join(_own_text(block))


def _own_text(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in BLOCKS | PARTS:
            yield from _own_text(child)
        yield child.tail or ""
