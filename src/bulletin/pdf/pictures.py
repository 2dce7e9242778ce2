"""A PDF → pictures of its pages, and one sheet that shows them all. In: a file. Out: Pillow images.

PDFium draws them, which is what most readers of the file will see.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

from bulletin.errors import InputError

_DESK: Final = (232, 231, 228)  # the desk the pages lie on
_EDGE: Final = (170, 169, 165)
_LABEL: Final = (90, 90, 88)
_GAP_PX: Final = 24


def page_count(path: Path) -> int:
    """The number of pages. Raises InputError `pdf.unreadable-pdf`."""
    with closing(_opened(path)) as document:
        return len(document)


def page_pictures(path: Path, width_px: int, pages: Iterable[int] | None = None) -> Iterator[Image.Image]:
    """The pages of a PDF as RGB pictures `width_px` wide, one after another; `pages` are numbers from 1, all by default.

    Raises InputError `pdf.unreadable-pdf`; IndexError for a page that is not there.
    """
    with closing(_opened(path)) as document:
        for number in pages if pages is not None else range(1, len(document) + 1):
            page = document[number - 1]
            bitmap = page.render(scale=width_px / page.get_width(), may_draw_forms=False)
            yield bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()


def page_text(path: Path, page: int) -> str:
    """The text of a page (from 1). Raises as `page_pictures` does."""
    with (
        closing(_opened(path)) as document,
        closing(document[page - 1]) as shown,
        closing(shown.get_textpage()) as words,
    ):
        return str(words.get_text_bounded())


def contact_sheet(
    pictures: Sequence[Image.Image],
    *,
    columns: int = 4,
    first: int = 1,
    facing: bool = False,
    labels: Sequence[str] = (),
) -> Image.Image:
    """The pictures in rows of `columns`, each over its label: `labels`, else its number counted from `first`.

    `facing` lays them as the open book shows them: two pages touch, an even one on the left, so that page 1 stands
    alone on the right. `pictures` must not be empty.
    """
    names = labels or [str(number) for number in range(first, first + len(pictures))]
    cells: list[tuple[Image.Image, str] | None] = [*zip(pictures, names, strict=True)]
    if facing:
        columns += columns % 2
        cells[:0] = [None] * (first % 2)
    width = max(picture.width for picture in pictures)
    height = max(picture.height for picture in pictures)
    font_px = min(max(11, width // 14), 26)
    lefts = [_left(column, width, facing) for column in range(columns)]
    row_height = height + font_px + _GAP_PX
    shown = min(columns, len(cells)) + (facing and len(cells) < columns and len(cells) % 2)
    rows = -(-len(cells) // columns)
    sheet = Image.new("RGB", (lefts[shown - 1] + width + _GAP_PX, rows * row_height + _GAP_PX), _DESK)
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(font_px * 0.8)
    for place, cell in enumerate(cells):
        if cell is None:
            continue
        picture, name = cell
        x, y = lefts[place % columns], _GAP_PX + place // columns * row_height
        sheet.paste(picture, (x, y))
        draw.rectangle((x, y, x + picture.width - 1, y + picture.height - 1), outline=_EDGE)
        draw.text((x + picture.width / 2, y + height + font_px / 3), name, _LABEL, font, anchor="mt")
    return sheet


def _left(column: int, width: int, facing: bool) -> int:
    gaps = column // 2 + 1 if facing else column + 1
    return gaps * _GAP_PX + column * width


def _opened(path: Path) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(path)
    except OSError as error:
        raise InputError("pdf.cannot-open", place=str(path), reason=error) from error
    except pypdfium2.PdfiumError as error:
        raise InputError("pdf.unreadable-pdf", place=str(path)) from error
