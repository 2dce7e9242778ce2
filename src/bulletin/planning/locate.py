"""Where each key of a TOML file stands. In: the source of a valid file. Out: the lines of its keys, the span of its values.

tomllib keeps no positions. This reads the same source a second time, only for its shape: it trusts that tomllib
has accepted the file, so it looks at strings, brackets, `=` and line ends and at nothing else (toml.io/en/v1.0.0).
"""

import re
from dataclasses import dataclass, field
from typing import Final

KeyPath = tuple[str | int, ...]

_TOKEN: Final = re.compile(
    r"""
      (?P<skip>\#[^\n]*|[^\S\n]+)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5}|'{3}.*?'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')
    | (?P<mark>[\[\]{}=,.\n])
    | (?P<bare>[^\s\[\]{}=,.\#"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(slots=True)
class Shape:
    """Where things stand. A path is `("section", 0, "articles", 2, "title")`; lines count from 1, characters from 0.

    `lines` knows each key and list item, `values` the first character of a value and the one after its last,
    `headers` the first character of each `[table]` header."""

    lines: dict[KeyPath, int] = field(default_factory=dict)
    values: dict[KeyPath, tuple[int, int]] = field(default_factory=dict)
    headers: dict[KeyPath, int] = field(default_factory=dict)


def shape_of(source: str) -> Shape:
    """The shape of a file that tomllib has accepted."""
    return _Walk(source).shape


def lines_of(source: str) -> dict[KeyPath, int]:
    """The line, from 1, of each key and list item: `("section", 0, "articles", 2, "title")` → 14."""
    return shape_of(source).lines


class _Walk:
    """One pass over the tokens of a file, noting where each path begins and ends."""

    def __init__(self, source: str) -> None:
        self.shape = Shape()
        self._arrays: dict[KeyPath, int] = {}  # [[path]] → how many so far
        self._tokens: list[tuple[str, int, int]] = []  # the token, its line, its first character
        line = 1
        for match in _TOKEN.finditer(source):
            if match.lastgroup != "skip":
                self._tokens.append((match[0], line, match.start()))
            line += match[0].count("\n")
        self._at = 0
        self._file()

    def _file(self) -> None:
        table: KeyPath = ()
        while (mark := self._peek()) is not None:
            if mark == "\n":
                self._next()
            elif mark == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        start = self._tokens[self._at][2]
        line = self._next()
        is_array = self._peek() == "["
        if is_array:
            self._next()
        *parents, name = self._names("]")
        if is_array:
            self._next()
        table: KeyPath = ()
        for parent in parents:
            table = self._inside((*table, parent))
        table = (*table, name)
        if is_array:
            self._arrays[table] = self._arrays.get(table, 0) + 1
            self.shape.lines.setdefault(table, line)
            table = self._inside(table)
        self.shape.lines[table] = line
        self.shape.headers[table] = start
        return table

    def _inside(self, table: KeyPath) -> KeyPath:
        """The table itself, or the newest one of an array of tables."""
        return (*table, self._arrays[table] - 1) if table in self._arrays else table

    def _pair(self, table: KeyPath) -> None:
        line = self._tokens[self._at][1]
        path = table
        for name in self._names("="):
            path = (*path, name)
            self.shape.lines.setdefault(path, line)
        self._value(path)

    def _names(self, end: str) -> list[str]:
        """The parts of a dotted key; `end` is passed over too."""
        names = []
        while (mark := self._peek()) is not None:
            self._next()
            if mark == end:
                break
            if mark != ".":
                names.append(mark[1:-1] if mark[0] in "\"'" else mark)
        return names

    def _value(self, path: KeyPath) -> None:
        start = self._tokens[self._at][2]
        self._content(path)
        last, _, at = self._tokens[self._at - 1]
        self.shape.values[path] = (start, at + len(last))

    def _content(self, path: KeyPath) -> None:
        mark = self._peek()
        if mark == "[":
            self._items(path)
        elif mark == "{":
            self._next()
            while (mark := self._peek()) not in (None, "}"):
                if mark in ("\n", ","):
                    self._next()
                else:
                    self._pair(path)
            self._next()
        else:
            while self._peek() not in (None, "\n", ",", "]", "}"):
                self._next()

    def _items(self, path: KeyPath) -> None:
        self._next()
        index = 0
        while (mark := self._peek()) not in (None, "]"):
            if mark in ("\n", ","):
                self._next()
                continue
            self.shape.lines[*path, index] = self._tokens[self._at][1]
            self._value((*path, index))
            index += 1
        self._next()

    def _peek(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _next(self) -> int:
        """Pass over one token; its line."""
        self._at += 1
        return self._tokens[min(self._at, len(self._tokens)) - 1][1]
