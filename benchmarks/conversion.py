"""Conversion alone, without the start of a process: the speed of each engine at work, and how long ours takes to be ready.

`python -m benchmarks conversion`. Processor time, the best of several runs; ratios are to opencc-python-reimplemented in
the same run.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Final
from unittest.mock import patch

from benchmarks.texts import prose
from bulletin.script import matcher
from bulletin.script.converter import opencc

CHARACTERS: Final = 200_000
_RUNS: Final = 5
# What `make bench` holds each configuration to: pure Python, with ahocorasick_rs.
_BOUNDS: Final = {"s2t": (4.0, 10.0), "s2twp": (3.0, 8.0), "t2s": (4.5, 10.0)}
_LOAD_MS: Final = 80

_LOADING: Final = """
import sys, time
from bulletin.script.converter import OpenCC
started = time.process_time()
OpenCC(sys.argv[1])
print((time.process_time() - started) * 1000)
"""


def main() -> None:
    """Print a line for each configuration."""
    from opencc import OpenCC as Reimplemented

    source = prose(CHARACTERS)
    with patch.object(matcher, "HAS_AUTOMATON", new=False):
        traditional = opencc("s2t").convert(source)
        texts = {config: traditional if config.startswith("t") else source for config in _BOUNDS}
        pure = {config: _seconds(partial(opencc(config).convert, text)) for config, text in texts.items()}
    print(f"\nConversion at work, {CHARACTERS:,} characters; times the speed of opencc-python-reimplemented")
    for config, (least_pure, least_fast) in _BOUNDS.items():
        theirs = _seconds(partial(Reimplemented(config).convert, texts[config]))
        opencc(config).hasten()
        fast = _seconds(partial(opencc(config).convert, texts[config]))
        faster = f"{theirs / fast:.1f}×" if matcher.HAS_AUTOMATON else "not installed"
        print(
            f"  {config:6} pure Python {theirs / pure[config]:.1f}× (at least {least_pure}×)"
            f" · ahocorasick_rs {faster} (at least {least_fast}×)"
            f" · ready in {_load_ms(config):.0f} ms (at most {_LOAD_MS} ms)",
            flush=True,
        )


def _seconds(work: Callable[[], object]) -> float:
    def once() -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    work()
    return min(once() for _ in range(_RUNS))


def _load_ms(config: str) -> float:
    """In a fresh process, the tables cached; the best of three."""
    command = [sys.executable, "-c", _LOADING, config]
    return min(float(subprocess.run(command, capture_output=True, check=True).stdout) for _ in range(3))


if __name__ == "__main__":
    main()
