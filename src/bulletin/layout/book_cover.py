"""A cover picture from the masthead. In: the maker of leaves, the font files. Out: a PNG as an `Asset`.

What a shelf of books shows: the periodical's name, the number, the first headlines, the publisher; white space.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image, ImageDraw, ImageFont

from bulletin.layout.book_facts import issue_line
from bulletin.layout.book_pages import BookPages
from bulletin.model import Asset, Voice
from bulletin.stages import kept

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
_HEADLINE_PX: Final = 56


class _Pen(NamedTuple):
    """A face, a size in pixels, a colour."""

    voice: Voice
    size_px: int
    colour: str


@dataclass(frozen=True, slots=True)
class _Words:
    """All that a cover says: the lines of the name and of each headline as they are broken, and in which colour and language."""

    name: tuple[str, ...]
    tagline: str
    issue: str
    headlines: tuple[tuple[str, ...], ...]
    publisher: str
    accent: str
    lang: str


def draw_cover(pages: BookPages, faces: Mapping[Voice, Path]) -> Asset | None:
    """A cover of 1400 × 2240 pixels; None unless `faces` holds the voices 小标宋 and 宋."""
    if not {Voice.TITLE, Voice.SONG} <= faces.keys():
        return None
    words = _words_of(pages)
    drawn_with = {voice.value: (path.name, path.stat().st_size) for voice, path in faces.items()}
    return kept("covers", (words, drawn_with), lambda: _drawn(words, faces))


def _words_of(pages: BookPages) -> _Words:
    issue = pages.edition.issue
    masthead, measure_em = issue.periodical.masthead, _MEASURE_PX / _HEADLINE_PX
    titles = [article.title for article in issue.articles[:_HEADLINES]]
    return _Words(
        name=tuple(pages.title_lines(masthead.name or issue.periodical.name or issue.title, _NAME_EM)),
        tagline=masthead.tagline,
        issue="　".join(issue_line(issue, pages.edition.lang, pages.style)),
        headlines=tuple(tuple(pages.title_lines(title, measure_em)) for title in titles),
        publisher=issue.periodical.publisher,
        accent=str(pages.theme.options.get("accent", _DEFAULT_ACCENT)),
        lang=pages.edition.lang,
    )


def _drawn(words: _Words, faces: Mapping[Voice, Path]) -> Asset:
    canvas = _Canvas(faces, words.lang)
    foot = canvas.centred(words.publisher, _Pen(Voice.SONG, 46, _QUIET), _HEIGHT_PX - _MARGIN_PX)
    _draw_headlines(canvas, words.headlines, _draw_masthead(canvas, words), foot)
    return canvas.picture()


def _draw_masthead(canvas: "_Canvas", words: _Words) -> int:
    """Name, tagline, rule and the line of the issue; the value is where they end."""
    pen = _Pen(Voice.TITLE, _NAME_PX, words.accent)
    pen = pen._replace(size_px=min(canvas.fitting(line, pen) for line in words.name))
    bottom = 300
    for line in words.name:
        bottom = canvas.centred(line, pen, bottom + pen.size_px * 6 // 5)
    bottom = canvas.centred(words.tagline, _Pen(Voice.SONG, 48, _QUIET), bottom + 150)
    bottom = canvas.rule(bottom + 90, words.accent)
    return canvas.centred(words.issue, _Pen(Voice.SONG, 54, _INK), bottom + 130)


def _draw_headlines(canvas: "_Canvas", headlines: Sequence[tuple[str, ...]], top: int, foot: int) -> None:
    """The first titles that fit, flush left in a block in the middle of the lower part of the page."""
    pen = _Pen(Voice.SONG, _HEADLINE_PX, _INK)
    leading, gap = pen.size_px * 3 // 2, pen.size_px * 3 // 4
    blocks = [*headlines]
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
