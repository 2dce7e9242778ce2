"""Where each key of a TOML file stands. In: the source of a valid file. Out: the line of every key and list item.

tomllib keeps no positions. This reads the same source a second time, only for its shape: it trusts that tomllib
has accepted the file, so it looks at strings, brackets, `=` and line ends and at nothing else (toml.io/en/v1.0.0).
"""

import re
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


def lines_of(source: str) -> dict[KeyPath, int]:
    """The line, from 1, of each key and list item: `("section", 0, "articles", 2, "title")` → 14."""
    return _Walk(source).lines


class _Walk:
    """One pass over the tokens of a file, noting the line at which each path begins."""

    def __init__(self, source: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self._arrays: dict[KeyPath, int] = {}  # [[path]] → how many so far
        self._tokens: list[tuple[str, int]] = []
        line = 1
        for match in _TOKEN.finditer(source):
            if match.lastgroup != "skip":
                self._tokens.append((match[0], line))
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
            self.lines.setdefault(table, line)
            table = self._inside(table)
        self.lines[table] = line
        return table

    def _inside(self, table: KeyPath) -> KeyPath:
        """The table itself, or the newest one of an array of tables."""
        return (*table, self._arrays[table] - 1) if table in self._arrays else table

    def _pair(self, table: KeyPath) -> None:
        line = self._tokens[self._at][1]
        path = table
        for name in self._names("="):
            path = (*path, name)
            self.lines.setdefault(path, line)
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
            self.lines[*path, index] = self._tokens[self._at][1]
            self._value((*path, index))
            index += 1
        self._next()

    def _peek(self) -> str | None:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else None

    def _next(self) -> int:
        """Pass over one token; its line."""
        self._at += 1
        return self._tokens[min(self._at, len(self._tokens)) - 1][1]
