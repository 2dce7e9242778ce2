"""Results of stages on disk. In: a stage, what its result depends on, how to make it. Out: the result, kept or made.

An entry is named by the digest of everything the result depends on, the whole program included, and bears a digest of
that name and of its contents: what is damaged, cut short or renamed is not taken for anything, and is made anew. Entries
are pickles, and the folder is the editor's own.
"""

import os
import pickle
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from bulletin.caches import cache_folder, limit_bytes, read, write
from bulletin.stages.fingerprint import fingerprint
from bulletin.stages.program import program
from bulletin.stages.tally import Tally, count

T = TypeVar("T")

ENTRY: Final = ".bin"


def stages_folder() -> Path:
    """Where the results lie, a folder for each stage."""
    return cache_folder() / "stages"


def kept(stage: str, made_of: object, make: Callable[[], T]) -> T:
    """What `make` makes, from the cache if `stage` made it of the same before. `made_of` is everything it depends on beside
    the program, a value that `fingerprint` takes; the result can be pickled, and whoever gets it does not change it."""
    place = Place.of(stage, made_of)
    if found := place.get():
        count(stage, Tally(taken=1))
        return cast(T, found[0])
    value = make()
    place.put(value)
    count(stage, Tally(made=1))
    return value


class Place:
    """Where one result is kept."""

    def __init__(self, path: Path) -> None:
        self._path: Final = path
        self._purpose: Final = path.stem.encode()

    @classmethod
    def of(cls, stage: str, made_of: object) -> "Place":
        """The place of what `stage` makes of `made_of`."""
        return cls(stages_folder() / stage / f"{fingerprint((program(), stage, made_of)).hex()}{ENTRY}")

    def get(self) -> tuple[Any] | None:
        """What lies there, as a tuple of one; None if nothing does, or nothing that is whole."""
        payload = read(self._path, self._purpose) if limit_bytes() else None
        if payload is None:
            return None
        with suppress(OSError):
            os.utime(self._path)  # those that were not used for longest go first
        return (pickle.loads(payload),)  # noqa: S301 our own file, whole by its digest

    def put(self, value: object) -> None:
        """Put a result there; where nothing can be written it is made anew next time."""
        if not limit_bytes():
            return
        with suppress(OSError):
            write(self._path, pickle.dumps(value, pickle.HIGHEST_PROTOCOL), self._purpose)
