"""The dots of a contents' line are one text, and stand where they stood apart."""

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pdfplumber
import pytest

from bulletin.pdf import engine, leaders

engine.load()

STYLE = """
@page { size: 120mm 80mm; margin: 10mm }
html { font: 12pt/18pt "Bulletin Song" }
p { margin: 0 }
i::before { content: " " leader("·") " " }
b { font-weight: inherit }
"""
BODY = "<p>桥<i></i><b>7</b></p><p>松岭的路又回到了街坊中间<i></i><b>123</b></p>"


def dots(printed: Any) -> list[tuple[float, float]]:
    with pdfplumber.open(printed.path) as document:
        return sorted(
            (round(char["top"], 2), round(char["x0"], 2))
            for char in document.pages[0].chars
            if char["text"] == "·"
        )


def operators(printed: Any, name: str) -> int:
    import pikepdf  # noqa: PLC0415 of this question alone

    with pikepdf.open(printed.path) as document:
        return sum(
            str(instruction.operator) == name
            for instruction in pikepdf.parse_content_stream(document.pages[0])
        )


def test_dots_stand_where_they_stood_and_are_one_text_a_line(
    printed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    joined = printed(BODY, style=STYLE)
    monkeypatch.setattr(leaders, "applied", nullcontext)
    apart = printed(BODY, style=STYLE)
    assert len(dots(apart)) > 40
    for ours, theirs in zip(dots(joined), dots(apart), strict=True):
        assert ours == pytest.approx(theirs, abs=0.02)
    # On each line: the title, the dots, the number, and the spaces around the dots.
    assert operators(joined, "BT") <= 10 < operators(apart, "BT")


def test_what_would_join_to_another_width_stays_apart(printed: Callable[..., Any]) -> None:
    """V and A are set nearer to each other than their widths say."""
    made = printed(BODY, style=STYLE.replace('"·"', '"AV"'))
    assert operators(made, "BT") > 10
