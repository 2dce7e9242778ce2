"""Tables in a reading system, whose page nobody knows. In: a table. Out: its heads say what they head, its words stay whole,
its numbers stand at the right."""

from collections.abc import Sequence
from typing import Final

from lxml import etree

from bulletin.layout.sheet_grid import Cell, cells_of, columns_of_numbers, head_rows_of
from bulletin.layout.sheet_trees import add_class, text_of
from bulletin.layout.widths import width_em

_SHORT_EM: Final = 4.0
# What a telephone's page in letters of twice the size can spare beside the column of sentences.
_ROOM_EM: Final = 7.0


def settle_table(table: etree._Element) -> None:
    """Say what head cells head, keep the words of short columns whole, and set columns of numbers to the right."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    _say_what_heads(rows)
    cells = list(cells_of(rows))
    _keep_short_columns([cell for cell in cells if cell.columns == 1])
    for column in columns_of_numbers(cells, head_rows_of(table, rows)):
        for cell in column:
            add_class(cell.element, "number")


def _say_what_heads(rows: Sequence[etree._Element]) -> None:
    """A head cell says what it heads: its column in the first row or a head row, else its row."""
    for number, row in enumerate(rows):
        in_head = number == 0 or row.xpath("boolean(parent::thead)")
        for cell in row.iterchildren("th"):
            if "scope" not in cell.attrib:
                cell.set("scope", "col" if in_head else "row")


def _keep_short_columns(cells: Sequence[Cell]) -> None:
    """Beside a column of sentences a reading system makes the others so narrow that their words break after each character:
    the cells of short ones get the class `short`, as many as there is room for."""
    widest: dict[int, float] = {}
    for cell in cells:
        widest[cell.column] = max(widest.get(cell.column, 0.0), width_em(text_of(cell.element)))
    short: set[int] = set()
    for column in sorted(widest):
        if widest[column] <= _SHORT_EM and sum(widest[each] for each in short) + widest[column] <= _ROOM_EM:
            short.add(column)
    if len(short) < len(widest):
        for cell in cells:
            if cell.column in short:
                add_class(cell.element, "short")
