"""What the editor asks of the press and what comes back. Light to import: the command line declares itself with these."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Optional

from bulletin.model import Artefact, Format, Notice, Review, Script

if TYPE_CHECKING:  # opens the library room
    from bulletin.press.library_issues import LibraryIssue


class By(StrEnum):
    """What makes articles of the library an issue of their own."""

    MONTH = "month"
    WEEK = "week"
    QUARTER = "quarter"
    SECTION = "section"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Volume:
    """合订本: the issues of the days from `first` to `last`, in the order of their dates. `key` is the stem of its files.
    With `library` its issues are the months of that library, without one those of the issue files."""

    key: str
    title: str
    first: datetime.date
    last: datetime.date
    library: Path | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What the editor asked for; what is empty is decided by bulletin.toml.

    `targets` are an issue, or loose articles; for a `library_issue` or a `volume` the folder of the periodical."""

    targets: tuple[Path, ...]
    formats: tuple[Format, ...] = ()
    scripts: tuple[Script, ...] = ()
    theme: str | None = None
    title: str | None = None
    output: Path | None = None
    bleed_mm: float | None = None
    attach: bool | None = None
    processes: int = 1  # side by side; 0 for as many as there are processors
    vertical: bool = False  # e-books in Traditional Chinese from right to left
    library_issue: Optional["LibraryIssue"] = None
    volume: Volume | None = None
    strict: bool = False  # an article that cannot be made stops the issue
    without: frozenset[Path] = frozenset()  # files of the issue that are passed over

    def kept(self, files: Iterable[Path]) -> tuple[Path, ...]:
        """`files` but those that are passed over."""
        return tuple(file for file in files if file not in self.without)


@dataclass(frozen=True, slots=True)
class Conversion:
    """One text to be converted; `place` is where it comes from. Either `to` is given, and without a `source` the script
    is found out, or an OpenCC `config`, which says both."""

    data: bytes
    place: str
    to: Script | None = None
    source: Script | None = None
    config: str = ""
    glossary: tuple[Path, ...] = ()
    is_html: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run stands: the stage (`read`, `convert`, `pdf`, `epub`; `wait` for another run), what it works on, steps
    done of all."""

    stage: str
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made, and what needs a human eye. The files of `fresh` lay there already, as they would be made now."""

    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    fresh: frozenset[Path] = frozenset()


@dataclass(frozen=True, slots=True)
class Proofs:
    """The proofs made, and what there is to tell."""

    paths: tuple[Path, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The files made, the reviews in them, and what there is to tell."""

    paths: tuple[Path, ...]
    reviews: tuple[Review, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Produced:
    """A file for the printing house: how many sides it has, and what needs a human eye."""

    path: Path
    sides: int
    bytes: int
    seconds: float
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, what was found, and what an editor has chosen not to be told (each with its reason)."""

    target: Path
    notices: tuple[Notice, ...]
    silenced: tuple[tuple[Notice, str], ...] = ()


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Progress that nobody watches."""
