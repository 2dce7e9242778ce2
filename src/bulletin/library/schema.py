"""The database: its tables, its way from version to version. In: the path of the file. Out: an open connection.

`user_version` counts the migrations that a file has been through; a change of the tables is one more entry of MIGRATIONS.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from bulletin.errors import EngineError, InputError

APPLICATION: Final = 0x62756C6C  # "bull", https://sqlite.org/pragma.html#pragma_application_id

# `article.place` puts the newest article last: its day, then its number. The index of words has it for a row id, so that
# newest first, and a span of days, cost nothing. `fingerprint` has the smallest hashes of every sketch.
MIGRATIONS: Final[tuple[str, ...]] = (
    """
    CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE article (
        id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL UNIQUE,
        title TEXT NOT NULL, kicker TEXT NOT NULL, subtitle TEXT NOT NULL, byline TEXT NOT NULL,
        source TEXT NOT NULL, editor TEXT NOT NULL, section TEXT NOT NULL, note TEXT NOT NULL,
        url TEXT NOT NULL, origin TEXT NOT NULL, date TEXT, script TEXT,
        permission TEXT NOT NULL, confidence TEXT NOT NULL, edited TEXT NOT NULL, collected TEXT,
        content BLOB NOT NULL, copy_of INTEGER REFERENCES article ON DELETE SET NULL);
    CREATE INDEX article_content ON article (content);
    CREATE INDEX article_origin ON article (origin) WHERE url = '';
    CREATE INDEX article_copies ON article (copy_of) WHERE copy_of IS NOT NULL;
    CREATE TABLE body (
        article INTEGER PRIMARY KEY REFERENCES article ON DELETE CASCADE,
        xhtml TEXT NOT NULL, sketch BLOB NOT NULL);
    CREATE TABLE address (
        url TEXT PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE) WITHOUT ROWID;
    CREATE INDEX address_article ON address (article);
    CREATE TABLE provenance (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE,
        url TEXT NOT NULL, fetched TEXT NOT NULL, headers TEXT NOT NULL, sha256 TEXT NOT NULL);
    CREATE INDEX provenance_article ON provenance (article);
    CREATE TABLE asset (
        sha256 TEXT PRIMARY KEY, name TEXT NOT NULL, media_type TEXT NOT NULL,
        width_px INTEGER NOT NULL, height_px INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE shown (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, position INTEGER NOT NULL,
        name TEXT NOT NULL, asset TEXT NOT NULL REFERENCES asset, PRIMARY KEY (article, position)) WITHOUT ROWID;
    CREATE INDEX shown_asset ON shown (asset);
    CREATE TABLE tag (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, name TEXT NOT NULL,
        PRIMARY KEY (article, name)) WITHOUT ROWID;
    CREATE TABLE used (
        article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, issue TEXT NOT NULL,
        PRIMARY KEY (article, issue)) WITHOUT ROWID;
    CREATE TABLE visit (
        url TEXT PRIMARY KEY, etag TEXT NOT NULL, last_modified TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE fingerprint (
        hash INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (hash, article)) WITHOUT ROWID;
    CREATE VIRTUAL TABLE words USING fts5(title, body, people, content='', tokenize='ascii');
    INSERT INTO words (words, rank) VALUES ('hashsize', 67108864)
    """,
    "INSERT INTO words (words, rank) VALUES ('automerge', 8)",
)
# The tokenizer `ascii` takes every character above 127 as part of a token; `unicode61` knows none that Unicode added
# after version 6.1, and rare characters of names are among them. We separate and fold the tokens ourselves. With
# `hashsize` (bytes) a transaction is written to the index in one piece, which takes a quarter off an import; with
# `automerge` eight pieces of a size are made one, not four, which takes off another tenth and costs a search nothing.


def connected(file: Path, *, write: bool) -> sqlite3.Connection:
    """The library's database. A writer makes it where there is none and brings an old one up to date.

    Raises InputError for a file that is no library, or a newer or older one; EngineError for an SQLite without FTS5;
    sqlite3.Error for what else goes wrong."""
    mode = "rwc" if write else "ro"
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None)
    try:
        connection.row_factory = sqlite3.Row
        if write and _is_new(connection):
            connection.execute("PRAGMA page_size = 8192")  # twice the usual, for texts of some thousand bytes
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        version = _version(connection, file, write=write)
        _tune(connection, write=write)
        if write:
            _migrate(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:  # a full disk rolls back by itself
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def snapshot(connection: sqlite3.Connection, file: Path) -> None:
    """Copy the database as it stands to `file`, in one file without a log beside it."""
    with closing(sqlite3.connect(file)) as copy:
        connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _is_new(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _version(connection: sqlite3.Connection, file: Path, *, write: bool) -> int:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
        raise InputError("library.not-a-library", place=str(file))
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version < len(MIGRATIONS) and not write:
        raise InputError("library.older", place=str(file))
    if version > len(MIGRATIONS):
        raise InputError("library.newer", place=str(file), version=version, known=len(MIGRATIONS))
    return version


def _tune(connection: sqlite3.Connection, *, write: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")
    connection.execute("PRAGMA cache_size = -65536")  # KiB
    connection.execute("PRAGMA temp_store = MEMORY")
    if write:
        connection.execute("PRAGMA journal_mode = WAL")
        # A power cut may cost the last transactions, never the library: https://sqlite.org/pragma.html#pragma_synchronous
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "PRAGMA wal_autocheckpoint = 8192"
        )  # pages: an import's log is carried over in long runs


def _migrate(connection: sqlite3.Connection, version: int) -> None:
    for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
        with transaction(connection):
            try:
                for statement in migration.split(";"):
                    connection.execute(statement)
            except sqlite3.OperationalError as error:
                if "no such module: fts5" in str(error):
                    raise EngineError("library.no-search") from error
                raise
            connection.execute(f"PRAGMA user_version = {number}")
