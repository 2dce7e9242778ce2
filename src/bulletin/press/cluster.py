"""Work on many machines, by Dask. In: a scheduler's address, jobs, what does one. Out: the result of each as it is done.

The extra `cluster` brings Dask distributed: it hands out the jobs, watches the workers, and gives a job whose worker
died to another. Workers see the periodical and the output folder under the same paths, and run the same program.
"""

import gc
import logging
import os
import tempfile
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from bulletin.errors import InputError, UsageError
from bulletin.press.executors import J, R, WorkerDiedError
from bulletin.stages.program import program

_REACHED_WITHIN_SECONDS: Final = 10
_EPOCH: Final = "SOURCE_DATE_EPOCH"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the scheduler at `address`, which share `folder` and `output` with this machine."""

    address: str
    folder: Path
    output: Path

    def done(
        self, jobs: Sequence[J], work: Callable[[J], R]
    ) -> Generator[tuple[J, R | Exception], None, None]:
        """As `Executor.done`. Raises UsageError `press.no-distributed`, InputError where the cluster cannot be reached, has
        no workers, or workers that lack the folders or run another program."""
        if not jobs:
            return
        with _connected(self.address) as client:
            self._check(client)
            yield from _results(client, jobs, work)

    def _check(self, client: Any) -> None:
        """Find out before the work what would spoil it."""
        place = self.address
        with tempfile.NamedTemporaryFile(prefix=".bulletin-", dir=self.output) as sign:
            seen = client.run(_sees, str(self.folder), sign.name, on_error="return")
        if not seen:
            raise InputError("press.no-workers", place=place)
        ours = program()
        for worker, missing in seen.items():
            if isinstance(missing, Exception):
                raise InputError("press.worker-differs", place=place, worker=worker)
            if missing:
                shown = self.folder if missing == str(self.folder) else self.output
                raise InputError("press.not-shared", place=place, worker=worker, folder=shown)
        for worker, theirs in client.run(_program, on_error="return").items():
            if theirs != ours:
                raise InputError("press.worker-differs", place=place, worker=worker)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    if find_spec("distributed") is None:
        raise UsageError("press.no-distributed")
    from distributed import Client  # noqa: PLC0415 an extra, and slow to import

    # What it logs of lost connections and dead workers is told by us.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    client: Any = None
    with suppress(OSError, ValueError):
        client = Client(  # type: ignore[no-untyped-call]
            address, timeout=_REACHED_WITHIN_SECONDS, set_as_default=False
        )
    if client is None:
        gc.collect()  # what it has begun ends now: inside the lock of a later client it would wait for itself
        raise InputError("press.no-cluster", place=address)
    try:
        yield client
    finally:
        client.close()


def _results(client: Any, jobs: Sequence[J], work: Callable[[J], R]) -> Iterator[tuple[J, R | Exception]]:
    from distributed import KilledWorker, as_completed  # noqa: PLC0415 as above

    epoch = os.environ.get(_EPOCH)
    running = {client.submit(_do, work, job, epoch, pure=False): job for job in jobs}
    for future in as_completed(list(running), loop=client.loop):  # type: ignore[no-untyped-call]
        job = running.pop(future)
        try:
            result = future.result()
        except KilledWorker as error:
            yield job, WorkerDiedError(str(error))
        except (Exception, CancelledError) as error:  # what the job raised, or the scheduler went away
            yield job, error if isinstance(error, Exception) else WorkerDiedError(str(error))
        else:
            yield job, result


# The engines are changed while they work: one job at a time in a process, however many threads a worker has.
_one_at_a_time = threading.Lock()


def _do(work: Callable[[J], R], job: J, epoch: str | None) -> R:
    """On a worker: do a job as this machine would, and leave nothing of it in memory."""
    with _one_at_a_time:
        before = os.environ.get(_EPOCH)
        _set_epoch(epoch)
        try:
            return work(job)
        finally:
            _set_epoch(before)
            gc.collect()


def _set_epoch(epoch: str | None) -> None:
    if epoch is None:
        os.environ.pop(_EPOCH, None)
    else:
        os.environ[_EPOCH] = epoch


def _program() -> str:
    """On a worker: the digest of its program."""
    return program()


def _sees(folder: str, sign: str) -> str:
    """On a worker: the first of the two that is not there; empty if both are."""
    if not Path(folder).is_dir():
        return folder
    return "" if Path(sign).is_file() else sign
