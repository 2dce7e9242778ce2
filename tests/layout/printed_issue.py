"""An issue as it comes out of the press: its lines, and where they stand. Lengths in points, from the top left corner of the
page."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

from bulletin import fonts
from bulletin.layout import load_theme, print_sheet
from bulletin.model import Edition, Script
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

THEME = load_theme("circular")
MEASURE = THEME.measure
BOTTOM = MEASURE.head_pt + MEASURE.type_height_pt
GRID_PT = 0.05
SCRIPTS = [Script.ZH_HANS, Script.ZH_HANT_TW, Script.ZH_HANT_HK]


class Printed:
    """A printed issue and the edition it was made from."""

    def __init__(self, edition: Edition, path: Path) -> None:
        self.edition = edition
        self.path = path
        with pdfplumber.open(path) as document:
            self.lines = [list(lines_of(page)) for page in document.pages]


class Line:
    """The characters on one baseline."""

    def __init__(self, baseline: float, chars: list[dict[str, object]]) -> None:
        self.baseline = baseline
        self.chars = sorted(chars, key=lambda char: float(str(char["x0"])))
        self.text = "".join(str(char["text"]) for char in self.chars).strip("\u2060 ")
        self.size = round(max(float(str(char["size"])) for char in chars), 2)
        self.left = float(str(self.chars[0]["x0"]))
        self.right = float(str(self.chars[-1]["x1"]))
        self.fonts = {str(char["fontname"]).partition("+")[2] for char in chars}

    @property
    def is_text(self) -> bool:
        """True for a line of body size inside the type area."""
        inside = MEASURE.head_pt < self.baseline < BOTTOM
        return inside and abs(self.size - MEASURE.type_size_pt) < 0.01


def lines_of(page: Page) -> Iterator[Line]:
    chars = [(round(float(page.height) - char["matrix"][5], 2), char) for char in page.chars]
    for baseline, group in groupby(sorted(chars, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield Line(baseline, [char for _, char in group])


def print_issue(edition: Edition, folder: Path) -> Printed:
    fonts.isolate()
    edition = set_edition(edition, medium="print")
    path = folder / "issue.pdf"
    print_pdf(print_sheet(edition, THEME, fonts.coverage()), path)
    return Printed(edition, path)


def left_edge(number: int) -> float:
    """Where the type area of a page begins: odd pages are right-hand pages."""
    return MEASURE.inner_pt if number % 2 else MEASURE.outer_pt


def numbered(printed: Printed) -> Iterator[tuple[int, list[Line]]]:
    return enumerate(printed.lines, start=1)


def titles(printed: Printed) -> dict[str, int]:
    """The page each article's title stands on, by the title without spaces."""
    found = {}
    for article in printed.edition.issue.articles:
        title = re.sub(r"\s", "", article.title)
        for number, lines in numbered(printed):
            large = "".join(
                line.text for line in lines if line.size in (MEASURE.title_pt, MEASURE.long_title_pt)
            )
            if title in re.sub(r"\s", "", large):
                found[title] = number
    return found


def off_the_grid(printed: Printed) -> list[tuple[int, float, str]]:
    """The lines of body size whose baseline is more than 0.05 pt from the grid: page, baseline, text."""
    first = MEASURE.head_pt + (MEASURE.leading_pt - MEASURE.type_size_pt) / 2 + 0.88 * MEASURE.type_size_pt
    errors = []
    for number, lines in numbered(printed):
        for line in filter(lambda line: line.is_text, lines):
            place = (line.baseline - first) / MEASURE.leading_pt
            if abs(place - round(place)) * MEASURE.leading_pt > GRID_PT:
                errors.append((number, line.baseline, line.text[:12]))
    return errors
