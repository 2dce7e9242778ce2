"""Tables: columns, rows of whole lines, three rules."""

import pytest
from lxml import etree

from bulletin.layout import load_theme
from bulletin.layout.sheet_tables import rule_table
from bulletin.layout.sheet_wide_tables import is_readable, parts_of

MEASURE = load_theme("circular").measure


def ruled(markup: str) -> etree._Element:
    table = etree.fromstring(f"<body>{markup}</body>").find("table")
    assert table is not None
    rule_table(table, MEASURE)
    return table


def shares(table: etree._Element) -> list[float]:
    return [float(col.get("style", "").removeprefix("width:").rstrip("%")) for col in table.iter("col")]


def heights(table: etree._Element) -> list[str]:
    return [row.get("style", "") for row in table.iter("tr")]


def test_columns_are_as_wide_as_what_they_hold() -> None:
    table = ruled("<table><tr><td>类</td><td>停车与通行的说明</td></tr></table>")
    narrow, wide = shares(table)
    assert narrow < wide
    assert narrow + wide == pytest.approx(100, abs=0.1)


def test_a_table_that_nearly_fills_the_measure_fills_it() -> None:
    assert (
        ruled(f"<table><tr><td>{'说' * 20}</td><td>{'明' * 20}</td></tr></table>").get("style")
        == "width:100.00%;"
    )


def test_a_small_table_keeps_its_size() -> None:
    width = float(ruled("<table><tr><td>一</td><td>二</td></tr></table>").get("style", "").strip("width:%;"))
    assert width < 20


def test_the_widest_column_gives_way_before_a_narrow_one() -> None:
    head, tail = shares(ruled(f"<table><tr><td>办结率</td><td>{'说' * 200}</td></tr></table>"))
    assert head * 48 / 100 == pytest.approx(4.9, abs=0.1)
    assert tail > 80


def test_a_table_of_many_columns_gives_up_air_before_its_words_turn_over() -> None:
    row = f"<tr><td>石塘桥</td>{'<td>10.0</td>' * 12}</tr>"
    table = ruled(f"<table>{row * 3}</table>")
    assert heights(table) == ["height:calc(var(--line)*1);"] * 3
    assert "tight" in table.get("class", "").split()
    assert "tight" not in ruled(
        f"<table>{row.replace('</tr>', '<td>' + '说' * 90 + '</td></tr>')}</table>"
    ).get("class", "")
    assert "tight" not in ruled("<table><tr><td>一</td></tr></table>").get("class", "")


def test_a_row_takes_as_many_whole_lines_as_its_fullest_cell() -> None:
    table = ruled(f"<table><tr><td>一</td><td>二</td></tr><tr><td>三</td><td>{'说' * 90}</td></tr></table>")
    assert heights(table) == ["height:calc(var(--line)*1);", "height:calc(var(--line)*3);"]


def test_the_three_rules_hang_on_the_first_the_head_and_the_last_row() -> None:
    table = ruled(
        "<table><thead><tr><th>一</th></tr></thead><tbody><tr><td>二</td></tr><tr><td>三</td></tr></tbody></table>"
    )
    assert [cell.get("class") for cell in table.iter("th", "td")] == ["first-row head-row", None, "last-row"]


def test_a_cell_that_reaches_the_last_row_carries_its_rule() -> None:
    table = ruled('<table><tr><td rowspan="2">一</td><td>二</td></tr><tr><td>三</td></tr></table>')
    assert [cell.get("class") for cell in table.iter("td")] == ["first-row last-row", "first-row", "last-row"]


def test_a_column_of_numbers_is_set_to_the_right_with_its_head() -> None:
    table = ruled(
        "<table><tr><th>类</th><th>数</th></tr><tr><td>甲</td><td>1,200</td></tr><tr><td>乙</td><td>—</td></tr></table>"
    )
    assert [("number" in (cell.get("class") or "").split()) for cell in table.iter("th", "td")] == [
        False,
        True,
    ] * 3


def test_numbers_stand_with_their_points_below_one_another() -> None:
    rows = "".join(
        f"<tr><td>{number}</td></tr>" for number in ("192", "<strong>190.45</strong>", "7.5%", "—")
    )
    cells = list(ruled(f"<table>{rows}</table>").iter("td"))
    unseen = [[(span.text, span.tail) for span in cell.iter("span")] for cell in cells]
    assert unseen == [[(".00", "")], [], [("0", "%")], []]


def test_a_short_table_stays_whole_and_a_long_one_may_break() -> None:
    assert ruled("<table><tr><td>一</td></tr></table>").get("class") == "whole"
    assert ruled(f"<table>{'<tr><td>一</td></tr>' * 20}</table>").get("class") is None


def test_a_caption_leads_its_table() -> None:
    before = ruled("<table><caption>表</caption><tr><td>一</td></tr></table>").getprevious()
    assert before is not None
    assert (before.tag, before.get("class"), before.text) == ("p", "caption", "表")


def test_a_first_row_of_head_cells_is_the_head() -> None:
    table = ruled("<table><tr><th>一</th></tr><tr><td>二</td></tr></table>")
    assert table[1][0].get("class") == "first-row head-row"


def test_the_unit_stands_on_the_line_of_the_caption() -> None:
    root = etree.fromstring(
        '<body><p class="unit">单位：条</p><table><caption>表</caption><tr><td>一</td></tr></table></body>'
    )
    rule_table(root[1], MEASURE)
    assert root[0].get("class") == "unit beside"


def test_short_rows_are_filled_up() -> None:
    table = ruled("<table><tr><td>一</td><td>二</td></tr><tr><td>三</td></tr></table>")
    assert [len(row) for row in table.iter("tr")] == [2, 2]


def test_an_empty_table_is_left_as_it_is() -> None:
    assert ruled("<table></table>").get("style") is None


def wide(columns: int, cell: str = "<td>9</td>") -> etree._Element:
    head = "".join(f"<th>第{number}周</th>" for number in range(columns - 1))
    rows = f"<tr><td>云桥</td>{cell * (columns - 1)}</tr>" * 3
    return etree.fromstring(
        f"<body><table><caption>表</caption><tr><th>社区</th>{head}</tr>{rows}</table>后</body>"
    )


def test_a_table_too_wide_for_the_page_is_cut_and_repeats_its_first_column() -> None:
    body = wide(60)
    parts = parts_of(body[0], 48)
    assert list(body) == parts
    assert len(parts) > 1
    assert parts[-1].tail == "后"
    assert [part.find("caption") is not None for part in parts] == [True, *[False] * (len(parts) - 1)]
    rows = [[cell.text for cell in part.find(".//tr")] for part in parts]
    assert all(row[0] == "社区" for row in rows)
    assert [text for row in rows for text in row[1:]] == [f"第{number}周" for number in range(59)]
    assert max(map(len, rows)) - min(map(len, rows)) <= len(parts)


def test_a_table_that_can_be_read_stays_whole() -> None:
    body = wide(12)
    assert parts_of(body[0], 48) == [body[0]]
    assert is_readable(body[0], 48)


def test_a_wide_table_with_spanning_cells_is_told_to_be_unreadable() -> None:
    body = wide(40, '<td colspan="1">9</td>')
    assert parts_of(body[0], 48) == [body[0]]
    assert not is_readable(body[0], 48)
