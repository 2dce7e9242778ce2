"""A sheet to draw on. In: shapes in millimetres on the printed page. Out: a PNG file, grey or in colours, 160 mm wide at
254 dpi."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

FACES: Final = Path(__file__).resolve().parent.parent.parent / "fonts"

WIDTH_MM: Final = 160.0
PX_PER_MM: Final = 10  # 254 dpi
FINER: Final = 3  # drawn three times as large, then reduced: smooth edges
INK, DARK, MIDDLE, LIGHT, PAPER = 0, 70, 130, 215, 255

Point = tuple[float, float]
Ink = int | tuple[int, int, int]  # a grey, or red, green and blue on a sheet in colours


class Plate:
    """A white sheet of `height_mm`, measured from its upper left corner."""

    def __init__(self, height_mm: float, *, in_colours: bool = False) -> None:
        self._scale = PX_PER_MM * FINER
        self._in_colours = in_colours
        size = (round(WIDTH_MM * self._scale), round(height_mm * self._scale))
        self._image = Image.new("RGB" if in_colours else "L", size, self._ink(PAPER))
        self._draw = ImageDraw.Draw(self._image)

    def line(self, points: Iterable[Point], width_mm: float = 0.3, grey: Ink = INK) -> None:
        """A line; a strong one has round joints and ends."""
        pixels = [self._pixel(point) for point in points]
        radius = width_mm * self._scale / 2
        self._draw.line(pixels, self._ink(grey), max(1, round(2 * radius)), joint="curve")
        if width_mm >= 0.4:
            for x, y in pixels:
                self._draw.ellipse((x - radius, y - radius, x + radius, y + radius), self._ink(grey))

    def dashes(self, points: Sequence[Point], width_mm: float = 0.25, grey: Ink = INK) -> None:
        """A dashed line: 1.4 mm drawn, 1 mm left out, counted along the whole line."""
        done = 0.0
        for start, end in pairwise(points):
            length = math.dist(start, end)
            steps = max(1, round(length / 0.2))
            spots = [between(start, end, step / steps) for step in range(steps + 1)]
            for step, piece in enumerate(pairwise(spots)):
                if (done + length * step / steps) % 2.4 < 1.4:
                    self.line(piece, width_mm, grey)
            done += length

    def shape(self, points: Iterable[Point], fill: Ink = PAPER, width_mm: float = 0.3) -> None:
        """A filled shape with an ink outline; none at width 0."""
        corners = list(points)
        self._draw.polygon([self._pixel(point) for point in corners], self._ink(fill))
        if width_mm:
            self.line([*corners, corners[0]], width_mm)

    def box(self, corner: Point, wide: float, high: float, fill: Ink = PAPER, width_mm: float = 0.3) -> None:
        """An upright rectangle from its upper left corner."""
        x, y = corner
        self.shape([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)], fill, width_mm)

    def disc(self, centre: Point, radius_mm: float, fill: Ink = INK) -> None:
        """A disc with an ink outline."""
        self.shape(arc(centre, radius_mm, 0, 360), fill, 0.3)

    def arrow(self, start: Point, end: Point, width_mm: float = 0.25, grey: Ink = INK) -> None:
        """A line with a filled head at `end`."""
        angle = math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
        head = [end, on_circle(end, 2, angle + 160), on_circle(end, 2, angle - 160)]
        self.line([start, between(start, end, 0.95)], width_mm, grey)
        self._draw.polygon([self._pixel(point) for point in head], self._ink(grey))

    def text(
        self, at: Point, text: str, size_pt: float = 9, anchor: str = "mm", *, face: str = "Kai"
    ) -> None:
        """One line of text; `anchor` says where `at` lies in it, as in Pillow: l m r, then a m s."""
        font = ImageFont.truetype(
            FACES / f"Bulletin{face}-Regular.ttf", round(size_pt * 25.4 / 72 * self._scale)
        )
        self._draw.text(self._pixel(at), text, self._ink(INK), font, anchor)

    def save(self, path: Path) -> None:
        """Reduce to printing size, to 16 greys or 64 colours, and write the file."""
        size = (self._image.width // FINER, self._image.height // FINER)
        reduced = self._image.resize(size, Image.Resampling.LANCZOS)
        dots_per_inch = PX_PER_MM * 25.4
        reduced.quantize(64 if self._in_colours else 16).save(
            path, optimize=True, dpi=(dots_per_inch, dots_per_inch)
        )

    def _ink(self, ink: Ink) -> Ink:
        return (ink, ink, ink) if self._in_colours and isinstance(ink, int) else ink

    def _pixel(self, point: Point) -> Point:
        return point[0] * self._scale, point[1] * self._scale


def between(start: Point, end: Point, share: float) -> Point:
    """The point at `share` of the way."""
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def on_circle(centre: Point, radius: float, degrees: float, flat: float = 1.0) -> Point:
    """A point on a circle, its height squeezed by `flat`; 0 degrees to the right, 90 below."""
    angle = math.radians(degrees)
    return centre[0] + radius * math.cos(angle), centre[1] + flat * radius * math.sin(angle)


def arc(centre: Point, radius: float, start: float, end: float, flat: float = 1.0) -> list[Point]:
    """Points on a circle from `start` to `end` degrees."""
    steps = max(8, round(abs(end - start) / 4))
    return [
        on_circle(centre, radius, start + (end - start) * step / steps, flat) for step in range(steps + 1)
    ]


def curve(points: Sequence[Point]) -> list[Point]:
    """A smooth line through all points (Catmull-Rom)."""
    padded = [points[0], *points, points[-1]]
    smooth = [points[0]]
    for p0, p1, p2, p3 in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        for step in range(1, 13):
            t = step / 12
            x, y = (_spline(t, *coordinates) for coordinates in zip(p0, p1, p2, p3, strict=True))
            smooth.append((x, y))
    return smooth


def _spline(t: float, a: float, b: float, c: float, d: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
