"""Whether everything is in its place. In: an open library. Out: a notice for each thing that is not."""

import gzip
import zlib
from collections.abc import Iterator
from hashlib import sha256

from bulletin.library.exchange import named_files
from bulletin.library.files import asset_path, original_path
from bulletin.library.index import FINGERPRINTS, described
from bulletin.library.rows import article_of, number_at, place_of
from bulletin.library.schema import transaction
from bulletin.library.sketch import unpacked
from bulletin.library.stacks import Stacks
from bulletin.model import Notice


def check(stacks: Stacks) -> tuple[Notice, ...]:
    """Everything that is wrong, database first."""
    return (*_of_database(stacks), *_of_articles(stacks), *_of_assets(stacks), *_of_originals(stacks))


def sweep(stacks: Stacks) -> int:
    """Forget the pictures no article shows and delete the files that nothing names; how many files there were."""
    connection = stacks.connection
    with transaction(connection):
        connection.execute("DELETE FROM asset WHERE sha256 NOT IN (SELECT asset FROM shown)")
    named = set(named_files(stacks))
    orphans = [name for name in stacks.files.there() if name not in named]
    for name in orphans:
        (stacks.files.folder / name).unlink()
    return len(orphans)


def _of_database(stacks: Stacks) -> Iterator[Notice]:
    for (said,) in stacks.connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield Notice("library.database-damaged", {"detail": said})
    for row in stacks.connection.execute("PRAGMA foreign_key_check"):
        yield Notice("library.row-astray", {"table": row[0], "row": row[1], "parent": row[2]})


def _of_articles(stacks: Stacks) -> Iterator[Notice]:
    """Every article whole, and in the index with as many tokens as its text has."""
    connection = stacks.connection
    sizes = dict(map(tuple, connection.execute("SELECT id, sz FROM words_docsize")))
    prints: dict[int, int] = dict(
        map(tuple, connection.execute("SELECT article, count(*) FROM fingerprint GROUP BY article"))
    )
    rows = connection.execute(
        "SELECT article.*, sketch FROM article LEFT JOIN body ON article = id ORDER BY id"
    )
    for row in rows:
        number, size = row["id"], sizes.pop(row["place"], None)
        shown = prints.pop(number, 0)
        if row["sketch"] is None:
            yield Notice("library.half-there", {"number": number}, row["title"])
            continue
        now = described(article_of(connection, row, None), stacks.words)
        in_place = row["place"] == place_of(number, now.article.date) and row["content"] == now.content
        in_index = size is not None and _numbers(size) == [len(column.split()) for column in now.columns]
        has_prints = unpacked(row["sketch"]) == now.sketch and shown == len(now.sketch[:FINGERPRINTS])
        if not (in_place and in_index and has_prints):
            yield Notice("library.out-of-step", {"number": number}, row["title"])
    for number in sorted({*map(number_at, sizes), *prints}):
        yield Notice("library.index-astray", {"number": number})


def _of_assets(stacks: Stacks) -> Iterator[Notice]:
    for digest, name in stacks.connection.execute("SELECT sha256, name FROM asset ORDER BY sha256"):
        yield from _of_file(stacks, asset_path(digest, name), digest)


def _of_originals(stacks: Stacks) -> Iterator[Notice]:
    rows = stacks.connection.execute(
        "SELECT DISTINCT sha256 FROM provenance WHERE sha256 <> '' ORDER BY sha256"
    )
    for (digest,) in rows:
        yield from _of_file(stacks, original_path(digest), digest)


def _of_file(stacks: Stacks, name: str, digest: str) -> Iterator[Notice]:
    path = stacks.files.folder / name
    try:
        data = path.read_bytes()
        found = sha256(gzip.decompress(data) if name.endswith(".gz") else data).hexdigest()
    except FileNotFoundError:
        yield Notice("library.file-missing", {"file": name}, place=name)
        return
    except (gzip.BadGzipFile, EOFError, zlib.error):
        found = ""
    if found != digest:
        yield Notice("library.file-changed", {"file": name}, place=name)


def _numbers(data: bytes) -> list[int]:
    """The varints that FTS5 keeps of a row: how many tokens each column has.
    https://sqlite.org/fileformat2.html#varint, seven bits a byte, the high bit set in all but the last."""
    numbers, number = [], 0
    for byte in data:
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            numbers.append(number)
            number = 0
    return numbers
