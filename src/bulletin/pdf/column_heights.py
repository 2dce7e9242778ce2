"""Columns end on the grid. In: a document to lay out. Out: blocks of columns that are whole lines high.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.

To balance columns, WeasyPrint 70.0 begins with the mean of their heights, half a line perhaps, and a column that ends inside a
paragraph keeps the height that was tried (`columns_layout`): what follows would stand between the lines.
"""

from math import ceil
from typing import Any, Final

from weasyprint.layout import block
from weasyprint.text.line_break import strut

from bulletin.pdf.engine import Replacement, on_pinned

# Of a line: what is less is an error of floating point.
_NEARLY: Final = 0.01


@on_pinned
def applied() -> list[Replacement]:
    """Keep columns on the grid in every document laid out inside the `with` block."""
    lay_columns = block.columns_layout

    def columns_layout(*args: Any, **kwargs: Any) -> Any:
        box, resume_at, *rest = lay_columns(*args, **kwargs)
        if box is not None and resume_at is None:
            line_px, _ = strut(box.style)
            box.height = ceil(box.height / line_px - _NEARLY) * line_px
        return box, resume_at, *rest

    return [(block, "columns_layout", columns_layout)]
