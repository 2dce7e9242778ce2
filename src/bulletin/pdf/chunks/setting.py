"""One chunk set, in two steps. In: a chunk; then where it stands. Out: how many pages it takes; then its pages as a file.

Between the steps the pages wait in this process: lines and pages do not hang on page numbers, margins do. So the chunk can
be laid out before those in front of it are done, and turned to the other side of the leaf if it comes to stand there.

Reaches into WeasyPrint 70.0; `division` divides no sheet on another version.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final, TypeVar

import pydyf
from weasyprint import DEFAULT_OPTIONS, layout
from weasyprint import pdf as pdf_of
from weasyprint.css.counters import CounterStyle
from weasyprint.css.targets import TargetLookupItem
from weasyprint.document import Document, Page
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.html import get_html_metadata
from weasyprint.layout import page as page_layout
from weasyprint.layout.page import PageType
from weasyprint.pdf.metadata import DocumentMetadata

from bulletin.model import Notice
from bulletin.pdf import faces
from bulletin.pdf.chunks import style_sheets
from bulletin.pdf.chunks.division import Chunk
from bulletin.pdf.chunks.placing import InHand, Place, Writing, add_margins, blank_page, is_sided, turned
from bulletin.pdf.engine import standing_in
from bulletin.pdf.fetcher import AssetFetcher
from bulletin.pdf.finishing import finish
from bulletin.pdf.folios import FoundPages, found_pages
from bulletin.pdf.font_world import font_world
from bulletin.pdf.line_adjustment import short_lines
from bulletin.pdf.links import one_area_a_link
from bulletin.pdf.metadata import metadata_of
from bulletin.pdf.render import at_work, house_styles, is_see_through, read, variant

_PT_PER_PX: Final = 0.75


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A chunk whose pages wait. It must be laid out where it stands if it is `sided`, for it chooses sides or they differ in
    size, or `folioed`, for its text tells its own pages. `anchors` has the page (from 0) of each id, `asked` the ids whose
    pages its text tells; `strings` those it sets, with their last values."""

    pages: int
    sided: bool
    folioed: bool
    anchors: Mapping[str, int] = field(hash=False)
    asked: frozenset[str]
    strings: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Finished:
    """A chunk on disk. Its file has neither fonts nor outline: `fonts` are what it uses, by name, each with a file of its
    whole face; `bookmarks` are WeasyPrint's, page by page with the page's height; `targets` has the page and the point
    of each id."""

    path: Path
    fonts: Mapping[str, dict[str, Any]] = field(hash=False)
    bookmarks: tuple[tuple[list[Any], float], ...] = field(hash=False)
    targets: Mapping[str, tuple[int, float, float]] = field(hash=False)
    found: FoundPages
    accessible: bool
    notices: tuple[Notice, ...]


# The chunk whose pages wait in this process: none or one.
_waiting: list[InHand] = []

R = TypeVar("R")


def undisturbed(work: Callable[..., R], *given: object) -> R:
    """Do one of the works below where nothing but chunks of one sheet is made. Pages in hand are a web of references and no
    garbage: it is looked for once they are written, and not among what was there before the first."""
    if gc.isenabled():
        gc.disable()
        gc.freeze()
    result = work(*given)
    if not _waiting:
        gc.collect()
    return result


def lay_out(chunk: Chunk, place: Place, elsewhere: Mapping[str, int]) -> LaidOut:
    """Lay out the pages of a chunk that may come to stand at `place`, and keep them; `elsewhere` has the page number of
    each id in other chunks. Raises EngineError as `render`."""
    _waiting.clear()
    fetcher = AssetFetcher(chunk.sheet.resources)
    with at_work(chunk.sheet) as said, style_sheets.kept(), _begun_at(place):
        html, mended = read(chunk.sheet, fetcher)
        fonts = font_world()
        counter_style, profiles = CounterStyle(), dict[str, Any]()
        options = DEFAULT_OPTIONS | {"stylesheets": house_styles(chunk.sheet)}
        context = Document._build_layout_context(html, fonts, counter_style, profiles, options)
        for name, number in elsewhere.items():
            context.target_collector.target_lookup_items.setdefault(name, _target(number))
        root = build_formatting_structure(
            html.etree_element,
            context.style_for,
            context.get_image_from_uri,
            html.base_url,
            context.target_collector,
            counter_style,
            context.footnotes,
        )
        told = [*context.target_collector.counter_lookup_items.values()]
        asked = {name for item in told for name in item.missing_target_counters}
        pages = list(layout.layout_document(html, root, context))
        hand = InHand(chunk, place, context, html, fetcher, fonts, profiles, pages, [*mended, *said])
    _waiting.append(hand)
    return LaidOut(
        pages=len(pages),
        sided=is_sided(hand),
        folioed=any("page" in item.missing_counters for item in told),
        anchors=_anchors(hand),
        asked=frozenset(asked),
        strings={name: said[max(said)][-1] for name, said in context.string_set.items() if said},
    )


