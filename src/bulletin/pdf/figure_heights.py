"""Pictures give way to the page. In: a document to lay out. Out: no hole where a picture is a little too high for its place.

A picture that does not fit goes to the next page, and leaves empty what was to be its place. A compositor makes it smaller,
if it need not be much. Here it loses lines of the grid, a third of its own at most, where that keeps it on its page; in
columns, whose heights are tried out, it keeps its size. `object-fit` says how it stands in the lower box.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.
"""

from typing import Any, Final

from weasyprint.layout import block, inline
from weasyprint.text.line_break import strut

from bulletin.pdf.engine import Replacement, on_pinned

_MOST_LOST: Final = 1 / 3
# Of a line: what is less is an error of floating point.
_NEARLY: Final = 0.01


@on_pinned
def applied() -> list[Replacement]:
    """Fit the pictures of every document laid out inside the `with` block."""
    lay_block, lay_picture = block.block_level_layout, inline.inline_replaced_box_layout
    lost_px = highest_px = 0.0  # of the figure that is being laid out

    def inline_replaced_box_layout(box: Any, containing_block: Any) -> None:
        nonlocal highest_px
        lay_picture(box, containing_block)
        highest_px = max(highest_px, box.height)
        box.height -= lost_px

    def block_level_layout(context: Any, box: Any, *given: Any, **named: Any) -> Any:
        nonlocal lost_px, highest_px
        if box.element_tag != "figure" or context.in_column:
            return lay_block(context, box, *given, **named)
        bottom_space, _, parent, page_is_empty, *_ = given
        if page_is_empty or parent.element_tag == "figure":  # as are the boxes without a name inside one
            return lay_block(context, box, *given)
        left, top = box.position_x, box.position_y

        def laid() -> Any:
            box.position_x, box.position_y = left, top
            return lay_block(context, box, *given)

        highest_px = 0.0
        whole = laid()
        if _fits(whole, context, bottom_space):
            return whole
        line_px, _ = strut(parent.style)
        try:
            for lines in range(1, int(highest_px * _MOST_LOST / max(line_px, 1) + _NEARLY) + 1):
                lost_px = lines * line_px
                lower = laid()
                if _fits(lower, context, bottom_space):
                    return lower
        finally:
            lost_px = 0.0
        return laid()

    return [
        (block, "block_level_layout", block_level_layout),
        (inline, "inline_replaced_box_layout", inline_replaced_box_layout),
    ]


def _fits(laid: Any, context: Any, bottom_space: float) -> bool:
    """Whether all of a box stands on the page: as `_in_flow_layout` asks."""
    box, resume_at, *_ = laid
    return (
        box is not None
        and resume_at is None
        and not context.overflows_page(bottom_space, box.content_box_y() + box.height)
    )
