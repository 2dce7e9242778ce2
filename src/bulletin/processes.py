"""Processes of this machine. In: a function of a module and what it takes. Out: its result, from a process of its own.

A `Lane` is a pool of one process: when a process dies it is known which work it had, and what is kept in its memory
between two works is there for the second.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

R = TypeVar("R")


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Lane:
    """One process at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def start(self, work: Callable[..., R], *given: object) -> Future[R]:
        """Give the process its next work; it must have no other. A process that died since is replaced."""
        if self._pool is None:
            self._pool = _pool()
        try:
            return self._pool.submit(_tidily, work, *given)
        except BrokenProcessPool:  # it died between two works
            self.renew()
            self._pool = _pool()
            return self._pool.submit(_tidily, work, *given)

    def renew(self) -> None:
        """Let the process go; the next work starts another."""
        if self._pool:
            self._pool.shutdown()
        self._pool = None

    def cut_off(self) -> None:
        """End the process in the middle of its work; it takes its half-written files away."""
        for process in (self._pool._processes or {}).values() if self._pool else ():
            process.terminate()
        self.renew()


def _pool() -> ProcessPoolExecutor:
    # spawn: the same on every system, and nothing of the parent's threads comes along.
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In a new process: Ctrl-C is the parent's affair, `terminate` ends the work cleanly, and no orphan stays."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with_parent, daemon=True).start()


# Whether this process is in the middle of a work.
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


def _tidily(work: Callable[..., R], *given: object) -> R:
    """Work, and free what that leaves in circles: 30 small documents would hold 800 MB, so they hold 160. A work that
    switches collecting off frees in its own time."""
    _working.set()
    try:
        return work(*given)
    finally:
        _working.clear()
        if gc.isenabled():
            gc.collect()
