"""Pictures and originals beside the database, named by what they hold. In: bytes. Out: a file that is whole or not there.

`assets/ab/abcdef….png`, `originals/ab/abcdef….gz`. A file is in its place before the database names it, so a kill leaves
at worst a file that nobody names, for `sweep` to find.
"""

import gzip
import os
import re
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

ASSETS: Final = "assets"
ORIGINALS: Final = "originals"
ORIGINAL_ENDING: Final = "gz"
_ENDING: Final = re.compile(r"[a-z0-9]{1,5}")


class Files:
    """The folders of files in the library's `folder`. Paths are told relative to it, with `/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep_asset(self, name: str, data: bytes) -> str:
        """Store a picture; the ending of `name` tells what it is. Returns its SHA-256, hex."""
        digest = sha256(data).hexdigest()
        self._put(asset_path(digest, name), data)
        return digest

    def keep_original(self, data: bytes) -> str:
        """Store what came over the wire, gzipped. Returns the SHA-256 of `data`, hex."""
        digest = sha256(data).hexdigest()
        self._put(original_path(digest), gzip.compress(data, 6, mtime=0))
        return digest

    def asset(self, digest: str, name: str) -> bytes:
        """The bytes of a picture. Raises FileNotFoundError."""
        return (self.folder / asset_path(digest, name)).read_bytes()

    def original(self, digest: str) -> bytes:
        """The bytes that came over the wire. Raises FileNotFoundError, gzip.BadGzipFile."""
        return gzip.decompress((self.folder / original_path(digest)).read_bytes())

    def there(self) -> Iterator[str]:
        """Every file there is, half-written ones included."""
        for name in (ASSETS, ORIGINALS):
            for path in sorted((self.folder / name).rglob("*")):
                if path.is_file():
                    yield path.relative_to(self.folder).as_posix()

    def _put(self, name: str, data: bytes) -> None:
        path = self.folder / name
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(part).replace(path)
        finally:
            Path(part).unlink(missing_ok=True)


def asset_path(digest: str, name: str) -> str:
    """Where the picture called `name` with this SHA-256 lies."""
    ending = name.rpartition(".")[2].lower()
    return f"{ASSETS}/{digest[:2]}/{digest}.{ending if _ENDING.fullmatch(ending) else 'bin'}"


def original_path(digest: str) -> str:
    """Where the original with this SHA-256 lies."""
    return f"{ORIGINALS}/{digest[:2]}/{digest}.{ORIGINAL_ENDING}"
