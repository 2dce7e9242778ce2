"""Which page lies where. In: a number of pages. Out: the sides of the sheets in the order in which they are printed.

Sheets are printed on both sides and folded once, several laid into each other: a gathering (帖). A booklet of one
gathering is stitched through the fold (骑马订); several are laid one after another and sewn or glued (锁线、胶订).
"""

from dataclasses import dataclass
from typing import Final

from bulletin.errors import UsageError

BLANK: Final = 0
_FOLD: Final = 4  # pages of a sheet folded once


@dataclass(frozen=True, slots=True)
class Place:
    """One page on a side: its number from 1 (or BLANK), its column and row from the top left, and how many sheets
    lie around its own in the gathering."""

    page: int
    column: int
    row: int = 0
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet."""

    columns: int
    rows: int
    places: tuple[Place, ...]


def padded(pages: int) -> tuple[int, ...]:
    """The page numbers made up to a multiple of four. Blanks stand before the last page, which is the back cover."""
    blanks = (BLANK,) * (-pages % _FOLD)
    if pages < 2:
        return (*range(1, pages + 1), *blanks)
    return (*range(1, pages), *blanks, pages)


def booklet(pages: int, *, signature_pages: int = 0, right_bound: bool = False) -> tuple[Side, ...]:
    """Front and back of every sheet, the outermost first, gathering after gathering.

    The short gathering stands last but one, where full ones hold it. Raises UsageError `pdf.signature-not-of-four`.
    """
    if signature_pages % _FOLD or signature_pages < 0:
        raise UsageError("pdf.signature-not-of-four", pages=signature_pages)
    order = padded(pages)
    sides: list[Side] = []
    start = 0
    for size in _gatherings(len(order), signature_pages):
        sides += _folded(order[start : start + size], right_bound)
        start += size
    return tuple(sides)


def n_up(pages: int, columns: int, rows: int, *, right_bound: bool = False) -> tuple[Side, ...]:
    """Pages in reading order, row by row; from the right where the binding is on the right. The last side may have gaps."""
    each = columns * rows
    return tuple(
        Side(
            columns,
            rows,
            tuple(
                Place(page, columns - 1 - at % columns if right_bound else at % columns, at // columns)
                for at, page in enumerate(range(first, min(first + each, pages + 1)))
            ),
        )
        for first in range(1, pages + 1, each)
    )


def _gatherings(pages: int, signature_pages: int) -> list[int]:
    """The pages of each gathering."""
    if not signature_pages or pages <= signature_pages:
        return [pages]
    full, rest = divmod(pages, signature_pages)
    sizes = [signature_pages] * full
    if rest:
        sizes.insert(full - 1 if full > 1 else full, rest)
    return sizes


def _folded(pages: tuple[int, ...], right_bound: bool) -> list[Side]:
    """One gathering: on the front of each sheet its last page beside its first, on the back the next two."""
    sides = []
    for depth in range(len(pages) // _FOLD):
        outer = 2 * depth
        front = pages[-1 - outer], pages[outer]
        back = pages[outer + 1], pages[-2 - outer]
        for left, right in (front, back):
            pair = (right, left) if right_bound else (left, right)
            sides.append(Side(2, 1, tuple(Place(page, at, depth=depth) for at, page in enumerate(pair))))
    return sides
