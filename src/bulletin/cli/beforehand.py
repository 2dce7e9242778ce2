"""What is begun before the command line is understood. In: its words. Out: engines that load meanwhile.

To load what understands command lines takes a fifth of the time of making an issue anew.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bulletin.press.foresight import make_ready
from bulletin.press.order import Order, is_issue

_OUTPUT, _SCRIPT, _JOBS = "--output", "--script", "--jobs"


def foresee(words: Sequence[str]) -> None:
    """Begin what `make` will begin, as far as its words tell what it is about: a wrong guess changes nothing."""
    if words[:1] != ["make"] or sum(word.partition("=")[0] == _SCRIPT for word in words) == 1:
        return
    output = _value(words, _OUTPUT)
    with suppress(OSError):  # `make` says what is wrong with it
        targets = tuple(Path(word) for word in words[1:] if word != output and is_issue(Path(word)))
        if targets:
            jobs = 1 if _value(words, _JOBS) == "1" else 0
            make_ready(Order(targets, output=Path(output) if output else None, processes=jobs))


def _value(words: Sequence[str], option: str) -> str | None:
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
