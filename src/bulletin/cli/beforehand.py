"""What is begun before the command line is understood. In: its words. Out: engines that load meanwhile.

To load what understands command lines takes a fifth of the time of making an issue anew.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bulletin.model import Script
from bulletin.press.foresight import make_ready
from bulletin.press.order import Order

_OUTPUT, _SCRIPT, _JOBS = "--output", "--script", "--jobs"


def foresee(words: Sequence[str]) -> None:
    """Begin what `make` will begin, as far as its words tell what it is about: a wrong guess changes nothing."""
    if words[:1] != ["make"]:
        return
    output = _value(words, _OUTPUT)
    with suppress(OSError):  # `make` says what is wrong with it
        targets = tuple(Path(word) for word in words[1:] if word != output and Path(word).exists())
        if targets:
            make_ready(
                Order(
                    targets,
                    scripts=_scripts(words),
                    output=Path(output) if output else None,
                    processes=1 if _value(words, _JOBS) == "1" else 0,
                )
            )


def _scripts(words: Sequence[str]) -> tuple[Script, ...]:
    """The scripts asked for; none if one is no script."""
    pairs = zip(words, [*words[1:], ""], strict=True)
    asked = [
        word.partition("=")[2] or following for word, following in pairs if word.partition("=")[0] == _SCRIPT
    ]
    try:
        return tuple(map(Script, asked))
    except ValueError:
        return ()


def _value(words: Sequence[str], option: str) -> str | None:
    for word, following in zip(words, [*words[1:], None], strict=True):
        if word == option:
            return following
        if word.startswith(f"{option}="):
            return word.partition("=")[2]
    return None
