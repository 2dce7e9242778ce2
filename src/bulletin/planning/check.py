"""A file held against its table of keys. In: a document and its keys. Out: its values, each of the right type.

Every problem of a file is found in one go: the first is raised, the others ride along in `InputError.also`.
"""

import datetime
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bulletin.errors import InputError
from bulletin.model import Asset
from bulletin.planning.document import Document
from bulletin.planning.key import Key, Keys, Kind
from bulletin.planning.locate import KeyPath
from bulletin.planning.paths import inside
from bulletin.planning.pictures import read_picture
from bulletin.planning.values import Chosen, Placed, Values
from bulletin.units import page_size_mm

# 2026-03, 2026-3-5, 2026/3/5, 2026.3, 2026年3月, 2026年3月5日
_DATE: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*(?:月|[-/.月]\s*(\d{1,2})\s*日?)?")
# What XML 1.0 cannot hold (§2.2): a text with one of these could never be printed.
# Controls, and what turns the direction of the text around it.
_UNPRINTABLE: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
# A label in the editor's own words, as against a known key mistyped.
_OWN_LABEL: Final = re.compile(r"(?![a-z_]+$).*\S", re.DOTALL)
# Far above any number of an issue; a larger one is a slip.
_LARGEST_COUNT: Final = 1_000_000


def checked(document: Document, keys: Keys, project: Path) -> Values:
    """The document's values. `project` is the folder no file may lie outside of; files are named from the
    document's own folder. Raises InputError for the first problem, the rest in its `also`."""
    values, problems = examined(document, keys, project)
    if problems:
        first, *rest = problems
        first.also = tuple(rest)
        raise first
    return values


def examined(document: Document, keys: Keys, project: Path) -> tuple[Values, tuple[InputError, ...]]:
    """The values of `document` as `checked`, what is wrong left out, and its problems."""
    check = _Check(document, keys, project)
    values = check.table(document.data, keys, ())
    return values, tuple(check.problems)


