"""Tables too wide for the measure. In: a table, the room. Out: the tables it is set as, one below the other.

A compositor cuts such a table between columns and repeats its first column in each part, so that every row still says
whose it is. A table with spanning cells cannot be cut; its editor is told.
"""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from math import ceil
from typing import Final

from lxml import etree

from bulletin.layout.sheet_grid import cells_of, natural_widths

# What a column asks for at most when it is decided whether a table must be cut: longer cells turn over.
_COLUMN_EM: Final = 8.0
# Columns narrower than this, on average, cannot be read.
_READABLE_EM: Final = 3.0


def parts_of(table: etree._Element, room_em: float) -> list[etree._Element]:
    """The table itself if it can be read in `room_em`, or its parts, which have taken its place in the tree."""
    rows = list(table.iter("tr"))
    columns = max((cell.column + cell.columns for cell in cells_of(rows)), default=0)
    if columns * _READABLE_EM <= room_em or any(row.xpath("*[@rowspan or @colspan]") for row in rows):
        return [table]
    widths = [min(width, _COLUMN_EM) for width in natural_widths(list(cells_of(rows)))]
    parts = [_part(table, group) for group in _groups(widths, room_em)]
    for part in parts:
        table.addprevious(part)
    parts[-1].tail, table.tail = table.tail, None
    parent = table.getparent()
    if parent is not None:
        parent.remove(table)
    return parts


def fits(table: etree._Element, room_em: float) -> bool:
    """True if the columns of `table` have what they ask for in `room_em`."""
    cells = list(cells_of(list(table.iter("tr"))))
    return not cells or sum(min(width, _COLUMN_EM) for width in natural_widths(cells)) <= room_em


def is_readable(table: etree._Element, room_em: float) -> bool:
    """False for a table whose columns are too narrow to be read."""
    columns = max((cell.column + cell.columns for cell in cells_of(list(table.iter("tr")))), default=0)
    return columns * _READABLE_EM <= room_em


def _groups(widths: Sequence[float], room_em: float) -> list[list[int]]:
    """The columns of each part, the first not counted: as few parts as will do, each about as wide as the others."""
    groups = list(_filled(widths, room_em, len(widths)))
    return list(_filled(widths, room_em, ceil((len(widths) - 1) / len(groups))))


def _filled(widths: Sequence[float], room_em: float, most: int) -> Iterator[list[int]]:
    """As many columns as fit beside the first, but no more than `most`, part by part."""
    group: list[int] = []
    taken = widths[0]
    for column, width in enumerate(widths[1:], start=1):
        if group and (taken + width > room_em or len(group) == most):
            yield group
            group, taken = [], widths[0]
        group.append(column)
        taken += width
    yield group


def _part(table: etree._Element, columns: Sequence[int]) -> etree._Element:
    """A copy of `table` with its first column and `columns`; its caption stays with the first part."""
    part = deepcopy(table)
    part.tail = None
    for row in part.iter("tr"):
        for column, cell in enumerate(list(row)):
            if column and column not in columns:
                row.remove(cell)
    caption = part.find("caption")
    if caption is not None and columns[0] > 1:
        part.remove(caption)
    return part
