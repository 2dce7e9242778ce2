"""An article as a line of an export. In: a number. Out: a dict for JSON; and back to what was filed."""

import datetime
import re
from collections.abc import Callable
from typing import Any, Final

from bulletin.library.files import asset_path, original_path
from bulletin.library.finding import get
from bulletin.library.rows import TEXTS
from bulletin.library.stacks import Stacks
from bulletin.library.values import Accession, Permission, Provenance
from bulletin.model import Article, Asset, Body, Script

_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 §2.2
_LARGEST_PX: Final = 1_000_000


def line_of(stacks: Stacks, number: int) -> dict[str, Any]:
    """The article as JSON can say it; dates ISO, pictures and originals by the names of their files."""
    holding = get(stacks, number)
    article, record = holding.article, holding.record
    rows = stacks.connection.execute(
        "SELECT shown.name, asset.name AS stored, sha256, media_type, width_px, height_px"
        " FROM shown JOIN asset ON asset = sha256 WHERE article = ? ORDER BY position",
        (number,),
    )
    return {
        "number": number,
        **{name: getattr(article, name) for name in TEXTS},
        "date": article.date.isoformat() if article.date else None,
        "script": article.script.value if article.script else None,
        "body": article.body.xhtml,
        "permission": record.permission.value,
        "confidence": dict(holding.confidence),
        "tags": list(record.tags),
        "used_in": list(record.used_in),
        "assets": [
            {
                "name": row["name"],
                "file": asset_path(row["sha256"], row["stored"]),
                "media_type": row["media_type"],
                "width_px": row["width_px"],
                "height_px": row["height_px"],
            }
            for row in rows
        ],
        "provenance": [
            {
                "url": source.url,
                "fetched": source.fetched.isoformat(),
                "headers": [list(header) for header in source.headers],
                "original": original_path(source.sha256) if source.sha256 else "",
            }
            for source in holding.provenance
        ],
    }


def accession_of(line: dict[str, Any], read: Callable[[str], bytes]) -> Accession:
    """What was filed. `read` gives a file's bytes, of an original unpacked.

    Raises KeyError, TypeError, ValueError or AttributeError for a line that is none."""
    texts = {name: _text(line[name]) for name in TEXTS}
    article = Article(
        key="",
        body=Body(_text(line["body"])),
        date=datetime.date.fromisoformat(line["date"]) if line["date"] else None,
        script=Script(line["script"]) if line["script"] else None,
        assets=tuple(
            Asset(
                _text(each["name"]),
                _text(each["media_type"]),
                read(_text(each["file"])),
                _size(each["width_px"]),
                _size(each["height_px"]),
            )
            for each in line["assets"]
        ),
        **texts,
    )
    sources = [_source(each, read) for each in line["provenance"]]
    return Accession(
        article,
        sources[-1] if sources else None,
        tuple(map(_text, line["tags"])),
        Permission(line["permission"]),
        {_text(name): float(value) for name, value in line["confidence"].items()},
    )


def issues_of(line: dict[str, Any]) -> list[str]:
    """The issues that have the article. Raises as `accession_of`."""
    return [_text(issue) for issue in line.get("used_in", [])]


def _source(said: dict[str, Any], read: Callable[[str], bytes]) -> Provenance:
    # A server may send what no page can hold, and no page holds headers.
    headers = tuple((_text(name), _UNFIT.sub("", value)) for name, value in said["headers"])
    fetched = datetime.datetime.fromisoformat(said["fetched"])
    if said["original"]:
        return Provenance.of(read(_text(said["original"])), _text(said["url"]), fetched, headers)
    return Provenance(_text(said["url"]), fetched, headers)


def _text(value: object) -> str:
    """A text that XML can hold, and so a page."""
    if not isinstance(value, str) or _UNFIT.search(value):
        raise TypeError(value)
    return value


def _size(value: object) -> int:
    if not isinstance(value, int) or not 0 <= value <= _LARGEST_PX:
        raise TypeError(value)
    return value
