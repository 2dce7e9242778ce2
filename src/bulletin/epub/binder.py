"""From a book to a file. In: a `Book` and the path to write. Out: the EPUB at that path."""

from dataclasses import replace
from pathlib import Path

from bulletin.epub import kobo
from bulletin.epub.accessibility import accessibility
from bulletin.epub.checks import inspect
from bulletin.epub.metadata import metadata
from bulletin.epub.navigation import guide, nav_document, ncx_document
from bulletin.epub.styles import closed
from bulletin.epub.writer import Package, write
from bulletin.errors import OutputError
from bulletin.model import Book, Outcome


def bind(book: Book, path: Path, *, for_kobo: bool = False) -> Outcome[None]:
    """Write `book` as an EPUB 3.3 file at `path`, `for_kobo` with Kobo's spans; the same book gives the same bytes.

    What style sheets name outside the book is taken out and told; everything but the pixels of pictures is checked before
    the file is opened. Raises InputError for a book that reading systems would refuse or show with holes, and
    `epub.broken-picture` for a picture that has to be drawn smaller and cannot be read; OutputError if `path` cannot be
    written.
    """
    book, told = closed(book)
    survey = inspect(book)
    if for_kobo:
        book = replace(book, leaves=tuple(map(kobo.for_kobo, book.leaves)))
    package = Package(
        book=book,
        metadata=tuple(metadata(book, accessibility(book, survey))),
        nav=nav_document(book, survey.pages),
        ncx=ncx_document(book, survey.pages),
        guide=guide(book),
    )
    try:
        write(package, path)
    except OSError as error:
        raise OutputError("epub.unwritable", place=str(path), reason=error) from error
    return Outcome(None, told)
