"""Notes stay on the page of their calls. In: a document to lay out. Out: lines moved on, never an earlier note.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.

To keep the first lines of a paragraph together, WeasyPrint 70.0 gives up notes of the page, even ones called
pages' lengths above, and prints them a page later (`_linebox_layout`: "first try to report footnotes"). Chinese
practice is the other way round: the paragraph goes to the next page. While it lays out one paragraph's lines, a page that
had to give up a note counts as full, so the paragraph breaks or moves as if there were no notes; then the notes it
gave up come back.
"""

from typing import Any

from weasyprint.layout import LayoutContext, block

from bulletin.pdf.engine import Replacement, on_pinned


@on_pinned
def applied() -> list[Replacement]:
    """Keep notes in their places in every document laid out inside the `with` block."""
    lay_lines, overflows = block._linebox_layout, LayoutContext.overflows_page
    report = LayoutContext.report_footnote
    giving_up: set[LayoutContext] = set()

    def report_footnote(context: LayoutContext, footnote: Any) -> None:
        giving_up.add(context)
        report(context, footnote)

    def overflows_page(context: LayoutContext, bottom_space: float, position_y: float) -> bool:
        return context in giving_up or bool(overflows(context, bottom_space, position_y))

    def linebox_layout(context: LayoutContext, *args: Any, **kwargs: Any) -> Any:
        reported = list(context.reported_footnotes)
        giving_up.discard(context)
        try:
            result = lay_lines(context, *args, **kwargs)
            if context in giving_up and not context.in_column:
                _take_back(context, [note for note in context.reported_footnotes if note not in reported])
        finally:
            giving_up.discard(context)
        return result

    return [
        (block, "_linebox_layout", linebox_layout),
        (LayoutContext, "overflows_page", overflows_page),
        (LayoutContext, "report_footnote", report_footnote),
    ]


def _take_back(context: LayoutContext, notes: list[Any]) -> None:
    """Put notes that wait for the next page back on this one."""
    for note in notes:
        context.reported_footnotes.remove(note)
        context.current_page_footnotes.append(note)
    if notes:
        context._update_footnote_area()
