"""The measure of a sheet. In: the trimmed page, what is asked for. Out: where each page lies and where marks stand.

All lengths in points, counted from the sheet's lower left corner as PDF does.
"""

from dataclasses import dataclass
from typing import Final

from bulletin.pdf.imposing.folding import Place
from bulletin.pdf.imposition import Imposition, Scheme
from bulletin.units import mm_to_pt

# Marks stand clear of the bleed and are five millimetres long; the bars lie outside them.
MARK_GAP_PT: Final = mm_to_pt(2)
MARK_PT: Final = mm_to_pt(5)
BAR_PT: Final = mm_to_pt(4)
_EDGE_PT: Final = mm_to_pt(1)


@dataclass(frozen=True, slots=True)
class Measure:
    """A sheet: `width` × `height`, the block of pages on it from (`left`, `bottom`), each `cell_width` × `cell_height`,
    `gutter` between those that are cut apart, pages drawn at `scale`."""

    width: float
    height: float
    left: float
    bottom: float
    cell_width: float
    cell_height: float
    columns: int
    rows: int
    gutter: float
    scale: float
    bleed: float

    def corner(self, column: int, row: int) -> tuple[float, float]:
        """The lower left corner of a cell; row 0 is at the top."""
        return (
            self.left + column * (self.cell_width + self.gutter),
            self.bottom + (self.rows - 1 - row) * (self.cell_height + self.gutter),
        )

    @property
    def right(self) -> float:
        """The right edge of the block of pages."""
        return self.corner(self.columns - 1, 0)[0] + self.cell_width

    @property
    def top(self) -> float:
        """The upper edge of the block of pages."""
        return self.corner(0, 0)[1] + self.cell_height


def margin_pt(job: Imposition) -> float:
    """What a sheet needs around its pages for bleed, marks and bars."""
    margin = mm_to_pt(job.bleed_mm)
    if job.marks or job.bars:
        margin += MARK_GAP_PT + MARK_PT + _EDGE_PT
    if job.bars:
        margin += BAR_PT + _EDGE_PT
    return margin


def measured(job: Imposition, page_width: float, page_height: float) -> Measure:
    """The sheet for trimmed pages of that size."""
    columns, rows = {
        Scheme.SINGLE: (1, 1),
        Scheme.BOOKLET: (2, 1),
        Scheme.N_UP: (job.columns, job.rows),
    }[job.scheme]
    bleed, margin = mm_to_pt(job.bleed_mm), margin_pt(job)
    # Pages that are cut apart need bleed between them; those of a fold touch.
    gutter = 2 * bleed if job.scheme is Scheme.N_UP else 0.0
    free_width, free_height = 2 * margin + (columns - 1) * gutter, 2 * margin + (rows - 1) * gutter
    width, height, scale = columns * page_width + free_width, rows * page_height + free_height, 1.0
    if job.paper_mm:
        short, long = sorted(map(mm_to_pt, job.paper_mm))
        width, height = (long, short) if width > height else (short, long)
        scale = min(
            1.0,
            (width - free_width) / (columns * page_width),
            (height - free_height) / (rows * page_height),
        )
    cell_width, cell_height = page_width * scale, page_height * scale
    block_width = columns * cell_width + (columns - 1) * gutter
    block_height = rows * cell_height + (rows - 1) * gutter
    return Measure(
        width=width,
        height=height,
        left=(width - block_width) / 2,
        bottom=(height - block_height) / 2,
        cell_width=cell_width,
        cell_height=cell_height,
        columns=columns,
        rows=rows,
        gutter=gutter,
        scale=scale,
        bleed=bleed,
    )


def shift_pt(place: Place, job: Imposition) -> float:
    """How far a page of a folded sheet moves to the right: inner sheets towards the fold, by what folding pushes them out."""
    towards_fold = mm_to_pt(job.creep_mm) * place.depth
    return towards_fold if place.column == 0 else -towards_fold


def clip(measure: Measure, place: Place, job: Imposition) -> tuple[float, float, float, float]:
    """What a page may cover (x, y, width, height): its cell and the bleed around it, but nothing beyond a fold."""
    x, y = measure.corner(place.column, place.row)
    bleed = measure.bleed
    left = right = bleed
    if job.scheme is Scheme.BOOKLET:
        left, right = (bleed, 0.0) if place.column == 0 else (0.0, bleed)
    return x - left, y - bleed, measure.cell_width + left + right, measure.cell_height + 2 * bleed
