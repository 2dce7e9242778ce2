"""Lines in every place of a page: both margins flush, or as wide as the style asks."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from bulletin.model import Sheet, TypeStyle
from bulletin.pdf import engine, print_pdf

engine.load()

from bulletin.pdf.line_adjustment import measuring  # noqa: E402 WeasyPrint first

Print = Callable[..., Any]
Lines = Callable[[Any], list[list[dict[str, Any]]]]

PAGE = "@page { size: 150mm 250mm; margin: 10mm } p, li, td { text-align: justify }"
MARGIN = 10 / 25.4 * 72
PAGE_RIGHT = 140 / 25.4 * 72


def test_a_dash_before_emphasis_takes_no_gap_for_a_mark_its_neighbour_squeezed(
    printed: Print, lines_of: Lines
) -> None:
    # ，」（ is squeezed in its text; （ begins a line on which its run ends with the dash before <strong>.
    run = "「下在生，」（有大過動）同到會了能的於一——"
    style = "p { width: 21em; text-align: justify } strong { font-weight: normal }"
    body = "".join(
        f"<p>{'中' * filled}{run}<strong class='hei'>而說</strong>會個有方就</p>" for filled in range(12, 18)
    )
    path = printed(f"<body>{body}</body>", lang="zh-Hant-TW", style=f"@page {{ height: 300mm }} {style}").path
    with pdfplumber.open(path) as document:
        lines = [line for page in document.pages for line in lines_of(page)]
    dashes = [(line, index) for line in lines for index, char in enumerate(line[:-1]) if "—" in char["text"]]
    assert any(line[0]["text"] == "（" for line, _ in dashes)
    for line, index in dashes:
        assert line[index + 1]["x0"] - line[index]["x1"] < 1.0, "".join(char["text"] for char in line)


def test_a_digit_that_begins_a_line_behind_latin_leaves_no_gap_for_its_other_form(
    printed: Print, lines_of: Lines
) -> None:
    # Pango sets the 3 of “Python 3” as Latin, and the 3 that begins a line as Chinese: a hair wider.
    style = "p { width: 12em } strong { font-weight: normal }"
    body = "".join(
        f"<p>{'中' * filled}Python 3分产于我<strong class='hei'>出口</strong>也</p>"
        for filled in range(6, 10)
    )
    with pdfplumber.open(
        printed(f"<body>{body}</body>", style=f"@page {{ height: 300mm }} {style}").path
    ) as document:
        lines = [line for page in document.pages for line in lines_of(page)]
    begun = [line for line in lines if line[0]["text"] == "3"]
    assert begun
    for line in begun:
        assert [b["x0"] - a["x1"] for a, b in pairwise(line[1:])] == pytest.approx(
            [0.0] * (len(line) - 2), abs=0.02
        )


TEXT = "这座桥今年春天修好了，桥长38米，宽6米；“两岸的人”都说：走起来比从前稳。《河志》里记着它的来历——原是一座木桥。"


def _set_lines(
    printed: Print, lines_of: Lines, body: str, style: str, **keywords: Any
) -> list[list[dict[str, Any]]]:
    """The lines of the pages, with white at their ends dropped."""
    page = printed(f"<body>{body}</body>", style=PAGE + style, **keywords)
    assert "pdf.short-lines" not in page.codes
    return _lines_in(page.path, lines_of)


def _lines_in(path: Path, lines_of: Lines) -> list[list[dict[str, Any]]]:
    with pdfplumber.open(path) as document:
        found = [line for sheet in document.pages for line in lines_of(sheet)]
    return [[char for char in line if char["text"].strip()] for line in found]


def _assert_flush(lines: list[list[dict[str, Any]]], left_pt: float, right_pt: float, least: int = 3) -> None:
    """Both margins: all lines but the last of a paragraph, at least so many; a mark at the end is drawn in half its em."""
    assert len(lines) > least
    for line in lines[:-1]:
        words = "".join(char["text"] for char in line)
        assert abs(line[0]["x0"] - left_pt) < 0.1, words
        assert abs(line[-1]["x1"] - right_pt) < 0.1, words


def test_two_columns_are_flush_on_both_sides_and_share_a_grid(printed: Print, lines_of: Lines) -> None:
    style = "div { width: 300pt; columns: 2; column-gap: 24pt }"
    rows = _set_lines(printed, lines_of, f"<div><p>{TEXT * 4}</p></div>", style)
    left = [[char for char in row if char["x0"] < MARGIN + 138 + 6] for row in rows]
    right = [[char for char in row if char["x0"] >= MARGIN + 138 + 6] for row in rows]
    assert all(left[:5]) and all(right[:5])  # noqa: PT018  # the same baselines: a row has both
    _assert_flush([*left, left[0]], MARGIN, MARGIN + 138)
    _assert_flush([row for row in right if row], MARGIN + 162, MARGIN + 300)


def test_a_list_is_flush_beside_its_numbers(printed: Print, lines_of: Lines) -> None:
    style = "ol { width: 240pt; margin: 0; padding: 0 0 0 24pt }"
    lines = _set_lines(printed, lines_of, f"<ol><li>{TEXT * 2}</li></ol>", style)
    first = [char for char in lines[0] if char["x0"] > MARGIN + 23.9]
    _assert_flush([first, *lines[1:]], MARGIN + 24, MARGIN + 264)


def test_a_cell_of_a_table_is_flush(printed: Print, lines_of: Lines) -> None:
    style = "table { border-collapse: collapse; table-layout: fixed; width: 252pt } td { padding: 0 6pt }"
    rows = _set_lines(
        printed, lines_of, f"<table><tr><td>{TEXT * 2}</td><td>{TEXT * 2}</td></tr></table>", style
    )
    _assert_flush(
        [[char for char in row if char["x0"] < MARGIN + 126] for row in rows], MARGIN + 6, MARGIN + 120
    )
    _assert_flush(
        [[char for char in row if char["x0"] > MARGIN + 126] for row in rows], MARGIN + 132, MARGIN + 246
    )


def test_a_footnote_is_flush_and_its_call_leaves_the_line_flush(printed: Print, lines_of: Lines) -> None:
    style = """p { width: 300pt } .note { float: footnote; font-size: 9pt; line-height: 18pt; text-align: justify }
        .note::footnote-call { content: "①"; vertical-align: 4pt; font-size: 6pt; line-height: 0 }
        .note::footnote-marker { content: ""; }"""
    body = f'<p>{TEXT[:30]}<span class="note">{TEXT * 3}</span>{TEXT * 2}</p>'
    lines = _set_lines(printed, lines_of, body, style)
    text = [line for line in lines if line[-1]["size"] > 10]
    notes = [line for line in lines if line[-1]["size"] < 10 and len(line) > 3]
    _assert_flush([[char for char in line if char["size"] > 7] for line in text], MARGIN, MARGIN + 300)
    _assert_flush(notes, MARGIN, PAGE_RIGHT)


def test_a_heading_that_runs_over_is_flush_where_the_style_asks(printed: Print, lines_of: Lines) -> None:
    style = "h2 { margin: 0; width: 210pt; font: 15pt/18pt 'Bulletin Hei'; text-align: justify }"
    lines = _set_lines(printed, lines_of, f"<h2>{TEXT * 2}</h2>", style)
    _assert_flush(lines, MARGIN, MARGIN + 210)


def test_a_line_with_a_picture_in_it_is_flush(printed: Print, lines_of: Lines) -> None:
    picture = '<img src="asset:dot.svg" alt="点" style="width: 12pt; height: 8pt"/>'
    dot = b'<svg xmlns="http://www.w3.org/2000/svg" width="12" height="8"><rect width="12" height="8"/></svg>'
    body = f"<p>{TEXT[:8]}{picture}{TEXT[8:40]}{picture}{TEXT * 2}</p>"
    resources = {"dot.svg": (dot, "image/svg+xml")}
    lines = _set_lines(printed, lines_of, body, "p { width: 250pt }", resources=resources)
    _assert_flush(lines, MARGIN, MARGIN + 250)
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(lines[0])]
    assert sum(gap > 11.9 for gap in gaps) == 1  # the picture's own width


def test_a_hanging_mark_stands_beyond_a_margin_that_is_flush_without_it(
    sheet_of: Callable[..., Sheet], lines_of: Lines, tmp_path: Path
) -> None:
    sheet = sheet_of(f"<body><p>{TEXT * 6}</p></body>", style=f"{PAGE} p {{ width: 252pt }}")
    print_pdf(replace(sheet, style=TypeStyle(hanging=True)), tmp_path / "hung.pdf")
    lines = _lines_in(tmp_path / "hung.pdf", lines_of)
    hung = [line for line in lines if line[-1]["text"] in "，。；：、" and line[-1]["x0"] > MARGIN + 251.8]
    assert hung
    _assert_flush([line[:-1] if line in hung else line for line in lines], MARGIN, MARGIN + 252)


@pytest.mark.parametrize(
    ("lang", "marks", "widths"),
    [
        ("zh-Hans", "”。”", (0.5, 0.5, 0.5)),
        ("zh-Hans", "”）。", (0.5, 0.5, 0.5)),
        ("zh-Hans", "》）。", (0.5, 0.5, 0.5)),
        ("zh-Hans", "！’”", (0.5, 0.5, 0.5)),
        # In Traditional the stop stands in the middle of its square and keeps it.
        ("zh-Hant-TW", "」。」", (0.5, 1.0, 0.5)),
        ("zh-Hant-TW", "」）。", (0.5, 0.5, 1.0)),
        ("zh-Hant-TW", "》）。", (0.5, 0.5, 1.0)),
    ],
)
def test_three_marks_at_a_line_end_stand_close_and_the_line_is_flush(
    lang: str, marks: str, widths: tuple[float, ...], printed: Print, lines_of: Lines
) -> None:
    ends = (f"文{marks}", f"<b>文{marks}</b>", f"<b>文</b>{marks}", f"<b>文{marks[0]}</b>{marks[1:]}")
    text = "".join(f"<p>{'中' * count}{end}{'字' * 9}</p>" for count in range(8, 16) for end in ends)
    style = "@page { height: 250mm; margin: 10mm } p { width: 168pt; text-align: justify } b { font-weight: normal }"
    with pdfplumber.open(printed(f"<body>{text}</body>", lang=lang, style=style).path) as document:
        lines = [line for page in document.pages for line in lines_of(page)]
    ended = [line for line in lines if "".join(char["text"] for char in line[-3:]) == marks]
    assert len(ended) >= len(ends)
    for line in ended:
        # From the ideograph's right edge to the margin: the group's own width, and nothing opened inside it.
        assert line[-1]["x0"] - line[-3]["x0"] == pytest.approx(12 * sum(widths[:2]), abs=0.05)
        assert line[-1]["x0"] + 12 * widths[2] == pytest.approx(MARGIN + 168, abs=0.1)


@pytest.mark.parametrize("style", ["text-align: right", "text-align-last: justify"])
def test_a_mark_at_the_end_of_a_line_set_to_the_right_is_trimmed(
    style: str, printed: Print, lines_of: Lines
) -> None:
    style = f"p {{ width: 240pt; {style} }}"
    (line,) = _set_lines(printed, lines_of, "<p>（责任编辑：钟里）</p>", style)
    assert line[-1]["x0"] + 6 == pytest.approx(MARGIN + 240, abs=0.1)


def test_spread_lines_reach_both_margins_evenly(printed: Print, lines_of: Lines) -> None:
    (line,) = _set_lines(
        printed, lines_of, "<p>春风又绿江南岸</p>", "p { width: 240pt; text-align-last: justify }"
    )
    _assert_flush([line, line], MARGIN, MARGIN + 240, least=1)
    gaps = [after["x0"] - before["x1"] for before, after in pairwise(line)]
    assert gaps == pytest.approx([(240 - 7 * 12) / 6] * 6, abs=0.05)


def test_a_document_is_the_same_whatever_was_printed_before_it(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = (
        '<body><p style="font-size: {}pt"><i>〔桥〕</i>，<i>“好”</i>。<i>（云）</i><i>《水》</i>柳</p></body>'
    )
    pages: list[bytes] = []
    for sizes in ((8,), (7.3, 8)):
        monkeypatch.setattr(measuring, "_SAVINGS", type(measuring._SAVINGS)())  # as in a new process
        pages += [printed(body.format(size)).path.read_bytes() for size in sizes]
    assert pages[0] == pages[2] != pages[1]
