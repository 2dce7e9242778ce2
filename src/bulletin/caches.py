"""What can be made again, kept between runs. In: a name and how to make its value. Out: the value, from disk if it can be.

A value is what `marshal` holds: texts, numbers, tuples, dicts. A file is written whole or not at all and carries its own
digest: one that is missing, cut short, damaged or of another make is made anew, and nobody hears of it.
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
# Marshal differs from one Python to the next.
_PYTHON: Final = f"py{sys.version_info.major}{sys.version_info.minor}"


def cache_folder(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Path:
    """Where what can be made again is kept: BULLETIN_CACHE, else the platform's own place; not created here."""
    if chosen := environ.get("BULLETIN_CACHE"):
        return Path(chosen)
    if platform == "darwin":
        return Path.home() / "Library" / "Caches" / "bulletin"
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "bulletin"
    return Path(environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "bulletin"


def cached(name: str, make: Callable[[], T]) -> T:
    """The value called `name` (a part of a file's name, its version in it), from the cache or made and put there."""
    path = cache_folder() / "tables" / f"{name}-{_PYTHON}.bin"
    try:
        data = path.read_bytes()
        payload = memoryview(data)[_DIGEST:]
        if sha256(payload).digest() == data[:_DIGEST]:
            return cast(T, marshal.loads(payload))  # noqa: S302 our own file, whole by its digest
    except (OSError, ValueError, EOFError, TypeError):
        pass
    value = make()
    with suppress(OSError, RuntimeError):  # no home, no room, no right: it is made anew next time
        _write(path, marshal.dumps(cast(Any, value)))
    return value


def _write(path: Path, payload: bytes) -> None:
    """Write at once or not at all: other processes may be reading."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(sha256(payload).digest() + payload)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
