"""Office files are zip archives of XML. In: the bytes of one. Out: the same, known to be safe to unpack.

300 KB of zip can unpack to 300 MB and name files outside its folder; it is refused before anything is unpacked.
"""

import io
import stat
import zipfile
import zlib
from typing import Final

from bulletin.errors import InputError

_MAX_ENTRIES: Final = 5_000
_MAX_ENTRY_BYTES: Final = 64 << 20
_MAX_TOTAL_BYTES: Final = 200 << 20
_MAX_RATIO: Final = 150
_SMALL_BYTES: Final = 1 << 20  # below this a high ratio does no harm


def checked_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, open for reading. Raises InputError `collect.not-an-archive` or `collect.archive-unsafe`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise InputError("collect.not-an-archive") from error
    entries = archive.infolist()
    names = [entry.filename.lower() for entry in entries]
    total = sum(entry.file_size for entry in entries)
    if len(entries) > _MAX_ENTRIES or total > _MAX_TOTAL_BYTES or len(set(names)) < len(names):
        raise InputError("collect.archive-unsafe")
    for entry in entries:
        if _is_unsafe(entry):
            raise InputError("collect.archive-unsafe")
    return archive


def read_entry(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of an entry, None if there is none. The size an archive declares is not believed."""
    try:
        with archive.open(name) as stream:
            data = stream.read(_MAX_ENTRY_BYTES + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError) as error:
        raise InputError("collect.not-an-archive") from error
    if len(data) > _MAX_ENTRY_BYTES:
        raise InputError("collect.archive-unsafe")
    return data


def _is_unsafe(entry: zipfile.ZipInfo) -> bool:
    parts = entry.filename.replace("\\", "/").split("/")
    leaves_folder = (
        ".." in parts or entry.filename.startswith(("/", "\\")) or ":" in parts[0] or "\0" in entry.filename
    )
    is_special = (
        bool(entry.flag_bits & 1)
        or stat.S_ISLNK(entry.external_attr >> 16)
        or entry.compress_type not in (0, 8)
    )
    is_bomb = entry.file_size > _MAX_ENTRY_BYTES or (
        entry.file_size > _SMALL_BYTES and entry.file_size > _MAX_RATIO * max(1, entry.compress_size)
    )
    return leaves_folder or is_special or is_bomb
