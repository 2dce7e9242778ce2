"""Sources read by a process that may die. In: a `Collection`. Out: what `read_sources` tells.

One process reads source after source, each within its limits. If it dies, the file or page it was at is named and
left out, and another process goes on behind it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bulletin.errors import InputError
from bulletin.model import Notice
from bulletin.press.child import Died, in_child
from bulletin.press.sources import At, Collection, Told, read_sources

_SOURCE: Final = {
    "time": "press.source-time",
    "memory": "press.source-memory",
    "crash": "press.source-crash",
}


def read_guarded(order: Collection, folder: Path, tell: Callable[[Told], None]) -> None:
    """As `read_sources`. Raises InputError `press.source-…` if the process dies before it has come to any source."""
    done: set[str] = set()
    at = At("")

    def note(told: Told) -> None:
        nonlocal at
        if isinstance(told, At):
            at = told
            if not told.is_list:  # the others that a list leads to are still to come
                done.add(told.name)
        else:
            tell(told)

    while True:
        at, before = At(""), frozenset(done)
        try:
            in_child(_read, (order, folder, before), note)
        except Died as died:
            if not at.name or at.name in before:
                raise InputError(_SOURCE[died.reason], detail=died.detail) from died
            done.add(at.name)
            tell(Notice(_SOURCE[died.reason], {"detail": died.detail}, article=at.name))
        else:
            return


def _read(job: tuple[Collection, Path, frozenset[str]], tell: Callable[[Told], None]) -> None:
    order, folder, done = job
    read_sources(order, folder, tell, done)
