"""The pdf room: a finished sheet → a PDF, through WeasyPrint."""

from pathlib import Path

from bulletin.model import Outcome, Sheet
from bulletin.pdf import engine

__all__ = ["print_pdf"]


def print_pdf(sheet: Sheet, path: Path) -> Outcome[int]:
    """Write `sheet` at `path` as a tagged PDF (PDF/A-3a and PDF/UA-1); the value is the number of pages.

    The file is written in one piece once all pages are made. The notices say what the engine could not do as asked.
    Raises EngineError without Pango or fonts, and when the engine gives up; OutputError if `path` cannot be written.
    """
    # WeasyPrint needs Pango as soon as it is imported; an e-book does not need it at all.
    engine.load()
    from bulletin.pdf.render import render  # noqa: PLC0415

    return render(sheet, path)
