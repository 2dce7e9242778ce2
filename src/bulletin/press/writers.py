"""Edition → file, one function a format. In: an edition, a theme, a path. Out: the file, its printed pages, its notices."""

import datetime
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from bulletin import epub, fonts, layout, pdf, typography
from bulletin.layout import Theme
from bulletin.model import Book, Edition, Format, Outcome, PrintedPage, PrintedPages, Sheet

Pages = tuple[PrintedPage, ...]


def print_edition(
    edition: Edition, theme: Theme, path: Path, _printed: PrintedPages | None = None, processes: int = 1
) -> Outcome[Pages]:
    """Write the edition's PDF at `path`, a large one by so many `processes`; the value are its pages."""
    fonts.isolate()
    sheet = _sheet(edition, theme)
    printed = pdf.print_pdf(sheet, path, processes)
    overleaf = layout.foot_overleaf(sheet, theme, len(printed.value))
    return pdf.print_pdf(overleaf, path, processes) if overleaf else printed


def _sheet(edition: Edition, theme: Theme) -> Sheet:
    """The edition set for print, with the faces of the editor's own."""
    edition = typography.set_edition(edition, medium="print")
    own = fonts.own_faces(theme.faces)
    sheet = layout.print_sheet(edition, theme, fonts.with_own(fonts.coverage(), own))
    faces = {
        layout.own_face_name(face.voice): (fonts.document_face(face, sheet.html), "font/ttf") for face in own
    }
    return replace(
        sheet,
        resources={**sheet.resources, **faces},
        notices=(*sheet.notices, *fonts.own_face_notices(edition, own)),
        bleed_mm=edition.finish.bleed_mm,
        inks=layout.inks_of(theme),
        attachments=layout.attached_articles(edition) if edition.finish.attach else (),
    )


def bind_edition(
    edition: Edition, theme: Theme, path: Path, printed: PrintedPages | None = None, _processes: int = 1
) -> Outcome[Pages]:
    """Write the edition's EPUB at `path`, with the page breaks of its `printed` edition; it has no pages of its own."""
    book = _book(edition, theme, printed)
    bound = epub.bind(book.value, path)
    return Outcome((), (*book.notices, *bound.notices))


def bind_for_kobo(
    edition: Edition, theme: Theme, path: Path, printed: PrintedPages | None = None, _processes: int = 1
) -> Outcome[Pages]:
    """Write the same book at `path` as Kobo's readers like it."""
    book = _book(edition, theme, printed)
    bound = epub.bind(book.value, path, for_kobo=True)
    return Outcome((), (*book.notices, *bound.notices))


def _book(edition: Edition, theme: Theme, printed: PrintedPages | None) -> Outcome[Book]:
    edition = typography.set_edition(edition, medium="epub")
    rare = fonts.rare_characters(edition)
    text = (
        fonts.text_characters(edition, "".join(layout.labels(edition.lang).values()))
        if edition.ebook.body_font
        else frozenset()
    )
    return layout.make_book(
        edition,
        theme,
        rare_characters=rare,
        rare_font=fonts.book_font(rare, edition.lang) if rare else None,
        body_font=fonts.book_font(text, edition.lang, vertical=edition.is_vertical_book) if text else None,
        faces=fonts.face_files(),
        modified=moment_of(edition),
        printed=printed,
    )


# Writers by format, in the order of making: the extension point for a new kind of artefact. The e-book comes after the
# PDF, whose pages it tells.
WRITERS: dict[Format, Callable[[Edition, Theme, Path, PrintedPages | None, int], Outcome[Pages]]] = {
    Format.PDF: print_edition,
    Format.EPUB: bind_edition,
    Format.KEPUB: bind_for_kobo,
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
