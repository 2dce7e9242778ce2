"""What goes into a library and what comes out of it, as frozen values."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Final, Literal, TypedDict

from bulletin.model import Article, Asset, Body, Script

Within = Literal["all", "title", "body"]
State = Literal["added", "updated", "unchanged"]


class Permission(StrEnum):
    """Whether an article may be printed."""

    OWN = "own"
    PERMITTED = "permitted"
    UNKNOWN = "unknown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article was fetched. `original` is what came over the wire, empty when read back from a library:
    `Library.original(sha256)` gives it. `fetched` is UTC."""

    url: str
    fetched: datetime.datetime
    headers: tuple[tuple[str, str], ...] = ()
    original: bytes = b""
    sha256: str = ""

    @classmethod
    def of(
        cls, original: bytes, url: str, fetched: datetime.datetime, headers: tuple[tuple[str, str], ...] = ()
    ) -> "Provenance":
        """The provenance of a document with these bytes."""
        return cls(url, fetched, headers, original, sha256(original).hexdigest())


@dataclass(frozen=True, slots=True)
class Accession:
    """An article to be filed. `confidence` says of a field how sure its reader was, 0 to 1."""

    article: Article
    provenance: Provenance | None = None
    tags: tuple[str, ...] = ()
    permission: Permission = Permission.UNKNOWN
    confidence: Mapping[str, float] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Filed:
    """What became of an accession. `copy_of` is the article that it nearly repeats."""

    number: int
    state: State
    copy_of: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An article as a list shows it, without its text."""

    number: int
    title: str
    byline: str
    source: str
    section: str
    date: datetime.date | None
    script: Script | None
    url: str
    permission: Permission
    collected: datetime.datetime | None
    copy_of: int | None
    tags: tuple[str, ...] = ()
    used_in: tuple[str, ...] = ()

    @property
    def is_printable(self) -> bool:
        """Whether an issue takes it unasked: a copy of another article or one that may not be printed must be named."""
        return self.copy_of is None and self.permission is not Permission.REFUSED


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything the library holds of one article. `edited` are the fields a person has set; `provenance` is
    oldest first."""

    record: Record
    article: Article
    confidence: Mapping[str, float] = field(hash=False)
    edited: frozenset[str]
    provenance: tuple[Provenance, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The words found, between what stands before and after them."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that a search found, and where."""

    record: Record
    passage: Passage


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles; every field narrows the choice. Both days are included."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    section: str = ""
    source: str = ""
    tag: str = ""
    permission: Permission | None = None
    unused: bool = False


ANY: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with: If-None-Match, If-Modified-Since (RFC 9110 §13.1)."""

    etag: str = ""
    last_modified: str = ""


class Changes(TypedDict, total=False):
    """What an editor may set of an article."""

    title: str
    kicker: str
    subtitle: str
    byline: str
    source: str
    editor: str
    section: str
    note: str
    url: str
    date: datetime.date | None
    script: Script | None
    body: Body
    assets: tuple[Asset, ...]
    tags: tuple[str, ...]
    permission: Permission
