"""The index of words and the fingerprints. In: articles and their numbers. Out: both in step with them.

The index keeps no text of its own (contentless), so what is taken out must be told as it was put in.
https://sqlite.org/fts5.html#the_delete_command
"""

import sqlite3
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from bulletin.library import sketch
from bulletin.library.rows import article_of, place_of
from bulletin.library.schema import transaction
from bulletin.library.stacks import Stacks
from bulletin.library.words import Words, letters_of
from bulletin.model import Article

# Two texts of which three tenths are shared have none or one of 20 smallest hashes in common once in 130 times,
# those that share half once in 50,000 times.
FINGERPRINTS: Final = 20
_AT_ONCE: Final = 1000

_PUT: Final = "INSERT INTO words (rowid, title, body, people) VALUES (?, ?, ?, ?)"
_DROP: Final = "INSERT INTO words (words, rowid, title, body, people) VALUES ('delete', ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Described:
    """An article as the index sees it: the tokens of its columns, its sketch; `content` is the same for the same text."""

    article: Article
    columns: tuple[str, str, str]
    sketch: tuple[int, ...]
    content: bytes


def described(article: Article, words: Words) -> Described:
    """What the index needs of an article."""
    title = "\n".join(filter(None, (article.kicker, article.title, article.subtitle)))
    people = "\n".join(filter(None, (article.byline, article.source)))
    body = words.tokens(article.body.text)
    content = sha256(f"{article.title}\0{article.body.xhtml}".encode()).digest()[:16]
    return Described(
        article, (words.tokens(title), body, words.tokens(people)), sketch.sketch(letters_of(body)), content
    )


class Index:
    """The changes of one transaction. FTS5 writes fast only in the order of its row ids, so what is put waits for
    `flush`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._waiting: dict[int, tuple[str, str, str]] = {}

    def put(self, number: int, new: Described) -> None:
        """Take in an article."""
        self._waiting[place_of(number, new.article.date)] = new.columns
        self._connection.executemany(
            "INSERT INTO fingerprint VALUES (?, ?)", [(each, number) for each in new.sketch[:FINGERPRINTS]]
        )

    def drop(self, number: int, old: Described) -> None:
        """Take out an article as it was put in."""
        place = place_of(number, old.article.date)
        if self._waiting.pop(place, None) is None:
            self._connection.execute(_DROP, (place, *old.columns))
        self._connection.executemany(
            "DELETE FROM fingerprint WHERE hash = ? AND article = ?",
            [(each, number) for each in old.sketch[:FINGERPRINTS]],
        )

    def flush(self) -> None:
        """Write what waits."""
        rows = sorted((place, *columns) for place, columns in self._waiting.items())
        self._connection.executemany(_PUT, rows)
        self._waiting.clear()


def rebuild(stacks: Stacks) -> None:
    """Make index, sketches and fingerprints anew from the articles."""
    connection = stacks.connection
    with transaction(connection):
        connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
        connection.execute("DELETE FROM fingerprint")
        index = Index(connection)
        places = connection.execute("SELECT id FROM article ORDER BY place").fetchall()
        for count, (number,) in enumerate(places, start=1):
            row = connection.execute("SELECT * FROM article WHERE id = ?", (number,)).fetchone()
            new = described(article_of(connection, row, None), stacks.words)
            connection.execute(
                "UPDATE body SET sketch = ? WHERE article = ?", (sketch.packed(new.sketch), number)
            )
            index.put(number, new)
            if count % _AT_ONCE == 0:
                index.flush()
        index.flush()
        _stamp(stacks)


def keep_in_step(stacks: Stacks) -> None:
    """Make index and sketches anew if they were made with another fold than this library is opened with, or another
    hash."""
    settings = dict(stacks.connection.execute("SELECT name, value FROM setting").fetchall())
    if any(settings.get(name) != value for name, value in _stamps(stacks).items()):
        rebuild(stacks)


def _stamp(stacks: Stacks) -> None:
    stacks.connection.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", _stamps(stacks).items())


def _stamps(stacks: Stacks) -> dict[str, str]:
    """What index and sketches are made with; what other stamps made is of no use."""
    return {"fold": stacks.words.stamp(), "sketch": sketch.STAMP}
