"""Columns begin side by side and end on the grid. In: a document to lay out. Out: blocks of columns that are whole lines high.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.

To balance columns, WeasyPrint 70.0 begins with the mean of their heights, half a line perhaps, and a column that ends inside a
paragraph keeps the height that was tried (`columns_layout`): what follows would stand between the lines.

A margin where a column breaks is left out, as at the head of a page (CSS Fragmentation 3, §5.2); WeasyPrint 70.0 leaves it out on
pages only, and a column that begins with a heading or a figure would begin below its neighbour. So would the first column: here
what is white above columns is the matter of what stands above them.
"""

from math import ceil, isinf
from typing import Any, Final

from weasyprint.layout import block
from weasyprint.text.line_break import strut

from bulletin.pdf.engine import Replacement, on_pinned

# Of a line: what is less is an error of floating point.
_NEARLY: Final = 0.01


@on_pinned
def applied() -> list[Replacement]:
    """Keep columns on the grid in every document laid out inside the `with` block."""
    lay_columns, lay_child, lay_block = (
        block.columns_layout,
        block._in_flow_layout,
        block.block_level_layout_switch,
    )
    heads: list[Any] = []  # the boxes that are being laid out at the head of a column

    def columns_layout(*given: Any) -> Any:
        box, resume_at, *rest = lay_columns(*given)
        if box is not None and resume_at is None:
            line_px, _ = strut(box.style)
            box.height = ceil(box.height / line_px - _NEARLY) * line_px
        return box, resume_at, *rest

    def in_flow_layout(
        context: Any, parent: Any, index: int, child: Any, before: list[Any], *given: Any
    ) -> Any:
        is_first = context.in_column and not before and not isinf(_bottom_space(given))
        begins = parent.is_column or (heads and parent is heads[-1] and parent.top_margin_collapses())
        if not (is_first and (index > 0 or begins)):
            return lay_child(context, parent, index, child, before, *given)
        heads.append(child)
        try:
            return lay_child(context, parent, index, child, before, *given)
        finally:
            heads.pop()

    def block_level_layout_switch(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        if heads and box is heads[-1]:
            box.margin_top = 0
        return lay_block(context, box, *given, **named)

    return [
        (block, "columns_layout", columns_layout),
        (block, "_in_flow_layout", in_flow_layout),
        (block, "block_level_layout_switch", block_level_layout_switch),
    ]


def _bottom_space(given: tuple[Any, ...]) -> float:
    """Infinite where `columns_layout` asks how much room a box takes that would stand in the column before."""
    _page_is_empty, _absolute_boxes, _fixed_boxes, _adjoining_margins, bottom_space, *_ = given
    return float(bottom_space)
