"""The pdf room: a finished sheet → a PDF, through WeasyPrint; a finished PDF → files for the printing house."""

from pathlib import Path

from bulletin.model import Outcome, PrintedPage, Sheet
from bulletin.pdf import engine
from bulletin.pdf.chunks import is_large
from bulletin.pdf.failures import told_plainly
from bulletin.pdf.imposition import Cover, Imposition
from bulletin.processes import dismiss, ready

__all__ = ["check", "cover", "impose", "page_text", "print_pdf"]


def print_pdf(sheet: Sheet, path: Path, processes: int = 1) -> Outcome[tuple[PrintedPage, ...]]:
    """Write `sheet` at `path` as a tagged PDF (PDF/A-3a and PDF/UA-1); the value are its pages.

    A large one is set in parts, by as many `processes` as are given; the bytes are the same with any number.

    The file is written in one piece once all pages are made. The notices say what the engine could not do as asked.
    Raises EngineError without Pango or fonts, and when the engine gives up; OutputError if `path` cannot be written.
    """
    several = processes > 1 and is_large(sheet.html)
    if several:  # another process loads the engine while this one does, and finds out where to divide
        ready("bulletin.pdf.chunks.setting")
    # WeasyPrint needs Pango as soon as it is imported; an e-book does not need it at all.
    engine.load()
    from bulletin.pdf.chunks.division import divided  # noqa: PLC0415
    from bulletin.pdf.render import render  # noqa: PLC0415

    with told_plainly(sheet):
        chunks = divided(sheet)
    if not chunks:
        if several:
            dismiss()
        return render(sheet, path)
    from bulletin.pdf.chunks.run import render_in_chunks  # noqa: PLC0415 few sheets are large

    return render_in_chunks(sheet, chunks, path, processes)


def impose(source: Path, path: Path, job: Imposition) -> Outcome[int]:
    """Write the PDF `source` as `job` asks at `path`; the value is the number of sides.

    Single pages keep outline, links and tags; imposed ones are for the press and have none. The same input gives the
    same bytes. Raises InputError `pdf.unreadable-pdf`, `pdf.not-a-profile`; UsageError `pdf.signature-not-of-four`;
    EngineError and OutputError as `print_pdf`.
    """
    from bulletin.pdf.imposing.run import run  # noqa: PLC0415 WeasyPrint only where words are to be stamped

    return run(source, path, job)


def check(path: Path) -> Outcome[int]:
    """Hold a PDF against the standards it claims (PDF/A, PDF/UA, PDF/X-4) and against what a printing house needs.

    The value is the number of pages; the notices say what holds and what does not. veraPDF is asked too where it is
    installed. Raises InputError `pdf.unreadable-pdf`.
    """
    engine.load()
    from bulletin.pdf.preflight.run import run  # noqa: PLC0415

    return run(path)


def cover(source: Path, path: Path, job: Cover) -> Outcome[float]:
    """Write the first and the last page of `source` as one cover with a spine between; the value is its width in mm.

    Raises as `impose` does.
    """
    engine.load()
    from bulletin.pdf.imposing.cover import run  # noqa: PLC0415

    return run(source, path, job)


def page_text(path: Path, page: int) -> str:
    """The text of a page (from 1) of a PDF. Raises InputError `pdf.unreadable-pdf`."""
    from bulletin.pdf.pictures import page_text as text_of  # noqa: PLC0415 draws, too

    return text_of(path, page)
