"""The package metadata. In: a `Book` and its accessibility properties. Out: the entries of `<metadata>`.

EPUB 3.3 §5.5; `dcterms:modified` and the cover's legacy entry are the writer's, which knows the file ids.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bulletin.model import Book, Contributor

IDENTIFIER_ID = "uid"


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of the metadata: `dc:NAME` if `is_dublin_core`, else `<meta>`."""

    name: str
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_dublin_core: bool = True


def metadata(book: Book, accessibility: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """Every entry, in the order in which it is written."""
    yield Entry("identifier", book.identifier, {"id": IDENTIFIER_ID})
    if book.isbn:
        yield Entry("identifier", f"urn:isbn:{book.isbn}")
    yield from _titles(book)
    yield Entry("language", book.lang)
    yield from _contributors(book.contributors)
    if book.date:
        yield Entry("date", book.date.isoformat())
    for name, text in (
        ("publisher", book.publisher),
        ("description", book.description),
        ("rights", book.rights),
    ):
        if text:
            yield Entry(name, text)
    for subject in book.subjects:
        yield Entry("subject", subject)
    yield from _collection(book)
    if book.pages_source:
        yield Entry("source", book.pages_source, {"id": "printed"})
        yield _meta("source-of", "pagination", refines="printed")
        yield _meta("pageBreakSource", book.pages_source)
    for name, value in accessibility:
        yield _meta(f"schema:{name}", value)
    if book.evaluated_by:  # EPUB Accessibility 1.1 §2.3: a claim of whoever examined the book, never ours
        yield _meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG 2.1 Level AA", key="conformance")
        yield _meta("a11y:certifiedBy", book.evaluated_by, refines="conformance")


def _titles(book: Book) -> Iterator[Entry]:
    """The title, and the subtitle as a title of its own that says what it is."""
    yield Entry("title", book.title, {"id": "title"})
    yield _meta("title-type", "main", refines="title")
    if book.subtitle:
        yield _meta("display-seq", "1", refines="title")
        yield Entry("title", book.subtitle, {"id": "subtitle"})
        yield _meta("title-type", "subtitle", refines="subtitle")
        yield _meta("display-seq", "2", refines="subtitle")


def _contributors(contributors: tuple[Contributor, ...]) -> Iterator[Entry]:
    """Those who share the first one's role made the book (`dc:creator`): the editors of a collection, or the
    authors where no editor is named. The others contributed to it."""
    for number, person in enumerate(contributors, start=1):
        name = "creator" if person.role == contributors[0].role else "contributor"
        key = f"{name}-{number}"
        yield Entry(name, person.name, {"id": key})
        yield _meta("role", person.role, refines=key, scheme="marc:relators")
        yield _meta("display-seq", str(number), refines=key)


def _collection(book: Book) -> Iterator[Entry]:
    """The series that the book is a part of."""
    if not book.collection:
        return
    yield _meta("belongs-to-collection", book.collection, key="collection")
    yield _meta("collection-type", "series", refines="collection")
    if book.issn:
        yield _meta("dcterms:identifier", f"urn:issn:{book.issn}", refines="collection")
    if book.position is not None:
        yield _meta("group-position", str(book.position), refines="collection")


def _meta(property_name: str, value: str, *, refines: str = "", scheme: str = "", key: str = "") -> Entry:
    attributes = {"property": property_name}
    if refines:
        attributes["refines"] = f"#{refines}"
    if scheme:
        attributes["scheme"] = scheme
    if key:
        attributes["id"] = key
    return Entry("meta", value, attributes, is_dublin_core=False)
