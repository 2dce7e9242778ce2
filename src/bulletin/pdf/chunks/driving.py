"""Work in steps, driven. In: generators of steps, lanes. Out: every step done, its result sent back to who asked for it."""

from collections import Counter
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import Any, Final

from bulletin.errors import EngineError
from bulletin.pdf.chunks.setting import undisturbed
from bulletin.processes import Lane

_TRIES: Final = 3
# Works of a process before it makes room for a fresh one.
_WORKS_A_PROCESS: Final = 16

# A function of `setting` with what it is given; None waits until other chunks are further.
Step = tuple[Any, ...] | None
Steps = Generator[Step, Any, None]


def one_after_another(steps: Steps) -> None:
    """Do the steps in this process."""
    answer = None
    with suppress(StopIteration):
        while True:
            work, *given = steps.send(answer) or (None,)
            answer = undisturbed(work, *given)


def side_by_side(lanes: Sequence[Lane], numbers: Sequence[int], steps: Callable[[int], Steps]) -> None:
    """One chunk in each process at a time; one whose process died begins anew in another."""
    waiting = list(numbers)
    tries: Counter[int] = Counter()
    works: Counter[Lane] = Counter()
    held: dict[Lane, tuple[int, Steps]] = {}
    answers: dict[Lane, Any] = {}
    running: dict[Future[Any], Lane] = {}

    def moves(lane: Lane) -> bool:
        """Give a lane that is free its next work; False if there is none."""
        if lane in running.values():
            return False
        if lane not in held:
            if not waiting:
                return False
            if works[lane] >= _WORKS_A_PROCESS:
                lane.renew()
                works[lane] = 0
            number = waiting.pop(0)
            tries[number] += 1
            held[lane] = (number, steps(number))
        try:
            step = held[lane][1].send(answers.pop(lane, None))
        except StopIteration:
            del held[lane]
            return True
        if step is None:
            return False
        running[lane.start(undisturbed, *step)] = lane
        works[lane] += 1
        return True

    while waiting or held:
        while sum(map(moves, lanes)):
            pass
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            lane = running.pop(future)
            try:
                answers[lane] = future.result()
            except BrokenProcessPool as error:
                lane.renew()
                number, _ = held.pop(lane)
                if tries[number] >= _TRIES:
                    raise EngineError("pdf.engine-failed", place="", reason="its process died") from error
                waiting.insert(0, number)
