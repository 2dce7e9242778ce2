"""A folder of e-books → a catalogue an e-reader can subscribe to. In: the folder. Out: opds.xml, opds.json, onix.xml in it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from bulletin.epub.catalogue import Record, onix, opds_1, opds_2, record_of
from bulletin.epub.opened import OpenedBook, open_book
from bulletin.errors import InputError
from bulletin.model import Notice
from bulletin.press import limits
from bulletin.press.output import replaced

_COVER_SUFFIXES: Final = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


@dataclass(frozen=True, slots=True)
class Shelved:
    """The catalogues written, how many books they list, and what to tell."""

    paths: tuple[Path, ...]
    books: int
    notices: tuple[Notice, ...]


def shelve(
    folder: Path,
    title: str = "",
    guilty: Mapping[Path, Notice] = MappingProxyType({}),
    tell: Callable[[Path], None] = lambda _: None,
) -> Shelved:
    """Write the catalogues of every `.epub` in `folder` and below, with their covers beside them in `covers/`.

    A file that is no e-book is a notice; so is one of the `guilty`, which is not opened. Copies for Kobo are not listed. Each
    file is told before it is opened. Raises InputError `press.nothing-there`, `press.empty-shelf`.
    """
    if not folder.is_dir():
        raise InputError("press.nothing-there", place=str(folder))
    records, notices = [], []
    for path in sorted(folder.rglob("*.epub")):
        if path.name.endswith(".kepub.epub") or path.name.startswith("."):
            continue
        if path in guilty:
            notices.append(guilty[path])
            continue
        tell(path)
        try:
            with limits.within(limits.for_file(path)):
                records.append(_record(open_book(path), path, folder))
        except InputError:
            notices.append(Notice("press.not-shelved", article=path.name))
    if not records:
        refused = InputError("press.empty-shelf", place=str(folder))
        refused.also = tuple(InputError(each.code, place=each.article, **each.values) for each in notices)
        raise refused
    name = title or next((record.series for record in records if record.series), folder.resolve().name)
    key = uuid5(NAMESPACE_URL, f"bulletin:{name}").urn
    files = {
        "opds.xml": opds_1(name, key, records),
        "opds.json": opds_2(name, records),
        "onix.xml": onix(next((record.publisher for record in records if record.publisher), ""), records),
    }
    for file, data in files.items():
        _write(folder / file, data)
    return Shelved(tuple(folder / file for file in files), len(records), tuple(notices))


def _record(book: OpenedBook, path: Path, folder: Path) -> Record:
    href = quote(path.relative_to(folder).as_posix())
    picture = book.cover
    if picture is None:
        return record_of(book, href)
    data, media_type = picture
    suffix = _COVER_SUFFIXES.get(media_type)
    if suffix is None:
        return record_of(book, href)
    # Books of one name may lie in several folders.
    cover = folder / "covers" / path.relative_to(folder).with_name(f"{path.stem}{suffix}")
    _write(cover, data)
    return record_of(book, href, quote(cover.relative_to(folder).as_posix()), media_type)


def _write(path: Path, data: bytes) -> None:
    with replaced(path) as part:
        part.write_bytes(data)
