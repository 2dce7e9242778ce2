"""The cache as a whole. In: its folder. Out: what is in it; the same emptied, or brought back within its limit.

Other runs may be at work in it: what is gone when its turn comes is gone, and who reads an entry that is taken away makes it
anew.
"""

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bulletin.caches import TABLES, cache_folder, limit_bytes
from bulletin.stages.store import stages_folder
from bulletin.stages.tally import Tally, forget, shorten, tallies

# How far below the limit it is brought, so that not every run has to.
_ROOM: Final = 0.8
_A_DAY_S: Final = 86_400
_PROBE_BYTES: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class Kind:
    """The entries of a stage, or the tables (`tables`): how many, how large, when one was last used (Unix time), and of how
    much use they were."""

    name: str
    entries: int
    bytes: int
    last_used: float
    last_run: Tally
    all_runs: Tally


@dataclass(frozen=True, slots=True)
class Contents:
    """What the cache in `folder` holds; `limit_bytes` is for all stages together."""

    folder: Path
    limit_bytes: int
    kinds: tuple[Kind, ...]

    @property
    def entries(self) -> int:
        """How many there are."""
        return sum(kind.entries for kind in self.kinds)

    @property
    def bytes(self) -> int:
        """How much they take on disk."""
        return sum(kind.bytes for kind in self.kinds)


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    bytes: int
    used: float

    @property
    def is_entry(self) -> bool:
        """False for what a killed process left half-written."""
        return not self.path.name.startswith(".")


def contents() -> Contents:
    """What is kept now."""
    folders = [*_stages(), cache_folder() / TABLES]
    uses = tallies()
    kinds = [
        _kind(folder.name, [file for file in _files(folder) if file.is_entry], *uses) for folder in folders
    ]
    return Contents(cache_folder(), limit_bytes(), tuple(kind for kind in kinds if kind.entries))


def clear() -> Contents:
    """Empty the cache; the value is what was in it. Raises OSError for a file that cannot be deleted."""
    before = contents()
    for folder in (*_stages(), cache_folder() / TABLES):
        for file in _files(folder):
            file.path.unlink(missing_ok=True)
    forget()
    return before


def trim() -> None:
    """Bring the stages back within the limit: what was not used for longest goes first; and what tells their use."""
    with suppress(OSError):
        shorten()
    files = [file for folder in _stages() for file in _files(folder)]
    for file in files:
        if not file.is_entry and time.time() - file.used > _A_DAY_S:
            _remove(file)
    entries = sorted((file for file in files if file.is_entry), key=lambda file: file.used, reverse=True)
    total, limit = sum(file.bytes for file in entries), limit_bytes()
    if total <= limit:
        return
    while entries and total > limit * _ROOM:
        oldest = entries.pop()
        _remove(oldest)
        total -= oldest.bytes


def obstacle() -> OSError | None:
    """Why nothing can be kept; None if it can, or is not to be."""
    if not limit_bytes():
        return None
    try:
        folder = stages_folder()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(_PROBE_BYTES))
    except OSError as error:
        return error
    return None


def _stages() -> list[Path]:
    try:
        return sorted(folder for folder in stages_folder().iterdir() if folder.is_dir())
    except OSError:
        return []


def _files(folder: Path) -> Iterator[_File]:
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            with suppress(OSError):  # another run took it away
                if each.is_file(follow_symlinks=False):
                    facts = each.stat(follow_symlinks=False)
                    yield _File(Path(each.path), facts.st_size, facts.st_mtime)


def _kind(name: str, files: list[_File], last: Mapping[str, Tally], every: Mapping[str, Tally]) -> Kind:
    used = max((file.used for file in files), default=0.0)
    size = sum(file.bytes for file in files)
    return Kind(name, len(files), size, used, last.get(name, Tally()), every.get(name, Tally()))


def _remove(file: _File) -> None:
    with suppress(OSError):
        file.path.unlink()
