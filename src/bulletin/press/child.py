"""Work in a process that may die. In: a function of a module and what it works on. Out: its result, or that it died.

A fresh interpreter on every system: nothing of the parent's threads comes along, and what the parent has not imported
costs it nothing. Requests and answers are pickles between two processes of one program and one person.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO, Final, Literal, TypeVar, cast

R = TypeVar("R")

Reason = Literal["time", "memory", "crash"]
_GRACE_S: Final = 20  # to take half-written files away


class Died(Exception):  # noqa: N818 it is no error of the program
    """The work came to no end: it took too long, or too much memory, or it brought the process down (`detail`: how).

    `process` was the one that died, 0 if it still lives."""

    def __init__(self, reason: Reason, detail: str = "", process: int = 0) -> None:
        super().__init__(reason, detail, process)
        self.reason: Reason = reason
        self.detail = detail
        self.process = process


def in_child(work: Callable[[Any, Callable[[Any], None]], R], job: Any, tell: Callable[[Any], None]) -> R:
    """`work(job, tell)`, done by a child within the limits it sets itself; what it tells is told here.

    `work` is a function of a module; job, result and what is told can be pickled. Raises Died, and BulletinError as
    `work` does.
    """
    told_to = None if os.environ.get("BULLETIN_DEBUG") else subprocess.DEVNULL
    command = [sys.executable, "-P", "-m", "bulletin.press.child_process"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=told_to) as child:  # noqa: S603 our own program
        requests, answers = cast(BinaryIO, child.stdin), cast(BinaryIO, child.stdout)
        try:
            with suppress(BrokenPipeError):
                pickle.dump((work, job), requests)
                requests.flush()
            kind, value = _last_answer(answers, tell)
            child.wait()
        except BaseException:
            _end(child)
            raise
        finally:
            with suppress(OSError):
                requests.close()
    if kind == "done":
        return cast(R, value)
    raise value if kind == "raised" else _death(child)


def _last_answer(answers: BinaryIO, tell: Callable[[Any], None]) -> tuple[str, Any]:
    """What the child answers in the end, after what it tells on the way; `died` if it falls silent before."""
    while True:
        try:
            kind, value = pickle.load(answers)  # noqa: S301 our own child
        except (EOFError, pickle.UnpicklingError):
            return "died", None
        if kind != "told":
            return kind, value
        tell(value)


def _death(child: subprocess.Popen[bytes]) -> Died:
    code = child.returncode
    if code == 1 or code == -getattr(signal, "SIGXCPU", 0):
        return Died("time", process=child.pid)
    return Died("crash", signal.Signals(-code).name if code < 0 else str(code), child.pid)


def _end(child: subprocess.Popen[bytes]) -> None:
    """Stop a child that is still at work; it is given the time to take its half-written files away."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            child.kill()
