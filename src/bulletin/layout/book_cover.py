"""A cover picture from the masthead. In: the maker of leaves, the font files. Out: a PNG as an `Asset`.

What a shelf of books shows: the periodical's name, the number, the first headlines, the publisher; white space.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from bulletin.layout.book_facts import issue_line
from bulletin.layout.book_pages import BookPages
from bulletin.model import Asset, Voice

# Kindle's proportion of 1 : 1.6, below 3.5 megapixels.
_WIDTH_PX: Final = 1400
_HEIGHT_PX: Final = 2240
_MARGIN_PX: Final = 150
_MEASURE_PX: Final = _WIDTH_PX - 2 * _MARGIN_PX

_PAPER: Final = "#fdfcf8"  # off-white, so that the cover has an edge on a white shelf
_INK: Final = "#1f1f1f"
_QUIET: Final = "#6b6b6b"
_DEFAULT_ACCENT: Final = "#c8161d"

_NAME_PX: Final = 250
_NAME_EM: Final = 12  # of a name on one line; a longer one takes two
_HEADLINES: Final = 5


class _Pen(NamedTuple):
    """A face, a size in pixels, a colour."""

    voice: Voice
    size_px: int
    colour: str


def draw_cover(pages: BookPages, faces: Mapping[Voice, Path]) -> Asset | None:
    """A cover of 1400 × 2240 pixels; None unless `faces` holds the voices 小标宋 and 宋."""
    if not {Voice.TITLE, Voice.SONG} <= faces.keys():
        return None
    canvas = _Canvas(faces, pages.edition.lang)
    issue = pages.edition.issue
    foot = canvas.centred(issue.periodical.publisher, _Pen(Voice.SONG, 46, _QUIET), _HEIGHT_PX - _MARGIN_PX)
    top = _draw_masthead(canvas, pages)
    _draw_headlines(canvas, pages, top, foot)
    return canvas.picture()


def _draw_masthead(canvas: "_Canvas", pages: BookPages) -> int:
    """Name, tagline, rule and the line of the issue; the value is where they end."""
    issue = pages.edition.issue
    accent = str(pages.theme.options.get("accent", _DEFAULT_ACCENT))
    name = issue.periodical.masthead.name or issue.periodical.name or issue.title
    lines = pages.title_lines(name, _NAME_EM)
    pen = _Pen(Voice.TITLE, _NAME_PX, accent)
    pen = pen._replace(size_px=min(canvas.fitting(line, pen) for line in lines))
    bottom = 300
    for line in lines:
        bottom = canvas.centred(line, pen, bottom + pen.size_px * 6 // 5)
    bottom = canvas.centred(issue.periodical.masthead.tagline, _Pen(Voice.SONG, 48, _QUIET), bottom + 150)
    bottom = canvas.rule(bottom + 90, accent)
    words = "　".join(issue_line(issue, pages.edition.lang, pages.style))
    return canvas.centred(words, _Pen(Voice.SONG, 54, _INK), bottom + 130)


def _draw_headlines(canvas: "_Canvas", pages: BookPages, top: int, foot: int) -> None:
    """The first titles that fit, flush left in a block in the middle of the lower part of the page."""
    pen = _Pen(Voice.SONG, 56, _INK)
    leading, gap = pen.size_px * 3 // 2, pen.size_px * 3 // 4
    titles = [article.title for article in pages.edition.issue.articles[:_HEADLINES]]
    blocks = [pages.title_lines(title, _MEASURE_PX / pen.size_px) for title in titles]
    while blocks and _height(blocks, leading, gap) > foot - top - 4 * leading:
        blocks.pop()
    width = max((canvas.width(line, pen) for block in blocks for line in block), default=0)
    baseline = foot - 2 * leading - _height(blocks, leading, gap)
    for block in blocks:
        for line in block:
            baseline += leading
            canvas.flush(line, pen, ((_WIDTH_PX - width) // 2, baseline))
        baseline += gap


def _height(blocks: list[tuple[str, ...]], leading: int, gap: int) -> int:
    return sum(len(block) * leading + gap for block in blocks)


@dataclass(slots=True)
class _Canvas:
    """A sheet of paper. Positions are baselines in pixels from the top; glyph forms follow `lang`."""

    faces: Mapping[Voice, Path]
    lang: str
    image: Image.Image = field(default_factory=lambda: Image.new("RGB", (_WIDTH_PX, _HEIGHT_PX), _PAPER))

    def centred(self, text: str, pen: _Pen, baseline: int) -> int:
        """Write a line in the middle, no wider than the measure; the value is where the next thing may begin."""
        if not text:
            return baseline - 2 * pen.size_px
        self._write(text, pen._replace(size_px=self.fitting(text, pen)), (_WIDTH_PX // 2, baseline), "ms")
        return baseline

    def flush(self, text: str, pen: _Pen, at: tuple[int, int]) -> None:
        """Write a line whose left end is `at`."""
        self._write(text, pen, at, "ls")

    def rule(self, top: int, colour: str) -> int:
        """Draw a rule of a third of the measure in the middle; the value is where it ends."""
        half = _MEASURE_PX // 6
        box = (_WIDTH_PX // 2 - half, top, _WIDTH_PX // 2 + half, top + 5)
        ImageDraw.Draw(self.image).rectangle(box, fill=colour)
        return top + 6

    def width(self, text: str, pen: _Pen) -> int:
        """How wide `text` is."""
        return ceil(self._font(pen).getlength(text, language=self.lang))

    def fitting(self, text: str, pen: _Pen) -> int:
        """The largest size up to that of `pen` at which `text` fits the measure."""
        width = self.width(text, pen)
        return pen.size_px if width <= _MEASURE_PX else pen.size_px * _MEASURE_PX // width

    def picture(self) -> Asset:
        """What was drawn."""
        data = BytesIO()
        self.image.save(data, "PNG", optimize=True)
        return Asset.of(data.getvalue(), "image/png", "png", _WIDTH_PX, _HEIGHT_PX)

    def _write(self, text: str, pen: _Pen, at: tuple[int, int], anchor: str) -> None:
        canvas = ImageDraw.Draw(self.image)
        canvas.text(at, text, pen.colour, self._font(pen), anchor=anchor, language=self.lang)

    def _font(self, pen: _Pen) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.faces[pen.voice], pen.size_px, layout_engine=ImageFont.Layout.RAQM)
