"""Sheets to print, and eyes to see what came out. System fonts are shut out, as the press does."""

import datetime
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from bulletin import fonts
from bulletin.model import Notice, Sheet
from bulletin.pdf import print_pdf

STYLE = """
@page { size: 120mm 80mm; margin: 10mm }
html { font: 12pt/18pt "Bulletin Song"; font-feature-settings: "chws" }
body, p { margin: 0 }
.hei { font-family: "Bulletin Hei", "Bulletin Song" }
.title { font-family: "Bulletin Title", "Bulletin Song" }
.kai { font-family: "Bulletin Marks", "Bulletin Kai", "Bulletin Song" }
.fang { font-family: "Bulletin Marks", "Bulletin Fang", "Bulletin Song" }
"""


class Printed:
    """A PDF that was printed, and what was told of it."""

    def __init__(self, path: Path, pages: int, notices: tuple[Notice, ...]) -> None:
        self.path = path
        self.pages = pages
        self.notices = notices

    @property
    def codes(self) -> list[str]:
        return [notice.code for notice in self.notices]

    @property
    def data(self) -> bytes:
        return self.path.read_bytes()

    def chars(self) -> list[dict[str, object]]:
        """Every character of the first page with its font and matrix."""
        with pdfplumber.open(self.path) as document:
            return list(document.pages[0].chars)

    def families(self) -> set[str]:
        """The fonts used, without the subset's six letters."""
        return {str(char["fontname"]).partition("+")[2] for char in self.chars()}

    def text(self) -> str:
        """What Poppler reads."""
        command = ["pdftotext", str(self.path), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    def picture(self) -> Image.Image:
        """The first page in grey, six pixels to the point."""
        document = pypdfium2.PdfDocument(self.path)
        try:
            return document[0].render(scale=6).to_pil().convert("L")
        finally:
            document.close()


@pytest.fixture(scope="session", autouse=True)
def _isolated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FONTCONFIG_FILE", "")
        fonts.isolate(tmp_path_factory.mktemp("cache"))
        yield


@pytest.fixture
def sheet_of() -> Callable[..., Sheet]:
    """Makes a sheet of a body's XHTML; `style` is added to the test's own."""

    def make(
        body: str,
        *,
        lang: str = "zh-Hans",
        style: str = "",
        head: str = "",
        resources: dict[str, tuple[bytes, str]] | None = None,
        **fields: object,
    ) -> Sheet:
        html = f'<html lang="{lang}"><head><link rel="stylesheet" href="asset:print.css">{head}</head>{body}</html>'
        given = {"print.css": ((STYLE + style).encode(), "text/css")} | (resources or {})
        values: dict[str, object] = {
            "title": "云桥月报",
            "created": datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
        }
        return Sheet(html, given, lang=lang, **values | fields)  # type: ignore[arg-type]  # any field

    return make


@pytest.fixture
def printed(sheet_of: Callable[..., Sheet], tmp_path: Path) -> Callable[..., Printed]:
    """Prints a body's XHTML; keywords as for `sheet_of`."""

    def make(body: str, **keywords: object) -> Printed:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.pdf"
        outcome = print_pdf(sheet_of(body, **keywords), path)
        return Printed(path, outcome.value, outcome.notices)

    return make
