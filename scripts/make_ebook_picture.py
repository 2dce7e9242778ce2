"""Draws docs/pictures/ebook.png: the example's e-books as reading systems show them, every theme, script and direction.

Run after a change of the e-books' style sheets, where `make check-all` has installed the reading systems:
`.venv/bin/python scripts/make_ebook_picture.py`
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from bulletin.model import Format, Script
from bulletin.press.make import make
from bulletin.press.order import Order

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "2026-03"
OFFICIAL = ROOT / "examples" / "gongwen-2026-07"
READERS = ROOT / ".build" / "readers"
OUTPUT = ROOT / "docs" / "pictures" / "ebook.png"
THEMES = sorted(found.parent.name for found in (ROOT / "templates").glob("*/theme.toml"))
TRADITIONAL = (Script.ZH_HANT_TW, Script.ZH_HANT_HK)
SYSTEMS = ("foliate", "epubjs")
DOCUMENT = "5"  # an article with sub-heads, numbers, quotations and a table
TITLE_PAGE = "1"
CELL = (300, 366)
GAP = 8

# The machine's own Chinese faces are nobody's; the shipped ones stand in for those of a telephone.
FACES = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir>
<alias binding="same"><family>serif</family><prefer><family>Bulletin Song</family></prefer></alias>
<alias binding="same"><family>sans-serif</family><prefer><family>Bulletin Hei</family></prefer></alias>
<alias binding="same"><family>KaiTi</family><prefer><family>Bulletin Kai</family></prefer></alias>
<alias binding="same"><family>BiauKai</family><prefer><family>Bulletin Kai</family></prefer></alias></fontconfig>"""


def main() -> None:
    """A row a book: foliate-js light and dark, epub.js light and dark."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as name:
        folder = Path(name)
        (folder / "fonts.conf").write_text(FACES.format(folder=ROOT / "fonts", cache=folder / "cache"))
        rows = [list(shown(book, folder)) for book in books(folder)]
    width, height = CELL
    sheet = Image.new("RGB", (4 * (width + GAP) + GAP, len(rows) * (height + GAP) + GAP), "#888")
    for row, pictures in enumerate(rows):
        for column, picture in enumerate(pictures):
            sheet.paste(
                picture.resize(CELL, Image.Resampling.LANCZOS),
                (GAP + column * (width + GAP), GAP + row * (height + GAP)),
            )
    sheet.quantize(32, method=Image.Quantize.MAXCOVERAGE).save(OUTPUT, optimize=True)


def books(folder: Path) -> Iterator[Path]:
    """Three scripts and two vertical editions in circular; of the other themes one each, in turn Simplified and vertical."""

    def made(theme: str, *scripts: Script, vertical: bool = False) -> list[Path]:
        example = OFFICIAL if theme == "gongwen" else EXAMPLE
        order = Order((example,), (Format.EPUB,), scripts, theme, output=folder / theme, vertical=vertical)
        return [artefact.path for artefact in make(order).artefacts]

    yield from made("circular", Script.ZH_HANS, *TRADITIONAL)
    yield from made("circular", *TRADITIONAL, vertical=True)
    for number, theme in enumerate(theme for theme in THEMES if theme != "circular"):
        yield from made(theme, Script.ZH_HANT_TW if number % 2 else Script.ZH_HANS, vertical=number % 2 == 1)


def shown(book: Path, folder: Path) -> Iterator[Image.Image]:
    """One document of a book in both systems, light and dark."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    environment = {**os.environ, "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    shutil.copy(ROOT / "scripts" / "readers" / "open_book.mjs", READERS)
    for system in SYSTEMS:
        picture = folder / f"{system}-{{}}.png"
        command = [
            "node",
            "open_book.mjs",
            str(browser),
            system,
            "light,dark",
            str(book),
            str(picture),
            # What makes an official document stands on its title page.
            TITLE_PAGE if book.parent.name == "gongwen" else DOCUMENT,
        ]
        subprocess.run(command, cwd=READERS, env=environment, check=True, capture_output=True)
        for scheme in ("light", "dark"):
            with Image.open(folder / f"{system}-{scheme}.png") as image:
                yield image.convert("RGB")


if __name__ == "__main__":
    main()
