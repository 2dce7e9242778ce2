"""Articles found again. In: what is wanted, words. Out: records, newest first; those without a date come last."""
# ruff: noqa: S608 -- what is put into a statement are names of our own; values go in as parameters

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from bulletin.library.amending import row_of
from bulletin.library.rows import COLUMNS, article_of, number_at, place_of, provenance_of, record_of
from bulletin.library.stacks import Stacks
from bulletin.library.values import Hit, Holding, Passage, Permission, Record, Wanted, Within
from bulletin.library.words import expression

_COLUMN: Final[dict[Within, str]] = {"all": "", "title": "title", "body": "body"}
_NO_DAY: Final = 1 << 32  # places below have no date


def find(stacks: Stacks, wanted: Wanted, limit: int | None) -> tuple[Record, ...]:
    """The articles wanted."""
    where, values = _where(wanted, "article.place")
    rows = stacks.connection.execute(
        f"SELECT * FROM article WHERE {where} ORDER BY place DESC LIMIT ?",
        (*values, -1 if limit is None else limit),
    ).fetchall()
    return tuple(record_of(stacks.connection, row) for row in rows)


def search(stacks: Stacks, query: str, wanted: Wanted, within: Within, limit: int | None) -> tuple[Hit, ...]:
    """The articles wanted that hold every part of the query."""
    phrases = stacks.words.phrases(query)
    if not phrases:
        return ()
    where, values = _where(wanted, "words.rowid")
    places = stacks.connection.execute(
        f"SELECT words.rowid FROM words WHERE words MATCH ? AND {where} ORDER BY words.rowid DESC LIMIT ?",
        (expression(phrases, _COLUMN[within]), *values, -1 if limit is None else limit),
    ).fetchall()
    return tuple(_hit(stacks, number_at(place), phrases, within) for (place,) in places)


def get(stacks: Stacks, number: int) -> Holding:
    """Everything about one article. Raises InputError `library.no-article`; FileNotFoundError for a lost picture."""
    connection = stacks.connection
    row = row_of(connection, number)
    return Holding(
        record_of(connection, row),
        article_of(connection, row, stacks.files),
        json.loads(row["confidence"]),
        frozenset(json.loads(row["edited"])),
        provenance_of(connection, number),
    )


def digest(stacks: Stacks, number: int) -> str:
    """The SHA-256 of all that an article prints: its fields, its text and the digests of its pictures."""
    row = row_of(stacks.connection, number)
    (xhtml,) = stacks.connection.execute("SELECT xhtml FROM body WHERE article = ?", (number,)).fetchone()
    shown = stacks.connection.execute(
        "SELECT name, asset FROM shown WHERE article = ? ORDER BY position", (number,)
    ).fetchall()
    printed = ([row[column] for column in COLUMNS], xhtml, [tuple(picture) for picture in shown])
    return sha256(repr(printed).encode()).hexdigest()


def duplicates(stacks: Stacks) -> tuple[tuple[Record, ...], ...]:
    """The groups of copies, each with its first article at its head."""
    rows = stacks.connection.execute(
        "SELECT * FROM article WHERE copy_of IS NOT NULL"
        " OR id IN (SELECT copy_of FROM article WHERE copy_of IS NOT NULL) ORDER BY id"
    ).fetchall()
    groups: dict[int, list[Record]] = {}
    for row in rows:
        groups.setdefault(row["copy_of"] or row["id"], []).append(record_of(stacks.connection, row))
    # A first one may have come later than its copies, when a text was changed.
    return tuple(
        tuple(sorted(group, key=lambda record: (record.copy_of is not None, record.number)))
        for _, group in sorted(groups.items())
    )


def without_permission(stacks: Stacks, numbers: Iterable[int]) -> tuple[Record, ...]:
    """Which of these articles may not be printed, or are not known to be free to print, in the same order.

    Raises InputError `library.no-article`."""
    rows = [row_of(stacks.connection, number) for number in numbers]
    free = (Permission.OWN.value, Permission.PERMITTED.value)
    return tuple(record_of(stacks.connection, row) for row in rows if row["permission"] not in free)


def _where(wanted: Wanted, place: str) -> tuple[str, list[Any]]:
    """The conditions and their values. `place` is the column that has the article's place."""
    conditions = list(_conditions(wanted, place))
    return " AND ".join(text for text, _ in conditions) or "1", [value for _, value in conditions]


def _conditions(wanted: Wanted, place: str) -> Iterator[tuple[str, str | int]]:
    if wanted.since:
        yield f"{place} >= ?", place_of(0, wanted.since)
    if wanted.until:
        yield f"{place} < ?", place_of(0, wanted.until) + _NO_DAY
        if not wanted.since:
            yield f"{place} >= ?", _NO_DAY
    narrow = f"{place} & {_NO_DAY - 1}"  # the number of the article
    for column in ("section", "source", "permission"):
        if value := getattr(wanted, column):
            yield f"(SELECT one.{column} FROM article AS one WHERE one.id = {narrow}) = ?", str(value)
    if wanted.tag:
        yield f"EXISTS (SELECT 1 FROM tag WHERE article = {narrow} AND name = ?)", wanted.tag
    if wanted.unused:
        yield f"NOT EXISTS (SELECT 1 FROM used WHERE article = {narrow}) AND ?", 1


def _hit(stacks: Stacks, number: int, phrases: list[list[str]], within: Within) -> Hit:
    row = row_of(stacks.connection, number)
    article = article_of(stacks.connection, row, None)
    title = " ".join(filter(None, (article.kicker, article.title, article.subtitle)))
    places = {"title": (title,), "body": (article.body.text,)}
    texts = places.get(within, (article.body.text, title, article.byline, article.source))
    found = (stacks.words.passage(text, phrases) for text in texts)
    passage = next(filter(None, found), Passage("", "", texts[0][:60]))
    return Hit(record_of(stacks.connection, row), passage)
