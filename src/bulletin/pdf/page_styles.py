"""Pages of one kind share their style. In: a document to lay out. Out: the style of each kind of page worked out once, and
one measure for left and right pages.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.

WeasyPrint 70.0 works out the style of every page and of its sixteen margins anew, and looks through those of all pages before
for each (`set_page_type_computed_styles`). Pages differ by side, name, whether they are blank, and whether they are
the first; by number only where a style sheet says `:nth()`.

What margins leave of a page differs by the last bit between its sides, where they are mirrored: the pages of a part could
not be turned to the other side of the leaf (`chunks.placing`).
"""

from typing import Any, Final

from weasyprint.layout import page as page_layout

from bulletin.pdf.engine import Replacement, on_pinned

_DECIMALS: Final = 6  # of a px: far below what a file can tell


@on_pinned
def applied() -> list[Replacement]:
    """Share styles among the pages of every document laid out inside the `with` block."""
    work_out, take_width = page_layout.set_page_type_computed_styles, page_layout.page_width

    def set_page_type_computed_styles(page_type: Any, html: Any, style_for: Any) -> None:
        if _has_numbered_pages(style_for):
            work_out(page_type, html, style_for)
            return
        kind = page_type._replace(index=min(page_type.index, 1), groups=())
        styles = style_for.get_computed_styles()
        if (kind, None) not in styles:
            work_out(kind, html, style_for)
        styles[page_type, None] = styles[kind, None]
        for element, margin in style_for.get_cascaded_styles():
            if margin and element == kind:
                styles[page_type, margin] = styles[kind, margin]

    def page_width(page: Any, context: Any, whole: float) -> None:
        take_width(page, context, whole)
        page.width = round(page.width, _DECIMALS)

    return [
        (page_layout, "set_page_type_computed_styles", set_page_type_computed_styles),
        (page_layout, "page_width", page_width),
    ]


def _has_numbered_pages(style_for: Any) -> bool:
    """True if a style sheet chooses pages by their number."""
    return any(
        page.index is not None
        for sheet, *_ in style_for._sheets
        for _, selectors, _ in sheet.page_rules
        for *_, page in selectors
    )
