"""The pages tell which text begins them, so that the e-book can tell the same pages."""

from collections.abc import Callable
from typing import Any

from bulletin.model import PrintedPage

PAGE = "@page { size: 140pt 100pt; margin: 20pt; @bottom-center { content: '— ' counter(page) ' —' } }"
BODY = (
    "font-size: 10pt; line-height: 10pt; widows: 1; orphans: 1; margin: 0; text-indent: 0; text-align: left"
)


def pages_of(printed: Callable[..., Any], body: str, style: str = "") -> tuple[PrintedPage, ...]:
    """The pages of a body set ten characters to the line, six lines to the page."""
    sheet = printed(f"<body>{body}</body>", style=f"{PAGE} * {{ {BODY} }} {style}")
    return tuple(sheet.pages)


def test_a_page_begins_after_the_letters_of_those_before(printed: Callable[..., Any]) -> None:
    text = "一二三四五六七八九十" * 14
    assert pages_of(printed, f'<div data-place="a1"><p>{text}</p></div>') == (
        PrintedPage("1", "a1", 0),
        PrintedPage("2", "a1", 60),
        PrintedPage("3", "a1", 120),
    )


def test_notes_generated_text_and_repeated_table_heads_are_not_counted(printed: Callable[..., Any]) -> None:
    rows = "".join(f"<tr><td>{character}</td></tr>" for character in "甲乙丙丁戊己庚辛")
    table = f"<table><thead><tr><th>头</th></tr></thead><tbody>{rows}</tbody></table>"
    note = '<span class="n">脚注</span>'
    style = (
        ".n { float: footnote } p::before { content: '生成' } td, th, table { padding: 0; border-spacing: 0 }"
    )
    pages = pages_of(printed, f'<div data-place="a1"><p>一二{note}</p>{table}<p>三四</p></div>', style)
    counted = "一二头甲乙丙丁戊己庚辛三四"
    assert len(pages) > 2
    assert [page.folio for page in pages] == [str(number) for number in range(1, len(pages) + 1)]
    for page in pages[1:]:
        assert page.place == "a1"
        assert counted[page.letters] in "甲乙丙丁戊己庚辛三"


def test_a_page_without_a_folio_is_counted_from_its_neighbours(printed: Callable[..., Any]) -> None:
    style = """@page bare { @bottom-center { content: none } } .bare { page: bare; break-after: page }
        @page numbered:nth(1 of numbered) { counter-reset: page 7 } main { page: numbered }"""
    pages = pages_of(
        printed,
        '<div class="bare" data-place="cover"><p>封面</p></div><main><p data-place="a1">正文</p></main>',
        style,
    )
    assert [(page.folio, page.place) for page in pages] == [("6", "cover"), ("7", "a1")]


def test_a_blank_page_has_no_place(printed: Callable[..., Any]) -> None:
    pages = pages_of(
        printed, '<p data-place="a1">一</p><p data-place="a2" style="break-before: right">二</p>'
    )
    assert [page.place for page in pages] == ["a1", "", "a2"]
