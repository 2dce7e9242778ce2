"""One edition, made in a process of its own. In: a job. Out: what it made, and which files of the periodical it read."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.caches import cache_folder
from bulletin.errors import BulletinError
from bulletin.model import Artefact, Notice
from bulletin.press import limits
from bulletin.press.child import Died, in_child
from bulletin.press.guarded import without_guilty
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


def make_or_raise(job: EditionJob) -> EditionDone:
    """Do a job in this process, which may die of it if it is a worker: whoever finds the mark of a former death does the
    job without the articles that cannot be made. Raises what stops the whole edition."""
    from multiprocessing import parent_process  # noqa: PLC0415 only where something is made

    if parent_process():
        limits.enforce()
    with _marked(job) as died_before:

        def make(order: Order) -> EditionDone:
            nonlocal died_before
            if died_before:
                process, died_before = died_before, 0
                raise Died("crash", process=process)
            return _made_here(replace(job, order=order), silent)

        return without_guilty(make, job.order)


def make_in_child(job: EditionJob, progress: Progress = silent) -> EditionDone:
    """Do a job in a process that may die of it, and then without the articles that cannot be made. Raises as above."""

    def make(order: Order) -> EditionDone:
        return in_child(_made_here, replace(job, order=order), progress)

    return without_guilty(make, job.order, progress)


def _made_here(job: EditionJob, progress: Progress) -> EditionDone:
    """Do a job in this process. Raises Died for what would bring another down."""
    from bulletin.press.make import make  # noqa: PLC0415 only the process that makes loads the engines

    started = time.monotonic()
    _opened.clear()
    _watch_opening()
    try:
        made = make(job.order, progress)
    except BulletinError:
        raise
    except MemoryError as error:
        raise Died("memory") from error
    except Exception as error:
        raise Died("crash", f"{type(error).__name__}: {error}") from error
    own = {artefact.path.resolve() for artefact in made.artefacts}
    read = tuple(path for path in _read_beside(job.project) if path not in own)
    return EditionDone(made.artefacts, made.notices, time.monotonic() - started, read)


@contextmanager
def _marked(job: EditionJob) -> Iterator[int]:
    """Leave a mark in the output folder for as long as the job is under way; the process that left one before, or 0."""
    mark = (job.order.output or Path("out")) / f".{job.name}.under-way"
    try:
        died_before = int(mark.read_text(encoding="ascii"))
    except (OSError, ValueError):
        died_before = 0
    with suppress(OSError):  # what cannot be written is said of the edition's files
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.write_text(f"{os.getpid()}", encoding="ascii")
    try:
        yield died_before
    finally:
        mark.unlink(missing_ok=True)


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
    ours = [Path(sys.prefix), Path(sys.base_prefix), Path(__file__).parents[1]]
    ours += [shipped_folder("templates"), shipped_folder("fonts")]
    places = [place.resolve() for place in ours]
    cache = cache_folder().resolve()
    found = []
    for name in sorted(_opened):
        path = Path(os.path.realpath(name))
        if path.is_relative_to(cache):
            continue
        if path.is_relative_to(project) or (
            path.is_relative_to(project.parent) and not any(map(path.is_relative_to, places))
        ):
            found.append(path)
    return [path for path in found if path.is_file() and not path.name.startswith(".")]
