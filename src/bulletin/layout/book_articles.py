"""The pages of the sections. In: the maker of leaves. Out: each section's opening page and its articles."""

from dataclasses import dataclass, replace
from itertools import count
from math import inf
from typing import Final

from bulletin.layout.book_body import book_body, markup, outward
from bulletin.layout.book_folios import insert_folios
from bulletin.layout.book_pages import BookPages, Page, article_href
from bulletin.model import Article, NavPoint, Script, Section
from bulletin.model.calendar import day_in_chinese

# A title of this width stays on one line of a telephone; a longer one may be broken where its sense is complete.
_PHRASE_EM: Final = 12


@dataclass(frozen=True, slots=True)
class SectionPages:
    """The pages of one section in order, and its entries of the contents."""

    pages: tuple[Page, ...]
    entries: tuple[NavPoint, ...]


def section_pages(pages: BookPages) -> tuple[SectionPages, ...]:
    """Every section's pages; a section with a title opens with a page of its own."""
    sections: list[SectionPages] = []
    numbers = count(1)
    for number, section in enumerate(pages.edition.issue.sections, start=1):
        numbered = [(next(numbers), article) for article in section.articles]
        articles = tuple(
            article_page(pages, article, place, heading, opens=not section.title or place > numbered[0][0])
            for (place, article), heading in zip(numbered, section.headings, strict=True)
        )
        entries = tuple(article.entry for article in articles)
        if section.title:
            opening = _opening_page(pages, section, entries, number, numbered[0][0])
            articles = (opening, *articles)
            entries = (replace(opening.entry, children=entries),)
        sections.append(SectionPages(articles, entries))
    return tuple(sections)


def article_page(
    pages: BookPages, article: Article, number: int, heading: str = "", *, opens: bool = True
) -> Page:
    """The page of the `number`th article of the issue, in a volume below the `heading` of its section. A printed page that
    begins with its head begins here, unless the section's heading stands above it and `opens` is False."""
    href = article_href(number)
    key = href.removesuffix(".xhtml")
    lang = pages.edition.lang
    if pages.edition.script is Script.SOURCE and article.script:
        lang = article.script.value
    body = book_body(
        article,
        key,
        pages.labels,
        lang=lang,
        style=pages.edition.style,
        proper_names=pages.edition.proper_names,
        documents=pages.documents,
    )
    insert_folios(body.root, pages.folios_in(f"a{number}"))
    values = {
        "key": key,
        "lang": lang,
        "article": article,
        "heading": heading,
        "phrases": title_phrases(pages, article.title),
        "body": markup(body.root),
        "notes": markup(body.notes),
        "note_paragraphs": [line for line in article.note.splitlines() if line.strip()],
        "date": day_in_chinese(article.date, pages.style, lang) if article.date else "",
        "source_url": outward(article.url),
    }
    title = " ".join(article.title.split())
    before = pages.folios_before(f"a{number}") if opens else ()
    leaf = pages.leaf("article", href, title, values, before=before)
    heads = tuple(NavPoint(words, f"{href}#{place}") for place, words in body.heads)
    return Page(leaf, tuple(body.pictures), tuple(body.notices), heads)


def title_phrases(pages: BookPages, title: str) -> list[tuple[str, str]]:
    """A title as phrases to be kept together, each with the space before it (an em between Chinese phrases, or one between
    words, or none): it is cut at every space its author left between Chinese characters, and where a long one gains by it."""
    (whole,) = pages.title_lines(title, inf)
    phrases, end = [], 0
    for phrase in (line for part in whole.split("\u3000") for line in pages.title_lines(part, _PHRASE_EM)):
        start = whole.index(phrase, end)
        phrases.append((whole[end:start], phrase))
        end = start + len(phrase)
    return phrases


def _opening_page(
    pages: BookPages, section: Section, entries: tuple[NavPoint, ...], number: int, first_article: int
) -> Page:
    key = f"section-{number:02}"
    listed = [(entry.href, article) for entry, article in zip(entries, section.articles, strict=True)]
    values = {"key": key, "listed": listed, "headings": section.headings}
    before = pages.folios_before(f"a{first_article}")
    return Page(pages.leaf("section", f"{key}.xhtml", section.title, values, before=before))
