"""A finished line, drawn. In: a text box with a `LineLayout`, a stream of WeasyPrint's. Out: the line in the stream, from a
book of drawn lines if it is there.

What a line shows hangs on its text, its style and its gaps, and not on its place on the page: Pango is asked once.
Reaches into WeasyPrint 70.0 (`draw.text.draw_first_line`); `patches.py` checks the version.
"""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, Final, NamedTuple

from bulletin.pdf.line_adjustment.line_layout import LineLayout, Looks
from bulletin.stages import Notebook

# What WeasyPrint calls on a stream to show a line, after it has said where.
_Call = tuple[str, tuple[Any, ...]]


class _Shown(NamedTuple):
    """The glyphs of one face in a line: their widths in thousandths of an em, and what each means."""

    widths: dict[int, int]
    meanings: dict[int, str]


class _Drawn(NamedTuple):
    """A line as WeasyPrint draws it; `faces` by the name of each in the file."""

    calls: tuple[_Call, ...]
    faces: dict[str, _Shown]


class _NotPlainError(Exception):
    """A line with a picture in it, or a character that no face has: what is drawn hangs on the rest of the document."""


class LineDrawing:
    """Draws lines by `draw`, WeasyPrint's own function, or as they are in `book`."""

    def __init__(self, draw: Callable[..., Any], book: Notebook | None, looks: Looks) -> None:
        self._draw: Final = draw
        self._book: Final = book
        self._looks: Final = looks
        self._widths: Final[dict[tuple[str, float], dict[int, int]]] = {}

    def draw(self, stream: Any, box: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
        """As `draw.text.draw_first_line`, of a box whose layout is a `LineLayout`."""
        layout: LineLayout = box.pango_layout
        whole = text_overflow != "ellipsis" and block_ellipsis == "none" and box.text.strip()
        if self._book and whole:
            key = (*layout.key, self._looks.of(box.style))
            # A face that is new to the document is made known to it by drawing.
            drawn = self._book.kept(key, lambda: self._recorded(stream, box, matrix))
            if drawn and drawn.faces.keys() - {font.hash for font in stream._fonts.values()}:
                drawn = self._recorded(stream, box, matrix)
            if drawn and _played(drawn, stream, matrix):
                return []
        layout.set_up(box.style)
        return self._draw(stream, box, text_overflow, block_ellipsis, matrix)

    def _recorded(self, stream: Any, box: Any, matrix: Any) -> _Drawn | None:
        """The line drawn into nothing; None if it cannot be drawn apart from its document."""
        box.pango_layout.set_up(box.style)
        recorder = _Recorder(stream, self._widths)
        try:
            if self._draw(recorder, box, "clip", "none", matrix):
                return None
        except _NotPlainError:
            return None
        faces = {
            name: _Shown({glyph: font.widths[glyph] for glyph in font.to_unicode}, font.to_unicode)
            for name, font in recorder.fonts.items()
        }
        return _Drawn(tuple(recorder.calls), faces)


class _Recorder:
    """A stream that takes down what is called on it, and makes the document's fonts known to it."""

    def __init__(self, stream: Any, widths: dict[tuple[str, float], dict[int, int]]) -> None:
        self._stream = stream
        self._widths = widths
        self.calls: list[_Call] = []
        self.fonts: dict[str, Any] = {}
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """A font of which nothing has been drawn yet."""
        font, size = self._stream.add_font(pango_font)
        if font.bitmap or font.png or font.svg or font.colr:
            raise _NotPlainError
        if font.hash not in self.fonts:
            self.fonts[font.hash] = SimpleNamespace(
                hash=font.hash,
                bitmap=False,
                png=False,
                svg=False,
                colr=False,
                to_unicode={},
                widths=self._widths.setdefault((font.hash, size), {}),
                get_unused_glyph_id=_refuse,
            )
        return self.fonts[font.hash], size

    def set_text_matrix(self, *_values: float) -> None:
        """Where the line stands is said when it is played."""

    def set_font_size(self, *given: Any) -> None:
        self.calls.append(("set_font_size", given))

    def show_text(self, *given: Any) -> None:
        self.calls.append(("show_text", given))

    def set_text_rise(self, *given: Any) -> None:
        self.calls.append(("set_text_rise", given))


def _refuse(_code_point: int) -> int:
    raise _NotPlainError


def _played(drawn: _Drawn, stream: Any, matrix: Any) -> bool:
    """Draw a line into `stream`; False if the document has given one of its glyphs another width by now."""
    fonts = {font.hash: font for font in stream._fonts.values()}
    for name, shown in drawn.faces.items():
        widths = fonts[name].widths
        if any(widths.get(glyph, width) != width for glyph, width in shown.widths.items()):
            return False
    for name, shown in drawn.faces.items():
        font = fonts[name]
        font.widths |= shown.widths
        for glyph, meaning in shown.meanings.items():
            font.to_unicode.setdefault(glyph, meaning)
    stream.set_text_matrix(*matrix.values)
    for name, given in drawn.calls:
        getattr(stream, name)(*given)
    return True
