"""The epub room, the only door to ebooklib. In: a `Book` of finished documents. Out: an EPUB 3.3 file. Any e-book can be checked.

binder.py joins the steps: checks.py refuses what would not open, accessibility.py and metadata.py say what
the book is, navigation.py makes its contents, writer.py packs it. checking.py looks over a
finished file with the marks of marks.py; catalogue.py lists many.
"""

from bulletin.epub.binder import bind
from bulletin.epub.catalogue import Record, onix, opds_1, opds_2, record_of
from bulletin.epub.checking import check
from bulletin.epub.opened import OpenedBook, open_book

__all__ = [
    "OpenedBook",
    "Record",
    "bind",
    "check",
    "onix",
    "opds_1",
    "opds_2",
    "open_book",
    "record_of",
]