class _Check:
    """One pass over a document. The check of a kind returns the value or raises; `value` notes the problem."""

    def __init__(self, document: Document, keys: Keys, project: Path) -> None:
        self.document = document
        self.keys = keys
        self.project = project
        self.problems: list[InputError] = []

    def table(self, data: Mapping[str, object], keys: Keys, path: KeyPath) -> Values:
        """The known keys of a table; unknown and missing ones become problems."""
        for name, key in keys.items():
            if key.required and name not in data:
                example = f"{name} = {key.example}" if key.example else f"[{name}]"
                self.problems.append(self._wrong("planning.missing-key", (*path, name), example=example))
        found = {}
        for name, raw in data.items():
            if name not in keys:
                self.problems.append(self._unknown(name, keys, path))
            elif (value := self.value(raw, keys[name], (*path, name))) is not None:
                found[name] = value
        places = {name: self.document.place((*path, name)) for name in found}
        return Values(found, self.document.place(path), places)

    def value(self, raw: object, key: Key, path: KeyPath) -> object | None:
        """The value of one key, by its kind; None after noting a problem."""
        try:
            return _CHECKS[key.kind](self, raw, key, path)
        except InputError as problem:
            self.problems.append(problem)
            return None

    def text(self, raw: object, key: Key, path: KeyPath) -> str:
        if not isinstance(raw, str):
            raise self._mistyped("planning.not-text", raw, key, path)
        if found := _UNPRINTABLE.search(raw):
            raise self._wrong("planning.unprintable", path, code_point=f"U+{ord(found[0]):04X}")
        return raw.strip()

    def texts(self, raw: object, key: Key, path: KeyPath) -> tuple[str, ...]:
        if not isinstance(raw, list):
            raise self._mistyped("planning.not-texts", raw, key, path)
        return tuple(filter(None, (self.text(item, key, (*path, index)) for index, item in enumerate(raw))))

    def flag(self, raw: object, key: Key, path: KeyPath) -> bool:
        if not isinstance(raw, bool):
            raise self._mistyped("planning.not-flag", raw, key, path)
        return raw

    def count(self, raw: object, key: Key, path: KeyPath) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= _LARGEST_COUNT:
            raise self._mistyped("planning.not-count", raw, key, path)
        return raw

    def length(self, raw: object, key: Key, path: KeyPath) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= key.most:
            raise self._wrong("planning.not-length", path, most=f"{key.most:g}", found=_shown(raw))
        return float(raw)

    def date(self, raw: object, key: Key, path: KeyPath) -> datetime.date:
        if isinstance(raw, datetime.datetime):
            return raw.date()
        if isinstance(raw, datetime.date):
            return raw
        parts = _DATE.fullmatch(raw.strip()) if isinstance(raw, str) else None
        if parts is None:
            raise self._mistyped("planning.not-date", raw, key, path)
        try:
            return datetime.date(*(int(part or 1) for part in parts.groups()))
        except ValueError as error:
            raise self._wrong("planning.no-such-date", path, found=_shown(raw)) from error

    def file(self, raw: object, key: Key, path: KeyPath) -> Path:
        written = raw.strip() if isinstance(raw, str) else ""
        if not written:
            raise self._mistyped("planning.not-text", raw, key, path)
        if any(char < " " for char in written):  # "articles\new.md": TOML has read \n as a line break
            raise InputError("planning.toml-backslash", place=self.document.place(path))
        return inside(written, self.document.path.parent, self.project, place=self.document.place(path))

    def picture(self, raw: object, key: Key, path: KeyPath) -> Asset:
        return read_picture(self.file(raw, key, path), place=self.document.place(path))

    def choice(self, raw: object, key: Key, path: KeyPath) -> str:
        if isinstance(raw, str) and raw in key.choices:
            return raw
        raise self._wrong("planning.not-choice", path, choices=", ".join(key.choices), found=_shown(raw))

    def page(self, raw: object, key: Key, path: KeyPath) -> str:
        return raw if isinstance(raw, str) and page_size_mm(raw) else self.choice(raw, key, path)

    def choices(self, raw: object, key: Key, path: KeyPath) -> tuple[str, ...]:
        if not isinstance(raw, list) or not raw:
            raise self._mistyped("planning.not-choices", raw, key, path)
        return tuple(dict.fromkeys(self.choice(item, key, (*path, index)) for index, item in enumerate(raw)))

    def options(self, raw: object, key: Key, path: KeyPath) -> Mapping[str, Chosen]:
        table = self.mapping(raw, key, path)
        return {name: Chosen(value, self.document.place((*path, name))) for name, value in table.items()}

    def mapping(self, raw: object, _key: Key, path: KeyPath) -> Mapping[str, object]:
        if not isinstance(raw, dict):
            header = ".".join(str(part) for part in path)
            raise self._wrong("planning.not-table", path, found=_shown(raw), header=header)
        return raw

    def labels(self, raw: object, key: Key, path: KeyPath) -> tuple[tuple[str, str], ...]:
        lines = []
        for name, value in self.mapping(raw, key, path).items():
            if name not in key.keys and not _OWN_LABEL.fullmatch(name):
                self.problems.append(self._unknown(name, key.keys, path))
            else:
                lines.append(
                    (self.text(name, key, path), self._line(value, key.keys.get(name, key), (*path, name)))
                )
        return tuple(lines)

    def entries(self, raw: object, key: Key, path: KeyPath) -> tuple[Placed, ...]:
        if not isinstance(raw, list):
            raise self._mistyped("planning.not-texts", raw, key, path)
        return self._placed(key, [(item, (*path, index)) for index, item in enumerate(raw)])

    def pairs(self, raw: object, key: Key, path: KeyPath) -> tuple[tuple[Placed, Placed], ...]:
        table = self.mapping(raw, key, path)
        strayed = [name for name in table if name in self.keys]  # a list written below the table's header
        self.problems += (self._wrong("planning.unknown-key-on-top", (*path, name)) for name in strayed)
        texts = [
            self._placed(key, [(name, (*path, name)), (form, (*path, name))])
            for name, form in table.items()
            if name not in strayed
        ]
        return tuple((found[0], found[1]) for found in texts if len(found) > 1)

    def _placed(self, key: Key, items: Sequence[tuple[object, KeyPath]]) -> tuple[Placed, ...]:
        """The texts among `items` with their places; what is no text becomes a problem, an empty one is left out."""
        found: list[Placed] = []
        for raw, path in items:
            try:
                text = self.text(raw, replace(key, example='"…"'), path)
            except InputError as problem:
                self.problems.append(problem)
            else:
                found += [Placed(text, self.document.place(path))] if text else []
        return tuple(found)

    def articles(self, raw: object, key: Key, path: KeyPath) -> tuple[Values, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, str | dict) for item in raw):
            raise self._mistyped("planning.not-articles", raw, key, path)
        entries = [{"file": item} if isinstance(item, str) else item for item in raw]
        return tuple(self.table(entry, key.keys, (*path, index)) for index, entry in enumerate(entries))

    def subtable(self, raw: object, key: Key, path: KeyPath) -> Values:
        return self.table(self.mapping(raw, key, path), key.keys, path)

    def tables(self, raw: object, key: Key, path: KeyPath) -> tuple[Values, ...]:
        if not isinstance(raw, list) or not all(isinstance(item, dict) for item in raw):
            raise self._mistyped("planning.not-tables", raw, key, path)
        return tuple(self.table(item, key.keys, (*path, index)) for index, item in enumerate(raw))

    def _line(self, raw: object, key: Key, path: KeyPath) -> str:
        """A colophon line: a text, or several with 、 between."""
        return "、".join(self.texts(raw, key, path)) if isinstance(raw, list) else self.text(raw, key, path)

    def _unknown(self, name: str, keys: Keys, path: KeyPath) -> InputError:
        here = (*path, name)
        if home := next((header for header, table in self._headers(keys) if name in table), None):
            return self._wrong("planning.unknown-key-belongs", here, table=home)
        if name in self.keys and path:
            return self._wrong("planning.unknown-key-on-top", here)
        if near := get_close_matches(name.lower(), keys, n=1):
            return self._wrong("planning.unknown-key-but", here, known=near[0])
        return self._wrong("planning.unknown-key", here, known=", ".join(keys))

    def _headers(self, besides: Keys) -> Iterator[tuple[str, Keys]]:
        """The tables of the file as their headers are written, `besides` left out."""
        for name, key in self.keys.items():
            if key.kind in (Kind.TABLE, Kind.TABLES, Kind.LABELS) and key.keys is not besides:
                yield (f"[[{name}]]" if key.kind is Kind.TABLES else f"[{name}]"), key.keys

    def _mistyped(self, code: str, raw: object, key: Key, path: KeyPath) -> InputError:
        return self._wrong(code, path, found=_shown(raw), example=key.example)

    def _wrong(self, code: str, path: KeyPath, **values: object) -> InputError:
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        return InputError(code, place=self.document.place(path), key=name, **values)


