"""In columns a short number stands upright, and everything else stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bulletin.layout.book_vertical import XHTML, level_small_tables, upright_numbers


def upright(xhtml: str) -> str:
    root = etree.fromstring(f'<body xmlns="{XHTML}">{xhtml}</body>')
    upright_numbers(root)
    for span in root.iter(f"{{{XHTML}}}span"):
        assert span.get("class") == "upright"
        span.text = f"[{span.text}]"
    etree.strip_tags(root, f"{{{XHTML}}}span")
    return etree.tostring(root, encoding="unicode").partition(">")[2][:-7]


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("<p>3月15日开会</p>", "<p>[3]月[15]日开会</p>"),
        ("<p>2026年</p>", "<p>2026年</p>"),
        ("<p>共12,000元，占38%，约3.5倍，9:30</p>", "<p>共12,000元，占38%，约3.5倍，9:30</p>"),
        ("<p>A4纸，第<em>7</em>号8栋</p>", "<p>A4纸，第<em>[7]</em>号[8]栋</p>"),
        ("<table><tr><td>12</td></tr></table>", "<table><tr><td>[12]</td></tr></table>"),
        ("<p>用<code>12</code>和34</p>", "<p>用<code>12</code>和[34]</p>"),
    ],
)
def test_one_or_two_digits_stand_upright(written: str, set_: str) -> None:
    assert upright(written) == set_


@given(st.lists(st.text("桥1２3月，. A", max_size=10), min_size=2, max_size=5))
def test_no_character_is_lost_or_moved(texts: list[str]) -> None:
    root = etree.Element(f"{{{XHTML}}}body")
    root.text = texts[0]
    for text in texts[1:]:
        child = etree.SubElement(root, f"{{{XHTML}}}p")
        child.text, child.tail = text, texts[0]
    before = "".join(root.itertext())
    upright_numbers(root)
    assert "".join(root.itertext()) == before


@pytest.mark.parametrize(
    ("rows", "cell", "is_level"), [(8, "格", True), (9, "格", False), (2, "长" * 101, False)]
)
def test_a_table_that_may_outgrow_the_page_turns_with_the_text(rows: int, cell: str, is_level: bool) -> None:
    table = f"<table>{f'<tr><td>{cell}</td></tr>' * rows}</table>"
    root = etree.fromstring(f'<body xmlns="{XHTML}">{table}</body>')
    level_small_tables(root)
    assert (root[0].get("class") == "level") is is_level
