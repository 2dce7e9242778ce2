"""Tables on the page's grid, ruled as 三线表. In: a table, the measure. Out: the table with sizes and classes."""

import re
from collections.abc import Sequence
from typing import Final

from lxml import etree

from bulletin.layout.measure import Measure
from bulletin.layout.sheet_grid import (
    CELL_AIR_EM,
    Cell,
    air_in_cells_em,
    cells_of,
    column_widths,
    columns_of_numbers,
    head_rows_of,
    row_heights,
)
from bulletin.layout.sheet_trees import add_class, add_style, has_class, text_of
from bulletin.layout.widths import width_em

_FRACTION: Final = re.compile(r"(\D*[\d,]+)((?:\.\d+)?)(\s*[%‰]?)")
# A table of no more than this share of the page's lines is not broken over pages.
_KEPT_WHOLE: Final = 0.4


def rule_table(table: etree._Element, measure: Measure) -> None:
    """Give `table` its widths and heights and the classes its rules hang on; pad its short rows."""
    rows = list(table.iter("tr"))
    _pad_rows(rows)
    cells = list(cells_of(rows))
    if not cells:
        return
    room_em = measure.type_width_pt / measure.note_pt
    air_em = air_in_cells_em(cells, room_em)
    if air_em < CELL_AIR_EM:
        add_class(table, "tight")
    widths_em = column_widths(cells, room_em, air_em)
    heights = row_heights(cells, len(rows), widths_em, air_em)
    add_style(table, f"width:{sum(widths_em) / room_em:.2%}")
    for row, lines in zip(rows, heights, strict=True):
        add_style(row, f"height:calc(var(--line)*{lines})")
    head_rows = head_rows_of(table, rows)
    _keep_joined_rows(rows, cells)
    _mark_rules(cells, len(rows), head_rows)
    _align_numbers(cells, head_rows)
    _place_unit(table, room_em)
    if sum(heights) <= measure.lines * _KEPT_WHOLE:
        add_class(table, "whole")
    _lead_with_caption(table)
    _size_columns(table, widths_em)


def _pad_rows(rows: Sequence[etree._Element]) -> None:
    """Give every row as many cells as the longest, as tagged PDF asks (ISO 14289-1 §7.5)."""
    counts = [len(list(row.iterchildren("td", "th"))) for row in rows]
    if any(row.xpath("*[@rowspan or @colspan]") for row in rows):
        return
    for row, count in zip(rows, counts, strict=True):
        for _ in range(max(counts) - count):
            etree.SubElement(row, "td")


def _keep_joined_rows(rows: Sequence[etree._Element], cells: Sequence[Cell]) -> None:
    """No page ends inside a cell of several rows."""
    for joined in {at for cell in cells for at in range(cell.row, cell.row + cell.rows - 1)}:
        add_style(rows[joined], "break-after:avoid")


def _mark_rules(cells: Sequence[Cell], rows: int, head_rows: int) -> None:
    """The three rules of a table: above the first row, below the head, below the last row."""
    for cell in cells:
        after = cell.row + cell.rows
        for ruled, name in (
            (cell.row == 0, "first-row"),
            (after == head_rows, "head-row"),
            (after >= rows, "last-row"),
        ):
            if ruled:
                add_class(cell.element, name)


def _align_numbers(cells: Sequence[Cell], head_rows: int) -> None:
    """A column that holds numbers only is set to the right, its head too."""
    for column in columns_of_numbers(cells, head_rows):
        for cell in column:
            add_class(cell.element, "number")
        _align_points([cell.element for cell in column if cell.row >= head_rows])


def _align_points(cells: Sequence[etree._Element]) -> None:
    """Numbers of a column stand with their points below one another: what one lacks behind it is set unseen."""
    texts = [cell[0] if len(cell) == 1 and not cell.text else cell for cell in cells]
    places = {element: _FRACTION.fullmatch(element.text or "") for element in texts if not len(element)}
    longest = max((len(found[2]) for found in places.values() if found), default=0)
    for element, found in places.items():
        if found and len(found[2]) < longest:
            unseen = etree.Element("span", {"class": "unseen"})
            unseen.text = ("." if not found[2] else "") + "0" * (longest - max(len(found[2]), 1))
            unseen.tail = found[3]
            element.text = found[1] + found[2]
            element.insert(0, unseen)


def _place_unit(table: etree._Element, room_em: float) -> None:
    """The unit above a table stands on the line of its caption if both have room there."""
    unit, caption = table.getprevious(), table.find("caption")
    if unit is None or caption is None or not has_class(unit, "unit"):
        return
    if width_em(text_of(caption)) + 2 * width_em(text_of(unit)) + 2 <= room_em:
        add_class(unit, "beside")


def _lead_with_caption(table: etree._Element) -> None:
    """A caption is a paragraph before its table: the engine would part it from the first rows at a page's foot."""
    caption = table.find("caption")
    if caption is not None:
        caption.tag = "p"
        add_class(caption, "caption")
        table.addprevious(caption)


def _size_columns(table: etree._Element, widths_em: Sequence[float]) -> None:
    group = etree.Element("colgroup")
    for width in widths_em:
        etree.SubElement(group, "col", {"style": f"width:{width / sum(widths_em):.2%}"})
    table.insert(0, group)
