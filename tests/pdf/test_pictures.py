"""Page pictures and the sheet that shows them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin.errors import InputError
from bulletin.pdf.pictures import contact_sheet, page_count, page_pictures

Print = Callable[..., Any]
RED, BLUE = (200, 0, 0), (0, 0, 200)


def _page(colour: tuple[int, int, int], width: int = 60, height: int = 90) -> Image.Image:
    return Image.new("RGB", (width, height), colour)


def test_each_page_becomes_a_picture_of_the_width_asked_for(printed: Print) -> None:
    page = printed('<p>桥</p><div style="break-before:page; height: 40mm; background:#c80000"></div>')
    assert page_count(page.path) == 2
    first, second = page_pictures(page.path, 360)
    assert first.size == second.size
    assert first.size == (360, pytest.approx(240, abs=1))
    assert first.getpixel((180, 60)) == (255, 255, 255)
    assert second.getpixel((180, 60)) == RED
    (small,) = page_pictures(page.path, 120, pages=[2])
    assert (small.width, small.getpixel((60, 20))) == (120, RED)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\nnothing"])
def test_what_is_no_pdf_is_refused_in_one_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        page_count(path)
    assert caught.value.code == "pdf.unreadable-pdf"
    with pytest.raises(InputError):
        list(page_pictures(tmp_path / "none.pdf", 100))


def test_a_sheet_lays_pages_in_rows_that_do_not_touch() -> None:
    sheet = contact_sheet([_page(RED), _page(BLUE), _page(RED)], columns=2)
    colours = [sheet.getpixel((x, y)) for y in (60, 60 + 90 + 35) for x in (24 + 30, 24 + 60 + 24 + 30)]
    assert colours[:3] == [RED, BLUE, RED]
    assert sheet.getpixel((24 + 60 + 12, 60)) not in (RED, BLUE)


def test_facing_pages_touch_and_the_first_stands_on_the_right() -> None:
    sheet = contact_sheet([_page(RED), _page(BLUE), _page(RED)], columns=2, facing=True)
    assert sheet.getpixel((24 + 30, 60)) not in (RED, BLUE)
    assert sheet.getpixel((24 + 60 + 30, 60)) == RED
    row = 60 + 90 + 35
    assert (sheet.getpixel((24 + 58, row)), sheet.getpixel((24 + 62, row))) == (BLUE, RED)


def test_few_pages_make_a_narrow_sheet() -> None:
    assert contact_sheet([_page(RED)], columns=4).width == 24 + 60 + 24
    assert contact_sheet([_page(RED)], columns=4, facing=True).width == 24 + 120 + 24
