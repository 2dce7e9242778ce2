"""Lines that were left short of the margin. In: the finished pages. Out: one notice for each article that has any."""

from collections.abc import Iterable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from bulletin.model import Notice
from bulletin.pdf.line_adjustment.line import flow_boxes

_SHOWN_LENGTH = 40


def short_lines(pages: Iterable[Any]) -> tuple[Notice, ...]:
    """What the final layout has of them: a notice says how many an article has, and on which page the first stands
    with its words. `pages` are WeasyPrint pages; the title is the last `data-title` above the line."""
    found: dict[str, list[tuple[int, str]]] = {}
    title = ""
    for number, page in enumerate(pages, 1):
        for box in _boxes(page._page_box):  # the only way to the finished boxes
            if isinstance(box, boxes.LineBox):
                if getattr(box, "left_short", False):
                    text = "".join(getattr(inner, "text", "") for inner in flow_boxes(box))
                    found.setdefault(title, []).append((number, text[:_SHOWN_LENGTH]))
            elif box.element is not None:
                title = box.element.get("data-title", title)
    return tuple(
        Notice("pdf.short-lines", {"count": len(lines), "page": lines[0][0], "words": lines[0][1]}, article)
        for article, lines in found.items()
    )


def _boxes(page: Any) -> Iterator[Any]:
    """Every box of a page in reading order."""
    waiting = [page]
    while waiting:
        box = waiting.pop()
        yield box
        waiting += [getattr(child, "_box", child) for child in reversed(getattr(box, "children", ()))]
