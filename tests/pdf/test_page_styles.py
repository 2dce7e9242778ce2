"""Pages of one kind are styled once, and look as they would."""

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from bulletin.pdf import engine

engine.load()

from weasyprint.layout import page as page_layout  # noqa: E402 after the engine

STYLE = """
@page { @bottom-center { content: counter(page) } }
@page :left { @top-left { content: "左" } }
@page :right { @top-right { content: "右" } }
@page :first { @top-right { content: "首" } }
@page apart { @top-center { content: "另" } }
.apart { page: apart }
.next { break-before: page }
"""


def words(printed: Any) -> list[str]:
    document = pypdfium2.PdfDocument(printed.path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append("".join(text.get_text_bounded().split()))
        text.close()
        page.close()
    document.close()
    return found


def test_each_page_has_the_margins_of_its_kind(printed: Callable[..., Any]) -> None:
    body = (
        '<p>一</p><p class="next">二</p><p class="next">三</p><p class="apart">四</p><p class="next">五</p>'
    )
    assert words(printed(body, style=STYLE)) == ["一首1", "二左2", "三右3", "四左另4", "五右5"]


def test_pages_chosen_by_number_are(printed: Callable[..., Any]) -> None:
    style = STYLE + '@page :nth(3) { @top-right { content: "第三" } }'
    body = '<p>一</p><p class="next">二</p><p class="next">三</p><p class="next">四</p>'
    assert words(printed(body, style=style)) == ["一首1", "二左2", "三第三3", "四左4"]


def test_pages_of_a_kind_are_styled_once(
    printed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[Any] = []
    work_out = page_layout.set_page_type_computed_styles
    monkeypatch.setattr(
        page_layout,
        "set_page_type_computed_styles",
        lambda kind, *rest: styled.append(kind) or work_out(kind, *rest),
    )
    printed("<p>一</p>" + '<p class="next">二</p>' * 8, style=STYLE)
    assert [(kind.side, kind.index) for kind in styled] == [("right", 0), ("left", 1), ("right", 1)]


def test_mirrored_margins_leave_the_same_measure_to_the_last_bit(
    printed: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    widths: list[float] = []
    make = page_layout.make_page

    def make_page(*given: Any) -> Any:
        made = make(*given)
        widths.append(made[0].width)
        return made

    monkeypatch.setattr(page_layout, "make_page", make_page)
    style = """
        @page { size: 210mm 297mm }
        @page :left { margin: 20mm 15mm 20mm 15.4mm }
        @page :right { margin: 20mm 15.4mm 20mm 15mm }
        .next { break-before: page }"""
    printed('<p>一</p><p class="next">二</p>', style=style)
    assert len(widths) == 2
    assert len(set(widths)) == 1