_CHECKS: Final[dict[Kind, Callable[[_Check, object, Key, KeyPath], object | None]]] = {
    Kind.TEXT: _Check.text,
    Kind.TEXTS: _Check.texts,
    Kind.FLAG: _Check.flag,
    Kind.COUNT: _Check.count,
    Kind.LENGTH: _Check.length,
    Kind.DATE: _Check.date,
    Kind.FILE: _Check.file,
    Kind.PICTURE: _Check.picture,
    Kind.CHOICE: _Check.choice,
    Kind.PAGE: _Check.page,
    Kind.CHOICES: _Check.choices,
    Kind.OPTIONS: _Check.options,
    Kind.LABELS: _Check.labels,
    Kind.ENTRIES: _Check.entries,
    Kind.PAIRS: _Check.pairs,
    Kind.ARTICLES: _Check.articles,
    Kind.TABLE: _Check.subtable,
    Kind.TABLES: _Check.tables,
}


def _shown(raw: object) -> str:
    """A value as short as a message can show it."""
    if isinstance(raw, dict):
        return "{…}"
    if isinstance(raw, list):
        return "[…]" if raw else "[]"
    if isinstance(raw, int) and raw.bit_length() > 64:
        return "…"  # str() refuses an integer of thousands of digits
    text = json.dumps(raw, ensure_ascii=False) if isinstance(raw, str | bool) else str(raw)
    return text if len(text) <= 40 else f"{text[:39]}…"
