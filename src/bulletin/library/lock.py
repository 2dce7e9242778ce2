"""One writer at a time. In: the file that stands for the right to write. Out: that right, or who has it.

The system holds the lock, not the file: it is free again the moment the process that held it is gone, however it went.
"""

import os
import sys
from pathlib import Path
from typing import Final

from bulletin.errors import InputError

if sys.platform == "win32":
    import msvcrt

    _OUT_OF_THE_WAY: Final = 1 << 30  # Windows lets nobody read what is locked: lock a byte behind the number

    def _try(handle: int) -> None:
        os.lseek(handle, _OUT_OF_THE_WAY, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _try(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take(path: Path) -> int:
    """The lock, as a handle to `release`. Raises InputError `library.locked` with the process that has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        _try(handle)
    except OSError as error:
        holder = os.read(handle, 32).decode("ascii", "replace").strip()
        os.close(handle)
        raise InputError("library.locked", place=str(path.parent), process=holder or "?") from error
    os.ftruncate(handle, 0)
    os.write(handle, f"{os.getpid()}\n".encode())
    return handle


def release(handle: int) -> None:
    """Let the next writer in."""
    os.close(handle)
