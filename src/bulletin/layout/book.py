"""Edition and theme → book. In: an `Edition`, a `Theme`, the bytes of a rare-character font. Out: a `Book`.

The order of reading: cover, title page, (contents, which the epub room makes), editor's note, then each section's
opening page with its articles, colophon.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bulletin.layout.book_articles import section_pages
from bulletin.layout.book_body import picture_href
from bulletin.layout.book_cover import draw_cover
from bulletin.layout.book_facts import blank_book
from bulletin.layout.book_folios import folios_of
from bulletin.layout.book_front import colophon_page, cover_page, note_page, title_page
from bulletin.layout.book_issue import bookable
from bulletin.layout.book_pages import BookPages, Page
from bulletin.layout.engine import render
from bulletin.layout.labels import labels
from bulletin.layout.themes import Theme
from bulletin.model import Asset, Book, Edition, Outcome, PrintedPages, Resource, Voice

_RARE_FONT: Final = "fonts/rare.ttf"
# `!important` outlives the font a reader has chosen: the reader's own font lacks these characters.
_RARE_RULES: Final = f"""
@font-face {{ font-family: "Bulletin Rare"; src: url("{_RARE_FONT}"); }}
.rare {{ font-family: "Bulletin Rare", serif !important; }}
"""


def make_book(  # noqa: PLR0913  # named arguments, each of its own kind
    edition: Edition,
    theme: Theme,
    *,
    modified: datetime.datetime,
    rare_font: bytes | None = None,
    rare_characters: frozenset[str] = frozenset(),
    faces: Mapping[Voice, Path] = MappingProxyType({}),
    printed: PrintedPages | None = None,
) -> Outcome[Book]:
    """The e-book of `edition`; `modified` is the time it bears.

    `rare_font` (TrueType) prints `rare_characters`, those that a reading system may lack. `faces` are the font files
    a cover picture is drawn with when the issue brings none; without `faces` the cover is a page of text. `printed` are
    the pages of the printed edition: each becomes a page break. The notices say what of an article could not be kept.
    Raises InputError for a template that is missing or broken.
    """
    words = labels(edition.lang)
    sound = bookable(edition.issue, words["untitled"])
    edition = replace(edition, issue=sound.value)
    pages = BookPages(theme, edition, rare_characters if rare_font else frozenset(), folios_of(printed))
    blank = blank_book(edition, pages.style, words, modified)
    cover = edition.issue.cover or draw_cover(pages, faces)

    front = [cover_page(pages, blank.title, cover), title_page(pages)]
    note = list(note_page(pages))
    sections = section_pages(pages)
    main = [page for section in sections for page in section.pages]
    back = [colophon_page(pages)]
    bound = [*front, *note, *_where_reading_begins(main), *back]

    book = replace(
        blank,
        leaves=tuple(page.leaf for page in bound),
        contents=(
            *(page.entry for page in note),
            *(entry for section in sections for entry in section.entries),
            *(page.entry for page in back),
        ),
        resources=_resources(pages, bound, cover, rare_font),
        pages_title=words["printed_pages"],
        pages_source=printed.name if printed else "",
    )
    return Outcome(book, (*sound.notices, *(notice for page in bound for notice in page.notices)))


def _where_reading_begins(main: list[Page]) -> Iterator[Page]:
    """The pages with the landmark `bodymatter` on the first: there a reading system opens the book."""
    for number, page in enumerate(main):
        yield page if number else replace(page, leaf=replace(page.leaf, landmark="bodymatter"))


def _resources(
    pages: BookPages, bound: Iterable[Page], cover: Asset | None, rare_font: bytes | None
) -> tuple[Resource, ...]:
    """Style sheet, font and every picture that is shown, each once."""
    style = render(pages.theme, "epub.css", {"options": pages.theme.options, "style": pages.edition.style})
    if pages.rare:
        style += _RARE_RULES
    pictures = {asset.name: asset for page in bound for asset in page.pictures}
    return (
        Resource("epub.css", "text/css", style.encode()),
        *([Resource(_RARE_FONT, "font/ttf", rare_font)] if rare_font and pages.rare else []),
        *(
            Resource(
                picture_href(asset),
                asset.media_type,
                asset.data,
                ("cover-image",) if cover and asset.name == cover.name else (),
            )
            for asset in pictures.values()
        ),
    )
