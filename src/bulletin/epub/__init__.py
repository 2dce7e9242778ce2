"""The epub room, the only door to ebooklib. In: a `Book` of finished documents. Out: an EPUB 3.3 file. Any e-book can be checked.

binder.py joins the steps: checks.py refuses what would not open, accessibility.py and metadata.py say what
the book is, navigation.py makes its contents, writer.py packs it. Asked for by their own names, since binding needs none of
what they load: checking.py looks over a finished file (opened.py), faults.py and marks.py say for what; catalogue.py lists many.
"""

from bulletin.epub.binder import bind

__all__ = ["bind"]
