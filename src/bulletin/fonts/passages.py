"""The words of an issue in the order they are printed. In: an issue. Out: passages, each naming its article."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from bulletin.model import Article, Body, Issue
from bulletin.model.body import BLOCKS, PARTS


class Passage(NamedTuple):
    """A run of text and the title of the article it stands in (empty for the issue's own)."""

    article: str
    text: str


def passages(issue: Issue) -> Iterator[Passage]:
    """Everything of an issue that is printed, in order, in pieces small enough to name a place by."""
    for text in _front_matter(issue):
        yield Passage("", text)
    for section in issue.sections:
        yield Passage("", section.title)
        for article in section.articles:
            for text in _article_texts(article):
                yield Passage(article.title, text)


def _front_matter(issue: Issue) -> Iterator[str]:
    periodical = issue.periodical
    masthead = periodical.masthead
    yield from (issue.title, periodical.name, masthead.name, masthead.tagline, masthead.note)
    yield from (periodical.publisher, *periodical.editors, periodical.issn, periodical.permit)
    for label, value in periodical.colophon.entries:
        yield from (label, value)
    yield from periodical.official.texts
    if issue.editors_note:
        yield from _blocks(issue.editors_note)
    for event in issue.events:
        yield from (event.time, event.what, event.where)
    yield issue.events_title


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
