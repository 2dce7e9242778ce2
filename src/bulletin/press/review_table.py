"""A review as a table for spreadsheets. In: a Review, a path. Out: an .xlsx file, a row for each place."""

import re
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from bulletin import layout
from bulletin.messages import Language
from bulletin.model import Review

_COLUMNS: Final = (
    *("tier", "reason", "text", "form", "candidates", "rules"),
    *("article", "part", "number", "before", "after", "decision"),
)
_TIME: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def write_table(review: Review, path: Path, language: Language) -> None:
    """A row for each place, its headings in `language`; the same bytes for the same review."""
    words = layout.review_words(language)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(review.script.value)
    sheet.freeze_panes = "A2"
    sheet.append([words[f"column_{name}"] for name in _COLUMNS])
    for doubt in review.doubts:
        candidates = " ".join(doubt.candidates)
        rules = " → ".join(" ".join(rule) for rule in doubt.rules)
        shared = (words[doubt.tier], words[doubt.reason], doubt.text, doubt.form, candidates, rules)
        for place in doubt.occurrences:
            where = (place.article, place.part, place.number, place.before, place.after)
            sheet.append([_plain(cell) for cell in (*shared, *where, doubt.passage)])
    made = BytesIO()
    book.save(made)
    with ZipFile(made) as dated, ZipFile(path, "w", ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            content = _TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", dated.read(name))
            undated.writestr(ZipInfo(name), content, ZIP_DEFLATED)


def _plain(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula, without what XML cannot hold."""
    if isinstance(cell, int):
        return cell
    text = "".join(char for char in cell if char >= " " or char in "\n\t")
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