def finish_at(writing: Writing, folder: Path) -> Finished:
    """Write the chunk that waits into `folder`."""
    hand = _waiting.pop()
    chunk, place = hand.chunk, writing.place
    with at_work(chunk.sheet, headings=chunk.headings, part=writing.part) as said:
        if place.right != hand.place.right:
            hand.pages = [turned(hand, page) for page in hand.pages]
        if writing.blank_after is not None:
            hand.pages.append(blank_page(hand, writing.blank_after))
        add_margins(hand, place)
        pages = [Page(page) for page in hand.pages]
        one_area_a_link(pages)
        document = Document(
            pages,
            metadata_of(chunk.sheet, DocumentMetadata(**get_html_metadata(hand.html))),
            hand.fetcher,
            hand.fonts,
            hand.profiles,
            None,
        )
        notices = [*hand.notices, *(_counted_from(place.pages, notice) for notice in short_lines(pages))]
        accessible = not is_see_through(pages)
        path = folder / f"{writing.part}.pdf"
        targets = _write(document, path, writing.known, chunk)
        return Finished(
            path=path,
            fonts={font.hash: faces.plain(font, folder) for font in document.fonts.values()},
            bookmarks=tuple((page.bookmarks, page.height) for page in pages),
            targets=targets,
            found=found_pages(pages),
            accessible=accessible,
            notices=(*notices, *hand.fetcher.notices, *said),
        )


def _target(number: int) -> TargetLookupItem:
    """An id on a page that is not ours, as `target-counter` finds it."""
    item = TargetLookupItem("up-to-date")
    item.target_box = SimpleNamespace(cached_counter_values={})
    item.cached_page_counter_values = {"page": [number]}
    return item


@contextmanager
def _begun_at(place: Place) -> Iterator[None]:
    """Lay out pages that follow others, and leave their margins to `finish_at`."""
    begin = layout.initialize_page_maker
    # The first page of a chunk is not the document's first (`@page :first`).
    later = min(place.pages, 1)

    def initialize_page_maker(context: Any, root: Any) -> None:
        begin(context, root)
        if place.pages:
            resume_at, next_page, _, (depth, values, scopes, groups), remake = context.page_maker[0]
            state = (depth, values | {"page": [place.folio]}, [scopes[0] | {"page"}], groups)
            broken = next_page | {"break": "page"}
            context.page_maker[0] = (resume_at, broken, place.right, state, remake)

    def page_type(side: str, blank: bool, name: str, index: int, groups: Any) -> Any:
        return PageType(side, blank, name, index + later, groups)

    with standing_in(
        (layout, "initialize_page_maker", initialize_page_maker),
        (layout, "make_margin_boxes", lambda *_: ()),
        (layout, "layout_backgrounds", lambda *_: None),
        (page_layout, "PageType", page_type),
    ):
        yield


def _anchors(hand: InHand) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(hand.pages):
        for box in page.descendants(placeholders=True):
            if (name := box.style["anchor"]) and isinstance(name, str):
                found.setdefault(name, number)
    return found


def _write(
    document: Document, path: Path, known: frozenset[str], chunk: Chunk
) -> dict[str, tuple[int, float, float]]:
    """Write the chunk without fonts; the value are its ids with page and point."""
    targets: dict[str, tuple[int, float, float]] = {}

    def resolve_links(pages: Any) -> Iterator[tuple[list[Any], list[Any]]]:
        own = [page.links for page in pages]
        for page in pages:  # links to other chunks are no dead ones
            page.links = [link for link in page.links if link[0] != "internal" or link[1] not in known]
        resolved = [*original(pages)]
        for number, (page, links, (kept, anchors)) in enumerate(zip(pages, own, resolved, strict=True)):
            page.links = links
            alive = {id(link) for link in kept}
            for name, x, y in anchors:
                targets[name] = (number, x * _PT_PER_PX, (page.height - y) * _PT_PER_PX)
            yield [link for link in links if id(link) in alive or link[1] in known], []

    original = pdf_of.resolve_links
    with standing_in(
        (pdf_of, "resolve_links", resolve_links),
        (pdf_of, "build_fonts_dictionary", lambda *_: pydyf.Dictionary()),
    ):
        document.write_pdf(
            path,
            finisher=lambda _, pdf: finish(chunk.sheet, pdf),
            pdf_variant=variant(),
            pdf_tags=True,
        )
    return targets


def _counted_from(before: int, notice: Notice) -> Notice:
    """The notice with its page counted through the document."""
    return replace(notice, values={**notice.values, "page": int(str(notice.values["page"])) + before})
