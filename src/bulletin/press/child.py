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
from collections.abc import Callable
from contextlib import suppress
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


class _Child:
    """A child that waits for its request, with a folder of its own for temporary files. `module` is loaded meanwhile.
    Raises EngineError `press.cannot-start`."""

    def __init__(self, module: str = "") -> None:
        command = [sys.executable, "-P", "-m", "bulletin.press.child_process", *filter(None, [module])]
        pipe = subprocess.PIPE
        try:
            self.scratch: Final = Scratch()
        except OSError as error:
            raise EngineError("press.cannot-start", reason=error) from error
        self._told_to: Final = Path(self.scratch.name, "told")
        environment = {**os.environ, **self.scratch.environment}
        try:
            with self._told_to.open("wb") as file:
                heard = None if os.environ.get("BULLETIN_DEBUG") else file
                self.process: Final = subprocess.Popen(  # noqa: S603 our own program
                    command, stdin=pipe, stdout=pipe, stderr=heard, env=environment
                )
        except OSError as error:
            self.scratch.cleanup()
            raise EngineError("press.cannot-start", reason=error) from error

    def ask(self, work: Callable[..., Any], job: Any) -> None:
        """Send it the request, and the environment as it is now."""
        requests = cast(BinaryIO, self.process.stdin)
        with suppress(BrokenPipeError):
            pickle.dump((work, job, {**os.environ, **self.scratch.environment}), requests)
            requests.flush()

    def end(self) -> None:
        """Stop it if it is still at work; it is given the time to take its half-written files away."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(_GRACE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def close(self) -> str:
        """Wait for its end, and remove its folder; the last line it told on stderr, for a program of Python's the error."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                cast(BinaryIO, pipe).close()
        self.process.wait()
        lines = self._told_to.read_text(encoding="utf-8", errors="replace").split("\n")
        self.scratch.cleanup()
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")


# A child that loads what the next work needs: none or one.
_standing_by: Final[list[_Child]] = []


def stand_by(module: str) -> None:
    """Begin a child that loads `module`, for the next work; whether one can be started is said there."""
    if not _standing_by:
        with suppress(EngineError):
            _standing_by.append(_Child(module))


def let_go() -> None:
    """End a child that nothing came for."""
    while _standing_by:
        child = _standing_by.pop()
        child.end()
        child.close()


def in_child(work: Callable[[Any, Callable[[Any], None]], R], job: Any, tell: Callable[[Any], None]) -> R:
    """`work(job, tell)`, done by a child within the limits it sets itself; what it tells is told here.

    `work` is a function of a module; job, result and what is told can be pickled. Raises Died, EngineError
    `press.cannot-start` for a child that never began, and BulletinError as `work` does.
    """
    child = _standing_by.pop() if _standing_by else _Child()
    try:
        child.ask(work, job)
        kind, value = _last_answer(cast(BinaryIO, child.process.stdout), tell)
        child.process.wait()
    except BaseException:
        child.end()
        raise
    finally:
        said = child.close()
    if kind == "never began":
        raise EngineError("press.cannot-start", reason=said or _end_of(child.process))
    if kind == "done":
        return cast(R, value)
    raise value if kind == "raised" else _death(child.process)


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
