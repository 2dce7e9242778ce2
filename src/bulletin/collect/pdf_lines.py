"""The lines of a PDF and where they stand. In: a PDF's bytes. Out: lines with their edges and size, page by page.

Lengths in points, from the lower left corner of the page.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pypdfium2
import pypdfium2.raw

from bulletin.collect.characters import one_line
from bulletin.errors import InputError

MAX_PAGES: Final = 500
_PASSWORD_ERROR: Final = 4  # FPDF_ERR_PASSWORD
_SMALLEST_PT: Final = 1.0  # smaller letters are there to be found, not to be read
_MARGIN: Final = 0.1  # of the page's height: where folios and running heads stand
_FOLIO: Final = re.compile(r"[-—–·.\s第页頁共/\d]*")

# What a browser prints in the margins: the hour and the title, the address and the page.
_STAMP: Final = re.compile(
    r"(?:https?|file)://\S+|\d{2,4}[/.-]\d{1,2}[/.-]\d{1,4}[,，]?\s*(?:上午|下午)?\s?\d{1,2}:\d\d"
)
_HYPHEN: Final = re.compile("[\x02\u00ad\ufffe]$")  # how PDFium shows a hyphen that only divides a word
# An entry of the contents, its dots and its page.
_CONTENTS: Final = re.compile(r"(?<![.·…‥])[.·…‥]{4,}\s*\d{1,4}$")


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line. `run` counts the columns of text: inside one, lines follow one another downwards."""

    text: str
    left_pt: float
    right_pt: float
    bottom_pt: float
    size_pt: float
    page: int
    run: int
    in_margin: bool


def pdf_lines(data: bytes) -> tuple[PdfLine, ...]:
    """The lines in the order of the file, without folios, running heads and contents.

    Raises InputError `web.pdf`, `web.pdf-locked`, `web.pdf-long`.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == _PASSWORD_ERROR or "password" in str(error).lower()
        raise InputError("web.pdf-locked" if locked else "web.pdf") from error
    try:
        if len(document) > MAX_PAGES:
            raise InputError("web.pdf-long", pages=len(document), limit=MAX_PAGES)
        lines = [line for number in range(len(document)) for line in _page_lines(document, number)]
    except pypdfium2.PdfiumError as error:
        raise InputError("web.pdf") from error
    finally:
        document.close()
    return tuple(_numbered(_without_furniture(lines)))


def _page_lines(document: pypdfium2.PdfDocument, number: int) -> Iterator[PdfLine]:
    page = document[number]
    height = page.get_height()
    text_page = page.get_textpage()
    start = 0
    for piece in text_page.get_text_range().splitlines(keepends=True):
        shown = piece.rstrip("\r\n")
        first = start + len(shown) - len(shown.lstrip())
        last = start + len(shown.rstrip()) - 1
        start += len(piece)
        if last < first or last >= text_page.count_chars():
            continue
        size = _size_pt(text_page, first)
        if size < _SMALLEST_PT:
            continue
        left, bottom, _, _ = text_page.get_charbox(first, loose=True)
        _, _, right, top = text_page.get_charbox(last, loose=True)
        in_margin = bottom < _MARGIN * height or top > (1 - _MARGIN) * height
        yield PdfLine(one_line(_HYPHEN.sub("‐", shown)), left, right, bottom, size, number, 0, in_margin)
    text_page.close()
    page.close()


def _size_pt(text_page: pypdfium2.PdfTextPage, index: int) -> float:
    """The size of a character as it stands on the page: what the font is told is drawn larger or smaller, by browsers too."""
    matrix = pypdfium2.raw.FS_MATRIX()
    is_told = pypdfium2.raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    scale = math.hypot(matrix.c, matrix.d) if is_told else 1.0
    return abs(float(pypdfium2.raw.FPDFText_GetFontSize(text_page, index)) * scale)


def _without_furniture(lines: list[PdfLine]) -> list[PdfLine]:
    """Running heads stand in the margin of two pages or more, alike but for their numbers."""
    margins = Counter(key for key, _ in {(_likeness(line), line.page) for line in lines if line.in_margin})
    return [
        line
        for line in lines
        if not _CONTENTS.search(line.text)
        and not (
            line.in_margin
            and (_FOLIO.fullmatch(line.text) or _STAMP.match(line.text) or margins[_likeness(line)] > 1)
        )
    ]


def _likeness(line: PdfLine) -> str:
    return re.sub(r"\d+", "0", line.text)


def _numbered(lines: list[PdfLine]) -> Iterator[PdfLine]:
    run = 0
    before: PdfLine | None = None
    for line in lines:
        if before and (line.page != before.page or line.bottom_pt > before.bottom_pt + line.size_pt):
            run += 1
        before = line
        yield PdfLine(
            line.text,
            line.left_pt,
            line.right_pt,
            line.bottom_pt,
            line.size_pt,
            line.page,
            run,
            line.in_margin,
        )
