"""Processes of this machine. In: a function of a module and what it takes. Out: its result, from a process of its own.

A `Lane` is a pool of one process: when a process dies it is known which work it had, and what is kept in its memory
between two works is there for the second. On Linux the processes are copies of one that has loaded what they all need and
has neither threads nor work of its own; elsewhere each begins anew.
"""

import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, Final, TypeVar

from bulletin.scratch import Scratch

R = TypeVar("R")

# Copying a process is safe where no library of the system starts threads behind its back.
_COPIES: Final = sys.platform == "linux"
# The lanes that have a process.
_at_work: set["Lane"] = set()


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ready(module: str = "") -> None:
    """Begin to load `module` in the process that those of lanes will be copies of, while this one goes on. Where such a
    process is there already, it stays as it is; elsewhere than on Linux there is none."""
    if not _COPIES:
        return
    server = _server()
    if server._forkserver_pid is None:
        server.set_forkserver_preload([module] if module else [])
    # Ctrl-C is this process's affair: what it starts now never hears of it.
    masked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        server.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, masked)


def dismiss() -> None:
    """Let the process go that `ready` began, unless a lane has a copy of it at work."""
    if not _COPIES or _at_work:
        return
    server = _server()
    if server._forkserver_pid is not None:
        os.kill(server._forkserver_pid, signal.SIGTERM)  # it may still be loading
        server._stop()


def _server() -> Any:
    """The process that copies are made of, as `multiprocessing` keeps it: it has no public way to let it go."""
    from multiprocessing import forkserver  # noqa: PLC0415 only where something is made

    return forkserver._forkserver


class Lane:
    """One process at a time."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._scratch: Scratch | None = None

    def start(self, work: Callable[..., R], *given: object) -> Future[R]:
        """Give the process its next work; it must have no other. A process that died since is replaced."""
        if self._pool is None:
            self._scratch = Scratch()
            self._pool = _pool(self._scratch)
            _at_work.add(self)
        try:
            return self._pool.submit(_interruptibly, work, *given)
        except BrokenProcessPool:  # it died between two works
            self.renew()
            return self.start(work, *given)

    def renew(self) -> None:
        """Let the process go; the next work starts another."""
        if self._pool:
            self._pool.shutdown()
        if self._scratch:
            self._scratch.cleanup()
        self._pool = self._scratch = None
        _at_work.discard(self)

    def cut_off(self) -> None:
        """End the process in the middle of its work; it takes its half-written files away."""
        for process in (self._pool._processes or {}).values() if self._pool else ():
            process.terminate()
        self.renew()


def _pool(scratch: Scratch) -> ProcessPoolExecutor:
    # Nothing of the parent's threads comes along. Copies are made of a process that began when the environment may
    # have been another.
    ready()
    context: Any = multiprocessing.get_context("forkserver" if _COPIES else "spawn")
    return ProcessPoolExecutor(
        1, context, initializer=_begin, initargs=({**os.environ, **scratch.environment},)
    )


def _begin(environment: dict[str, str]) -> None:
    """In a new process: the environment its parent gives it; Ctrl-C is the parent's affair, `terminate` ends the work cleanly,
    and no orphan stays."""
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # the one it is a copy of may have looked for its own
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    sys.unraisablehook = _again
    threading.Thread(target=_end_with_parent, daemon=True).start()


# Whether this process is in the middle of a work.
_working = threading.Event()


def _stop(*_: object) -> None:
    if _working.is_set():
        raise KeyboardInterrupt
    os._exit(0)


def _again(lost: "sys.UnraisableHookArgs") -> None:
    """An interruption that came while something was being let go is lost there: it comes once more."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        threading.Timer(0.01, signal.raise_signal, [signal.SIGTERM]).start()
    else:
        sys.__unraisablehook__(lost)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _interruptibly(work: Callable[..., R], *given: object) -> R:
    """Work, so that `_stop` interrupts it."""
    _working.set()
    try:
        return work(*given)
    finally:
        _working.clear()
