"""The library as the press sees it. In: a folder. Out: a library open for reading or writing."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Unpack

from bulletin.errors import InputError
from bulletin.library import amending, checking, exchange, filing, finding, index, lock
from bulletin.library.exchange import Examine
from bulletin.library.failures import told
from bulletin.library.files import Files
from bulletin.library.schema import connected, transaction
from bulletin.library.stacks import Stacks
from bulletin.library.values import (
    ANY,
    Accession,
    Changes,
    Filed,
    Hit,
    Holding,
    Record,
    Validators,
    Wanted,
    Within,
)
from bulletin.library.words import Fold, Words, unfolded
from bulletin.model import Notice, Outcome

DATABASE: Final = "library.sqlite"
LOCK: Final = "library.lock"


@contextmanager
def open_library(folder: Path, *, write: bool = False, fold: Fold = unfolded) -> Iterator["Library"]:
    """The library in `folder`; a writer makes it where there is none, and is alone until it is done.

    `fold` maps every character to the one form under which both scripts find it; a writer with another fold than the
    last one makes the index anew. Raises InputError `library.not-found`, `.not-a-library`, `.newer`, `.older`,
    `.damaged`, `.locked` or `.busy`, OutputError `.cannot-write` or `.disk-full`, EngineError `.no-search`; every method
    of the library the same.
    """
    if write:
        with told(folder):
            folder.mkdir(parents=True, exist_ok=True)
            handle = lock.take(folder / LOCK)
        try:
            with _opened(folder, write=True, fold=fold) as library:
                yield library
        finally:
            lock.release(handle)
    elif (folder / DATABASE).is_file():
        with _opened(folder, write=False, fold=fold) as library:
            yield library
    else:
        raise InputError("library.not-found", place=str(folder))


class Library:
    """Articles with their pictures, provenance and history of use. Numbers name them: short, in the order of arrival,
    easily said and typed (#123), never given twice."""

    def __init__(self, stacks: Stacks, folder: Path) -> None:
        self._stacks = stacks
        self._folder = folder

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def __contains__(self, number: int) -> bool:
        found = self._connection.execute("SELECT 1 FROM article WHERE id = ?", (number,)).fetchone()
        return found is not None

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._stacks.connection

    def add(self, accessions: Iterable[Accession]) -> Outcome[tuple[Filed, ...]]:
        """File articles, 4000 in one step. What is there already, by address or text, is brought up to date, but for the
        fields a person has set. Notices `library.near-duplicate` and `library.same-text`."""
        with told(self._folder):
            return filing.add(self._stacks, accessions)

    def find(self, wanted: Wanted = ANY, *, limit: int | None = None) -> tuple[Record, ...]:
        """The articles wanted, newest first, those without a date last."""
        with told(self._folder):
            return finding.find(self._stacks, wanted, limit)

    def search(
        self, query: str, wanted: Wanted = ANY, *, within: Within = "all", limit: int | None = 50
    ) -> tuple[Hit, ...]:
        """The articles wanted that hold every part (between spaces) of `query`, newest first."""
        with told(self._folder):
            return finding.search(self._stacks, query, wanted, within, limit)

    def get(self, number: int) -> Holding:
        """All that is known of an article, with its pictures. Raises InputError `library.no-article`."""
        with told(self._folder):
            return finding.get(self._stacks, number)

    def digest(self, number: int) -> str:
        """The SHA-256 of all that an article prints; no picture is read. Raises InputError `library.no-article`."""
        with told(self._folder):
            return finding.digest(self._stacks, number)

    def original(self, sha256: str) -> bytes:
        """What came over the wire, by the SHA-256 of a Provenance."""
        with told(self._folder):
            return self._stacks.files.original(sha256)

    def update(self, number: int, **changes: Unpack[Changes]) -> None:
        """Set what an editor has mended. Raises InputError `library.no-article`."""
        with told(self._folder):
            amending.update(self._stacks, number, changes)

    def remove(self, *numbers: int) -> None:
        """Take articles out, all or none. Raises InputError `library.no-article`."""
        with told(self._folder):
            amending.remove(self._stacks, numbers)

    def duplicates(self) -> tuple[tuple[Record, ...], ...]:
        """Groups of articles that nearly repeat one another, the first of each at its head."""
        with told(self._folder):
            return finding.duplicates(self._stacks)

    def without_permission(self, numbers: Iterable[int]) -> tuple[Record, ...]:
        """Which of these articles nobody has said may be printed: permission unknown or refused."""
        with told(self._folder):
            return finding.without_permission(self._stacks, numbers)

    def mark_used(self, numbers: Iterable[int], issue: str) -> None:
        """Note that `issue` has exactly these articles. Raises InputError `library.no-article`."""
        with told(self._folder):
            amending.mark_used(self._stacks, numbers, issue)

    def used_in(self, issue: str) -> tuple[int, ...]:
        """The numbers of the articles in `issue`."""
        with told(self._folder):
            rows = self._connection.execute(
                "SELECT article FROM used WHERE issue = ? ORDER BY article", (issue,)
            )
            return tuple(number for (number,) in rows)

    def seen(self, url: str) -> Validators | None:
        """What to ask with again for `url`; None for one not yet fetched."""
        with told(self._folder):
            row = self._connection.execute(
                "SELECT etag, last_modified FROM visit WHERE url = ?", (url,)
            ).fetchone()
            return Validators(*row) if row else None

    def remember(self, url: str, validators: Validators) -> None:
        """Note that `url` was fetched."""
        with told(self._folder), transaction(self._connection):
            self._connection.execute(
                "INSERT OR REPLACE INTO visit VALUES (?, ?, ?)",
                (url, validators.etag, validators.last_modified),
            )

    def check(self) -> tuple[Notice, ...]:
        """All that is wrong with the library: database, files, index. Nothing is changed."""
        with told(self._folder):
            return checking.check(self._stacks)

    def rebuild(self) -> None:
        """Make index and sketches anew from the articles."""
        with told(self._folder):
            index.rebuild(self._stacks)

    def sweep(self) -> int:
        """Delete the files that no article names; returns how many there were."""
        with told(self._folder):
            return checking.sweep(self._stacks)

    def backup(self, folder: Path) -> None:
        """A whole copy of the library in a new folder. Raises OutputError `library.in-the-way` if it is there."""
        with told(folder):
            exchange.backup(self._stacks, folder, DATABASE)

    def export(self, path: Path) -> None:
        """All articles with pictures and originals as a zip of JSON lines and files."""
        with told(path):
            exchange.export(self._stacks, path)

    def import_(self, path: Path, *, examine: Examine) -> Outcome[tuple[Filed, ...]]:
        """File the articles of an export, under new numbers. `examine` gives back a picture made safe, or raises
        InputError; the readers of pictures do. Raises InputError `library.not-an-export`."""
        with told(path):
            return exchange.import_(self._stacks, path, examine)


@contextmanager
def _opened(folder: Path, *, write: bool, fold: Fold) -> Iterator[Library]:
    with told(folder):
        connection = connected(folder / DATABASE, write=write)
    try:
        stacks = Stacks(connection, Files(folder), Words(fold))
        if write:
            with told(folder):
                index.keep_in_step(stacks)
        yield Library(stacks, folder)
    finally:
        connection.close()
