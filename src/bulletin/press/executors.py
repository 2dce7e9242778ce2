"""Where jobs are done: processes of this machine, or machines that share its storage. In: jobs and what does one. Out: the
result of each as it is done.

A job is complete in itself and may be done twice: its files come into their places whole, and twice the same.
"""

from collections.abc import Callable, Generator, Hashable, Sequence
from typing import Final, Protocol, TypeVar

J = TypeVar("J", bound=Hashable)
R = TypeVar("R")

# How often a job is tried whose process dies under it.
TRIES: Final = 3


class WorkerDiedError(Exception):
    """The process that did a job died, each time it was tried."""


class Executor(Protocol):
    """What makes the editions of a batch."""

    def done(
        self, jobs: Sequence[J], work: Callable[[J], R]
    ) -> Generator[tuple[J, R | Exception], None, None]:
        """Each job with its result, or with what it raised, in the order of finishing; `WorkerDiedError` stands for a job
        whose process died again and again. `work` is a function of a module. Leaving the iterator ends the work."""
