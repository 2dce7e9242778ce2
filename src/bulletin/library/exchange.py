"""The library as files to carry away. In: an open library, a path. Out: a copy of it there, or its articles from there.

An export is a zip: `library.jsonl`, one article a line as `Line` has it, and the files that it names, where the library
has them too. What comes in is believed in nothing: neither sizes, names, texts nor pictures.
"""

import gzip
import json
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

from lxml import etree

from bulletin.errors import InputError, OutputError
from bulletin.library import filing
from bulletin.library.files import asset_path, original_path
from bulletin.library.lines import accession_of, issues_of, line_of
from bulletin.library.schema import snapshot, transaction
from bulletin.library.stacks import Stacks
from bulletin.library.values import Accession, Filed
from bulletin.model import Asset, Notice, Outcome
from bulletin.model.grammar import violations

Examine = Callable[[bytes], Asset]

LINES: Final = "library.jsonl"
_MAX_FILE_BYTES: Final = 64 << 20
_MAX_LINES_BYTES: Final = 4 << 30
_MAX_ENTRIES: Final = 2_000_000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)  # the same library gives the same bytes


def backup(stacks: Stacks, folder: Path, database: str) -> None:
    """A copy in a new `folder`, which appears when it is whole. Raises OutputError `library.in-the-way`."""
    if folder.exists():
        raise OutputError("library.in-the-way", place=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        snapshot(stacks.connection, part / database)
        for name in named_files(stacks):
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(stacks.files.folder / name, part / name)
        part.chmod(0o755)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def named_files(stacks: Stacks) -> list[str]:
    """Every file that the database names, in order."""
    assets = stacks.connection.execute("SELECT sha256, name FROM asset")
    originals = stacks.connection.execute("SELECT DISTINCT sha256 FROM provenance WHERE sha256 <> ''")
    return sorted({*(asset_path(*row) for row in assets), *(original_path(row[0]) for row in originals)})


def export(stacks: Stacks, path: Path) -> None:
    """Write the zip; it appears at `path` when it is whole. Raises OutputError `library.in-the-way`."""
    if path.exists():
        raise OutputError("library.in-the-way", place=str(path))
    part = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w") as archive:
            lines = zipfile.ZipInfo(LINES, _EPOCH)
            lines.compress_type = zipfile.ZIP_DEFLATED  # the files are packed as they are
            with archive.open(lines, "w", force_zip64=True) as stream:
                for (number,) in stacks.connection.execute("SELECT id FROM article ORDER BY id").fetchall():
                    stream.write(f"{json.dumps(line_of(stacks, number), ensure_ascii=False)}\n".encode())
            for name in named_files(stacks):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), (stacks.files.folder / name).read_bytes())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def import_(stacks: Stacks, path: Path, examine: Examine) -> Outcome[tuple[Filed, ...]]:
    """File the articles of an export. One that breaks the rules is left out with a notice."""
    notices: list[Notice] = []
    used: dict[int, list[str]] = {}

    def accessions(archive: zipfile.ZipFile) -> Iterator[Accession]:
        for position, line in enumerate(_lines(archive)):
            try:
                accession = accession_of(line, lambda name: _read(archive, name))
                _hold_to_rules(accession, examine)
                issues = issues_of(line)
            except (InputError, KeyError, TypeError, ValueError, AttributeError, etree.XMLSyntaxError):
                title = str(line.get("title", "")).encode("utf-8", "replace").decode()
                notices.append(Notice("library.line-refused", {"line": position + 1}, title))
                continue
            used[len(used)] = issues
            yield accession

    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > _MAX_ENTRIES:
                raise InputError("library.not-an-export", place=str(path))
            outcome = filing.add(stacks, accessions(archive))
    except (zipfile.BadZipFile, KeyError, zlib.error) as error:
        raise InputError("library.not-an-export", place=str(path)) from error
    with transaction(stacks.connection):
        rows = [(filed.number, issue) for at, filed in enumerate(outcome.value) for issue in used[at]]
        stacks.connection.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", rows)
    return Outcome(outcome.value, (*notices, *outcome.notices))


def _lines(archive: zipfile.ZipFile) -> Iterator[dict[str, Any]]:
    total = 0
    with _opened(archive) as stream:
        while line := stream.readline(_MAX_FILE_BYTES):
            total += len(line)
            if total > _MAX_LINES_BYTES or not line.endswith(b"\n"):
                raise zipfile.BadZipFile
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise zipfile.BadZipFile from error
            if not isinstance(value, dict):
                raise zipfile.BadZipFile
            yield value


def _opened(archive: zipfile.ZipFile) -> IO[bytes]:
    try:
        return archive.open(LINES)
    except RuntimeError as error:  # a password is asked for, or it is packed in a way of its own
        raise zipfile.BadZipFile from error


def _read(archive: zipfile.ZipFile, name: str) -> bytes:
    """A file of the archive, unpacked no further than a file may be; its name tells its SHA-256, which must be right."""
    try:
        with archive.open(name) as stream:
            data = stream.read(_MAX_FILE_BYTES + 1)
        if name.endswith(".gz"):
            data = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(data, _MAX_FILE_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, gzip.BadGzipFile, NotImplementedError, RuntimeError) as error:
        raise ValueError(name) from error
    if len(data) > _MAX_FILE_BYTES or sha256(data).hexdigest() not in name:
        raise ValueError(name)
    return data


def _hold_to_rules(accession: Accession, examine: Examine) -> None:
    if violations(accession.article.body):
        raise ValueError(accession.article.title)
    for asset in accession.article.assets:
        # A bitmap cannot do anything; a drawing must be one that the readers would let through as it is.
        safe = examine(asset.data)
        is_drawing = "svg" in asset.media_type or "svg" in safe.media_type
        if safe.media_type != asset.media_type or (is_drawing and safe.data != asset.data):
            raise ValueError(asset.name)
