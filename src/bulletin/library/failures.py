"""What SQLite and the disk say, as errors the editor understands. In: their exceptions. Out: ours."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from bulletin.errors import BulletinError, InputError, OutputError

# Primary result codes, https://sqlite.org/rescode.html; an extended code keeps its primary one in the low byte.
_DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT})
_BUSY: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DISK: Final = frozenset(
    {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Raise what goes wrong with the library at `place` as InputError or OutputError; defects of ours stay as they are."""
    try:
        yield
    except sqlite3.Error as error:
        known = _known(error, place)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise OutputError("library.disk-full", place=str(place)) from error
        raise OutputError("library.cannot-write", place=str(place), reason=error) from error


def _known(error: sqlite3.Error, place: Path) -> BulletinError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return InputError("library.not-a-library", place=str(place))
    if code in _DAMAGED:
        return InputError("library.damaged", place=str(place))
    if code in _BUSY:
        return InputError("library.busy", place=str(place))
    if code == sqlite3.SQLITE_FULL:
        return OutputError("library.disk-full", place=str(place))
    if code in _DISK:
        return OutputError("library.cannot-write", place=str(place), reason=str(error))
    return None
