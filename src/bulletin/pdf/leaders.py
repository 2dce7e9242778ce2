"""Leaders, a line of dots each. In: a document to lay out. Out: the dots of a line as one text.

WeasyPrint 70.0 makes every dot a box of its own (`layout.leader`), laid out, drawn and shaped apart: the contents of a hundred
articles took a fifth of the time of all. Reaches into its internals; on another version `applied` does nothing.
"""

from copy import copy
from typing import Any, Final

from weasyprint.layout import inline
from weasyprint.layout.leader import leader_index
from weasyprint.text.line_break import create_layout, line_size

from bulletin.pdf.engine import Replacement, on_pinned

_UNSEEN_PX: Final = 0.01  # by which all dots together may be moved


@on_pinned
def applied() -> list[Replacement]:
    """Join the dots of every document laid out inside the `with` block."""
    lead = inline.handle_leader

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        lead(context, line, containing_block)
        _, leader = leader_index(line)
        if leader is not None and len(leader.children) > 1:
            _join(context, leader)

    return [(inline, "handle_leader", handle_leader)]


def _join(context: Any, leader: Any) -> None:
    """Put one text in the place of its copies, if it comes out as they stand."""
    first = min(leader.children, key=lambda box: box.position_x)
    text, width = first.text * len(leader.children), first.width * len(leader.children)
    layout = create_layout(text, first.style, context, None, first.justification_spacing)
    joined_width, _ = line_size(layout.get_first_line()[0], first.style)
    layout.deactivate()
    if abs(joined_width - width) > _UNSEEN_PX:
        return
    joined = copy(first)
    joined.text, joined.width, joined.pango_layout = text, width, layout
    leader.children = (joined,)
