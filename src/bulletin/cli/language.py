"""The language of this run. In: the command line and the locale. Out: `LANGUAGE` and `say`.

Help texts are fixed when commands are declared, so the language is read from the arguments before Typer sees them.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from bulletin.errors import UsageError
from bulletin.messages import Language, is_language, language_of, wording


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """The language `--lang` asks for, wherever it stands in `arguments`, else the locale's."""
    asked = next(filter(is_language, _asked(arguments)), None)
    return language_of(asked, environ)


def check_language(arguments: Sequence[str]) -> None:
    """Raises UsageError `cli.no-such-language` for a `--lang` without a language we speak."""
    for asked in _asked(arguments):
        if not is_language(asked):
            raise UsageError("cli.no-such-language", asked=asked)


def _asked(arguments: Sequence[str]) -> Iterator[str]:
    """What stands behind every `--lang`; nothing after a lone `--` is an option."""
    for position, argument in enumerate(arguments):
        if argument == "--":
            return
        if argument.startswith("--lang="):
            yield argument.removeprefix("--lang=")
        elif argument == "--lang":
            yield "".join(arguments[position + 1 : position + 2])


def without_language(arguments: Sequence[str]) -> list[str]:
    """`arguments` without `--lang` and its value: it may stand before or after the command."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--lang":
            skip = True
        elif not argument.startswith("--lang="):
            kept.append(argument)
    return kept


LANGUAGE: Language = chosen_language(sys.argv[1:])


def say(entry: str, **values: object) -> str:
    """A sentence of the command line's own table in the run's language."""
    return wording(f"cli.{entry}", values, LANGUAGE).message
