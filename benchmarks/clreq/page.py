"""What stands on a printed page. In: a PDF. Out: its lines of glyphs, measured in em of the text, and its picture."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

import pdfplumber
import pypdfium2
from PIL import Image

from benchmarks.clreq.cases import EMS, SIZE_PT
from benchmarks.clreq.engines import THEME

PIXELS_A_POINT = 6


class NotOnPageError(Exception):
    """What was to be measured is not there."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph; lengths in pt, `y_pt` is its baseline above the foot of the page."""

    text: str
    x0_pt: float
    x1_pt: float
    y_pt: float
    size_pt: float
    page: int


class Printed:
    """The pages of one case."""

    def __init__(self, path: Path, *, mirrored: bool) -> None:
        self.path = path
        self._mirrored = mirrored

    @cached_property
    def glyphs(self) -> list[Glyph]:
        """Every glyph but spaces, in the order of the content."""
        with pdfplumber.open(self.path) as document:
            return [
                Glyph(
                    _ordinary(char["text"]), char["x0"], char["x1"], char["matrix"][5], char["size"], number
                )
                for number, page in enumerate(document.pages)
                for char in page.chars
                if char["text"].strip()
            ]

    @cached_property
    def lines(self) -> list[list[Glyph]]:
        """The lines of text: glyphs of the text's size by baseline, pages in order, from top to bottom."""
        rows: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in self.glyphs:
            if abs(glyph.size_pt - SIZE_PT) < 0.6:
                rows.setdefault((glyph.page, -round(glyph.y_pt)), []).append(glyph)
        return [rows[key] for key in sorted(rows)]

    @cached_property
    def texts(self) -> list[str]:
        """The text of each line."""
        return ["".join(glyph.text for glyph in line) for line in self.lines]

    def right_pt(self, page: int) -> float:
        """The right edge of the type area."""
        return self.left_pt(page) + EMS * SIZE_PT

    def left_pt(self, page: int) -> float:
        """The left edge of the type area."""
        measure = THEME.measure
        return measure.outer_pt if self._mirrored and page % 2 else measure.inner_pt

    def line_of(self, text: str) -> list[Glyph]:
        """The line that holds `text`."""
        for line, whole in zip(self.lines, self.texts, strict=True):
            if text in whole:
                return line
        raise NotOnPageError(text)

    def found(self, text: str) -> list[Glyph]:
        """The glyphs of `text` on its line."""
        line = self.line_of(text)
        spans, whole = [], ""
        for glyph in line:
            spans.append(len(whole))
            whole += glyph.text
        start = whole.index(text)
        return [glyph for glyph, at in zip(line, spans, strict=True) if start <= at < start + len(text)]

    def between_em(self, text: str) -> float:
        """The white, or the marks, between the first and the last ideograph of `text`."""
        glyphs = self.found(text)
        return (glyphs[-1].x0_pt - glyphs[0].x1_pt) / SIZE_PT

    def gaps_em(self, text: str) -> list[float]:
        """The white between each two glyphs of `text`."""
        glyphs = self.found(text)
        return [(b.x0_pt - a.x1_pt) / SIZE_PT for a, b in pairwise(glyphs)]

    def small(self, most_pt: float = SIZE_PT * 0.85) -> Iterator[Glyph]:
        """Glyphs smaller than the text."""
        return (glyph for glyph in self.glyphs if glyph.size_pt < most_pt)

    def ink(
        self, page: int, x0_pt: float, x1_pt: float, below_pt: float, above_pt: float
    ) -> tuple[float, float] | None:
        """From where to where, in pt, something is drawn between two x and two heights; None if nothing."""
        box = self.picture(page).crop(
            (
                round(x0_pt * PIXELS_A_POINT),
                round((self._height_pt(page) - above_pt) * PIXELS_A_POINT),
                round(x1_pt * PIXELS_A_POINT),
                round((self._height_pt(page) - below_pt) * PIXELS_A_POINT),
            )
        )
        found = box.point(lambda value: 255 if value < 150 else 0).getbbox()
        return (
            None if found is None else (x0_pt + found[0] / PIXELS_A_POINT, x0_pt + found[2] / PIXELS_A_POINT)
        )

    def columns(self, page: int, x0_pt: float, x1_pt: float, below_pt: float, above_pt: float) -> list[bool]:
        """For each column of pixels, whether something is drawn in it."""
        height = self._height_pt(page)
        box = self.picture(page).crop(
            tuple(
                round(value * PIXELS_A_POINT)
                for value in (x0_pt, height - above_pt, x1_pt, height - below_pt)
            )
        )
        pixels = box.load()
        return [any(pixels[x, y] < 150 for y in range(box.height)) for x in range(box.width)]

    def picture(self, page: int) -> Image.Image:
        """The page in grey."""
        if page not in self._pictures:
            document = pypdfium2.PdfDocument(self.path)
            self._pictures[page] = document[page].render(scale=PIXELS_A_POINT).to_pil().convert("L")
            document.close()
        return self._pictures[page]

    @cached_property
    def _pictures(self) -> dict[int, Image.Image]:
        return {}

    def _height_pt(self, page: int) -> float:
        return self.picture(page).height / PIXELS_A_POINT


# What Chromium's ToUnicode says of glyphs that several characters share.
_SHARED: Final = {"・": "·", "‧": "·", "〜": "～"}


def _ordinary(text: str) -> str:
    """What is drawn, by the name it was written with: Chromium's ToUnicode maps some ideographs to radicals."""
    if "\u2e80" <= text <= "\u2fdf":
        return unicodedata.normalize("NFKC", text)
    return _SHARED.get(text, text)
