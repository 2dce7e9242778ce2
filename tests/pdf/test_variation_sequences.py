"""Ideographs whose form a variation selector chooses (IVS): drawn where a face has the form, and read either way."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from tests.variation_face import OTHER, USUAL, variation_face

Print = Callable[..., Any]

STYLE = """@font-face { font-family: Own; src: url(asset:own.ttf) }
p { width: 60pt; font: 12pt/18pt Own, "Bulletin Song"; text-align: justify }"""


def printed_in_own_face(printed: Print, body: str, style: str = STYLE) -> Any:
    return printed(
        body, lang="zh-Hant-TW", style=style, resources={"own.ttf": (variation_face(), "font/ttf")}
    )


def inked_height(page: Any, place: int) -> float:
    """How high the ink of the first line's character at that place is, in em."""
    char = page.chars()[place]
    picture = page.picture().point(lambda value: 255 if value < 128 else 0)
    left, right = round(char["x0"] * 6 + 9), round(char["x1"] * 6 - 9)
    box = picture.crop((left, 0, right, picture.height)).getbbox()
    return (box[3] - box[1]) / 6 / 12


def test_a_face_with_the_sequence_draws_its_form_and_the_usual_one_elsewhere(printed: Print) -> None:
    page = printed_in_own_face(printed, f"<p>{OTHER}界邊{USUAL}</p>")
    assert page.codes == []
    assert page.families() == {"Own"}
    heights = [inked_height(page, place) for place in range(4)]
    assert heights == pytest.approx([0.2, 0.5, 0.8, 0.8], abs=0.03)


@pytest.mark.parametrize(
    "text",
    [
        f"{OTHER}界邊",
        f"{USUAL}界邊界邊",  # one glyph serves both
        f"邊界{USUAL}界",
        f"界{OTHER}界邊界{OTHER}界邊界界界邊{USUAL}界",  # over several lines, opened
        f"界{OTHER}Global界邊",
    ],
)
@pytest.mark.parametrize("family", ["Own", "Bulletin Song"])
def test_what_was_written_is_read_whether_the_face_has_the_form_or_not(
    text: str, family: str, printed: Print
) -> None:
    page = printed_in_own_face(printed, f"<p>{text}</p>", STYLE.replace("18pt Own", f'18pt "{family}"'))
    assert page.text().replace("\n", "") == text
    # PDFium leaves selectors out of what it reads; the characters are right.
    assert read_by_pdfium(page.path) == re.sub("[\U000e0100-\U000e01ef]", "", text)


def read_by_pdfium(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        read: str = document[0].get_textpage().get_text_range()
    finally:
        document.close()
    return read.replace("\r\n", "").strip()
