"""Finished files and single texts worked on in a process that may die. In: a job. Out: what the press makes of it.

Whatever is given to these commands may come from a stranger: a PDF to impose, e-books for a catalogue, an export of another
library, a draft with what was pasted into it. Light to import: the process that works loads the engines.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bulletin.errors import InputError
from bulletin.model import Notice, Outcome
from bulletin.press.child import Died, in_child
from bulletin.press.order import Conversion, Produced, Step
from bulletin.press.output import clear_after

if TYPE_CHECKING:  # these open the engines
    from bulletin.library import Filed
    from bulletin.pdf.imposition import Cover, Imposition
    from bulletin.press.shelving import Shelved

_FILE: Final = {"time": "press.file-time", "memory": "press.file-memory", "crash": "press.file-crash"}
_BOOK: Final = {"time": "press.book-time", "memory": "press.book-memory", "crash": "press.book-crash"}

M = TypeVar("M")


def of_one_file(
    work: Callable[[Any, Callable[[Any], None]], M], job: Any, file: str, into: Path | None = None
) -> M:
    """What `work` makes of `job`, which is about `file`, or about those that its steps name. Raises InputError
    `press.file-…` if it dies of one; what it has left half-written in the folder `into` is then taken away."""
    at = file

    def note(step: Step) -> None:
        nonlocal at
        at = step.what

    try:
        return in_child(work, job, note)
    except Died as died:
        if into:
            clear_after(died.process, into)
        raise InputError(_FILE[died.reason], place=at, detail=died.detail) from died


def convert_guarded(job: Conversion) -> Outcome[str]:
    """As `press.converting.convert`, within limits. Raises InputError `press.file-…` too."""
    return of_one_file(_convert, job, job.place)


def impose_guarded(source: Path, job: "Imposition", path: Path) -> Produced:
    """As `press.production.impose`, within limits. Raises InputError `press.file-…` too."""
    return of_one_file(_impose, (source, job, path), str(source), path.parent)


def cover_guarded(source: Path, job: "Cover", path: Path) -> tuple[Produced, float]:
    """As `press.production.cover`, within limits. Raises InputError `press.file-…` too."""
    return of_one_file(_cover, (source, job, path), str(source), path.parent)


def shelve_guarded(folder: Path, title: str = "") -> "Shelved":
    """As `press.shelving.shelve`; a book that goes beyond the limits is a notice too, and is not listed."""
    guilty: dict[Path, Notice] = {}
    at: Path | None = None

    def note(book: Path) -> None:
        nonlocal at
        at = book

    while True:
        at = None
        try:
            return in_child(_shelve, (folder, title, dict(guilty)), note)
        except Died as died:
            if at is None or at in guilty:
                raise InputError(_FILE[died.reason], place=str(folder), detail=died.detail) from died
            guilty[at] = Notice(_BOOK[died.reason], {"detail": died.detail}, article=at.name)


def import_guarded(library: Path, file: Path) -> "Outcome[tuple[Filed, ...]]":
    """Take in an export, within limits; after a death whole batches are in the library, and nothing else.
    Raises what `Library.import_` raises, and InputError `press.file-…`."""
    return of_one_file(_import, (library, file), str(file))


def take_back_guarded(library: Path, number: int, file: Path) -> tuple[str, ...]:
    """As `press.mending.take_back`, within limits. Raises InputError `press.file-…` too."""
    return of_one_file(_take_back, (library, number, file), str(file))


def _convert(job: Conversion, _progress: object) -> Outcome[str]:
    from bulletin.press.converting import convert  # noqa: PLC0415 only the process that works loads the engines

    return convert(job)


def _impose(job: tuple[Path, "Imposition", Path], _progress: object) -> Produced:
    from bulletin.press.production import impose  # noqa: PLC0415 as above

    return impose(*job)


def _cover(job: tuple[Path, "Cover", Path], _progress: object) -> tuple[Produced, float]:
    from bulletin.press.production import cover  # noqa: PLC0415 as above

    return cover(*job)


def _shelve(job: tuple[Path, str, dict[Path, Notice]], at: Callable[[Path], None]) -> "Shelved":
    from bulletin.press.shelving import shelve  # noqa: PLC0415 as above

    folder, title, guilty = job
    return shelve(folder, title, guilty, at)


def _import(job: tuple[Path, Path], _progress: object) -> "Outcome[tuple[Filed, ...]]":
    from bulletin.library import open_library  # noqa: PLC0415 as above
    from bulletin.pictures import read_picture  # noqa: PLC0415
    from bulletin.press import limits  # noqa: PLC0415
    from bulletin.script import fold  # noqa: PLC0415

    library, file = job
    with open_library(library, write=True, fold=fold) as opened, limits.within(limits.for_file(file)):
        return opened.import_(file, examine=read_picture)


def _take_back(job: tuple[Path, int, Path], _progress: object) -> tuple[str, ...]:
    from bulletin.press.mending import take_back  # noqa: PLC0415 as above

    return take_back(*job)
