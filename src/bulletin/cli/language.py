"""The language of this run. In: the command line and the locale. Out: `LANGUAGE` and `say`.

Help texts are fixed when commands are declared, so the language is read from the arguments before Typer sees them.
"""

import os
import sys
from collections.abc import Mapping, Sequence

from bulletin.messages import Language, language_of, wording


def chosen_language(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> Language:
    """The language `--lang` asks for, wherever it stands in `arguments`, else the locale's."""
    for position, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return language_of(argument.removeprefix("--lang="), environ)
        if argument == "--lang" and position + 1 < len(arguments):
            return language_of(arguments[position + 1], environ)
    return language_of(None, environ)


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
