"""Work in a process that may die. In: a function of a module and what it works on. Out: its result, or that it died.
What it leaves lying about is taken away.

A fresh interpreter on every system: nothing of the parent's threads comes along, and what the parent has not imported
costs it nothing. Requests and answers are pickles between two processes of one program and one person.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal, TypeVar, cast

from bulletin.errors import EngineError
from bulletin.scratch import Scratch

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

    `work` is a function of a module; job, result and what is told can be pickled. Raises Died, EngineError
    `press.cannot-start` for a child that never began, and BulletinError as `work` does.
    """
    with _started() as (child, told_to):
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
        if kind == "never began":
            raise EngineError("press.cannot-start", reason=_last_words(told_to) or _end_of(child))
    if kind == "done":
        return cast(R, value)
    raise value if kind == "raised" else _death(child)


@contextmanager
def _started() -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """A child with a folder of its own for temporary files, and the file in which it says why it cannot begin."""
    command = [sys.executable, "-P", "-m", "bulletin.press.child_process"]
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        try:
            scratch = Scratch()
            stack.enter_context(scratch)
            told_to = Path(scratch.name, "told")
            with told_to.open("wb") as file:
                heard = None if os.environ.get("BULLETIN_DEBUG") else file
                environment = {**os.environ, **scratch.environment}
                child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=heard, env=environment)  # noqa: S603 our own program
        except OSError as error:
            raise EngineError("press.cannot-start", reason=error) from error
        yield stack.enter_context(child), told_to


def _last_answer(answers: BinaryIO, tell: Callable[[Any], None]) -> tuple[str, Any]:
    """What the child answers in the end, after what it tells on the way; `died` if it falls silent before, `never began` if
    it never spoke."""
    silence = "never began"
    while True:
        try:
            kind, value = pickle.load(answers)  # noqa: S301 our own child
        except (EOFError, pickle.UnpicklingError):
            return silence, None
        if kind == "told":
            tell(value)
        elif kind != "begun":
            return kind, value
        silence = "died"


def _death(child: subprocess.Popen[bytes]) -> Died:
    code = child.returncode
    if code == 1 or code == -getattr(signal, "SIGXCPU", 0):
        return Died("time", process=child.pid)
    return Died("crash", _end_of(child), child.pid)


def _end_of(child: subprocess.Popen[bytes]) -> str:
    """The signal that ended it, or the code it ended with."""
    code = child.returncode
    return signal.Signals(-code).name if code < 0 else str(code)


def _last_words(told_to: Path) -> str:
    """The last line of what it told, for a program of Python's the error."""
    lines = told_to.read_text(encoding="utf-8", errors="replace").split("\n")
    return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


def _end(child: subprocess.Popen[bytes]) -> None:
    """Stop a child that is still at work; it is given the time to take its half-written files away."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(_GRACE_S)
        except subprocess.TimeoutExpired:
            child.kill()
