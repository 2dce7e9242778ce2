"""Copies of a text that is already there. In: a sketch. Out: the article it repeats, and how much of it."""
# ruff: noqa: S608 -- what is put into a statement are names of our own; values go in as parameters

import sqlite3
from collections import Counter
from typing import Final, NamedTuple

from bulletin.library import sketch
from bulletin.library.index import FINGERPRINTS

# A passage that every page of a site carries would bring in thousands of articles. A hash with so many stands for such a
# passage, unless nearly all hashes have: then a whole text is there that often, and its first copies stand for it.
_MANY: Final = 8
_LEAST_RARE: Final = 2
_LEAST_COMMON: Final = 6
_CANDIDATES: Final = 4

_ONE: Final = f"SELECT * FROM (SELECT hash, article FROM fingerprint WHERE hash = ? LIMIT {_MANY})"
_SHARING: Final = " UNION ALL ".join([_ONE] * FINGERPRINTS)


class Likeness(NamedTuple):
    """How much (0 to 1) of the shorter text stands in the longer one."""

    number: int
    share: float


def nearest(connection: sqlite3.Connection, hashes: tuple[int, ...], but: int = 0) -> Likeness | None:
    """The article most like the text of this sketch, the first of its group; None if none is a copy.

    `but` is the number of the article itself, where it is already there."""
    if len(hashes) < sketch.LEAST_SHARED:
        return None
    best = None
    for number in _candidates(connection, hashes, but):
        (data,) = connection.execute("SELECT sketch FROM body WHERE article = ?", (number,)).fetchone()
        share = sketch.share(hashes, sketch.unpacked(data))
        if share >= sketch.LEAST_SHARE and (best is None or share > best.share):
            best = Likeness(number, share)
    if best is None:
        return None
    (first_of_group,) = connection.execute(
        "SELECT ifnull(copy_of, id) FROM article WHERE id = ?", (best.number,)
    ).fetchone()
    return None if first_of_group == but else Likeness(first_of_group, best.share)


def _candidates(connection: sqlite3.Connection, hashes: tuple[int, ...], but: int) -> list[int]:
    """The articles that share enough of the smallest hashes to be looked at, those that share most first."""
    first = (*hashes, *[-1] * FINGERPRINTS)[:FINGERPRINTS]
    rows = connection.execute(_SHARING, first).fetchall()
    often = Counter(each for each, _ in rows)
    shared = Counter(number for _, number in rows if number != but)
    rare = Counter(number for each, number in rows if often[each] < _MANY)
    likely = [
        number
        for number, count in shared.most_common()
        if count >= _LEAST_COMMON or rare[number] >= _LEAST_RARE
    ]
    return likely[:_CANDIDATES]
