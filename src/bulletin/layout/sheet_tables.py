"""Tables on the grid. In: a table, the measure. Out: the table with widths of columns and heights of rows.

The columns get widths in proportion to what they hold, so that the lines of each cell can be counted; a row is
then given a whole number of the page's lines (the text of a cell runs on a tighter leading).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil
from typing import Final

from lxml import etree

from bulletin.layout.measure import Measure
from bulletin.layout.sheet_trees import add_class, add_style, has_class, text_of
from bulletin.layout.widths import line_count, width_em

# Leading inside a cell and air above and below its text, in lines of the page.
CELL_LEADING: Final = 0.75
_CELL_AIR: Final = 0.2
# Air left and right of a cell's text, both together, in ems of the table's type.
_CELL_PADDING_EM: Final = 1.5
# No column is narrower, in ems.
_NARROWEST_EM: Final = 3.0
# A table that nearly fills the measure is set to fill it.
_NEARLY_FULL: Final = 0.6


@dataclass(frozen=True, slots=True)
class _Cell:
    element: etree._Element
    row: int
    column: int
    columns: int
    rows: int

    @property
    def needed_em(self) -> float:
        """The width of its longest line of text."""
        return max(map(width_em, text_of(self.element).split("\n"))) + _CELL_PADDING_EM


def rule_table(table: etree._Element, measure: Measure) -> None:
    """Give `table` its columns, heights and the classes the rules of a 三线表 hang on."""
    rows = list(table.iter("tr"))
    cells = list(_cells(rows))
    if not cells:
        return
    room_em = measure.type_width_pt / measure.note_pt
    widths_em = _fitted(_column_widths(cells), room_em)
    full_em = sum(widths_em)
    add_style(table, f"width:{full_em / room_em:.2%}")
    _name_columns(table, [width / full_em for width in widths_em])
    for index, row in enumerate(rows):
        lines = max(
            (_lines(cell, widths_em) for cell in cells if cell.row == index and cell.rows == 1), default=1
        )
        add_style(row, f"height:calc(var(--line)*{lines})")
    _mark_rules(cells, len(rows), _head_rows(table, rows))
    _place_unit(table, room_em)


def _head_rows(table: etree._Element, rows: list[etree._Element]) -> int:
    """The number of head rows: those of `thead`, or the first if it has head cells only."""
    in_head = sum(1 for _ in table.iterfind("thead/tr"))
    return in_head or int(len(rows) > 1 and all(cell.tag == "th" for cell in rows[0]))


def _mark_rules(cells: list[_Cell], rows: int, head_rows: int) -> None:
    """The three rules of a table: above the first row, below the head, below the last row."""
    for cell in cells:
        after = cell.row + cell.rows
        for row, name in (
            (cell.row == 0, "first-row"),
            (after == head_rows, "head-row"),
            (after >= rows, "last-row"),
        ):
            if row:
                add_class(cell.element, name)


def _place_unit(table: etree._Element, room_em: float) -> None:
    """The unit above a table stands on the line of its caption if both have room there."""
    unit, caption = table.getprevious(), table.find("caption")
    if unit is None or caption is None or not has_class(unit, "unit"):
        return
    if width_em(text_of(caption)) + 2 * width_em(text_of(unit)) + 2 <= room_em:
        add_class(unit, "beside")


def _cells(rows: list[etree._Element]) -> Iterator[_Cell]:
    """The cells with their places, as HTML's table model has it: a cell may span columns and rows."""
    taken: set[tuple[int, int]] = set()
    for row, element in enumerate(rows):
        column = 0
        for cell in element.iterchildren("td", "th"):
            while (row, column) in taken:
                column += 1
            columns, height = _span(cell, "colspan"), _span(cell, "rowspan")
            taken.update((row + down, column + right) for down in range(height) for right in range(columns))
            yield _Cell(cell, row, column, columns, height)
            column += columns


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1")
    return min(max(int(value), 1), 100) if value.isdecimal() else 1


def _column_widths(cells: list[_Cell]) -> list[float]:
    count = max(cell.column + cell.columns for cell in cells)
    widths = [_NARROWEST_EM] * count
    for cell in cells:
        if cell.columns == 1:
            widths[cell.column] = max(widths[cell.column], cell.needed_em)
    return widths


def _fitted(widths: list[float], room_em: float) -> list[float]:
    """The widths in a table no wider than `room_em`: the widest columns give way first. A table that nearly fills the
    measure fills it."""
    cap = max(widths)
    while sum(min(width, cap) for width in widths) > room_em and cap > _NARROWEST_EM:
        cap -= 0.25
    fitted = [min(width, cap) for width in widths]
    total = sum(fitted)
    stretch = room_em / total if total > room_em * _NEARLY_FULL else 1.0
    return [width * stretch for width in fitted]


def _name_columns(table: etree._Element, shares: list[float]) -> None:
    group = etree.Element("colgroup")
    for share in shares:
        etree.SubElement(group, "col", {"style": f"width:{share:.2%}"})
    caption = table.find("caption")
    table.insert(0 if caption is None else list(table).index(caption) + 1, group)


def _lines(cell: _Cell, widths_em: list[float]) -> int:
    """How many of the page's lines the cell's text needs."""
    room_em = sum(widths_em[cell.column : cell.column + cell.columns]) - _CELL_PADDING_EM
    lines = sum(line_count(line, room_em) for line in text_of(cell.element).split("\n"))
    return ceil(lines * CELL_LEADING + _CELL_AIR)


def pad_rows(table: etree._Element) -> None:
    """Give every row the same number of cells, as tagged PDF asks (ISO 14289-1 §7.5)."""
    rows = [list(row.iterchildren("td", "th")) for row in table.iter("tr")]
    if any("rowspan" in cell.attrib or "colspan" in cell.attrib for row in rows for cell in row):
        return
    longest = max(map(len, rows), default=0)
    for row, cells in zip_longest(table.iter("tr"), rows):
        for _ in range(longest - len(cells)):
            etree.SubElement(row, "td")
