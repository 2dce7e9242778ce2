"""Entries written into a glossary.toml. In: the file and the entries. Out: the file, every other line as it was."""

import json
import os
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bulletin.errors import InputError, OutputError
from bulletin.model import Entry, EntryKind, Script
from bulletin.planning.document import read_document, read_text

_LIST: Final = r"^({name}[ \t]*=[ \t]*\[)"
_FORMS: Final = re.compile(r"^\[[ \t]*forms[ \t]*\][^\n]*\n?", re.MULTILINE)
_REMARKS: Final = re.compile(r"(?:#[^\n]*\n)*\n?")  # at the head of a file


def add_entries(file: Path, entries: Iterable[Entry]) -> None:
    """Write `entries` into `file`, making it where there is none.

    Raises InputError where the file is no TOML, or has its lists in a form that cannot be added to by itself;
    OutputError where it cannot be written. Either way it stays as it was."""
    source = ""
    if file.exists():
        read_document(file)
        source = read_text(file)
    for entry in entries:
        source = _with(source, entry)
    write_toml(file, source)


def write_toml(file: Path, source: str) -> None:
    """Write `source` in place of `file`, in one step. Raises InputError `planning.glossary-by-hand` if it is no TOML,
    OutputError if it cannot be written."""
    try:
        tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise InputError("planning.glossary-by-hand", place=str(file)) from error
    part = file.with_name(f".{file.name}.part")
    try:
        part.write_text(source, encoding="utf-8", newline="\n")
        os.replace(part, file)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise OutputError("planning.cannot-write", place=str(file), reason=error) from error


def _with(source: str, entry: Entry) -> str:
    if entry.kind is EntryKind.NAME:
        return _listed(source, "names", entry.text)
    if entry.kind is EntryKind.KEEP:
        return _listed(source, "keep", entry.text)
    if entry.forms.keys() == {Script.ZH_HANS, Script.ZH_HANT}:
        return _paired(source, entry)
    forms = "".join(f"{script.value} = {_quoted(form)}\n" for script, form in entry.forms.items())
    return f"{ended(source)}\n[[term]]\n{forms}"


def _listed(source: str, name: str, text: str) -> str:
    """`source` with `text` first in the list `name`; a new list stands before every table, as TOML wants it."""
    pattern = re.compile(_LIST.format(name=name), re.MULTILINE)
    if match := pattern.search(source):
        follows = source[match.end() :].lstrip()
        comma = "" if follows.startswith("]") else ", " if source[match.end()] != "\n" else ","
        return f"{source[: match.end()]}{_quoted(text)}{comma}{source[match.end() :]}"
    head = _REMARKS.match(source)
    at = head.end() if head else 0
    return f"{source[:at]}{name} = [{_quoted(text)}]\n{source[at:]}"


def _paired(source: str, entry: Entry) -> str:
    line = f"{_quoted(entry.text)} = {_quoted(entry.forms[Script.ZH_HANT])}\n"
    if match := _FORMS.search(source):
        return f"{ended(source[: match.end()])}{line}{source[match.end() :]}"
    return f"{ended(source)}\n[forms]\n{line}"


def ended(source: str) -> str:
    """`source` with a line end at its end."""
    return source if not source or source.endswith("\n") else f"{source}\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
