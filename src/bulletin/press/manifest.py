"""What lies in an output folder, and of what it was made. In: editions that are done. Out: the same, in a later run.

The manifest carries its own digest: one that is damaged, cut short or of another make counts as none, and what it told
of is made again. It is written whole or not at all after every edition, so that a run may be cut off anywhere.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from bulletin.model import Artefact, Format, Notice, Script
from bulletin.press.folders import MANIFEST
from bulletin.press.ingredients import Ingredients
from bulletin.press.output import replaced, sha256_of

_VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An edition that was made without a failure: its ingredients, its files, what was told of it."""

    made_of: Ingredients
    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    seconds: float


class Manifest:
    """The editions in `folder`, by the stem of their files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._entries = dict(_read(folder))

    def get(self, name: str) -> Entry | None:
        """What is known of an edition; None if nothing is."""
        return self._entries.get(name)

    def keep(self, name: str, entry: Entry) -> None:
        """Put an edition in the place of the former one of that name. Raises OutputError."""
        self._entries[name] = entry
        body = json.dumps(
            {name: _as_json(entry) for name, entry in sorted(self._entries.items())},
            ensure_ascii=False,
            default=str,
        )
        with replaced(self._folder / MANIFEST) as part:
            part.write_text(f"{_VERSION} {_digest(body)}\n{body}\n", encoding="utf-8")


def is_whole(artefact: Artefact) -> bool | None:
    """Whether a file is still what was written; None if it is gone."""
    try:
        return artefact.path.stat().st_size == artefact.bytes and sha256_of(artefact.path) == artefact.sha256
    except FileNotFoundError:
        return None
    except OSError:
        return False


def _read(folder: Path) -> Mapping[str, Entry]:
    try:
        head, _, body = (folder / MANIFEST).read_text(encoding="utf-8").rstrip("\n").partition("\n")
        if head != f"{_VERSION} {_digest(body)}":
            return {}
        return {name: _entry(value, folder) for name, value in json.loads(body).items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()


def _as_json(entry: Entry) -> dict[str, Any]:
    return {
        "made_of": entry.made_of,
        "artefacts": [
            {
                "file": artefact.path.name,
                **artefact.facts,
            }
            for artefact in entry.artefacts
        ],
        "notices": [
            {
                "code": notice.code,
                "values": dict(notice.values),
                "article": notice.article,
                "place": notice.place,
            }
            for notice in entry.notices
        ],
        "seconds": round(entry.seconds, 3),
    }


def _entry(value: dict[str, Any], folder: Path) -> Entry:
    artefacts = tuple(
        Artefact(
            folder / each["file"],
            Format(each["format"]),
            Script(each["script"]),
            each["pages"],
            each["bytes"],
            each["sha256"],
            each["seconds"],
        )
        for each in value["artefacts"]
    )
    notices = tuple(Notice(**each) for each in value["notices"])
    return Entry(value["made_of"], artefacts, notices, value["seconds"])
