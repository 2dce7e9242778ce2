"""Work in processes of their own. In: jobs and what does one. Out: the result of each as it is done.

Each lane is a pool of one process: when a process dies it is known which job it had. The job is tried again in a fresh
one, and given up after three; the other lanes go on. A lane is renewed after a few jobs, so that memory stays bounded.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final, Generic

from bulletin.press.executors import TRIES, J, R, WorkerDiedError

JOBS_PER_PROCESS: Final = 8


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class LocalPool:
    """So many processes of this machine."""

    processes: int

    def done(self, jobs: Sequence[J], work: Callable[[J], R]) -> Iterator[tuple[J, R | Exception]]:
        """As `Executor.done`."""
        return _done(jobs, work, self.processes)


def _done(jobs: Sequence[J], work: Callable[[J], R], processes: int) -> Iterator[tuple[J, R | Exception]]:
    waiting = deque(jobs)
    tries: Counter[J] = Counter()
    lanes = [_Lane(work) for _ in range(min(processes, len(jobs)))]
    busy: dict[Future[R], tuple[_Lane[J, R], J]] = {}
    try:
        while waiting or busy:
            for lane in _idle(lanes, busy)[: len(waiting)]:
                job = waiting.popleft()
                tries[job] += 1
                busy[lane.start(job)] = (lane, job)
            for future in wait(busy, return_when=FIRST_COMPLETED).done:
                lane, job = busy.pop(future)
                outcome = _outcome(future)
                if isinstance(outcome, WorkerDiedError):
                    lane.renew()
                    if tries[job] < TRIES:
                        waiting.append(job)
                        continue
                yield job, outcome
    finally:
        # Cut off: end the processes in the middle of their jobs; they take their half-written files away.
        if busy:
            for process in multiprocessing.active_children():
                process.terminate()
        for lane in lanes:
            lane.renew()


def _outcome(future: Future[R]) -> R | Exception:
    try:
        return future.result()
    except BrokenProcessPool as error:
        return WorkerDiedError(str(error))
    except Exception as error:
        return error


class _Lane(Generic[J, R]):
    """One process at a time, a fresh one every few jobs."""

    def __init__(self, work: Callable[[J], R]) -> None:
        self._work = work
        self._pool: ProcessPoolExecutor | None = None
        self._started = 0

    def start(self, job: J) -> Future[R]:
        """Give the process its next job; it must have no other."""
        if self._started >= JOBS_PER_PROCESS:
            self.renew()
        self._started += 1
        if self._pool is None:
            self._pool = _pool()
        try:
            return self._pool.submit(_tidily, self._work, job)
        except BrokenProcessPool:  # it died between two jobs
            self.renew()
            self._pool = _pool()
            return self._pool.submit(_tidily, self._work, job)

    def renew(self) -> None:
        """Let the process go; the next job starts another."""
        if self._pool:
            self._pool.shutdown()
        self._pool, self._started = None, 0


def _idle(lanes: list[_Lane[J, R]], busy: dict[Future[R], tuple[_Lane[J, R], J]]) -> list[_Lane[J, R]]:
    taken = {id(lane) for lane, _ in busy.values()}
    return [lane for lane in lanes if id(lane) not in taken]


def _pool() -> ProcessPoolExecutor:
    # spawn: the same on every system, and nothing of the parent's threads comes along.
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a new process: Ctrl-C is the parent's affair, `terminate` ends the job cleanly, and no orphan stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


# Whether this process is in the middle of a job.
_working = threading.Event()


def _stop(*_: object) -> None:
    if _working.is_set():
        raise KeyboardInterrupt
    os._exit(0)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _tidily(work: Callable[[J], R], job: J) -> R:
    """Do a job and free what it leaves in circles: 30 small documents would hold 800 MB, so they hold 160."""
    _working.set()
    try:
        return work(job)
    finally:
        _working.clear()
        gc.collect()
