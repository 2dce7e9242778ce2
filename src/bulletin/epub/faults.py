"""What is broken in a finished e-book, found without any other program. In: an opened book. Out: notices, all of them errors."""

import io
from collections import Counter
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote

from PIL import Image

from bulletin.epub.opened import OpenedBook
from bulletin.model import Notice
from bulletin.pictures.bitmaps import whole_only


def faults(book: OpenedBook) -> Iterator[Notice]:
    """Whatever keeps the book, or a part of it, from being opened."""
    yield from _of_package(book)
    yield from _of_documents(book)
    yield from _of_pictures(book)


def _of_package(book: OpenedBook) -> Iterator[Notice]:
    """A book without an order of reading, without a title; a file twice in the archive, or not there."""
    if not book.said("//o:spine/o:itemref/@idref"):
        yield Notice("epub.no-reading-order", place=book.opf)
    if not any(title.strip() for title in book.said("//dc:title/text()")):
        yield Notice("epub.no-title", place=book.opf)
    for name, times in Counter(entry.filename for entry in book.entries).items():
        if times > 1:
            yield Notice("epub.file-twice", place=name)
    for name, item in book.items.items():
        is_remote = ":" in item.get("href", "").split("/")[0]
        if name not in book.files and name not in book.documents and not is_remote:
            yield Notice("epub.missing-file", place=name)


def _of_documents(book: OpenedBook) -> Iterator[Notice]:
    """Documents that cannot be read, and references that lead nowhere inside the book."""

    @cache
    def ids_of(name: str) -> frozenset[str] | None:
        tree = book.documents.get(name)
        return None if tree is None else frozenset(map(str, tree.xpath("//@id")))

    for name, root in book.documents.items():
        if root is None:
            yield Notice("epub.unreadable-document", place=name)
            continue
        for element in root.iter("{*}a", "{*}img", "{*}link"):
            reference = element.get("href") or element.get("src") or ""
            if not reference or ":" in reference.split("/")[0]:
                continue
            target, _, fragment = reference.partition("#")
            there = book.name_of(target, name) if target else name
            ids = ids_of(there) if fragment else None
            if there not in book.files or (ids is not None and ids.isdisjoint((fragment, unquote(fragment)))):
                yield Notice("epub.leads-nowhere", {"reference": reference}, place=name)


def _of_pictures(book: OpenedBook) -> Iterator[Notice]:
    """Pictures of pixels that are cut short, or are none."""
    for name, data in book.of_type("image/"):
        if book.items[name].get("media-type") == "image/svg+xml":
            continue
        try:
            with whole_only(), Image.open(io.BytesIO(data)) as picture:
                picture.load()
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            yield Notice("epub.unreadable-picture", place=name)
