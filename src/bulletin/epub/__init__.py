"""The epub room, the only door to ebooklib. In: a `Book` of finished documents. Out: an EPUB 3.3 file.

binder.py joins the steps: checks.py refuses what would not open, accessibility.py and metadata.py say what
the book is, navigation.py makes its contents, writer.py packs it.
"""

from bulletin.epub.binder import bind

__all__ = ["bind"]
