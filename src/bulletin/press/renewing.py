"""An issue, or a volume, made as far as it is not fresh. In: an `Order`. Out: `Made`, what lies in the output folder now.

Light to import: when nothing has changed, no engine is loaded. Several editions are made side by side.
"""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bulletin.model import Notice
from bulletin.press.edition_job import make_in_child, make_or_raise
from bulletin.press.editions import EditionMade, alone_in, made_editions
from bulletin.press.executors import J, R
from bulletin.press.foresight import copies_stand_by, let_go
from bulletin.press.freshness import PlannedEdition, editions_of
from bulletin.press.guarded import make_guarded
from bulletin.press.ingredients import Larder
from bulletin.press.manifest import Manifest
from bulletin.press.order import Made, Order, Progress, Step, silent
from bulletin.press.plans import plans_of
from bulletin.press.tidying import tidied


@dataclass(frozen=True, slots=True)
class _Here:
    """This process, one job after another."""

    def done(
        self, jobs: Sequence[J], work: Callable[[J], R]
    ) -> Generator[tuple[J, R | Exception], None, None]:
        """As `Executor.done`; what a job raises goes through."""
        return ((job, work(job)) for job in jobs)


def renew(order: Order, progress: Progress = silent, *, force: bool = False) -> Made:
    """Make the editions of `order` that are not fresh.

    Waits while another run writes into the output folder. Raises UsageError and InputError when there is nothing to make
    anything from, OutputError where nothing can be written."""
    try:
        home = order.targets[0] if order.volume else plans_of(order)[0].folder
        return _renewed(order, home, progress, force=force) if home else _loose(order, progress)
    finally:
        let_go()


def _renewed(order: Order, home: Path, progress: Progress, *, force: bool) -> Made:
    output = order.output or Path("out")
    planned = partial(_planned, order, home, output, force=force)
    editions, larder, manifest = planned()
    if any(each.why for each in editions):
        waited: list[str] = []
        with alone_in(output, lambda process: _tell_waiting(process, waited, progress)):
            if waited:  # the other run may have made just this
                editions, larder, manifest = planned()
            made = _joined(_made(editions, larder, manifest, progress, order.processes))
            return replace(made, notices=(*made.notices, *tidied()))
    return _joined(made_editions(editions, _Here(), make_or_raise, larder, manifest, silent))


def _made(
    editions: Sequence[PlannedEdition], larder: Larder, manifest: Manifest, progress: Progress, processes: int
) -> tuple[EditionMade, ...]:
    """Several editions in processes of their own; of a single one every step can be seen, unless a process stands by that
    copies are made of."""
    from bulletin.press.workers import LocalPool  # noqa: PLC0415 only where something is made
    from bulletin.processes import processors  # noqa: PLC0415 as above

    processes = processes or processors()
    lanes = min(processes, sum(bool(each.why) for each in editions))
    if lanes > 1 or copies_stand_by():
        pool = LocalPool(lanes)
        return made_editions(editions, pool, make_or_raise, larder, manifest, progress, processes)
    here = partial(make_in_child, progress=progress)
    return made_editions(editions, _Here(), here, larder, manifest, silent, processes)


def _planned(
    order: Order, home: Path, output: Path, *, force: bool
) -> tuple[tuple[PlannedEdition, ...], Larder, Manifest]:
    larder, manifest = Larder(home, output), Manifest(output)
    return tuple(editions_of(order, larder, manifest, force=force)), larder, manifest


def _loose(order: Order, progress: Progress) -> Made:
    """Loose articles are made every time: no folder of results is kept for them."""
    from bulletin.processes import processors  # noqa: PLC0415 only where something is made

    return make_guarded(replace(order, processes=order.processes or processors()), progress)


def _tell_waiting(process: str, waited: list[str], progress: Progress) -> None:
    waited.append(process)
    progress(Step("wait", process, 0, 0))


def _joined(made: Sequence[EditionMade]) -> Made:
    """What became of the editions; what is said of two alike is said once."""
    notices: list[Notice] = [notice for each in made for notice in each.notices]
    return Made(
        tuple(artefact for each in made for artefact in each.artefacts),
        tuple(dict.fromkeys(notices)),
        frozenset(artefact.path for each in made if each.state == "fresh" for artefact in each.artefacts),
    )
