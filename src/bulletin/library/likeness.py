"""Copies of a text that is already there. In: a sketch. Out: the article it repeats, and how much of it."""
# ruff: noqa: S608 -- what is put into a statement are names of our own; values go in as parameters

import sqlite3
from typing import Final, NamedTuple

from bulletin.library import sketch
from bulletin.library.index import FINGERPRINTS

# A passage that every page of a site carries would bring in thousands; the first ones stand for them, as they do for
# the copies of one text.
_ARTICLES_A_HASH: Final = 8
_CANDIDATES: Final = 4

_ONE: Final = f"SELECT article FROM (SELECT article FROM fingerprint WHERE hash = ? LIMIT {_ARTICLES_A_HASH})"
_SHARING: Final = (
    f"SELECT article FROM ({' UNION ALL '.join([_ONE] * FINGERPRINTS)})"
    f" GROUP BY article HAVING count(*) > 1 ORDER BY count(*) DESC, article LIMIT {_CANDIDATES}"
)


class Likeness(NamedTuple):
    """How much (0 to 1) of the shorter text stands in the longer one."""

    number: int
    share: float


def nearest(connection: sqlite3.Connection, hashes: tuple[int, ...], but: int = 0) -> Likeness | None:
    """The article most like the text of this sketch, the first of its group; None if none is a copy.

    `but` is the number of the article itself, where it is already there."""
    if len(hashes) < sketch.LEAST_SHARED:
        return None
    first = (*hashes, *[-1] * FINGERPRINTS)[:FINGERPRINTS]
    best = None
    for (number,) in connection.execute(_SHARING, first).fetchall():
        (data,) = connection.execute("SELECT sketch FROM body WHERE article = ?", (number,)).fetchone()
        share = sketch.share(hashes, sketch.unpacked(data))
        if number != but and share >= sketch.LEAST_SHARE and (best is None or share > best.share):
            best = Likeness(number, share)
    if best is None:
        return None
    (first_of_group,) = connection.execute(
        "SELECT ifnull(copy_of, id) FROM article WHERE id = ?", (best.number,)
    ).fetchone()
    return None if first_of_group == but else Likeness(first_of_group, best.share)
