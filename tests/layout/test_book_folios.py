"""Each page of the printed edition begins at one place of the e-book, and marking it changes no word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.layout.book_folios import Folio, folios_of, insert_folios
from bulletin.model import PrintedPage, PrintedPages
from bulletin.model.pages import letters_in


def marked(xhtml: str, *letters: int) -> str:
    root = etree.fromstring(f"<body>{xhtml}</body>")
    insert_folios(
        root, [Folio(str(number), f"page-{number}", count) for number, count in enumerate(letters, 2)]
    )
    for mark in root.iter("span"):
        assert mark.get("role") == "doc-pagebreak"
        mark.text = f"[{mark.get('aria-label')}]"
    etree.strip_tags(root, "span")
    return etree.tostring(root, encoding="unicode")[6:-7]


@pytest.mark.parametrize(
    ("xhtml", "letters", "expected"),
    [
        ("<p>桥面下沉七厘米</p>", 3, "<p>桥面下[2]沉七厘米</p>"),
        ("<p>桥面，下沉</p>", 2, "<p>桥面，[2]下沉</p>"),
        ("<p>他说：“下沉了。”</p>", 2, "<p>他说：[2]“下沉了。”</p>"),
        ("<p>桥面</p><p>下沉</p>", 2, "<p>桥面</p><p>[2]下沉</p>"),
        ("<p>桥<strong>面下</strong>沉</p>", 2, "<p>桥<strong>面[2]下</strong>沉</p>"),
        ("<p>桥<strong>面下</strong>沉</p>", 3, "<p>桥<strong>面下</strong>[2]沉</p>"),
        ("<p><ruby>桥<rt>qiao</rt></ruby>面</p>", 1, "<p><ruby>桥<rt>qiao</rt></ruby>[2]面</p>"),
        ('<p>桥<a class="noteref">1</a>面</p>', 1, '<p>桥<a class="noteref">1</a>[2]面</p>'),
        ("<p>桥面</p>", 9, "<p>桥面</p>[2]"),
    ],
)
def test_a_page_break_stands_before_the_letter_that_begins_its_page(
    xhtml: str, letters: int, expected: str
) -> None:
    assert marked(xhtml, letters) == expected


def test_two_pages_may_begin_in_one_text() -> None:
    assert marked("<p>一二三四五六</p>", 2, 4) == "<p>一二[2]三四[3]五六</p>"
    assert marked("<p>一</p><p>二</p>", 1, 1) == "<p>一</p><p>[2][3]二</p>"


def test_a_page_without_text_begins_with_the_next_that_has_some() -> None:
    pages = (
        PrintedPage("1"),
        PrintedPage("2", "a1"),
        PrintedPage("3"),
        PrintedPage("4", "a1", 30),
        PrintedPage("5"),
    )
    by_place = folios_of(PrintedPages("x.pdf", pages))
    assert [(folio.number, folio.letters) for folio in by_place["a1"]] == [
        ("1", 0),
        ("2", 0),
        ("3", 30),
        ("4", 30),
        ("5", 30),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("桥面a1，。“ 》", max_size=8), min_size=1, max_size=6),
    st.lists(st.integers(1, 40), max_size=5),
)
def test_marking_pages_moves_no_character(texts: list[str], letters: list[int]) -> None:
    root = etree.Element("body")
    for number, text in enumerate(texts):
        paragraph = etree.SubElement(root, "p")
        paragraph.text = text
        etree.SubElement(paragraph, "em").tail = texts[number - 1]
    before = "".join(root.itertext())
    insert_folios(root, [Folio(str(count), f"page-{place}", count) for place, count in enumerate(letters)])
    assert "".join(root.itertext()) == before
    read, found = 0, []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start" and element.get("role") == "doc-pagebreak":
            found.append((int(element.get("aria-label", "")), read))
        read += letters_in((element.text if event == "start" else element.tail) or "")
    assert found == [(count, min(count, letters_in(before))) for count in sorted(letters)]
