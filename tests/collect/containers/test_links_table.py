"""Tables and sheets of links, each made here."""

import datetime
from pathlib import Path

import pytest
from tests.collect.containers.made import Files, zipped

from bulletin.collect.links_table import read_links
from bulletin.errors import InputError

TABLE = (
    "标题,链接,栏目,标签,日期\n"
    "渡口的四十六年,http://a.test/1.html,人物,口述、船,2026年1月20日\n"
    "没有网址的一行,,人物,,\n"
    '"石碑，和别的",https://a.test/2.html?x=1,旧物,,2026/2/3\n'
    "重复的一行,http://a.test/1.html,,,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_its_links(encoding: str, delimiter: str) -> None:
    outcome = read_links(TABLE.replace(",", delimiter).encode(encoding), Path("links.csv"))
    first, second = outcome.value
    assert (first.url, first.known.title, first.known.section) == (
        "http://a.test/1.html",
        "渡口的四十六年",
        "人物",
    )
    assert first.tags == ("口述", "船")
    assert first.known.date == datetime.date(2026, 1, 20)
    assert second.known.title == "石碑，和别的"
    assert [(notice.code, notice.values["row"]) for notice in outcome.notices] == [("web.table-row", 3)]


def test_a_table_without_names_is_read_too() -> None:
    outcome = read_links("1\thttp://a.test/1.html\t渡口的四十六年\n".encode(), Path("a.csv"))
    assert [(link.url, link.known.title) for link in outcome.value] == [
        ("http://a.test/1.html", "渡口的四十六年")
    ]


def test_a_table_without_addresses_says_so() -> None:
    with pytest.raises(InputError) as caught:
        read_links("标题,栏目\n甲,乙\n".encode(), Path("a.csv"))
    assert caught.value.code == "web.table"


def sheet(rows: str, **files: str | bytes) -> bytes:
    space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    relation = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
    made: Files = {
        "xl/worksheets/sheet1.xml": f"<worksheet {space} {relation}><sheetData>{rows}</sheetData>"
        "<hyperlinks><hyperlink ref='B3' r:id='rId1'/></hyperlinks></worksheet>",
        "xl/sharedStrings.xml": f"<sst {space}><si><t>标题</t></si><si><t>链接</t></si>"
        "<si><r><t>渡口的</t></r><r><t>四十六年</t></r><rPh><t>dukou</t></rPh></si></sst>",
        "xl/worksheets/_rels/sheet1.xml.rels": "<Relationships><Relationship Id='rId1' Target='http://a.test/2.html'/></Relationships>",
    }
    return zipped(made | {name.replace("__", "/"): content for name, content in files.items()})


def test_a_sheet_gives_its_links() -> None:
    rows = (
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
        "<c r='D1' t='inlineStr'><is><t>日期</t></is></c></row>"
        "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2' t='str'><v>http://a.test/1.html</v></c><c r='D2'><v>46042</v></c></row>"
        "<row r='3'><c r='A3' t='inlineStr'><is><t>石碑</t></is></c><c r='B3' t='inlineStr'><is><t>点这里</t></is></c></row>"
    )
    first, second = read_links(sheet(rows), Path("links.xlsx")).value
    assert (first.url, first.known.title) == ("http://a.test/1.html", "渡口的四十六年")
    assert first.known.date == datetime.date(2026, 1, 20)
    assert (second.url, second.known.title) == ("http://a.test/2.html", "石碑")


def test_a_sheet_without_one_element_and_with_numbers_beyond_measure_is_read() -> None:
    rows = f"<row><c t='inlineStr'><is><t>http://a.test/1</t></is></c><c t='s'><v>{'9' * 5000}</v></c></row>"
    (link,) = read_links(sheet(rows, **{"xl__sharedStrings.xml": "\0"}), Path("a.xlsx")).value
    assert link.url == "http://a.test/1"


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_links(sheet("", xl__huge=bytes(100 << 20)), Path("a.xlsx"))
    assert caught.value.code == "collect.archive-unsafe"
