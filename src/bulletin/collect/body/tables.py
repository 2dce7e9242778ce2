"""Tables. In: a draft body. Out: tables of data, every row as wide as the others; tables made for layout opened out."""

from itertools import islice
from typing import Final

from lxml import etree

from bulletin.collect.body.edits import is_all_bold, remove, replace, text_of, unwrap
from bulletin.collect.characters import weight_of
from bulletin.model.grammar import MAX_SPAN, row_widths

_PARTS: Final = ("thead", "tbody", "tfoot")
_COLUMN_LIMIT: Final = 60  # wider is a layout, or an attack
_ARTICLE_SHARE: Final = 0.6  # of the text in one cell: that cell is the page
_ARTICLE_WEIGHT: Final = 400  # characters


def open_layout_tables(root: etree._Element) -> None:
    """Put the blocks of a table that is no table of data in its place, innermost first."""
    for table in reversed(list(root.iter("table"))):
        if not _is_data(table):
            blocks = [block for cell in table.iter("td", "th") if _table_of(cell) is table for block in cell]
            replace(table, [*_captions(table), *blocks])


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors("table"), None)


def _is_data(table: etree._Element) -> bool:
    if table.find(".//table") is not None:
        return False
    weights = [[weight_of(text_of(cell)) for cell in row] for row in table.iter("tr")]
    # A second head is none (`_order_parts`).
    is_marked = any(
        text_of(part).strip() for part in (*table.iter("th", "caption"), *table.findall("thead")[:1])
    )
    if not is_marked and sum(sum(weight > 0 for weight in row) >= 2 for row in weights) < 2:
        return False
    if not any(map(any, weights)):
        return False
    if max(map(len, weights)) > _COLUMN_LIMIT:
        return False
    every = [weight for row in weights for weight in row]
    return max(every) < _ARTICLE_WEIGHT or max(every) < _ARTICLE_SHARE * sum(every)


def _captions(table: etree._Element) -> list[etree._Element]:
    captions = table.findall("caption")
    for caption in captions:
        caption.tag = "p"
    return captions


def settle_tables(root: etree._Element) -> None:
    """Order the parts, find the head, and pad short rows. Spans reach no further than the table."""
    for table in root.iter("table"):
        _order_parts(table)
        for row in list(table.iter("tr")):
            if not any(text_of(cell).strip() or cell.find(".//img") is not None for cell in row):
                _drop_row(row)
        _find_head(table)
        for part in [part for part in table if part.tag != "caption" and not len(part)]:
            remove(part)
        _pad(table)


def _drop_row(row: etree._Element) -> None:
    part = row.getparent()
    if part is not None and part.find(".//*[@rowspan]") is None:
        remove(row)


def _order_parts(table: etree._Element) -> None:
    """caption, thead, tbody …, tfoot; a second head, foot or caption becomes an ordinary part."""
    seen: set[str] = set()
    for part in list(table):
        if part.tag in seen and part.tag == "caption":
            remove(part)
            table.addprevious(part)
            part.tag = "p"
        elif part.tag in seen:
            part.tag = "tbody"
        seen.add(str(part.tag))
    order = ("caption", *_PARTS)
    table[:] = sorted(table, key=lambda part: order.index(str(part.tag)))


def _find_head(table: etree._Element) -> None:
    """A first row all of `<th>`, or all in bold, is the head."""
    if table.find("thead") is not None or (body := table.find("tbody")) is None or len(body) < 2:
        return
    cells = list(body[0])
    if any(cell.get("rowspan") for cell in cells):
        return
    named = [cell for cell in cells if text_of(cell).strip()]
    if all(cell.tag == "th" for cell in cells) or (len(named) > 1 and all(map(is_all_bold, named))):
        head = etree.Element("thead")
        head.append(body[0])
        body.addprevious(head)
        for cell in cells:
            cell.tag = "th"
            for strong in list(cell.iter("strong")):
                unwrap(strong)


def _pad(table: etree._Element) -> None:
    parts = [part for part in table if part.tag in _PARTS]
    for part in parts:
        for index, row in enumerate(part):
            for cell in row.iterfind("*[@rowspan]"):
                _limit(cell, "rowspan", len(part) - index)
    widest = _widest(parts)
    if widest > _COLUMN_LIMIT:  # spans that make no sense, or an attack
        for cell in table.iter("td", "th"):
            cell.attrib.pop("colspan", None)
            cell.attrib.pop("rowspan", None)
        widest = _widest(parts)
    for part in parts:
        for row, width in zip(part, row_widths(list(part)), strict=True):
            for _ in range(widest - width):
                etree.SubElement(row, "td")
        for row in [row for row in part if not len(row)]:
            _close(row)


def _close(row: etree._Element) -> None:
    """Take out a row that holds nothing but cells from above: they reach one row less far."""
    for distance, above in enumerate(islice(row.itersiblings(preceding=True), MAX_SPAN), 1):
        for cell in above.iterfind("*[@rowspan]"):
            if (rows := int(cell.get("rowspan", "1"))) > distance:
                _limit(cell, "rowspan", rows - 1)
    remove(row)


def _widest(parts: list[etree._Element]) -> int:
    return max((width for part in parts for width in row_widths(list(part))), default=0)


def _limit(cell: etree._Element, name: str, most: int) -> None:
    value = min(int(cell.get(name, "1")), most)
    if value > 1:
        cell.set(name, str(value))
    else:
        del cell.attrib[name]
