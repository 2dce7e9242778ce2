"""Articles in the library changed or taken out. In: a number and what changes. Out: rows, index and links in step."""
# ruff: noqa: S608 -- what is put into a statement are names of our own; values go in as parameters

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.library import sketch
from bulletin.library.index import Described, Index, described
from bulletin.library.likeness import nearest
from bulletin.library.rows import COLUMNS, article_of, as_json, cells, place_of
from bulletin.library.schema import transaction
from bulletin.library.stacks import Stacks
from bulletin.library.values import Changes
from bulletin.model import Asset

_SET: Final = ", ".join(f"{name} = ?" for name in COLUMNS)


def update(stacks: Stacks, number: int, changes: Changes) -> None:
    """Set what an editor has mended; collecting the article again will leave it so.

    Raises InputError `library.no-article`."""
    connection = stacks.connection
    with transaction(connection):
        row = row_of(connection, number)
        edited = sorted({*json.loads(row["edited"]), *changes, *(["body"] if "assets" in changes else [])})
        if "tags" in changes:
            connection.execute("DELETE FROM tag WHERE article = ?", (number,))
            name_tags(connection, number, changes["tags"])
        permission = changes.get("permission", row["permission"])
        connection.execute(
            "UPDATE article SET permission = ?, edited = ? WHERE id = ?",
            (str(permission), as_json(edited), number),
        )
        of_article = {name: value for name, value in changes.items() if name not in ("tags", "permission")}
        if of_article:
            index = Index(connection)
            amend(stacks, index, number, of_article)
            index.flush()


def amend(stacks: Stacks, index: Index, number: int, changes: Mapping[str, Any]) -> None:
    """Write changed fields of the article, inside a transaction; its files are in their places before that ends."""
    connection = stacks.connection
    row = row_of(connection, number)
    old = article_of(connection, row, None)
    new = replace(old, **changes)
    before, after = described(old, stacks.words), described(new, stacks.words)
    index.drop(number, before)
    index.put(number, after)
    connection.execute(
        f"UPDATE article SET {_SET}, place = ?, content = ? WHERE id = ?",
        (*cells(new), place_of(number, new.date), after.content, number),
    )
    if new.url:
        connection.execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (new.url, number))
    if "assets" in changes:
        digests = [stacks.files.keep_asset(asset.name, asset.data) for asset in new.assets]
        name_assets(connection, number, new.assets, digests)
    if new.body != old.body:
        connection.execute(
            "UPDATE body SET xhtml = ?, sketch = ? WHERE article = ?",
            (new.body.xhtml, sketch.packed(after.sketch), number),
        )
        _link_anew(connection, number, after)


def remove(stacks: Stacks, numbers: Iterable[int]) -> None:
    """Take articles out. The next copy takes the place of a first one; files stay until `sweep`.

    Raises InputError `library.no-article`; then nothing is taken out."""
    connection = stacks.connection
    with transaction(connection):
        index = Index(connection)
        for number in numbers:
            article = article_of(connection, row_of(connection, number), None)
            index.drop(number, described(article, stacks.words))
            _pass_on(connection, number)
            connection.execute("DELETE FROM article WHERE id = ?", (number,))


def row_of(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    """The row of an article. Raises InputError `library.no-article`."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM article WHERE id = ?", (number,)).fetchone()
    if row is None:
        raise InputError("library.no-article", number=number)
    return row


def name_assets(
    connection: sqlite3.Connection, number: int, assets: Sequence[Asset], digests: Sequence[str]
) -> None:
    """Say which pictures an article shows, in place of what was said before."""
    connection.execute("DELETE FROM shown WHERE article = ?", (number,))
    for position, (asset, digest) in enumerate(zip(assets, digests, strict=True)):
        connection.execute(
            "INSERT OR IGNORE INTO asset VALUES (?, ?, ?, ?, ?)",
            (digest, asset.name, asset.media_type, asset.width_px, asset.height_px),
        )
        connection.execute("INSERT INTO shown VALUES (?, ?, ?, ?)", (number, position, asset.name, digest))


def name_tags(connection: sqlite3.Connection, number: int, tags: Iterable[str]) -> bool:
    """Add tags to an article; True if it lacked one of them."""
    rows = [(number, tag) for tag in tags]
    return bool(rows) and connection.executemany("INSERT OR IGNORE INTO tag VALUES (?, ?)", rows).rowcount > 0


def _link_anew(connection: sqlite3.Connection, number: int, new: Described) -> None:
    """A new text may repeat another article than the old one did; the first of a group stays the first."""
    has_copies = connection.execute("SELECT 1 FROM article WHERE copy_of = ?", (number,)).fetchone()
    if not has_copies:
        like = nearest(connection, new.sketch, but=number)
        connection.execute(
            "UPDATE article SET copy_of = ? WHERE id = ?", (like.number if like else None, number)
        )


def _pass_on(connection: sqlite3.Connection, number: int) -> None:
    (heir,) = connection.execute("SELECT min(id) FROM article WHERE copy_of = ?", (number,)).fetchone()
    connection.execute("UPDATE article SET copy_of = ? WHERE copy_of = ?", (heir, number))
    connection.execute("UPDATE article SET copy_of = NULL WHERE id = ?", (heir,))


def mark_used(stacks: Stacks, numbers: Iterable[int], issue: str) -> None:
    """Note that `issue` has exactly these articles. Raises InputError `library.no-article`."""
    connection = stacks.connection
    with transaction(connection):
        connection.execute("DELETE FROM used WHERE issue = ?", (issue,))
        for number in numbers:
            row_of(connection, number)
            connection.execute("INSERT OR IGNORE INTO used VALUES (?, ?)", (number, issue))
