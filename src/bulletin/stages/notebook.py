"""Many small results together. In: what they all depend on. Out: a book of them, read once and written once.

A result in it has a key of its own, with all that it depends on besides. What a run did not ask for is not written again,
so a book grows with its document and no further.
"""

from collections.abc import Callable, Hashable
from typing import Any, Final, TypeVar

from bulletin.stages.store import Place
from bulletin.stages.tally import Tally, count, tell

T = TypeVar("T")


class Notebook:
    """The results of one kind of work on one document. Keys and results can be pickled."""

    def __init__(self, stage: str, made_of: object) -> None:
        self._stage: Final = stage
        self._place: Final = Place.of(stage, made_of)
        found = self._place.get()
        self._before: Final[dict[Any, Any]] = found[0] if found else {}
        self._now: Final[dict[Any, Any]] = {}
        self._made = 0

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes, or made when the same was asked before."""
        if key not in self._now:
            if key in self._before:
                self._now[key] = self._before[key]
            else:
                self._now[key] = make()
                self._made += 1
        value: T = self._now[key]
        return value

    def close(self) -> None:
        """Keep what was asked for, and tell of how much use the book was."""
        count(self._stage, Tally(len(self._now) - self._made, self._made))
        tell()
        if self._now.keys() != self._before.keys():
            self._place.put(self._now)
