"""Jobs in processes of this machine. In: jobs and what does one. Out: the result of each as it is done.

A job whose process died is tried again in a fresh one, and given up after three; the others go on. A process is renewed
after a few jobs, so that memory stays bounded.
"""

from collections import Counter, deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Final

from bulletin.errors import EngineError
from bulletin.press.executors import TRIES, J, R, WorkerDiedError
from bulletin.press.foresight import ENGINES
from bulletin.processes import Lane, dismiss, ready

JOBS_PER_PROCESS: Final = 8


@dataclass(frozen=True, slots=True)
class LocalPool:
    """So many processes of this machine."""

    processes: int

    def done(
        self, jobs: Sequence[J], work: Callable[[J], R]
    ) -> Generator[tuple[J, R | Exception], None, None]:
        """As `Executor.done`. Raises EngineError `press.cannot-start` where no process can be had."""
        if not jobs:
            return
        ready(ENGINES)
        waiting = deque(jobs)
        tries: Counter[J] = Counter()
        started: Counter[Lane] = Counter()
        lanes = [Lane() for _ in range(min(self.processes, len(jobs)))]
        busy: dict[Future[R], tuple[Lane, J]] = {}

        def give_work() -> None:
            taken = {lane for lane, _ in busy.values()}
            for lane in [lane for lane in lanes if lane not in taken][: len(waiting)]:
                if started[lane] and started[lane] % JOBS_PER_PROCESS == 0:
                    lane.renew()
                job = waiting.popleft()
                tries[job] += 1
                started[lane] += 1
                try:
                    busy[lane.start(work, job)] = (lane, job)
                except (
                    OSError,
                    EOFError,
                ) as error:  # the system gives no more processes, or no memory for one
                    raise EngineError("press.cannot-start", reason=error) from error

        try:
            give_work()
            while busy:
                finished = []
                for future in wait(busy, return_when=FIRST_COMPLETED).done:
                    lane, job = busy.pop(future)
                    outcome = _outcome(future)
                    if isinstance(outcome, WorkerDiedError):
                        lane.renew()
                        if tries[job] < TRIES:
                            waiting.append(job)
                            continue
                    finished.append((job, outcome))
                give_work()  # nobody waits while the caller looks at what is done
                yield from finished
        finally:
            for lane, _ in busy.values():
                lane.cut_off()
            for lane in lanes:
                lane.renew()
            dismiss()


def _outcome(future: Future[R]) -> R | Exception:
    try:
        return future.result()
    except BrokenProcessPool as error:
        return WorkerDiedError(str(error))
    except Exception as error:
        return error
