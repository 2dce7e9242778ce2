"""Sources to the library. In: a `Collection`, what the editor wants. Out: `Collected`.

Each article is filed as soon as it is read, so that a run may be cut off anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from bulletin.collect.web import Answer
from bulletin.library import Accession, Library, open_library
from bulletin.model import Article, Notice
from bulletin.press.answers import Answers
from bulletin.press.order import Progress, Step, silent
from bulletin.press.sources import At, Collection, Find, Told, read_sources
from bulletin.script import fold

# found: only looked at.
State = Literal["found", "added", "updated", "unchanged"]

# Reads the sources of a collection and tells what is in them: `read_sources`, or `read_guarded`.
Read = Callable[[Collection, Path, Callable[[Told], None]], None]


@dataclass(frozen=True, slots=True)
class Found:
    """An article, what is to be said of it, and what became of it; `number` is its number in the library."""

    accession: Accession
    notices: tuple[Notice, ...] = ()
    state: State = "found"
    number: int | None = None
    copy_of: int | None = None

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.accession.article


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run found. `unchanged` counts the pages that are as they were; `notices` tell of sources that failed."""

    found: tuple[Found, ...]
    unchanged: int = 0
    notices: tuple[Notice, ...] = ()


def look(
    order: Collection, folder: Path, progress: Progress = silent, read: Read = read_sources
) -> Collected:
    """Read every source and keep nothing. What the library in `folder`, if there is one, has kept is not sent again."""
    taking = _Taking(progress)
    read(order, folder, taking.take)
    return taking.collected()


def collect(
    order: Collection, folder: Path, progress: Progress = silent, read: Read = read_sources
) -> Collected:
    """Read every source and file its articles in the library in `folder`.

    Raises what `open_library` raises: another writer is at work, the folder cannot be written."""
    answers = Answers(folder)
    with open_library(folder, write=True, fold=fold) as library:
        filing = _Filing(progress, library=library, answers=answers)
        read(order, folder, filing.take)
        for answer in filing.lists:
            answers.keep(answer)
        return filing.collected()


@dataclass
class _Taking:
    """Takes what a reading tells."""

    progress: Progress
    found: list[Found] = field(default_factory=list)
    lists: list[Answer] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unchanged: int = 0

    def take(self, told: Told) -> None:
        """Each by its kind."""
        match told:
            case Step():
                self.progress(told)
            case Find():
                self.take_find(told)
            case Notice():
                self.notices.append(told)
            case Answer():
                self.lists.append(told)
            case At():
                pass

    def take_find(self, find: Find) -> None:
        """Only look at it."""
        self.found.append(Found(find.accession, find.notices))

    def collected(self) -> Collected:
        """What the run has come to; what is said twice, because a list was read twice, is said once."""
        return Collected(tuple(self.found), self.unchanged, tuple(dict.fromkeys(self.notices)))


@dataclass
class _Filing(_Taking):
    """Puts what it takes into the library."""

    library: Library = field(kw_only=True)
    answers: Answers = field(kw_only=True)

    def take_find(self, find: Find) -> None:
        if find.unchanged:
            self.unchanged += 1
            return
        outcome = self.library.add([find.accession])
        (filed,) = outcome.value
        notices = (*find.notices, *outcome.notices)
        self.found.append(Found(find.accession, notices, filed.state, filed.number, filed.copy_of))
        # Only now: an answer that is kept says that its article is in the library.
        for answer in find.answers:
            self.answers.keep(answer)
