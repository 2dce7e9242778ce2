"""The readers' table and the door to it. In: a path. Out: the articles in the file.

A new format is one entry in MEDIA_TYPES and one in READERS.
"""

from collections.abc import Callable
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from bulletin.collect.decode import decode, doubts_of
from bulletin.collect.mishaps import told_in_a_sentence
from bulletin.errors import InputError
from bulletin.model import Article, Outcome
from bulletin.stages import kept

Reader = Callable[[bytes, Path], Outcome[tuple[Article, ...]]]
OneReader = Callable[[bytes, Path], Outcome[Article]]
TextReader = Callable[[str, Path], Outcome[tuple[Article, ...]]]
OneTextReader = Callable[[str, Path], Outcome[Article]]

MAX_FILE_BYTES: Final = 64 << 20

WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES: Final[dict[str, str]] = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".shtml": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".docx": WORD,
    ".mhtml": "multipart/related",
    ".mht": "multipart/related",
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
}


def _one(read: OneReader) -> Reader:
    """A reader of files from one of files that hold one article."""

    def reader(data: bytes, path: Path) -> Outcome[tuple[Article, ...]]:
        outcome = read(data, path)
        return Outcome((outcome.value,), outcome.notices)

    return reader


def _decoded(read: TextReader) -> Reader:
    """A reader of bytes from one of text; what could not be decoded is a notice."""

    def reader(data: bytes, path: Path) -> Outcome[tuple[Article, ...]]:
        source = decode(data)
        outcome = read(source.text, path)
        doubts = (
            notice
            for each in outcome.value
            for notice in doubts_of(source, article=each.title, place=path.name)
        )
        return Outcome(outcome.value, (*doubts, *outcome.notices))

    return reader


def _decoded_one(read: OneTextReader) -> Reader:
    """A reader of bytes from one of text that holds one article."""

    def reader(text: str, path: Path) -> Outcome[tuple[Article, ...]]:
        outcome = read(text, path)
        return Outcome((outcome.value,), outcome.notices)

    return _decoded(reader)


def _of(module: str, name: str) -> Callable[[Any, Path], Any]:
    """A reader of this room, loaded where it reads its first file: an issue is of one kind of files or two, and to load all
    readers takes as long as to read it."""

    def read(source: Any, path: Path) -> Any:
        return getattr(import_module(f"bulletin.collect.{module}"), name)(source, path)

    return read


def _whole(read: Reader) -> Reader:
    """A reader of files that hold all that belongs to them, pictures too: one that was read before need not be read again."""

    def reader(data: bytes, path: Path) -> Outcome[tuple[Article, ...]]:
        return kept("articles", (str(path), sha256(data).digest()), lambda: read(data, path))

    return reader


READERS: Final[dict[str, Reader]] = {
    "text/markdown": _decoded_one(_of("markdown", "read_markdown")),
    "text/html": _decoded_one(_of("savedpage", "read_saved_page")),
    "application/xhtml+xml": _decoded_one(_of("savedpage", "read_saved_page")),
    "text/plain": _decoded(_of("plaintext", "read_text")),
    WORD: _whole(_one(_of("docx", "read_docx"))),
    "multipart/related": _whole(_one(_of("mhtml", "read_mhtml"))),
    "application/epub+zip": _whole(_of("epub_in", "read_epub")),
    "application/pdf": _whole(_one(_of("pdf_in", "read_pdf"))),
}


def read_articles(path: Path) -> Outcome[tuple[Article, ...]]:
    """The articles in the file at `path`, in its order.

    Raises InputError for a file that is not there, cannot be read, is over 64 MiB, of a kind without a reader, or
    without any text; `place` says which file, and the line where that is known.
    """
    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None and path.is_file():
        raise InputError(
            "collect.unknown-format",
            place=str(path),
            suffix=path.suffix or path.name,
            known=" ".join(MEDIA_TYPES),
        )
    data = bytes_of(path)
    try:
        with told_in_a_sentence():
            return READERS[media_type or "text/plain"](data, path)
    except InputError as error:
        if error.place:
            raise
        raise InputError(error.code, place=str(path), **error.values) from error


def bytes_of(path: Path) -> bytes:
    """The bytes of a file. Raises InputError for one that is not there, cannot be read or is over 64 MiB."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("collect.not-found", place=str(path)) from error
    except OSError as error:
        raise InputError("collect.unreadable", place=str(path), reason=error) from error
    if len(data) > MAX_FILE_BYTES:
        raise InputError("collect.too-large", place=str(path), limit=MAX_FILE_BYTES >> 20)
    return data
