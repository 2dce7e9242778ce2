"""An issue as pictures of its pages. In: an `Order`. Out: `Preview`, the pages of one edition, drawn when asked for."""

import io
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PIL import Image

from bulletin.errors import BulletinError
from bulletin.model import Format, Notice
from bulletin.pdf.pictures import contact_sheet, page_count, page_pictures
from bulletin.press.order import Order, Progress, silent
from bulletin.press.output import replaced
from bulletin.press.renewing import renew

# PDFium may be used by one thread at a time.
_PDFIUM = threading.Lock()


@dataclass(frozen=True, slots=True)
class Preview:
    """One edition: its name, its PDF (empty when none could be made), and what was told of it."""

    name: str
    data: bytes
    pages: int
    notices: tuple[Notice, ...]
    _drawn: dict[tuple[int, int], bytes] = field(default_factory=dict, compare=False)

    def pictures(self, width_px: int) -> list[Image.Image]:
        """Every page, `width_px` wide."""
        with _PDFIUM, _file(self.data) as path:
            return list(page_pictures(path, width_px))

    def page_png(self, page: int, width_px: int) -> bytes:
        """One page (from 1) as PNG, drawn once."""
        if (page, width_px) not in self._drawn:
            with _PDFIUM, _file(self.data) as path:
                (picture,) = page_pictures(path, width_px, [page])
            packed = io.BytesIO()
            picture.save(packed, "PNG")
            self._drawn[page, width_px] = packed.getvalue()
        return self._drawn[page, width_px]


def preview(order: Order, progress: Progress = silent) -> tuple[Preview, ...]:
    """Make the PDF of every edition that `order` asks for, without keeping it. Raises what `renewing.renew` raises."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        elsewhere = replace(order, formats=(Format.PDF,), output=Path(folder), processes=0)
        made = renew(elsewhere, progress, force=True)
        previews = tuple(
            Preview(artefact.path.stem, artefact.path.read_bytes(), page_count(artefact.path), made.notices)
            for artefact in made.artefacts
        )
    return previews or (Preview("", b"", 0, made.notices),)


def save_sheet(shown: Preview, path: Path, *, columns: int, width_px: int) -> Image.Image:
    """Write the pages as one picture, facing pages side by side; returns it. Raises OutputError."""
    sheet = contact_sheet(shown.pictures(width_px), columns=columns, facing=True)
    with replaced(path) as part:
        sheet.save(part, "PNG")
    return sheet


def attempted(order: Order) -> tuple[Preview, ...]:
    """As `preview`, but an issue that cannot be made at all is a notice too: whoever watches mends it and goes on."""
    try:
        return preview(order)
    except BulletinError as error:
        problems = (error, *error.also)
        notices = tuple(Notice(each.code, each.values, place=each.place) for each in problems)
        return (Preview("", b"", 0, notices),)


@contextmanager
def _file(data: bytes) -> Iterator[Path]:
    """The PDF as a file for as long as it is drawn."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        path = Path(folder) / "pages.pdf"
        path.write_bytes(data)
        yield path
