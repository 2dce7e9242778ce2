"""Articles into the library. In: accessions. Out: their numbers, and what the editor should know of them.

The same address or the same text is never filed twice. A copy that differs is filed and linked to the first one.
"""
# ruff: noqa: S608 -- what is put into a statement are names of our own; values go in as parameters

import json
from collections.abc import Iterable
from contextlib import closing
from itertools import islice
from typing import Final

from bulletin.library import sketch
from bulletin.library.amending import amend, name_assets, name_tags
from bulletin.library.index import Index
from bulletin.library.likeness import Likeness, nearest
from bulletin.library.preparing import Ready, prepared
from bulletin.library.rows import COLUMNS, article_of, as_json, cells, place_of
from bulletin.library.schema import transaction
from bulletin.library.stacks import Stacks
from bulletin.library.values import Accession, Filed, Permission
from bulletin.model import Notice, Outcome

# Articles in one transaction: enough to write the index in long runs, few enough to lose little to a kill.
BATCH: Final = 4000

_FIELDS: Final = (
    *("id", "place", *COLUMNS, "permission", "confidence", "edited", "collected", "content", "copy_of"),
)
_NEW_ARTICLE: Final = f"INSERT INTO article ({', '.join(_FIELDS)}) VALUES ({', '.join('?' * len(_FIELDS))})"

_OF_FILE: Final = "SELECT id, content, sketch FROM article JOIN body ON article = id WHERE url = '' AND origin = ? AND title = ?"


def add(stacks: Stacks, accessions: Iterable[Accession]) -> Outcome[tuple[Filed, ...]]:
    """File `accessions` in their order, a batch at a time: after a failure whole batches are there, and nothing else."""
    filed: list[Filed] = []
    notices: list[Notice] = []
    with closing(prepared(stacks, accessions)) as ready:
        while batch := list(islice(ready, BATCH)):
            with transaction(stacks.connection):
                filing = _Filing(stacks)
                filed += map(filing.file, batch)
                filing.index.flush()
            notices += filing.notices
    return Outcome(tuple(filed), tuple(notices))


class _Filing:
    """One batch."""

    def __init__(self, stacks: Stacks) -> None:
        self.stacks = stacks
        self.index = Index(stacks.connection)
        self.notices: list[Notice] = []
        last = stacks.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'article'").fetchone()
        self._last_number: int = last[0] if last else 0

    def file(self, ready: Ready) -> Filed:
        """File one accession."""
        article, execute = ready.accession.article, self.stacks.connection.execute
        if article.url and (
            row := execute("SELECT article FROM address WHERE url = ?", (article.url,)).fetchone()
        ):
            return self._again(row[0], ready)
        if number := self._of_same_file(ready):
            return self._again(number, ready)
        same_text = "SELECT id, url FROM article WHERE content = ?"
        if row := execute(same_text, (ready.described.content,)).fetchone():
            return self._same_text(row["id"], row["url"], ready)
        return self._new(ready)

    def _new(self, ready: Ready) -> Filed:
        accession, new, execute = ready.accession, ready.described, self.stacks.connection.execute
        like = nearest(self.stacks.connection, new.sketch)
        self._last_number += 1
        number, source = self._last_number, accession.provenance
        execute(
            _NEW_ARTICLE,
            (
                *(number, place_of(number, accession.article.date), *cells(accession.article)),
                *(
                    accession.permission.value,
                    as_json(dict(accession.confidence)) if accession.confidence else "{}",
                    "[]",
                ),
                *(source.fetched.isoformat() if source else None, new.content, like.number if like else None),
            ),
        )
        execute(
            "INSERT INTO body VALUES (?, ?, ?)",
            (number, accession.article.body.xhtml, sketch.packed(new.sketch)),
        )
        if accession.article.url:
            execute("INSERT OR IGNORE INTO address VALUES (?, ?)", (accession.article.url, number))
        if ready.assets:
            name_assets(self.stacks.connection, number, accession.article.assets, ready.assets)
        name_tags(self.stacks.connection, number, accession.tags)
        self._name_source(number, accession)
        self.index.put(number, new)
        if like:
            self._tell_copy(number, accession, like)
        return Filed(number, "added", like.number if like else None)

    def _again(self, number: int, ready: Ready) -> Filed:
        """The same article, collected again: what it says now is taken, but for what a person has set."""
        connection, accession = self.stacks.connection, ready.accession
        row = connection.execute("SELECT * FROM article WHERE id = ?", (number,)).fetchone()
        old, edited = article_of(connection, row, None), json.loads(row["edited"])
        new_values = {name: getattr(accession.article, name) for name in (*COLUMNS, "body")}
        changes = {
            name: value
            for name, value in new_values.items()
            if value and name not in edited and value != getattr(old, name)
        }
        if "body" in changes:
            changes["assets"] = accession.article.assets
        has_tags = name_tags(connection, number, accession.tags)
        has_right = self._permit(number, Permission(row["permission"]), accession.permission, edited)
        if changes:
            amend(self.stacks, self.index, number, changes)
        if not (changes or has_tags or has_right):
            return Filed(number, "unchanged", row["copy_of"])
        self._name_source(number, accession)
        (copy_of,) = connection.execute("SELECT copy_of FROM article WHERE id = ?", (number,)).fetchone()
        return Filed(number, "updated", copy_of)

    def _of_same_file(self, ready: Ready) -> int | None:
        """The article of that title that this file held before. A file may hold several under one title (简讯)."""
        article = ready.accession.article
        if article.url or not article.origin:
            return None
        rows = self.stacks.connection.execute(_OF_FILE, (article.origin, article.title))
        for number, content, data in rows:
            hashes = sketch.unpacked(data)
            if content == ready.described.content or sketch.is_copy(hashes, ready.described.sketch):
                return int(number)
        return None

    def _same_text(self, number: int, url: str, ready: Ready) -> Filed:
        """The very same text from elsewhere: the other address is remembered."""
        article = ready.accession.article
        if article.url and article.url != url:
            self.stacks.connection.execute("INSERT INTO address VALUES (?, ?)", (article.url, number))
            self._name_source(number, ready.accession)
            self.notices.append(Notice("library.same-text", {"number": number}, article.title, article.url))
        has_tags = name_tags(self.stacks.connection, number, ready.accession.tags)
        return Filed(number, "updated" if has_tags else "unchanged")

    def _permit(self, number: int, old: Permission, new: Permission, edited: list[str]) -> bool:
        if new in (old, Permission.UNKNOWN) or "permission" in edited:
            return False
        self.stacks.connection.execute("UPDATE article SET permission = ? WHERE id = ?", (new.value, number))
        return True

    def _name_source(self, number: int, accession: Accession) -> None:
        source = accession.provenance
        if source:
            headers = as_json([list(header) for header in source.headers])
            self.stacks.connection.execute(
                "INSERT INTO provenance (article, url, fetched, headers, sha256) VALUES (?, ?, ?, ?, ?)",
                (number, source.url, source.fetched.isoformat(), headers, source.sha256),
            )

    def _tell_copy(self, number: int, accession: Accession, like: Likeness) -> None:
        (title,) = self.stacks.connection.execute(
            "SELECT title FROM article WHERE id = ?", (like.number,)
        ).fetchone()
        values = {
            "number": number,
            "other": like.number,
            "title": title,
            "percent": round(like.share * 100),
        }
        self.notices.append(
            Notice("library.near-duplicate", values, accession.article.title, accession.article.url)
        )
