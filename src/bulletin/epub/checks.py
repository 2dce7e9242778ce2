"""The checks before anything is written. In: a `Book`. Out: a `Survey` of it, or an InputError.

ebooklib writes a damaged book without a word where these fail: a control character loses its metadata, an empty
list of contents or a file named twice makes a book that does not open.
"""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bulletin.epub.leaves import LeafFacts, examine
from bulletin.errors import InputError
from bulletin.model import Book, NavPoint
from bulletin.model.book import FORBIDDEN

NAV_HREF: Final = "nav.xhtml"
NCX_HREF: Final = "toc.ncx"

# File names that every reading system and every zip tool agrees on (EPUB OCF 3.3 §4.2.2, and ASCII only).
_HREF: Final = re.compile(r"(?!\.)[A-Za-z0-9._-]+(?:/(?!\.)[A-Za-z0-9._-]+)*")


@dataclass(frozen=True, slots=True)
class Survey:
    """What the documents of a book hold, added up; `pages` are the printed pages in the order of reading."""

    pictures: int
    pictures_without_alt: int
    has_ruby: bool
    has_headings: bool
    pages: tuple[NavPoint, ...] = ()


def inspect(book: Book) -> Survey:
    """Check the whole of `book` and add up what it shows. Raises InputError for the first fault found."""
    _check_words(book)
    _check_hrefs(book)
    _check_landmarks(book)
    facts = {leaf.href: examine(leaf) for leaf in book.leaves}
    _check_references(book, facts)
    return Survey(
        pictures=sum(leaf.pictures for leaf in facts.values()),
        pictures_without_alt=sum(leaf.pictures_without_alt for leaf in facts.values()),
        has_ruby=any(leaf.has_ruby for leaf in facts.values()),
        has_headings=any(leaf.has_headings for leaf in facts.values()),
        pages=tuple(
            NavPoint(number, f"{href}#{key}") for href, leaf in facts.items() for number, key in leaf.pages
        ),
    )


def entries(points: tuple[NavPoint, ...]) -> Iterator[NavPoint]:
    """Every entry of the contents, depth first: the order of reading."""
    waiting = [*reversed(points)]
    while waiting:
        point = waiting.pop()
        yield point
        waiting += reversed(point.children)


def _check_words(book: Book) -> None:
    """Nothing that must be said is empty, and nothing said holds a character XML cannot."""
    if not book.contents:
        raise InputError("epub.no-contents", place=book.title)
    needed = [("title", book.title), ("lang", book.lang), ("identifier", book.identifier)]
    needed += [("contents_title", book.contents_title), ("landmarks_title", book.landmarks_title)]
    needed += [(point.href, point.title) for point in entries(book.contents)]
    needed += [(leaf.href, leaf.title) for leaf in book.leaves]
    for place, words in needed:
        if not words.strip():
            raise InputError("epub.empty", place=place)
    optional = [("subtitle", book.subtitle), ("publisher", book.publisher), ("rights", book.rights)]
    optional += [("description", book.description), ("collection", book.collection)]
    optional += [("contributor", person.name) for person in book.contributors]
    optional += [("subject", subject) for subject in book.subjects]
    for place, words in needed + optional:
        if found := FORBIDDEN.search(words):
            raise InputError("epub.control-character", place=place, code_point=f"U+{ord(found[0]):04X}")


def _check_hrefs(book: Book) -> None:
    """Every file of the book has a sound name of its own; case is no difference (some systems unpack the book)."""
    seen = {NAV_HREF, NCX_HREF}
    for href in [leaf.href for leaf in book.leaves] + [resource.href for resource in book.resources]:
        if not _HREF.fullmatch(href):
            raise InputError("epub.bad-name", place=href)
        if href.lower() in seen:
            raise InputError("epub.duplicate-name", place=href)
        seen.add(href.lower())


def _check_landmarks(book: Book) -> None:
    """A landmark names one place; `toc` is the navigation document's own."""
    seen = {"toc"}
    for leaf in book.leaves:
        if leaf.landmark in seen:
            raise InputError("epub.duplicate-landmark", place=leaf.href, landmark=leaf.landmark)
        if leaf.landmark:
            seen.add(leaf.landmark)


def _check_references(book: Book, facts: Mapping[str, LeafFacts]) -> None:
    """Every reference and every entry of the contents leads to a file of the book, and to an id in it."""
    files = {NAV_HREF, *facts, *(resource.href for resource in book.resources)}
    found = [(leaf, reference) for leaf, fact in facts.items() for reference in sorted(fact.references)]
    found += [(NAV_HREF, point.href) for point in entries(book.contents)]
    for place, reference in found:
        path, _, fragment = reference.partition("#")
        target = _led_to(posixpath.dirname(place), path) if path else place
        if target not in files or (fragment and target in facts and fragment not in facts[target].ids):
            raise InputError("epub.dangling-reference", place=place, reference=reference)


@lru_cache(maxsize=1024)
def _led_to(folder: str, path: str) -> str:
    """The file that `path` leads to from a document in `folder`: every document names the same style sheet."""
    return posixpath.normpath(posixpath.join(folder, path))
