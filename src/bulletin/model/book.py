"""What layout hands to the epub room: finished XHTML and the facts about the book."""

import datetime
import re
from dataclasses import dataclass
from typing import Final

from bulletin.model.content import Content, bytes_of

# XML 1.0 §2.2: what no document may hold, not even as a character reference; and what turns the text around it.
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Resource:
    """A file of the book that is not a document: picture, style sheet, font. `properties` as EPUB 3.3 §5.5.2."""

    href: str
    media_type: str
    content: bytes | Content
    properties: tuple[str, ...] = ()

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return bytes_of(self.content)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One XHTML document of the spine: a complete, well-formed page as bytes (UTF-8).

    `landmark` is an epub:type for the landmarks (`cover`, `titlepage`, `toc`, `bodymatter` …) or empty."""

    href: str
    title: str
    xhtml: bytes
    landmark: str = ""
    linear: bool = True


@dataclass(frozen=True, slots=True)
class NavPoint:
    """An entry of the contents, with the entries below it."""

    title: str
    href: str
    children: tuple["NavPoint", ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """A name with a MARC relator (`aut`, `edt`, `pbl`)."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Book:
    """A book ready to bind. `identifier` is a URN (`urn:uuid:…`, `urn:isbn:…`); `modified` is UTC."""

    identifier: str
    title: str
    lang: str
    leaves: tuple[Leaf, ...]
    contents: tuple[NavPoint, ...]
    contents_title: str  # 目录 / 目錄
    landmarks_title: str
    resources: tuple[Resource, ...] = ()
    subtitle: str = ""
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    rights: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    date: datetime.date | None = None
    modified: datetime.datetime = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)
    collection: str = ""  # the periodical
    issn: str = ""  # of the periodical: eight digits with a hyphen
    isbn: str = ""  # of the printed edition: thirteen digits
    position: int | None = None  # the number in it
    is_vertical: bool = False  # columns from right to left
    evaluated_by: str = ""  # who has examined it against EPUB Accessibility 1.1
    pages_title: str = ""  # 印刷版页码
    pages_source: str = ""  # the printed edition: its ISBN as a URN, or the name of its file
