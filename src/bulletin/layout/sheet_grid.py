"""The geometry of a table. In: its rows. Out: its cells with their places, widths of columns, heights of rows.

The columns get widths in proportion to what they hold, so that the lines of each cell can be counted; a row then
gets a whole number of the page's lines (the text of a cell runs on a tighter leading).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import text_of
from bulletin.layout.widths import line_count, width_em

# Leading inside a cell and air above and below its text, in lines of the page.
CELL_LEADING: Final = 0.75
_CELL_AIR: Final = 0.2
# Air left and right of a cell's text, both together, in ems of the table's type; and in a table that has no room for it.
CELL_AIR_EM: Final = 1.5
TIGHT_AIR_EM: Final = 0.6
# What the estimate of a width may be short of: a column as wide as its text must not turn it over.
_SLACK_EM: Final = 0.4
# No column is narrower, in ems.
_NARROWEST_EM: Final = 3.0
# A table that nearly fills the measure is set to fill it.
_NEARLY_FULL: Final = 0.6
# What counts as a number: a sign, digits, a percentage, or a dash for nothing; no year, no date.
_NUMBER: Final = re.compile(r"[-+−±≈<>~]?[\d,.]+\s*[%‰]?|[—–-]*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and its place in the grid; it spans `rows` rows and `columns` columns."""

    element: etree._Element
    row: int
    column: int
    rows: int
    columns: int

    def needed_em(self, air_em: float) -> float:
        """The width of its longest line of text with `air_em` beside it."""
        return max(map(width_em, text_of(self.element).split("\n"))) + air_em + _SLACK_EM

    def lines(self, widths_em: Sequence[float], air_em: float) -> int:
        """How many of the page's lines its text needs in columns of these widths."""
        room_em = sum(widths_em[self.column : self.column + self.columns]) - air_em
        lines = sum(line_count(line, room_em) for line in text_of(self.element).split("\n"))
        return ceil(lines * CELL_LEADING + _CELL_AIR)


def cells_of(rows: Sequence[etree._Element]) -> Iterator[Cell]:
    """The cells of a table's rows with their places, as HTML's table model has it."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            columns, height = _span(cell, "colspan"), _span(cell, "rowspan")
            taken.update((row + down, column + right) for down in range(height) for right in range(columns))
            yield Cell(cell, row, column, height, columns)
            column += columns


def head_rows_of(table: etree._Element, rows: Sequence[etree._Element]) -> int:
    """The number of head rows: those of `thead`, or the first if it has head cells only."""
    in_head = sum(1 for _ in table.iterfind("thead/tr"))
    return in_head or int(len(rows) > 1 and all(cell.tag == "th" for cell in rows[0]))


def columns_of_numbers(cells: Sequence[Cell], head_rows: int) -> Iterator[list[Cell]]:
    """The cells of each column that holds numbers only below its head; cells of several columns are in none."""
    alone = [cell for cell in cells if cell.columns == 1]
    for column in {cell.column for cell in alone}:
        inside = [cell for cell in alone if cell.column == column]
        texts = [text_of(cell.element).strip() for cell in inside if cell.row >= head_rows]
        if any(texts) and all(_NUMBER.fullmatch(text) for text in texts):
            yield inside


def air_in_cells_em(cells: Sequence[Cell], room_em: float) -> float:
    """The air beside the text of each cell: less than usual where a table has room for its words with less only."""
    fits_tight_only = sum(natural_widths(cells)) > room_em >= sum(natural_widths(cells, TIGHT_AIR_EM))
    return TIGHT_AIR_EM if fits_tight_only else CELL_AIR_EM


def column_widths(cells: Sequence[Cell], room_em: float, air_em: float = CELL_AIR_EM) -> list[float]:
    """The widths of the columns in a table no wider than `room_em`: the widest give way first. A table that nearly
    fills the room fills it."""
    needed = natural_widths(cells, air_em)
    cap = max(needed)
    while sum(min(width, cap) for width in needed) > room_em and cap > _NARROWEST_EM:
        cap -= 0.25
    fitted = [min(width, cap) for width in needed]
    stretch = room_em / sum(fitted) if sum(fitted) > room_em * _NEARLY_FULL else 1.0
    return [width * stretch for width in fitted]


def natural_widths(cells: Sequence[Cell], air_em: float = CELL_AIR_EM) -> list[float]:
    """What each column needs to hold its longest line unbroken."""
    needed = [_NARROWEST_EM] * max(cell.column + cell.columns for cell in cells)
    for cell in cells:
        if cell.columns == 1:
            needed[cell.column] = max(needed[cell.column], cell.needed_em(air_em))
    return needed


def row_heights(cells: Sequence[Cell], rows: int, widths_em: Sequence[float], air_em: float) -> list[int]:
    """The height of each row in lines of the page: that of its fullest cell."""
    heights = [1] * rows
    for cell in cells:
        if cell.rows == 1:
            heights[cell.row] = max(heights[cell.row], cell.lines(widths_em, air_em))
    return heights


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdecimal() else 1
