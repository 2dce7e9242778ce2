"""Files written whole or not at all. In: a path and what writes it. Out: the finished file in its place.

A failed or interrupted run leaves the former file untouched and no half file beside it; what a power cut leaves is
taken away a day later, when nobody can be writing it any more.
"""

import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from glob import escape
from hashlib import file_digest
from pathlib import Path
from typing import Final

from bulletin.errors import OutputError

_A_DAY_S: Final = 86_400


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """Yield a temporary path beside `path`; on a clean end it takes `path`'s place in one step.

    Raises OutputError when the folder cannot be made or written (full, read-only, a file in the way).
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _clear(path.parent.glob(f".{escape(path.stem[:40])}.*.part*"), older_than_s=_A_DAY_S)
        handle, name = tempfile.mkstemp(
            prefix=f".{path.stem[:40]}.{os.getpid()}-", suffix=f".part{path.suffix}", dir=path.parent
        )
        os.close(handle)
    except OSError as error:
        raise _cannot_write(path, error) from error
    part = Path(name)
    try:
        yield part
        _settle(part)
        part.replace(path)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def clear_after(process: int, folder: Path) -> None:
    """Take away what a process that was killed has left half-written in `folder`."""
    _clear(folder.glob(f".*.{process}-*.part*"))


def clear_of(stem: str, folder: Path) -> None:
    """Take away what is half-written of files with this stem in `folder`; nobody may be writing them any more."""
    _clear(folder.glob(f".{escape(stem[:40])}.*.part*"))


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, hex."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()


def _clear(parts: Iterable[Path], *, older_than_s: float = 0) -> None:
    for part in parts:
        with suppress(OSError):  # another run is quicker
            if time.time() - part.stat().st_mtime >= older_than_s:
                part.unlink()


def _settle(part: Path) -> None:
    # On the disk before the rename, so that a power cut leaves the old file or the new one.
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())
    # mkstemp makes files private; a finished file has the rights any new file would have.
    mask = os.umask(0)
    os.umask(mask)
    part.chmod(0o666 & ~mask)


def _cannot_write(path: Path, error: OSError) -> OutputError:
    return OutputError("press.cannot-write", place=str(path), reason=error)
