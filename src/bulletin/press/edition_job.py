"""One edition, made in a process of its own. In: a job. Out: what it made, and which files of the periodical it read."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bulletin.caches import cache_folder
from bulletin.errors import BulletinError
from bulletin.model import Artefact, Notice
from bulletin.press.order import Order, Progress, silent
from bulletin.shipped import shipped_folder


@dataclass(frozen=True, slots=True)
class EditionJob:
    """An issue to be made in one script. `name` is the stem of its files; `project` the folder of its periodical."""

    name: str
    order: Order
    project: Path


@dataclass(frozen=True, slots=True)
class EditionDone:
    """What a job came to. `read` are the files it opened, without those that its own products are."""

    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    seconds: float
    read: tuple[Path, ...] = ()


def make_edition(job: EditionJob) -> EditionDone:
    """Do a job. What stops the whole edition is a notice of it."""
    started = time.monotonic()
    try:
        return make_or_raise(job)
    except BulletinError as error:
        from bulletin.press.run import notice_of  # noqa: PLC0415 as below

        notices = tuple(notice_of(each, "") for each in (error, *error.also))
        return EditionDone((), notices, time.monotonic() - started)


def make_or_raise(job: EditionJob, progress: Progress = silent) -> EditionDone:
    """Do a job. Raises what stops the whole edition."""
    from bulletin.press.make import make  # noqa: PLC0415 only the process that makes loads the engines

    started = time.monotonic()
    _opened.clear()
    _watch_opening()
    made = make(job.order, progress)
    own = {artefact.path.resolve() for artefact in made.artefacts}
    read = tuple(path for path in _read_beside(job.project) if path not in own)
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


def _read_beside(project: Path) -> list[Path]:
    """The files opened in the periodical or in the folder around it, which articles may take pictures from; not those
    of the program."""
    ours = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1], cache_folder()]
    ours += [shipped_folder("templates"), shipped_folder("fonts")]
    places = [place.resolve() for place in ours]
    found = []
    for name in sorted(_opened):
        path = Path(os.path.realpath(name))
        if path.is_relative_to(project) or (
            path.is_relative_to(project.parent) and not any(map(path.is_relative_to, places))
        ):
            found.append(path)
    return [path for path in found if path.is_file() and not path.name.startswith(".")]
