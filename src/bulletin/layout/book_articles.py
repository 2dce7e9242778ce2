"""The pages of the sections. In: the maker of leaves. Out: each section's opening page and its articles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

from bulletin.layout.book_body import book_body, markup, outward
from bulletin.layout.book_pages import BookPages, Page
from bulletin.model import Article, NavPoint, Script, Section
from bulletin.model.calendar import day_in_chinese

# A space between two Chinese characters is where the author would break the title.
_SENSE_BREAK: Final = re.compile(r"(?<=[^\x00-\x7f])\s(?=[^\x00-\x7f])")


@dataclass(frozen=True, slots=True)
class SectionPages:
    """The pages of one section in order, and its entries of the contents."""

    pages: tuple[Page, ...]
    entries: tuple[NavPoint, ...]


def section_pages(pages: BookPages) -> tuple[SectionPages, ...]:
    """Every section's pages; the first page of all is where reading begins (`bodymatter`)."""
    sections: list[SectionPages] = []
    numbers = count(1)
    for number, section in enumerate(pages.edition.issue.sections, start=1):
        articles = tuple(article_page(pages, article, next(numbers)) for article in section.articles)
        entries = tuple(article.entry for article in articles)
        if section.title:
            opening = _opening_page(pages, section, entries, number)
            articles = (opening, *articles)
            entries = (replace(opening.entry, children=entries),)
        sections.append(SectionPages(articles, entries))
    if sections:
        sections[0] = replace(sections[0], pages=tuple(_with_landmark(sections[0].pages)))
    return tuple(sections)


def article_page(pages: BookPages, article: Article, number: int) -> Page:
    """The page of the `number`th article of the issue."""
    key = f"article-{number:03}"
    body = book_body(article, key, pages.labels)
    lang = pages.edition.lang
    if pages.edition.script is Script.SOURCE and article.script:
        lang = article.script.value
    title = " ".join(article.title.split())
    values = {
        "key": key,
        "lang": lang,
        "article": article,
        "phrases": _SENSE_BREAK.split(title),
        "body": markup(body.root),
        "notes": markup(body.notes),
        "note_paragraphs": [line for line in article.note.splitlines() if line.strip()],
        "date": day_in_chinese(article.date, pages.style, lang) if article.date else "",
        "source_url": outward(article.url),
    }
    leaf = pages.leaf("article", f"{key}.xhtml", title, values)
    return Page(leaf, tuple(body.pictures), tuple(body.notices))


def _opening_page(pages: BookPages, section: Section, entries: tuple[NavPoint, ...], number: int) -> Page:
    key = f"section-{number:02}"
    listed = [(entry.href, article) for entry, article in zip(entries, section.articles, strict=True)]
    return Page(pages.leaf("section", f"{key}.xhtml", section.title, {"key": key, "listed": listed}))


def _with_landmark(pages: tuple[Page, ...]) -> Iterator[Page]:
    first, *rest = pages
    yield replace(first, leaf=replace(first.leaf, landmark="bodymatter"))
    yield from rest
