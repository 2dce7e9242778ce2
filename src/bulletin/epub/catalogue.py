"""A shelf of e-books → catalogues that e-readers and shops read. In: records of books. Out: OPDS 1.2, OPDS 2.0, ONIX 3.0.

OPDS 1.2 is an Atom feed, OPDS 2.0 its JSON successor; an e-reader subscribes to either. The ONIX message is the least that
a shop's form asks: identifier, title, language, contributors, publisher, date.
"""

import datetime
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from lxml import etree
from lxml.builder import ElementMaker

from bulletin.epub.opened import OpenedBook
from bulletin.model.standard_numbers import isbn_in

_ATOM: Final = "http://www.w3.org/2005/Atom"
_DC: Final = "http://purl.org/dc/terms/"
_ONIX: Final = "http://ns.editeur.org/onix/3.0/reference"
_EPUB_TYPE: Final = "application/epub+zip"
_ACQUISITION: Final = "http://opds-spec.org/acquisition/open-access"
_IMAGE: Final = "http://opds-spec.org/image"
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")  # RFC 3339
_IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_ISBN_LENGTH: Final = 13
# ISO 639-2 as ONIX has it (code list 74); what is not here is undetermined.
_LANGUAGES: Final = {
    "zh": "chi",
    "en": "eng",
    "ja": "jpn",
    "ko": "kor",
    "fr": "fre",
    "de": "ger",
    "ru": "rus",
    "es": "spa",
}
_A: Final = ElementMaker(namespace=_ATOM, nsmap={None: _ATOM, "dc": _DC})
_D: Final = ElementMaker(namespace=_DC, nsmap={"dc": _DC})
_O: Final = ElementMaker(namespace=_ONIX, nsmap={None: _ONIX})


@dataclass(frozen=True, slots=True)
class Record:
    """One e-book of the shelf; `href` and `cover` lead from the catalogue to its file and its cover picture."""

    href: str
    identifier: str
    title: str
    language: str
    authors: tuple[str, ...]
    publisher: str
    date: str
    modified: str
    summary: str
    series: str
    position: str
    cover: str = ""
    cover_type: str = ""
    isbn: str = ""


def record_of(book: OpenedBook, href: str, cover: str = "", cover_type: str = "") -> Record:
    """What a finished e-book says of itself."""

    def first(path: str) -> str:
        return next(iter(_said(book, path)), "")

    identifiers = _said(book, "//dc:identifier/text()")
    modified = first("//o:meta[@property='dcterms:modified']/text()")
    return Record(
        href=href,
        identifier=_address(next(iter(identifiers), "") or f"file:{href}"),
        title=first("//dc:title/text()") or href,
        language=first("//dc:language/text()") or "zh",
        authors=tuple(_said(book, "//dc:creator/text()")),
        publisher=first("//dc:publisher/text()"),
        date=first("//dc:date/text()"),
        modified=modified if _MOMENT.fullmatch(modified) else "",
        summary=first("//dc:description/text()"),
        series=first("//o:meta[@property='belongs-to-collection']/text()"),
        position=first("//o:meta[@property='group-position']/text()"),
        cover=cover,
        cover_type=cover_type,
        isbn=next(filter(None, map(_isbn, identifiers)), ""),
    )


def _said(book: OpenedBook, path: str) -> list[str]:
    """What is said in some words, on one line each."""
    return [words for said in book.said(path) if (words := " ".join(said.split()))]


def _address(identifier: str) -> str:
    """An identifier as an Atom feed wants it: an IRI (RFC 4287 §4.2.6), the same for the same book."""
    return identifier if _IRI.fullmatch(identifier) else uuid5(NAMESPACE_URL, identifier).urn


