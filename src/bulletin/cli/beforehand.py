"""What is begun before the command line is understood. In: its words. Out: engines that load meanwhile.

To load what understands command lines takes a fifth of the time of making an issue anew.
"""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from bulletin.press.foresight import Prospect, make_ready


def foresee(words: Sequence[str]) -> None:
    """Begin what `make` will begin, as far as its words tell what it is about: a wrong guess changes nothing."""
    if words[:1] != ["make"]:
        return
    output = _values(words, "--output")[-1:]
    with suppress(OSError, ValueError):  # `make` says what is wrong with it
        targets = tuple(Path(word) for word in words[1:] if word not in output and Path(word).exists())
        if targets:
            make_ready(
                Prospect(
                    targets,
                    Path(*output) if output else None,
                    scripts=len(_values(words, "--script")),
                    processes=1 if _values(words, "--jobs")[-1:] == ["1"] else 0,
                )
            )


def _values(words: Sequence[str], option: str) -> list[str]:
    """What is given for an option, as `--option value` or `--option=value`."""
    found = []
    for word, following in pairwise([*words, ""]):
        name, _, value = word.partition("=")
        if name == option and (value or following):
            found.append(value or following)
    return found
