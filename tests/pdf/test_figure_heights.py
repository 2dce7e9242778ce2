"""A picture that is a little too high for what is left of its page gives way to it: no hole at the foot of the page."""

import io
from collections.abc import Callable
from typing import Any

import pdfplumber
import pytest
from PIL import Image

Print = Callable[..., Any]
Figures = Callable[..., list[tuple[int, float, float]]]
LINE_PT, AIR_PT = 18.0, 18.0
# Nine lines a page. The picture is six high and as wide as three.
STYLE = """
@page { size: 120mm 80mm; margin: 10mm }
figure { margin: 18pt 0; break-inside: avoid; line-height: 0; text-align: center }
figure img { width: 54pt; height: 108pt; object-fit: contain; object-position: bottom; vertical-align: top }
figcaption { font: 9pt/18pt "Bulletin Kai" }
"""


@pytest.fixture
def figures(printed: Print) -> Figures:
    """Prints a body; tells page, height and lower edge (from the head of the type area) of its pictures, in points."""
    image = io.BytesIO()
    Image.new("RGB", (300, 600), (200, 0, 0)).save(image, "PNG")

    def make(body: str, style: str = "") -> list[tuple[int, float, float]]:
        page = printed(body, style=STYLE + style, resources={"a.png": (image.getvalue(), "image/png")})
        with pdfplumber.open(page.path) as document:
            return [
                (number, picture["height"], picture["bottom"] - 720 / 25.4)
                for number, leaf in enumerate(document.pages, 1)
                for picture in leaf.images
            ]

    return make


def _text(lines: int) -> str:
    return "<p>水</p>" * lines


FIGURE = '<figure><img src="asset:a.png" alt="桥"></figure>'


@pytest.mark.parametrize(("before", "lines"), [(2, 6), (3, 5), (4, 4)])
def test_a_picture_gives_way_by_whole_lines_to_stay_on_its_page(
    figures: Figures, before: int, lines: int
) -> None:
    ((page, height, bottom),) = figures(_text(before) + FIGURE + _text(4))
    assert page == 1
    assert height == pytest.approx(lines * LINE_PT, abs=0.1)
    assert bottom == pytest.approx((before + lines) * LINE_PT + AIR_PT, abs=0.1)


def test_a_picture_that_would_lose_more_than_a_third_goes_to_the_next_page_as_it_is(
    figures: Figures,
) -> None:
    ((page, height, _),) = figures(_text(5) + FIGURE)
    assert (page, height) == (2, pytest.approx(6 * LINE_PT, abs=0.1))


def test_a_picture_leaves_room_for_its_caption(
    figures: Figures,
) -> None:
    captioned = FIGURE.replace("</figure>", "<figcaption>桥</figcaption></figure>")
    ((page, height, _),) = figures(_text(3) + captioned)
    assert (page, height) == (1, pytest.approx(4 * LINE_PT, abs=0.1))


def test_pictures_side_by_side_give_way_together_and_others_after_them_do_not(
    figures: Figures,
) -> None:
    pair = FIGURE.replace("</figure>", '<img src="asset:a.png" alt="桥"></figure>')
    first, second, third = figures(_text(4) + pair + FIGURE)
    assert first[:2] == second[:2] == (1, pytest.approx(4 * LINE_PT, abs=0.1))
    assert third[:2] == (2, pytest.approx(6 * LINE_PT, abs=0.1))


def test_pictures_in_columns_keep_their_height(
    figures: Figures,
) -> None:
    columns = f'<div style="column-count: 2; column-gap: 12pt">{_text(4)}{FIGURE}{_text(4)}</div>'
    ((_, height, _),) = figures(columns)
    assert height == pytest.approx(6 * LINE_PT, abs=0.1)
