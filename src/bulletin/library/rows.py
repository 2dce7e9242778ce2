"""Between the rows of the database and the values of the model."""

import datetime
import json
import sqlite3
from collections.abc import Mapping
from typing import Final

from bulletin.library.files import Files
from bulletin.library.values import Permission, Provenance, Record
from bulletin.model import Article, Asset, Body, Script

TEXTS: Final = (
    "title",
    "kicker",
    "subtitle",
    "byline",
    "source",
    "editor",
    "section",
    "note",
    "url",
    "origin",
)
COLUMNS: Final = (*TEXTS, "date", "script")
_PLACES_A_DAY: Final = 32  # bits left for the number of an article


def place_of(number: int, date: datetime.date | None) -> int:
    """Where an article stands among all: by day, then by number; those without a date come first."""
    return ((date.toordinal() if date else 0) << _PLACES_A_DAY) | number


def number_at(place: int) -> int:
    """The number of the article that stands there."""
    return place & ((1 << _PLACES_A_DAY) - 1)


def cells(article: Article) -> tuple[str | None, ...]:
    """An article's fields for COLUMNS."""
    date = article.date.isoformat() if article.date else None
    script = article.script.value if article.script else None
    return (*(getattr(article, name) for name in TEXTS), date, script)


def article_of(connection: sqlite3.Connection, row: sqlite3.Row, files: Files | None) -> Article:
    """The article of a row of `article`; with its pictures if `files` are given. Its key is `a` and its number."""
    number = row["id"]
    (xhtml,) = connection.execute("SELECT xhtml FROM body WHERE article = ?", (number,)).fetchone()
    texts = {name: row[name] for name in TEXTS}
    return Article(
        key=f"a{number}",
        body=Body(xhtml),
        date=_date(row["date"]),
        script=Script(row["script"]) if row["script"] else None,
        assets=_assets(connection, number, files) if files else (),
        **texts,
    )


def record_of(connection: sqlite3.Connection, row: sqlite3.Row) -> Record:
    """What a list shows of a row of `article`."""
    number = row["id"]
    tags = connection.execute("SELECT name FROM tag WHERE article = ? ORDER BY name", (number,))
    used = connection.execute("SELECT issue FROM used WHERE article = ? ORDER BY issue", (number,))
    return Record(
        number=number,
        title=row["title"],
        byline=row["byline"],
        source=row["source"],
        section=row["section"],
        date=_date(row["date"]),
        script=Script(row["script"]) if row["script"] else None,
        url=row["url"],
        permission=Permission(row["permission"]),
        collected=datetime.datetime.fromisoformat(row["collected"]) if row["collected"] else None,
        copy_of=row["copy_of"],
        tags=tuple(name for (name,) in tags),
        used_in=tuple(issue for (issue,) in used),
    )


def provenance_of(connection: sqlite3.Connection, number: int) -> tuple[Provenance, ...]:
    """Where an article was fetched, oldest first, without the originals."""
    rows = connection.execute("SELECT * FROM provenance WHERE article = ? ORDER BY id", (number,))
    return tuple(
        Provenance(
            row["url"],
            datetime.datetime.fromisoformat(row["fetched"]),
            tuple((name, value) for name, value in json.loads(row["headers"])),
            sha256=row["sha256"],
        )
        for row in rows
    )


def as_json(value: Mapping[str, float] | list[str] | list[list[str]]) -> str:
    """A small value for a column of text."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _assets(connection: sqlite3.Connection, number: int, files: Files) -> tuple[Asset, ...]:
    rows = connection.execute(
        "SELECT shown.name, asset.name AS stored, sha256, media_type, width_px, height_px"
        " FROM shown JOIN asset ON asset = sha256 WHERE article = ? ORDER BY position",
        (number,),
    )
    return tuple(
        Asset(
            row["name"],
            row["media_type"],
            files.asset(row["sha256"], row["stored"]),
            row["width_px"],
            row["height_px"],
        )
        for row in rows
    )


def _date(text: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None
