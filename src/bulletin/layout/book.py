"""Edition and theme → book. In: an `Edition`, a `Theme`, the bytes of a rare-character font. Out: a `Book`.

The order of reading: cover, title page, (contents, which the epub room makes), editor's note, then each section's
opening page with its articles, events, sources, colophon.
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
from bulletin.layout.book_front import (
    authors_page,
    colophon_page,
    cover_page,
    events_page,
    note_page,
    sources_page,
    title_page,
)
from bulletin.layout.book_issue import bookable
from bulletin.layout.book_pages import BookPages, Page
from bulletin.layout.book_pictures import for_reading
from bulletin.layout.engine import render_styles
from bulletin.layout.labels import labels
from bulletin.layout.themes import Theme
from bulletin.model import Asset, Book, Edition, Notice, Outcome, PrintedPages, Resource, Voice
from bulletin.model.colour import on_any_page

_COVER_PX: Final = 600  # of its shorter side
_RARE_FONT: Final = "fonts/rare.ttf"
_BODY_FONT: Final = "fonts/text.ttf"
_FONT_RULES: Final = {
    # `!important` outlives the font a reader has chosen: the reader's own font lacks these characters.
    _RARE_FONT: f"""
@font-face {{ font-family: "Bulletin Rare"; src: url("{_RARE_FONT}"); }}
.rare {{ font-family: "Bulletin Rare", serif !important; }}
""",
    _BODY_FONT: f"""
@font-face {{ font-family: "Bulletin Text"; src: url("{_BODY_FONT}"); }}
body, body:lang(zh-Hant), body:lang(zh-Hant-HK) {{ font-family: "Bulletin Text", serif, "Bulletin Rare"; }}
""",
}


def make_book(  # noqa: PLR0913  # named arguments, each of its own kind
    edition: Edition,
    theme: Theme,
    *,
    modified: datetime.datetime,
    rare_font: bytes | None = None,
    body_font: bytes | None = None,
    rare_characters: frozenset[str] = frozenset(),
    faces: Mapping[Voice, Path] = MappingProxyType({}),
    printed: PrintedPages | None = None,
) -> Outcome[Book]:
    """The e-book of `edition`; `modified` is the time it bears.

    `rare_font` (TrueType) prints `rare_characters`, those that a reading system may lack; `body_font` all of
    its text. `faces` are the font files
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
    cover = for_reading(cover, on_white=True) if cover else None

    front = [cover_page(pages, blank.title, cover), title_page(pages)]
    note = list(note_page(pages))
    sections = section_pages(pages)
    main = [page for section in sections for page in section.pages]
    back = [*events_page(pages), *authors_page(pages), *sources_page(pages), colophon_page(pages)]
    bound = [*front, *note, *_where_reading_begins(main), *back]

    book = replace(
        blank,
        leaves=tuple(page.leaf for page in bound),
        contents=(
            *(page.entry for page in note),
            *(entry for section in sections for entry in section.entries),
            *(page.entry for page in back),
        ),
        resources=_resources(
            pages, bound, cover, {_RARE_FONT: rare_font if pages.rare else None, _BODY_FONT: body_font}
        ),
        is_vertical=edition.is_vertical_book,
        evaluated_by=edition.ebook.evaluated_by,
        pages_title=words["printed_pages"],
        pages_source=printed.name if printed else "",
    )
    told = (notice for page in bound for notice in page.notices)
    return Outcome(book, (*sound.notices, *_small_cover(edition.issue.cover), *told))


def _small_cover(cover: Asset | None) -> Iterator[Notice]:
    """A cover of pixels that shops and readers' shelves would show blurred."""
    if cover and cover.media_type != "image/svg+xml" and min(cover.width_px, cover.height_px) < _COVER_PX:
        values = {"width": cover.width_px, "height": cover.height_px, "least": _COVER_PX}
        yield Notice("epub.small-cover", values, place=cover.name)


def _where_reading_begins(main: list[Page]) -> Iterator[Page]:
    """The pages with the landmark `bodymatter` on the first: there a reading system opens the book."""
    for number, page in enumerate(main):
        yield page if number else replace(page, leaf=replace(page.leaf, landmark="bodymatter"))


def _resources(
    pages: BookPages, bound: Iterable[Page], cover: Asset | None, font_files: Mapping[str, bytes | None]
) -> tuple[Resource, ...]:
    """Style sheet, fonts and every picture that is shown, each once."""
    sheets = ("epub.css", "vertical.css") if pages.edition.is_vertical_book else ("epub.css",)
    accent = str(pages.theme.options.get("accent", "#000000"))
    known = {
        "options": pages.theme.options,
        "style": pages.edition.style,
        "accent_on_dark": on_any_page(accent),
    }
    style = "".join(render_styles(pages.theme, sheet, known) for sheet in sheets)
    style += "".join(_FONT_RULES[name] for name, data in font_files.items() if data)
    pictures = {asset.name: asset for page in bound for asset in page.pictures}
    return (
        Resource("epub.css", "text/css", style.encode()),
        *(Resource(name, "font/ttf", data) for name, data in font_files.items() if data),
        *(
            Resource(
                picture_href(asset),
                asset.media_type,
                asset.content,
                ("cover-image",) if cover and asset.name == cover.name else (),
            )
            for asset in pictures.values()
        ),
    )
