"""Edition → file, one function a format. In: an edition, a theme, a path. Out: the file, its pages, its notices."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path

from bulletin import epub, fonts, layout, pdf, typography
from bulletin.layout import Theme
from bulletin.model import Edition, Format, Outcome


def print_edition(edition: Edition, theme: Theme, path: Path) -> Outcome[int]:
    """Write the edition's PDF at `path`; the value is the number of pages."""
    fonts.isolate()
    sheet = layout.print_sheet(typography.set_edition(edition, medium="print"), theme, fonts.coverage())
    return pdf.print_pdf(sheet, path)


def bind_edition(edition: Edition, theme: Theme, path: Path) -> Outcome[int]:
    """Write the edition's EPUB at `path`; an EPUB has no pages of its own, so the value is 0."""
    edition = typography.set_edition(edition, medium="epub")
    rare = fonts.rare_characters(edition)
    book = layout.make_book(
        edition,
        theme,
        rare_characters=rare,
        rare_font=fonts.rare_font(rare, edition.lang) if rare else None,
        faces=fonts.face_files(),
        modified=moment_of(edition),
    )
    bound = epub.bind(book.value, path)
    return Outcome(0, (*book.notices, *bound.notices))


# Writers by format: the extension point for a new kind of artefact.
WRITERS: dict[Format, Callable[[Edition, Theme, Path], Outcome[int]]] = {
    Format.PDF: print_edition,
    Format.EPUB: bind_edition,
}


def moment_of(edition: Edition) -> datetime.datetime:
    """The time an artefact bears, UTC: SOURCE_DATE_EPOCH, else the issue's date, else its newest article's.

    Never the clock: the same input must give the same bytes (reproducible-builds.org/specs/source-date-epoch).
    """
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC)
    issue = edition.issue
    dates = [issue.date] if issue.date else [article.date for article in issue.articles if article.date]
    day = max(dates, default=datetime.date(1980, 1, 1))
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