def _isbn(identifier: str) -> str:
    """The ISBN in an identifier, with or without its scheme; a number without one only if it cannot be anything else."""
    bare = identifier.lower().removeprefix("urn:").removeprefix("isbn:")
    return isbn_in(bare) if bare != identifier.lower() or len(bare) >= _ISBN_LENGTH else ""


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Newest first; those of one day by their names."""
    by_name = sorted(records, key=lambda record: record.href)
    return tuple(sorted(by_name, key=lambda record: record.date, reverse=True))


def opds_1(title: str, identifier: str, records: Iterable[Record]) -> bytes:
    """The feed as Atom (OPDS 1.2 §5); its date is that of the newest book."""
    records = in_order(records)
    feed = _A.feed(
        _A.id(identifier),
        _A.title(title),
        _A.updated(_newest(records)),
        _A.link(
            rel="self", href="opds.xml", type="application/atom+xml;profile=opds-catalog;kind=acquisition"
        ),
        _A.link(
            rel="start", href="opds.xml", type="application/atom+xml;profile=opds-catalog;kind=acquisition"
        ),
        *map(_entry, records),
    )
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)


def opds_2(title: str, records: Iterable[Record]) -> bytes:
    """The feed as JSON (OPDS 2.0 §1)."""
    records = in_order(records)
    feed = {
        "metadata": {"title": title, "numberOfItems": len(records), "modified": _newest(records)},
        "links": [{"rel": "self", "href": "opds.json", "type": "application/opds+json"}],
        "publications": [_publication(record) for record in records],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=2) + "\n").encode()


def onix(sender: str, records: Iterable[Record]) -> bytes:
    """The message for a shop (ONIX for Books 3.0, reference names); without ISBN a product bears our own number."""
    records = in_order(records)
    sent = _newest(records)[:10].replace("-", "")
    message = _O.ONIXMessage(
        {"release": "3.0"},
        _O.Header(_O.Sender(_O.SenderName(sender or "bulletin")), _O.SentDateTime(sent)),
        *map(_product, records),
    )
    return etree.tostring(message, encoding="utf-8", xml_declaration=True, pretty_print=True)


def _newest(records: tuple[Record, ...]) -> str:
    """The latest change of all; never the clock, so that the same shelf gives the same bytes."""
    return max((record.modified for record in records if record.modified), default="1980-01-01T00:00:00Z")


def _entry(record: Record) -> etree._Element:
    entry = _A.entry(
        _A.id(record.identifier),
        _A.title(record.title),
        _A.updated(record.modified or "1980-01-01T00:00:00Z"),
        *(_A.author(_A.name(name)) for name in record.authors),
        _D.language(record.language),
    )
    if record.publisher:
        entry.append(_D.publisher(record.publisher))
    if record.date:
        entry.append(_D.issued(record.date))
    if record.summary:
        entry.append(_A.summary(record.summary, type="text"))
    if record.cover:
        entry.append(_A.link(rel=_IMAGE, href=record.cover, type=record.cover_type))
    entry.append(_A.link(rel=_ACQUISITION, href=record.href, type=_EPUB_TYPE))
    return entry


def _publication(record: Record) -> dict[str, object]:
    facts: dict[str, object] = {
        "@type": "http://schema.org/Book",
        "identifier": record.identifier,
        "title": record.title,
        "language": record.language,
        "author": list(record.authors),
        "publisher": record.publisher,
        "published": record.date,
        "modified": record.modified,
        "description": record.summary,
    }
    if record.series:
        series: dict[str, object] = {"name": record.series}
        if record.position.isdecimal():
            series["position"] = int(record.position)
        facts["belongsTo"] = {"series": series}
    publication: dict[str, object] = {
        "metadata": {key: value for key, value in facts.items() if value},
        "links": [{"rel": _ACQUISITION, "href": record.href, "type": _EPUB_TYPE}],
    }
    if record.cover:
        publication["images"] = [{"href": record.cover, "type": record.cover_type}]
    return publication


def _product(record: Record) -> etree._Element:
    kind, number = ("15", record.isbn) if record.isbn else ("01", record.identifier)
    title = _O.TitleDetail(
        _O.TitleType("01"), _O.TitleElement(_O.TitleElementLevel("01"), _O.TitleText(record.title))
    )
    people = (
        _O.Contributor(_O.SequenceNumber(str(place)), _O.ContributorRole("B01"), _O.PersonName(name))
        for place, name in enumerate(record.authors, start=1)
    )
    description = _O.DescriptiveDetail(
        _O.ProductComposition("00"),
        _O.ProductForm("EA"),
        _O.ProductFormDetail("E101"),
        title,
        *people,
        _O.Language(
            _O.LanguageRole("01"),
            _O.LanguageCode(_LANGUAGES.get(record.language.partition("-")[0].lower(), "und")),
        ),
    )
    published = _day(record.date)
    publishing = _O.PublishingDetail(
        *(
            [_O.Publisher(_O.PublishingRole("01"), _O.PublisherName(record.publisher))]
            if record.publisher
            else []
        ),
        *([_O.PublishingDate(_O.PublishingDateRole("01"), _O.Date(published))] if published else []),
    )
    return _O.Product(
        _O.RecordReference(record.identifier),
        _O.NotificationType("03"),
        _O.ProductIdentifier(_O.ProductIDType(kind), _O.IDValue(number)),
        description,
        publishing,
    )


def _day(date: str) -> str:
    try:
        return datetime.date.fromisoformat(date).strftime("%Y%m%d")
    except ValueError:
        return ""
