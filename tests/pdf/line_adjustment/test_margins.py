"""Pages measured: both margins flush, no mark where it must not stand, every character there, baselines on the grid."""

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from bulletin.fonts import isolate
from bulletin.model import Sheet
from bulletin.pdf import print_pdf

SIZE_PT, LEADING_PT, MARGIN_PT = 10.0, 17.0, 50.0
HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法"
LATIN = ("WHO", "Global Health", "2024", "38%", "12.5", "25℃", "A4", "Python 3", "COVID", "e-mail")
NEVER_FIRST, NEVER_LAST = set("，。、；：！？”》）』」"), set("“《（『「")


def paragraph(source: random.Random, characters: int = 220) -> str:
    """Random Chinese with Latin, digits, quotations, dashes, emphasis and links; HTML."""

    def han(most: int) -> str:
        return "".join(source.choice(HAN) for _ in range(source.randint(2, most)))

    makers = (
        (62, lambda: han(9)),
        (6, lambda: source.choice(LATIN) + han(6)),
        (5, lambda: f"“{han(6)}{source.choice(('', '，', '。'))}”"),
        (3, lambda: f"《{han(6)}》"),
        (2, lambda: f"（{han(6)}）"),
        (2, lambda: source.choice(("——", "……"))),
        (4, lambda: f"<strong>{han(6)}{source.choice(('', '：', '，'))}</strong>"),
        (2, lambda: f'<a href="https://example.org/">{han(3)}</a>'),
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
        strong {{ font-family: "Bulletin Hei"; font-weight: normal }}"""
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    head = f"<title>试</title><style>{style}</style>"
    page = f'<html lang="{lang}"><head>{head}</head><body>{body}</body></html>'
    return Sheet(html=page, title="试", lang=lang)


def lines_of(page: Any) -> list[list[dict[str, Any]]]:
    """The characters of each line of a page, from top to bottom."""
    rows = defaultdict(list)
    for char in page.chars:
        rows[round(char["matrix"][5], 2)].append(char)
    return [sorted(rows[y], key=lambda char: char["x0"]) for y in sorted(rows, reverse=True)]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW"])
@pytest.mark.parametrize("ems", [14, 17, 21, 26, 33, 43])
def test_random_chinese_is_flush_on_both_sides(lang: str, ems: int, tmp_path: Path) -> None:
    isolate()
    source = random.Random(f"{lang}{ems}")  # noqa: S311  # no secret
    paragraphs = [paragraph(source) for _ in range(40)]
    outcome = print_pdf(sheet_of(paragraphs, lang, ems), tmp_path / "page.pdf")
    short = sum(notice.values["count"] for notice in outcome.notices if notice.code == "pdf.short-lines")
    right, justified, ragged, extracted = MARGIN_PT + ems * SIZE_PT, 0, [], ""
    with pdfplumber.open(tmp_path / "page.pdf") as document:
        for page in document.pages:
            lines = lines_of(page)
            texts = ["".join(char["text"] for char in line) for line in lines]
            extracted += "".join(texts)
            top = lines[0][0]["matrix"][5]
            for line, text in zip(lines, texts, strict=True):
                assert text[0] not in NEVER_FIRST, text
                assert text[-1] not in NEVER_LAST, text
                # Every baseline on the grid.
                steps = (top - line[0]["matrix"][5]) / LEADING_PT
                assert abs(steps - round(steps)) * LEADING_PT < 0.05
            for line, following, text in zip(lines, lines[1:], texts, strict=False):
                if following[0]["x0"] > MARGIN_PT + SIZE_PT:
                    continue  # the last line of a paragraph
                justified += 1
                if abs(line[-1]["x1"] - right) > 0.1:
                    ragged.append(text)
    plain = re.sub("<[^>]+>", "", "".join(paragraphs))
    assert extracted.replace(" ", "") == plain.replace(" ", "")
    assert justified > 100
    # A line is ragged only where it was left so on purpose, and said so.
    assert len(ragged) <= short
    assert len(ragged) <= 0.005 * justified, ragged
