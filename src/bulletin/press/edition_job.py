"""One edition, made in a process of its own. In: a job. Out: what it made, and which files of the periodical it read."""

import os
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bulletin.caches import cache_folder
from bulletin.errors import BulletinError
from bulletin.model import Artefact, Notice
from bulletin.press.order import Order
from bulletin.shipped import shipped_folder


@dataclass(frozen=True, slots=True)
class EditionJob:
    """An issue to be made in one script. `name` is the stem of its files; what it reads in one of `places` counts."""

    name: str
    order: Order
    places: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class EditionDone:
    """What a job came to. `read` are the files it opened, without those that its own products are."""

    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    seconds: float
    read: tuple[Path, ...] = ()


def make_edition(job: EditionJob) -> EditionDone:
    """Do a job. What stops the whole edition is a notice of it."""
    from bulletin.press.make import make  # noqa: PLC0415 only the process that makes loads the engines
    from bulletin.press.run import notice_of  # noqa: PLC0415

    started = time.monotonic()
    _opened.clear()
    _watch_opening()
    try:
        made = make(job.order)
    except BulletinError as error:
        notices = tuple(notice_of(each, "") for each in (error, *error.also))
        return EditionDone((), notices, time.monotonic() - started)
    own = {artefact.path.resolve() for artefact in made.artefacts}
    read = tuple(path for path in _read_beside(job.places) if path not in own)
    return EditionDone(made.artefacts, made.notices, time.monotonic() - started, read)


# Every path this process has opened since its job began; a hook cannot be taken out again, so there is one.
_opened: set[str] = set()
_watching: list[bool] = []


def _watch_opening() -> None:
    if not _watching:
        _watching.append(True)
        sys.addaudithook(_note)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str):
        _opened.add(arguments[0])


def _read_beside(places: Iterable[Path]) -> list[Path]:
    """The files opened in one of `places` or in the folder around it, which articles may take pictures from; not those
    of the program."""
    ours = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1], cache_folder()]
    ours += [shipped_folder("templates"), shipped_folder("fonts")]
    ours = [each.resolve() for each in ours]
    found = []
    for name in sorted(_opened):
        path = Path(os.path.realpath(name))
        if any(map(path.is_relative_to, places)) or (
            any(path.is_relative_to(place.parent) for place in places)
            and not any(map(path.is_relative_to, ours))
        ):
            found.append(path)
    return [path for path in found if path.is_file() and not path.name.startswith(".")]
