"""Marks for cutting, folding and inking. In: the measure of a sheet. Out: what draws them outside the trim.

Drawn in the colour "All" (ISO 32000-1 §8.6.6.4), so that they stand on every plate.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import pikepdf

from bulletin.pdf.imposing.pages import rounded
from bulletin.pdf.imposing.sheet import BAR_PT, MARK_GAP_PT, MARK_PT, Measure, margin_pt
from bulletin.pdf.imposition import Imposition, Scheme

ALL_PLATES: Final = "/BulletinAll"
_LINE_PT: Final = 0.25
_TARGET_PT: Final = 4.0

# Solid inks, overprints and half tones (C M Y K, as shares), as a densitometer reads them; then a neutral grey.
_BARS: Final[tuple[tuple[float, float, float, float], ...]] = (
    (1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1),
    (1, 1, 0, 0), (0, 1, 1, 0), (1, 0, 1, 0),
    (0.5, 0, 0, 0), (0, 0.5, 0, 0), (0, 0, 0.5, 0), (0, 0, 0, 0.5),
    (0.5, 0.4, 0.4, 0),
)  # fmt: skip
_GREY_BARS: Final = tuple((0.0, 0.0, 0.0, step / 10) for step in range(10, 0, -1))


def mark_operators(measure: Measure, *, folds: Sequence[float] = ()) -> bytes:
    """Crop marks beside every edge that is cut, targets at the middle of the sides, dashes above and below each fold
    (its place from the left)."""
    lines = [f"{ALL_PLATES} CS 1 SCN {_LINE_PT} w", *_crops(measure, folds), *_targets(measure, folds)]
    lines.append("[2 2] 0 d")
    lines += (_line(x, y, x, y + step) for x in folds for y, step in _ends(measure))
    return ("q " + "\n".join(lines) + " Q").encode()


def bar_operators(measure: Measure, *, grey: bool) -> bytes:
    """A strip of ink patches under the pages, outside the crop marks."""
    patches = _GREY_BARS if grey else _BARS
    x = (measure.left + measure.right - len(patches) * BAR_PT) / 2
    y = measure.bottom - measure.bleed - MARK_GAP_PT - MARK_PT - BAR_PT
    drawn = []
    for at, (cyan, magenta, yellow, black) in enumerate(patches):
        colour = f"{1 - black:g} g" if grey else f"{cyan:g} {magenta:g} {yellow:g} {black:g} k"
        drawn.append(f"{colour} {x + at * BAR_PT:.2f} {y:.2f} {BAR_PT:.2f} {BAR_PT:.2f} re f")
    return ("q " + "\n".join(drawn) + " Q").encode()


def _ends(measure: Measure) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a vertical mark begins below and above the block, and how far it goes."""
    gap = measure.bleed + MARK_GAP_PT
    return (measure.bottom - gap, -MARK_PT), (measure.top + gap, MARK_PT)


def _crops(measure: Measure, folds: Sequence[float]) -> Iterator[str]:
    edges = [measure.corner(column, 0)[0] for column in range(measure.columns)]
    columns = sorted({round(x, 3) for x in (*edges, *(x + measure.cell_width for x in edges))})
    if folds:
        columns = [columns[0], columns[-1]]
    feet = [measure.corner(0, row)[1] for row in range(measure.rows)]
    rows = sorted({round(y, 3) for y in (*feet, *(y + measure.cell_height for y in feet))})
    for x in columns:
        yield from (_line(x, y, x, y + step) for y, step in _ends(measure))
    gap = measure.bleed + MARK_GAP_PT
    for y in rows:
        yield _line(measure.left - gap, y, measure.left - gap - MARK_PT, y)
        yield _line(measure.right + gap, y, measure.right + gap + MARK_PT, y)


def _targets(measure: Measure, folds: Sequence[float]) -> Iterator[str]:
    """Crosses in circles by which the plates are brought over each other (套准线)."""
    out = measure.bleed + MARK_GAP_PT + MARK_PT / 2
    middle = (measure.bottom + measure.top) / 2
    centres = [(measure.left - out, middle), (measure.right + out, middle)]
    if not folds:
        across = (measure.left + measure.right) / 2
        centres += [(across, measure.bottom - out), (across, measure.top + out)]
    for x, y in centres:
        yield _line(x - 1.5 * _TARGET_PT, y, x + 1.5 * _TARGET_PT, y)
        yield _line(x, y - 1.5 * _TARGET_PT, x, y + 1.5 * _TARGET_PT)
        yield _circle(x, y, _TARGET_PT)


def _line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S"


def _circle(x: float, y: float, radius: float) -> str:
    """Four Bézier curves; 0.5523 of the radius is where their handles lie."""
    handle = 0.5523 * radius
    curves = (
        (radius, handle, handle, radius, 0, radius),
        (-handle, radius, -radius, handle, -radius, 0),
        (-radius, -handle, -handle, -radius, 0, -radius),
        (handle, -radius, radius, -handle, radius, 0),
    )
    drawn = " ".join(
        f"{x + a:.2f} {y + b:.2f} {x + c:.2f} {y + d:.2f} {x + e:.2f} {y + f:.2f} c"
        for a, b, c, d, e, f in curves
    )
    return f"{x + radius:.2f} {y:.2f} m {drawn} S"


def marks_form(pdf: pikepdf.Pdf, measure: Measure, job: Imposition) -> pikepdf.Object | None:
    """Marks and bars as a drawing of their own, for all sides of a measure; None where none are asked for."""
    folds = (measure.left + measure.cell_width,) if job.scheme is Scheme.BOOKLET else ()
    drawn = []
    if job.marks:
        drawn.append(mark_operators(measure, folds=folds))
    if job.bars:
        drawn.append(bar_operators(measure, grey=job.greyscale))
    if not drawn:
        return None
    form = pdf.make_stream(b"\n".join(drawn))
    form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
    low = -margin_pt(job)
    form.BBox = rounded(measure.left + low, measure.bottom + low, measure.right - low, measure.top - low)
    form.Resources = pikepdf.Dictionary(ColorSpace=pikepdf.Dictionary({ALL_PLATES: all_plates()}))
    return form


def all_plates() -> pikepdf.Array:
    """The colour space that prints on every plate; grey on a screen, which PDF/A and PDF/X both allow."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceGray, tint])
