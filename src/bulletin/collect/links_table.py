"""Tables of links to Links. In: a CSV or XLSX with an address a row. Out: the links, with title, section, tags, date.

An XLSX is a zip of XML, and two of its files hold all we ask of it. openpyxl would read them too, but unpacks whatever
it is given; with our own guards and lxml a table that unpacks to 300 MB is refused.
"""

import csv
import datetime
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from bulletin.collect.archive import checked_archive, read_entry
from bulletin.collect.characters import one_line, weight_of
from bulletin.collect.dates import date_of
from bulletin.collect.decode import decode
from bulletin.collect.details import Details
from bulletin.collect.parsing import parse_xml
from bulletin.collect.web.links import Link
from bulletin.errors import InputError
from bulletin.model import Notice, Outcome

# The files that are tables of links.
LINK_TABLES: Final = frozenset({".csv", ".xlsx"})

# What a column may be called → what it holds.
COLUMNS: Final[dict[str, str]] = {
    **dict.fromkeys("url link address href 链接 鏈接 連結 网址 網址 地址 原文链接 文章链接".split(), "url"),
    **dict.fromkeys("title 标题 標題 题目 題目 文章标题".split(), "title"),
    **dict.fromkeys("section 栏目 欄目 版块 分类 分類 category".split(), "section"),
    **dict.fromkeys("tag tags 标签 標籤 关键词 關鍵詞".split(), "tags"),
    **dict.fromkeys("date 日期 时间 時間 发布时间 发布日期 發布日期".split(), "date"),
    **dict.fromkeys("source 来源 來源 出处 出處 媒体".split(), "source"),
    **dict.fromkeys("author byline 作者 署名".split(), "byline"),
}
_MAX_ROWS: Final = 20_000
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>，。；]+", re.IGNORECASE)
_TAG_ENDS: Final = re.compile(r"[,，、;；|\s]+")
_DAY_ZERO: Final = datetime.date(1899, 12, 30)  # of Excel's day numbers
_NUMBER: Final = re.compile(r"\d{1,9}")
_CELL: Final = re.compile(r"([A-Z]+)(\d+)")
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Row = list[str]


def read_links(data: bytes, path: Path) -> Outcome[tuple[Link, ...]]:
    """The links of a table, in its order, each once; a row without one is a notice.

    The first row names the columns (`COLUMNS`); without names the addresses are taken from wherever they stand.
    Raises InputError `web.table`, and those of `checked_archive`.
    """
    rows = _sheet_rows(data) if data.startswith(b"PK") else _text_rows(data)
    columns = _columns(rows[0]) if rows else {}
    first = 1 if columns else 0
    links: dict[str, Link] = {}
    notices: list[Notice] = []
    for number, row in enumerate(rows[first:_MAX_ROWS], first + 1):
        if not any(row):
            continue
        link = _link(row, columns)
        if link is None:
            notices.append(Notice("web.table-row", {"row": number}, place=f"{path.name}:{number}"))
        else:
            links.setdefault(link.url, link)
    if not links:
        raise InputError("web.table", place=str(path))
    return Outcome(tuple(links.values()), tuple(notices))


def _columns(row: Row) -> dict[str, int]:
    names = {COLUMNS[name.lower()]: at for at, name in enumerate(row) if name.lower() in COLUMNS}
    return names if "url" in names else {}


def _link(row: Row, columns: dict[str, int]) -> Link | None:
    def cell(name: str) -> str:
        at = columns.get(name, len(row))
        return row[at] if at < len(row) else ""

    found = _ADDRESS.search(cell("url") if columns else " ".join(row))
    if not found:
        return None
    title = cell("title") if columns else _longest(row)
    known = Details(
        title=title,
        byline=cell("byline"),
        source=cell("source"),
        date=_date(cell("date")),
        section=cell("section"),
        url=found[0],
    )
    return Link(found[0], known, tuple(filter(None, _TAG_ENDS.split(cell("tags")))))


def _longest(row: Row) -> str:
    return max((cell for cell in row if not _ADDRESS.search(cell)), key=weight_of, default="")


def _date(text: str) -> datetime.date | None:
    if re.fullmatch(r"[2-6]\d{4}(?:\.\d+)?", text):
        return _DAY_ZERO + datetime.timedelta(days=int(float(text)))
    return date_of(text)


def _text_rows(data: bytes) -> list[Row]:
    text = decode(data).text
    head = text[:4096]
    delimiter = max(",\t;", key=head.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [[one_line(cell) for cell in row] for row, _ in zip(lines, range(_MAX_ROWS), strict=False)]
    except csv.Error:  # a quotation mark that never closes
        return [[one_line(cell) for cell in line.split(delimiter)] for line in text.splitlines()[:_MAX_ROWS]]


def _sheet_rows(data: bytes) -> list[Row]:
    """The first sheet's cells as text; a cell with a link has the address added."""
    archive = checked_archive(data)
    sheet = parse_xml(read_entry(archive, "xl/worksheets/sheet1.xml"))
    if sheet is None:
        raise InputError("collect.not-an-archive")
    strings = parse_xml(read_entry(archive, "xl/sharedStrings.xml"))
    shared = [_plain(item) for item in strings.iter("{*}si")] if strings is not None else []
    relations = parse_xml(read_entry(archive, "xl/worksheets/_rels/sheet1.xml.rels"))
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in (relations.iter("{*}Relationship") if relations is not None else ())
    }
    links = {link.get("ref", ""): targets.get(link.get(_RELATION), "") for link in sheet.iter("{*}hyperlink")}
    return [_cells(row, shared, links) for row in list(sheet.iter("{*}row"))[:_MAX_ROWS]]


def _cells(row: etree._Element, shared: Sequence[str], links: dict[str, str]) -> Row:
    cells: Row = []
    for cell in row.iter("{*}c"):
        place = _CELL.fullmatch(cell.get("r", ""))
        at = min(_column_number(place[1]), 200) if place else len(cells)
        cells += [""] * (at - len(cells))
        cells.append(one_line(f"{_value(cell, shared)} {links.get(cell.get('r', ''), '')}"))
    return cells


def _value(cell: etree._Element, shared: Sequence[str]) -> str:
    if cell.get("t") == "inlineStr":
        return _plain(cell)
    value = cell.findtext("{*}v") or ""
    if cell.get("t") == "s":
        return shared[int(value)] if _NUMBER.fullmatch(value) and int(value) < len(shared) else ""
    return value


def _plain(item: etree._Element) -> str:
    """The text of an item, its readings (`rPh`) left out."""
    parts = (text.text or "" for text in item.iter("{*}t") if not _is_reading(text))
    return "".join(parts)


def _is_reading(text: etree._Element) -> bool:
    parent = text.getparent()
    return parent is not None and str(parent.tag).endswith("}rPh")


def _column_number(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
