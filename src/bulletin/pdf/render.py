"""Sheet → PDF. In: HTML and its resources. Out: the file, and what the engine had to say."""

import gc
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import weasyprint

from bulletin.errors import OutputError
from bulletin.model import Notice, Outcome, PrintedPage, Sheet, Squeezing, TypeStyle
from bulletin.pdf import (
    bitmaps,
    column_heights,
    faces,
    figure_heights,
    glyphs,
    leaders,
    lengths,
    note_places,
    page_references,
    page_styles,
    plain_styles,
    subsetting,
    tagging,
    text_looks,
    writing,
)
from bulletin.pdf.complaints import listening
from bulletin.pdf.descriptions import describe_pictures
from bulletin.pdf.engine import PINNED, installed_version, is_pinned
from bulletin.pdf.failures import told_plainly
from bulletin.pdf.fetcher import AssetFetcher
from bulletin.pdf.finishing import attachments, bleed_style, finish
from bulletin.pdf.folios import printed_pages
from bulletin.pdf.font_world import font_world
from bulletin.pdf.line_adjustment import LineRules, applied, short_lines
from bulletin.pdf.links import drop_unsafe_links, one_area_a_link
from bulletin.pdf.metadata import metadata_of
from bulletin.stages import Notebook

# PDF/A forbids smoothing between the pixels of a picture (ISO 19005-3 §6.2.8); print does not need it.
_HOUSE_STYLE: Final = "html { image-rendering: crisp-edges } @page { image-rendering: crisp-edges }"

# Whether this process has laid out a document before.
_has_rendered: Final = threading.Event()


def render(sheet: Sheet, path: Path) -> Outcome[tuple[PrintedPage, ...]]:
    """As `bulletin.pdf.print_pdf`, in one piece."""
    fetcher = AssetFetcher(sheet.resources)
    book = Notebook("lines", _looks_of(sheet))
    if _has_rendered.is_set():
        # A laid-out document is a web of references; left to itself the memory of several adds up.
        gc.collect()
    _has_rendered.set()
    with at_work(sheet, book=book) as said:
        data, pages, told = _made(sheet, fetcher, said)
    save(data, path)
    book.close()
    return Outcome(pages, (*told, *fetcher.notices, *said))


def _looks_of(sheet: Sheet) -> tuple[object, ...]:
    """What the lines of a document hang on beside their own text and style, and what tells it from others."""
    looks = {name: data for name, (data, kind) in sheet.resources.items() if not kind.startswith("image/")}
    # A periodical may call an issue of each year its first.
    return (sheet.title, sheet.created, sheet.lang, sheet.style, looks, font_configuration())


def font_configuration() -> str:
    """Which faces can be found: what is kept of a document hangs on it."""
    told = os.environ.get("FONTCONFIG_FILE", "")
    with suppress(OSError):
        told += Path(told).read_text(encoding="utf-8") if told else ""
    return told


@contextmanager
def at_work(
    sheet: Sheet, *, headings: tuple[int, ...] = (), part: str = "", book: Notebook | None = None
) -> Iterator[list[Notice]]:
    """WeasyPrint with all we change in it; what it says of `sheet` is gathered in the list.

    `headings` are the levels of those that a part of a document stands under, `part` a name for the part, `book` one of its
    lines. Raises EngineError for whatever the engine stumbles over.
    """
    with (
        told_plainly(sheet),
        listening() as said,
        faces.applied(),
        subsetting.applied(),
        bitmaps.applied(),
        note_places.applied(),
        column_heights.applied(),
        figure_heights.applied(),
        page_styles.applied(),
        page_references.applied(),
        leaders.applied(),
        glyphs.applied(),
        lengths.applied(),
        plain_styles.applied(),
        text_looks.applied(),
        tagging.applied(headings, part),
        writing.applied(),
        _no_collecting(),
        applied(_line_rules(sheet.style), book) as adjusted,
    ):
        yield said
    if not adjusted:
        said.append(Notice("pdf.other-engine", {"version": installed_version(), "pinned": PINNED}))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A laid-out document is a web of references that is needed to the last: looking for garbage in it again and again
    takes a tenth of the time, and finds none."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _line_rules(style: TypeStyle) -> LineRules:
    """The house style as far as it is the lines'."""
    return LineRules(
        squeeze=style.squeezing is Squeezing.ALL,
        trim_edges=style.squeezing is not Squeezing.NONE,
        hang=style.hanging,
        autospace_em=style.autospace_em,
        gap_max_em=style.gap_max_em,
    )


def read(sheet: Sheet, fetcher: AssetFetcher) -> tuple[Any, tuple[Notice, ...]]:
    """The sheet as WeasyPrint reads it, and what was mended in it."""
    html = weasyprint.HTML(string=sheet.html, url_fetcher=fetcher)
    root = html.etree_element
    return html, (*drop_unsafe_links(root), *describe_pictures(root, sheet.lang))


def house_styles(sheet: Sheet) -> list[Any]:
    """What every sheet is printed with beside its own style sheets."""
    return [weasyprint.CSS(string=_HOUSE_STYLE + bleed_style(sheet))]


def _made(
    sheet: Sheet, fetcher: AssetFetcher, said: list[Notice]
) -> tuple[bytes, tuple[PrintedPage, ...], tuple[Notice, ...]]:
    """The file, its pages, and the notices on what was mended in the sheet and on lines left short."""
    html, told = read(sheet, fetcher)
    document = html.render(font_config=font_world(), stylesheets=house_styles(sheet))
    one_area_a_link(document.pages)
    told += (*sheet.notices, *short_lines(document.pages))
    document.metadata = metadata_of(sheet, document.metadata)
    if is_see_through(document.pages):
        document.metadata.accessible = False
        told += (Notice("pdf.see-through"),)
    return _written(document, sheet, said), printed_pages(document.pages), told


def is_see_through(pages: Iterable[Any]) -> bool:
    """True if `opacity` is at work: WeasyPrint 70.0 draws such boxes apart from the tagged text (ISO 14289-1 §7.1)."""
    boxes = (box for page in pages for box in page._page_box.descendants(placeholders=True))
    return any(box.style["opacity"] < 1 for box in boxes if hasattr(box, "style"))


def _written(document: Any, sheet: Sheet, said: list[Notice]) -> bytes:
    """The file. It claims PDF/A-3a and PDF/UA-1 unless a character is missing, which both forbid."""

    def finisher(_document: Any, pdf: Any) -> None:
        finish(sheet, pdf)

    data: bytes = document.write_pdf(
        finisher=finisher, pdf_variant=variant(), pdf_tags=True, attachments=attachments(sheet)
    )
    if any(notice.code == "pdf.missing-glyph" for notice in said):
        document.fonts.clear()
        data = document.write_pdf(finisher=finisher, pdf_tags=True, attachments=attachments(sheet))
    return data


def variant() -> str:
    """The kind of PDF that WeasyPrint is asked for."""
    return "pdf/a-3a" if is_pinned() else "pdf/ua-1"


def save(data: bytes, path: Path) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise OutputError("pdf.unwritable", place=str(path), reason=error) from error
