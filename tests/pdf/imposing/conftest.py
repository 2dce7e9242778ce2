"""PDF files whose pages say which they are, and eyes that find the pages on a sheet."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pikepdf
import pytest

from bulletin.model import Sheet
from bulletin.pdf import impose, print_pdf
from bulletin.pdf.imposition import Imposition

PAGE_STYLE = """
@page { size: 105mm 148mm; margin: 0 }
body { margin: 0; font: 40pt/1 "Bulletin Hei" }
p { margin: 0; padding-top: 50mm; text-align: center; break-after: page }
"""


class Imposed:
    """A file for the press."""

    def __init__(self, path: Path, sides: int, codes: list[str]) -> None:
        self.path = path
        self.sides = sides
        self.codes = codes

    def words(self) -> list[list[tuple[str, float]]]:
        """For each side the words on it from left to right, with their left edges in points."""
        with pdfplumber.open(self.path) as document:
            return [
                sorted(
                    ((word["text"], float(word["x0"])) for word in page.extract_words()),
                    key=lambda word: word[1],
                )
                for page in document.pages
            ]

    def boxes(self, name: str, page: int = 0) -> list[float]:
        """A box of a page in points."""
        with pikepdf.open(self.path) as document:
            return [float(value) for value in document.pages[page].obj[name]]

    def content(self) -> bytes:
        """Every content stream of the file, forms included."""
        with pikepdf.open(self.path) as document:
            streams = [
                thing.read_bytes()
                for thing in document.objects
                if isinstance(thing, pikepdf.Stream)
                and thing.get("/Subtype") in (None, "/Form")
                and thing.get("/Type") not in ("/ObjStm", "/XRef", "/Metadata")
                and "/N" not in thing
                and "/Length1" not in thing
            ]
        return b"\n".join(streams)


@pytest.fixture
def numbered(tmp_path: Path) -> Callable[..., Path]:
    """Prints so many pages, each with its number large on it; `style` and `extra` are added."""

    def make(pages: int, style: str = "", extra: str = "") -> Path:
        body = "".join(f"<p>{number}{extra}</p>" for number in range(1, pages + 1))
        html = f'<html lang="zh-Hans"><style>{PAGE_STYLE}{style}</style><body>{body}'
        path = tmp_path / f"{pages}.pdf"
        print_pdf(Sheet(html, title="云桥月报"), path)
        return path

    return make


@pytest.fixture
def imposed(tmp_path: Path) -> Callable[..., Imposed]:
    """Imposes a file as a job asks."""

    def make(source: Path, **job: object) -> Imposed:
        path = tmp_path / f"imposed-{len(list(tmp_path.iterdir()))}.pdf"
        outcome = impose(source, path, Imposition(**job))  # type: ignore[arg-type]  # any field
        return Imposed(path, outcome.value, [notice.code for notice in outcome.notices])

    return make
