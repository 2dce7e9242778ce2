"""A glossary kept as a table. In: a CSV file with named columns. Out: the document a glossary.toml would give.

One row is one entry: of one form only, a name; of several, a term; the column `kind` says otherwise.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bulletin.errors import InputError
from bulletin.planning.document import Document, read_text
from bulletin.planning.locate import KeyPath

# The names a column may have, in small letters.
_COLUMNS: Final = {
    "zh-hans": "zh-Hans",
    "简体": "zh-Hans",
    "簡體": "zh-Hans",
    "zh-hant": "zh-Hant",
    "繁体": "zh-Hant",
    "繁體": "zh-Hant",
    "zh-hant-tw": "zh-Hant-TW",
    "台湾": "zh-Hant-TW",
    "台灣": "zh-Hant-TW",
    "臺灣": "zh-Hant-TW",
    "zh-hant-hk": "zh-Hant-HK",
    "香港": "zh-Hant-HK",
    "kind": "kind",
    "类别": "kind",
    "類別": "kind",
    "note": "note",
    "备注": "note",
    "備註": "note",
}
_KINDS: Final = {
    "name": "names",
    "姓名": "names",
    "人名": "names",
    "地名": "names",
    "keep": "keep",
    "不转": "keep",
    "不轉": "keep",
    "term": "term",
    "用语": "term",
    "用語": "term",
}


def read_csv(file: Path) -> tuple[Document, tuple[InputError, ...]]:
    """The file as a document, and what is wrong with single rows or columns of it.

    Raises InputError when it cannot be opened, is in no encoding known here, or has no column of Simplified forms."""
    source, problems = _text_of(file)
    heading = source.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    rows = csv.reader(io.StringIO(source, newline=""), delimiter=separator)
    names = [name.strip() for name in next(rows, [])]
    columns = [_COLUMNS.get(name.lower(), "") for name in names]
    if "zh-Hans" not in columns:
        raise InputError("planning.glossary-columns", place=f"{file}:1", found=", ".join(names)[:80])
    problems += [
        InputError("planning.glossary-column", place=f"{file}:1", column=name)
        for name, column in zip(names, columns, strict=True)
        if name and not column
    ]
    table = _Table(file, columns)
    line = rows.line_num
    try:
        for row in rows:
            table.add(row, line + 1)
            line = rows.line_num
    except csv.Error as error:
        raise InputError("planning.glossary-row", place=f"{file}:{line + 1}") from error
    return Document(file, table.data, table.lines), (*problems, *table.problems)


def _text_of(file: Path) -> tuple[str, list[InputError]]:
    """The text of a table, whose lines are UTF-8 or, as Chinese Excel saves them, GB 18030; a line that is neither is
    left empty and told, and so is the first in another encoding than those before it."""
    try:
        return read_text(file), []
    except InputError as error:
        if error.code != "planning.not-utf8":
            raise
    lines: list[str] = []
    problems: list[InputError] = []
    used: set[str] = set()
    for number, raw in enumerate(file.read_bytes().splitlines(), start=1):
        line, encoding = _line_of(raw)
        place = f"{file}:{number}"
        if not encoding and number == 1:
            return read_text(file), []  # no table of ours: it is told as any file that is not UTF-8
        if not encoding:
            problems.append(InputError("planning.glossary-undecoded", place=place))
        elif not raw.isascii() and used and encoding not in used and len(used) == 1:
            values = {"encoding": encoding, "other": next(iter(used))}
            problems.append(InputError("planning.glossary-encodings", place=place, **values))
        used |= set() if raw.isascii() or not encoding else {encoding}
        lines.append(line)
    return "\n".join(lines), problems


def _line_of(raw: bytes) -> tuple[str, str]:
    """A line and its encoding, both empty where none fits."""
    for encoding, name in (("utf-8-sig", "UTF-8"), ("gb18030", "GB 18030")):
        try:
            return raw.decode(encoding), name
        except UnicodeDecodeError:
            continue
    return "", ""


class _Table:
    """Gathers the rows as the keys of a glossary.toml, each with its line."""

    def __init__(self, file: Path, columns: Sequence[str]) -> None:
        self.names: list[object] = []
        self.keep: list[object] = []
        self.term: list[object] = []
        self.data: dict[str, object] = {"names": self.names, "keep": self.keep, "term": self.term}
        self.lines: dict[KeyPath, int] = {}
        self.problems: list[InputError] = []
        self._file = file
        self._columns = columns

    def add(self, row: Sequence[str], line: int) -> None:
        """Add the row that begins at `line`; an empty one is passed over."""
        if not any(map(str.strip, row)):
            return
        place = f"{self._file}:{line}"
        if any(map(str.strip, row[len(self._columns) :])):
            self.problems.append(InputError("planning.glossary-row", place=place))
            return
        cells = {column: cell.strip() for column, cell in zip(self._columns, row, strict=False) if column}
        cells = {column: cell for column, cell in cells.items() if cell}
        kind = cells.pop("kind", "")
        forms = {column: cell for column, cell in cells.items() if column != "note"}
        key = _KINDS.get(kind.lower()) if kind else "term" if len(forms) > 1 else "names"
        if key is None:
            self.problems.append(InputError("planning.glossary-kind", place=place, kind=kind))
        elif key != "term" and "zh-Hans" not in forms:
            self.problems.append(InputError("planning.glossary-row", place=place))
        else:
            items = {"names": self.names, "keep": self.keep, "term": self.term}[key]
            self.lines[key, len(items)] = line
            items.append(cells if key == "term" else forms["zh-Hans"])
