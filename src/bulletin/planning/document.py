"""A TOML file as its editor sees it. In: a path. Out: its data, and the place (`file:line`) of every key."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bulletin.errors import InputError
from bulletin.planning.locate import KeyPath, lines_of

# What a Chinese keyboard types in place of TOML's own marks.
_CHINESE_MARKS: Final = "“”‘’＂＇＝，［］｛｝＃．"
_POSITION: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
# tomllib's own words → what is behind them in most files.
_COMMON: Final = (
    (re.compile(r"Illegal character '\\n'|Unterminated|Unclosed"), "planning.toml-unclosed"),
    (re.compile(r"twice|overwrite|Duplicate|mutate"), "planning.toml-twice"),
    (re.compile(r"Invalid value|Expected newline"), "planning.toml-value"),
    (re.compile(r"Invalid date"), "planning.toml-date"),
)
# A file with more keys that stand twice than this is no slip.
_MOST_TWICE: Final = 100
_STRING: Final = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")


@dataclass(frozen=True, slots=True)
class Document:
    """A file's data as tomllib gives it, and where each key stands in it."""

    path: Path
    data: dict[str, object]
    lines: dict[KeyPath, int]

    def place(self, path: KeyPath = ()) -> str:
        """`file:line` of a key; of the nearest table around it when the key itself is not there."""
        while path and path not in self.lines:
            path = path[:-1]
        return f"{self.path}:{self.lines[path]}" if path else str(self.path)


def read_document(path: Path) -> Document:
    """The TOML file at `path`. Raises InputError when it cannot be opened, is not UTF-8 or is not TOML."""
    source = read_text(path)
    try:
        return Document(path, tomllib.loads(source), lines_of(source))
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(path, source, str(error)) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, brackets without end
        raise InputError("planning.toml-syntax", place=str(path), detail="too large or too deep") from error


def read_tolerantly(path: Path) -> tuple[Document, tuple[InputError, ...]]:
    """As `read_document`, but where a key stands twice the first counts and the later line is told and left out."""
    source = f"{read_text(path)}\n"
    told: list[InputError] = []
    while (number := _twice(source)) and len(told) < _MOST_TWICE:
        lines = source.split("\n")
        key = lines[number - 1].partition("=")[0].strip().strip("\"'")
        told.append(InputError("planning.key-twice", place=f"{path}:{number}", key=key))
        lines[number - 1] = ""
        source = "\n".join(lines)
    try:
        return Document(path, tomllib.loads(source), lines_of(source)), tuple(told)
    except (ValueError, RecursionError):
        return read_document(path), ()  # which says what is wrong with it


def _twice(source: str) -> int:
    """The line, from 1, of the first key that stood before in its table; 0 where there is none on a line of its own.
    Of whatever else is wrong `read_document` tells."""
    try:
        tomllib.loads(source)
    except (ValueError, RecursionError) as error:
        position = _POSITION.search(str(error))
        if position and position[1] and str(error).startswith("Cannot overwrite a value"):
            return int(position[1])
    return 0


def read_text(path: Path) -> str:
    """The text of `path`. Raises InputError when it cannot be opened or is not UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError("planning.unreadable", place=str(path), reason=error) from error
    try:
        # utf-8-sig: Windows Notepad may put a byte order mark in front.
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InputError("planning.not-utf8", place=str(path)) from error


def _syntax_error(path: Path, source: str, detail: str) -> InputError:
    """What an office worker is likely to have typed, told from the line tomllib stopped at."""
    lines = source.splitlines() or [""]
    position = _POSITION.search(detail)
    number = int(position[1]) if position and position[1] else len(lines)
    line = lines[min(number, len(lines)) - 1]
    place = f"{path}:{number}"
    bare = _STRING.sub("", line)
    if mark := next((char for char in bare if char in _CHINESE_MARKS), ""):
        return InputError("planning.toml-chinese-mark", place=place, mark=mark)
    if "\\" in line:
        return InputError("planning.toml-backslash", place=place)
    name = bare.partition("=")[0].strip()
    if "=" in bare and not name.isascii():
        return InputError("planning.toml-bare-key", place=place, key=name)
    detail = _POSITION.sub("", detail)
    code = next((code for pattern, code in _COMMON if pattern.search(detail)), "planning.toml-syntax")
    return InputError(code, place=place, detail=detail)
