"""The body grammar as a check. In: a Body. Out: what breaks the grammar, one sentence each (English, for tests).

`bulletin.model.body` names the elements, attributes and classes; here stands who may stand in whom:
text stands in paragraphs and headings; a list item or a cell holds either a line of text or blocks, never both.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.model.body import BLOCKS, CLASSES, ELEMENTS, INLINES, LINK_SCHEMES, Body, allowed_attributes

# Elements that hold text and inlines only, and those that hold either these or blocks; all others hold blocks.
TEXT_HOLDERS: Final = frozenset("p h2 h3 h4 dt figcaption caption pre".split())
EITHER_HOLDERS: Final = frozenset({"li", "dd", "td", "th"})
CHILDREN: Final[dict[str, frozenset[str]]] = {
    "ul": frozenset({"li"}),
    "ol": frozenset({"li"}),
    "dl": frozenset({"dt", "dd"}),
    "figure": frozenset({"img", "figcaption"}),
    "table": frozenset({"caption", "thead", "tbody", "tfoot"}),
    "thead": frozenset({"tr"}),
    "tbody": frozenset({"tr"}),
    "tfoot": frozenset({"tr"}),
    "tr": frozenset({"td", "th"}),
    "br": frozenset(),
    "hr": frozenset(),
    "img": frozenset(),
}
MAX_SPAN: Final = 100  # columns or rows one cell may cover

_MAY_BE_EMPTY: Final = frozenset({"body", "br", "hr", "img", "td", "th", "dd"})


def violations(body: Body) -> list[str]:
    """Everything in `body` that the grammar forbids; an empty list for a valid body."""
    root = body.tree()
    return [*_of_elements(root), *_of_headings(root), *_of_references(root), *_of_tables(root)]


def row_widths(rows: list[etree._Element]) -> list[int]:
    """How many columns each `<tr>` of one table part covers, cells that reach down from rows above included."""
    widths: list[int] = []
    reaching: list[tuple[int, int]] = []  # (rows still covered, columns)
    for row in rows:
        width = sum(columns for _, columns in reaching)
        reaching = [(left - 1, columns) for left, columns in reaching if left > 1]
        for cell in row:
            columns = int(cell.get("colspan", "1"))
            width += columns
            if (down := int(cell.get("rowspan", "1"))) > 1:
                reaching.append((down - 1, columns))
        widths.append(width)
    return widths


def _of_elements(root: etree._Element) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            yield "a comment or processing instruction"
            continue
        if element is not root and tag not in ELEMENTS:
            yield f"<{tag}> is not in the grammar"
        yield from _of_content(element, tag)
        yield from _of_attributes(element, tag)


def _of_content(element: etree._Element, tag: str) -> Iterator[str]:
    allowed = _children_of(element, tag)
    for child in element:
        if child.tag not in allowed:
            yield f"<{child.tag!s}> in <{tag}>"
    if not (tag in TEXT_HOLDERS or tag in INLINES or _holds_a_line(element, tag)):
        for text in (element.text, *(child.tail for child in element)):
            if text and text.strip():
                yield f"text {text.strip()[:20]!r} directly in <{tag}>"
    if tag not in _MAY_BE_EMPTY and not _has_content(element):
        yield f"empty <{tag}>"
    if tag == "a" and any(True for _ in element.iterancestors("a")):
        yield "a link in a link"


def _children_of(element: etree._Element, tag: str) -> frozenset[str]:
    if tag in CHILDREN:
        return CHILDREN[tag]
    if tag == "ruby":
        return INLINES - {"ruby", "img", "br"}
    if tag in INLINES:
        return INLINES - {"rt", "rp"}
    if tag in TEXT_HOLDERS or _holds_a_line(element, tag):
        return INLINES - {"rt", "rp"}
    return BLOCKS


def _holds_a_line(element: etree._Element, tag: str) -> bool:
    """True for a list item or cell whose first content is text or an inline."""
    if tag not in EITHER_HOLDERS:
        return False
    return bool(element.text and element.text.strip()) or len(element) == 0 or element[0].tag in INLINES


def _has_content(element: etree._Element) -> bool:
    return bool("".join(element.itertext()).strip()) or any(
        True for _ in element.iter("img", "hr", "td", "th")
    )


def _of_attributes(element: etree._Element, tag: str) -> Iterator[str]:
    for name, value in element.items():
        if name not in allowed_attributes(tag):
            yield f"{name}= on <{tag}>"
        if name == "class" and not set(value.split()) <= CLASSES.get(tag, frozenset()):
            yield f"class {value!r} on <{tag}>"
        if name == "href" and not value.lower().startswith(LINK_SCHEMES):
            yield f"a link to {value[:40]!r}"
        if name in ("colspan", "rowspan") and not (value.isdecimal() and 1 < int(value) <= MAX_SPAN):
            yield f"{name}={value!r}"
    if tag == "img" and not (element.get("src") and "alt" in element.attrib):
        yield "a picture without src or alt"
    if tag == "a" and not (element.get("href") or element.get("id")):
        yield "a link that leads nowhere"


def _of_headings(root: etree._Element) -> Iterator[str]:
    before = 1
    for heading in root.iter("h2", "h3", "h4"):
        level = int(str(heading.tag)[1])
        if level > before + 1:
            yield f"<h{level}> after level {before}"
        before = level


def _of_references(root: etree._Element) -> Iterator[str]:
    ids = [value for element in root.iter() if (value := element.get("id"))]
    yield from (f"id {value!r} twice" for value in sorted({value for value in ids if ids.count(value) > 1}))
    for link in root.iter("a"):
        href = link.get("href", "")
        if href.startswith("#") and href[1:] not in ids:
            yield f"a link to {href!r}, which is not there"


def _of_tables(root: etree._Element) -> Iterator[str]:
    for table in root.iter("table"):
        widths = {width for part in table if part.tag != "caption" for width in row_widths(list(part))}
        if len(widths) > 1:
            yield f"a table with rows of {sorted(widths)} columns"
