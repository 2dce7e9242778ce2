"""Pages of random Chinese, measured: both margins flush, no mark where it must not stand, no gap too wide, every
character there, baselines on the grid."""

import random
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from bulletin.model import Sheet, TypeStyle
from bulletin.pdf import print_pdf

Lines = Callable[[Any], list[list[dict[str, Any]]]]

SIZE_PT, LEADING_PT, MARGIN_PT = 10.0, 17.0, 50.0
TEXTS = {
    "zh-Hans": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分成会可主发年动同工也能下过子说产种面而方后多行",
    "zh-Hant-TW": "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分成會可主發年動同工也能下過子說產種面而方後多",
}
QUOTES = {"zh-Hans": "“”", "zh-Hant-TW": "「」"}
LATIN = ("WHO", "Global Health", "2024", "38%", "12.5", "25℃", "A4", "Python 3", "COVID", "Typesetting")
NEVER_FIRST, NEVER_LAST = set("，。、；：！？”》）』」·"), set("“《（『「")
UNBROKEN = ("——", "……", "38%", "12.5", "25℃", "2024")
WIDTHS_EM = (14, 15, 17, 19, 21, 23, 26, 28, 31, 35, 39, 43)
GAP_MAX_EM = TypeStyle().gap_max_em


def paragraph(source: random.Random, lang: str, characters: int = 220) -> str:
    """Random Chinese with Latin, digits, quotations, dashes, emphasis and links; HTML."""
    opening, closing = QUOTES[lang]

    def han(most: int) -> str:
        return "".join(source.choice(TEXTS[lang]) for _ in range(source.randint(2, most)))

    makers = (
        (62, lambda: han(9)),
        (6, lambda: source.choice(LATIN) + han(6)),
        (5, lambda: f"{opening}{han(6)}{source.choice(('', '，', '。'))}{closing}"),
        (3, lambda: f"《{han(6)}》"),
        (2, lambda: f"（{han(6)}）"),
        (2, lambda: source.choice(("——", "……"))),
        (4, lambda: f"<strong>{han(6)}{source.choice(('', '：', '，'))}</strong>"),
        (2, lambda: f'<a href="https://example.org/">{han(3)}</a>'),
        (2, lambda: f"<em>{opening}{han(3)}{closing}</em>"),
        (14, lambda: source.choice("，，，。、；：！？") + han(3)),
    )
    weights, functions = zip(*makers, strict=True)
    pieces = ["首先"]
    while sum(map(len, pieces)) < characters:
        pieces.append(source.choices(functions, weights)[0]())
    return "".join(pieces) + "。"


def sheet_of(paragraphs: list[str], lang: str, ems: int) -> Sheet:
    style = f"""
        @page {{ size: {ems * SIZE_PT + 2 * MARGIN_PT}pt 780pt; margin: 50pt {MARGIN_PT}pt }}
        body {{ margin: 0; overflow-wrap: anywhere; font: {SIZE_PT}pt/{LEADING_PT}pt "Bulletin Song";
                font-feature-settings: "chws" }}
        p {{ margin: 0; text-indent: 2em; text-align: justify }}
        p * {{ line-height: 0 }}
        a {{ color: inherit; text-decoration: none }}
        strong, em {{ font-family: "Bulletin Hei"; font-weight: normal; font-style: normal }}"""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<title>试</title><style>{style}</style>"
    page = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return Sheet(html=page, title="试", lang=lang)


@pytest.mark.parametrize("lang", TEXTS)
@pytest.mark.parametrize("ems", [14, 21, 35])
def test_random_chinese_is_set_right(lang: str, ems: int, tmp_path: Path, lines_of: Lines) -> None:
    flush, justified = measured(lang, ems, 20, tmp_path, lines_of)
    assert justified > 60
    assert flush >= 0.985 * justified


@pytest.mark.slow
def test_five_thousand_lines_of_random_chinese_are_set_right(tmp_path: Path, lines_of: Lines) -> None:
    counts = [measured(lang, ems, ems * 3, tmp_path, lines_of) for lang in TEXTS for ems in WIDTHS_EM]
    flush, justified = map(sum, zip(*counts, strict=True))
    assert justified >= 5_000
    assert flush >= 0.995 * justified


def measured(lang: str, ems: int, paragraphs: int, folder: Path, lines_of: Lines) -> tuple[int, int]:
    """How many of the justified lines are flush, and how many there are; all else must be right on every line."""
    source = random.Random(f"{lang}{ems}")  # noqa: S311  # no secret
    texts = [paragraph(source, lang) for _ in range(paragraphs)]
    path = folder / f"{lang}-{ems}.pdf"
    outcome = print_pdf(sheet_of(texts, lang, ems), path)
    told = sum(
        int(str(notice.values["count"])) for notice in outcome.notices if notice.code == "pdf.short-lines"
    )
    right, justified, ragged = MARGIN_PT + ems * SIZE_PT, 0, 0
    with pdfplumber.open(path) as document:
        for page in document.pages:
            lines = lines_of(page)
            top = lines[0][0]["matrix"][5]
            for line in lines:
                _check_line(line)
                steps = (top - line[0]["matrix"][5]) / LEADING_PT
                assert abs(steps - round(steps)) * LEADING_PT < 0.05
            for line, following in pairwise(lines):
                if following[0]["x0"] > MARGIN_PT + SIZE_PT:
                    continue  # the last line of a paragraph
                justified += 1
                ragged += abs(line[-1]["x1"] - right) > 0.1
    # A line is ragged only where it was left so on purpose, and told.
    assert ragged <= told
    plain = re.sub("<[^>]+>", "", "".join(texts))
    read = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    read = re.sub("[\n\f]", "", read)
    assert read.replace(" ", "") == plain.replace(" ", "")
    # Not one space that was not typed; those at the ends of lines are gone.
    assert read.count(" ") <= plain.count(" ")
    return justified - ragged, justified


def _check_line(line: list[dict[str, Any]]) -> None:
    text = "".join(char["text"] for char in line).strip()
    assert text[0] not in NEVER_FIRST, text
    assert text[-1] not in NEVER_LAST, text
    assert not any(text.startswith(unbroken[-1]) for unbroken in ("——", "……")) or text[1:2] == text[0], text
    for before, after, gap in _gaps(line):
        squeezed = before in NEVER_FIRST or after in NEVER_LAST
        kerned = before.isascii() or after.isascii()  # the face kerns Latin letters
        least = -SIZE_PT / 2 if squeezed else -1.0 if kerned else 0.0
        assert least - 0.05 < gap <= GAP_MAX_EM * SIZE_PT + 0.05, (before, after, gap, text)
        if f"{before}{after}" in "".join(f"{unbroken} " for unbroken in UNBROKEN) and " " not in (
            before,
            after,
        ):
            assert gap < 0.03, (before, after, gap, text)


def _gaps(line: list[dict[str, Any]]) -> Iterator[tuple[str, str, float]]:
    """Neighbours and the white between them. A space between Chinese is no space that was typed: it carries a gap
    from one text to the next inside an ActualText."""
    inked = [
        char
        for index, char in enumerate(line)
        if char["text"] != " " or all(line[near]["text"].isascii() for near in (index - 1, index + 1))
    ]
    for before, after in pairwise(inked):
        yield before["text"], after["text"], after["x0"] - before["x1"]
