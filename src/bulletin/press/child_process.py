"""The child of `bulletin.press.child`: one request from stdin, its answers to stdout, and no more. It may be given a module to
load while the request is on its way."""

import os
import pickle
import signal
import sys
import threading
import traceback
from importlib import import_module
from typing import Any, NoReturn

from bulletin.errors import BulletinError
from bulletin.press import limits
from bulletin.press.child import Died


def _serve() -> NoReturn:
    """Do what is asked, and end. Until it has begun, what is told on stderr is why it cannot."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    signal.signal(signal.SIGTERM, _interrupt)
    # Whatever a library prints must not fall among the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    for module in sys.argv[1:]:
        import_module(module)
    work, job, environment = pickle.load(sys.stdin.buffer)  # noqa: S301 our own parent
    os.environ.clear()
    os.environ.update(environment)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    limits.enforce()
    if not os.environ.get("BULLETIN_DEBUG"):
        os.dup2(1, 2)

    def answer(kind: str, value: Any) -> None:
        pickle.dump((kind, value), answers)
        answers.flush()

    answer("begun", None)
    try:
        answer("done", work(job, lambda value: answer("told", value)))
    except BulletinError as error:
        answer("raised", error)
    except MemoryError:
        answer("raised", Died("memory"))
    except Exception as error:
        traceback.print_exc()
        answer("raised", Died("crash", f"{type(error).__name__}: {error}"))
    except KeyboardInterrupt:
        os._exit(130)
    os._exit(0)  # nothing is left to be done, and tearing down all that was imported takes time


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def _end_with_parent() -> None:
    """The parent holds the other end of stdin for as long as it lives."""
    os.read(0, 1)
    signal.raise_signal(signal.SIGTERM)


if __name__ == "__main__":
    _serve()
