"""Where a large sheet may be divided, and what a part keeps of the others."""

from pathlib import Path
from typing import Any

import pytest

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.chunks.division import divided  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.run import render_in_chunks  # noqa: E402
from bulletin.pdf.render import render  # noqa: E402


@pytest.mark.parametrize(
    "more",
    [
        "h2::before { content: counter(article) }",
        "@page { @bottom-left { content: counter(pages) } }",
        "div { float: footnote }",
    ],
)
def test_what_runs_through_the_whole_keeps_it_whole(volume: Sheet, large: Any, more: str) -> None:
    body = volume.html.partition("</head>")[2].removesuffix("</html>")
    marked = large.style.replace("::footnote-marker", "::unmarked") if "footnote" in more else large.style
    assert large.cut(large.sheet(body)) != ()
    assert large.cut(large.sheet(body, more, marked)) == ()


def test_a_sheet_of_lists_alone_stays_whole(large: Any) -> None:
    entries = "".join(f'<p><a href="#a{number}">第{number}篇</a></p>' for number in range(200))
    assert large.cut(large.sheet(f'<div class="section">{entries}</div>' * 3)) == ()


def test_a_small_sheet_and_one_without_page_breaks_stay_whole(volume: Sheet, large: Any) -> None:
    assert divided(volume) == ()
    assert divided(large.sheet(large.paragraph * 4000, style="")) == ()


@pytest.mark.parametrize(
    ("more", "left_at_most"),
    [
        (
            ".article:first-child h2, .article:last-child h2 { text-indent: 2em } .article + .article { color: #444 }",
            8,
        ),
        (".article:nth-child(3n) h2, .article:nth-last-child(2) h2 { text-indent: 2em }", 11),
    ],
)
def test_a_part_keeps_of_the_others_what_a_rule_may_ask_for(
    large: Any, tmp_path: Path, more: str, left_at_most: int
) -> None:
    articles = "".join(large.article(number, length=1) for number in range(1, 13))
    sheet = large.sheet(f"<main>{articles}</main>", more)
    chunks = large.cut(sheet, 100)
    left = [chunk.sheet.html.count("display:none") for chunk in chunks]
    assert len(chunks) > 4
    assert max(left) <= left_at_most
    assert (min(left) > 8) == (left_at_most > 8)
    in_one_piece = render(sheet, tmp_path / "whole.pdf")
    assert render_in_chunks(sheet, chunks, tmp_path / "joined.pdf", 1) == in_one_piece
    assert large.look_alike(tmp_path / "joined.pdf", tmp_path / "whole.pdf")
