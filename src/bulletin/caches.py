"""Files that can be made again, kept between runs. In: a path, a payload. Out: the same payload, if the file is whole.

A file is written whole or not at all and carries a digest of its payload and of what it is kept for: one that is missing,
cut short, damaged, renamed or of another make is as if it were not there, and nobody hears of it.
"""

import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar, cast

T = TypeVar("T")

_DIGEST: Final = 32  # bytes of a SHA-256
_MEGABYTE: Final = 1 << 20
_DEFAULT_MB: Final = 1024
# Marshal differs from one Python to the next.
_PYTHON: Final = f"py{sys.version_info.major}{sys.version_info.minor}"
TABLES: Final = "tables"  # the folder of what `cached` keeps


def cache_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where what can be made again is kept: BULLETIN_CACHE, else the platform's own place; not created here. Who has no home
    is given one that nothing can be kept in: a folder that others may write to is no place for our files."""
    if chosen := environ.get("BULLETIN_CACHE"):
        return Path(chosen)
    own = {"win32": "LOCALAPPDATA", "darwin": ""}.get(platform, "XDG_CACHE_HOME")
    if own and (folder := environ.get(own)):
        return Path(folder) / "bulletin"
    try:
        home = Path.home()
    except RuntimeError:
        home = Path(os.devnull)
    return home / {"win32": "AppData/Local", "darwin": "Library/Caches"}.get(platform, ".cache") / "bulletin"


def limit_bytes() -> int:
    """How much may be kept of what stages made: BULLETIN_CACHE_LIMIT in megabytes, else a gigabyte; with 0 nothing is kept."""
    try:
        return max(0, round(float(os.environ.get("BULLETIN_CACHE_LIMIT", "")) * _MEGABYTE))
    except (ValueError, OverflowError):
        return _DEFAULT_MB * _MEGABYTE


def cached(name: str, make: Callable[[], T]) -> T:
    """The value called `name` (a part of a file's name, its version in it), from the cache or made and put there. It is what
    `marshal` holds: texts, numbers, tuples, dicts."""
    path = cache_folder() / TABLES / f"{name}-{_PYTHON}.bin"
    with suppress(ValueError, EOFError, TypeError):
        if (payload := read(path)) is not None:
            return cast(T, marshal.loads(payload))  # noqa: S302 our own file, whole by its digest
    value = make()
    with suppress(OSError):  # no home, no room, no right: it is made anew next time
        write(path, marshal.dumps(cast(Any, value)))
    return value


def read(path: Path, purpose: bytes = b"") -> memoryview | None:
    """The payload of the file that was written at `path` for `purpose`; None if there is none, or it is not whole."""
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    return data[_DIGEST:] if _digest(data[_DIGEST:], purpose) == data[:_DIGEST] else None


def write(path: Path, payload: bytes, purpose: bytes = b"") -> None:
    """Write at once or not at all: other processes may be reading. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(payload, purpose) + payload)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _digest(payload: bytes | memoryview, purpose: bytes) -> bytes:
    digest = sha256(purpose)
    digest.update(payload)
    return digest.digest()
