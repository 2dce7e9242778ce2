"""The engines a conversion can run on. In: the name of an engine and of an OpenCC configuration. Out: a `Converter`.

`opencc` is our own (converter.py). `reimplemented` is opencc-python-reimplemented, an older and coarser rendering of
OpenCC; it tells nothing of how it came to its text, so its spans are the clauses it changed.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import Final, Protocol

from bulletin.errors import InputError
from bulletin.script.conversion import Conversion, Rule, Span
from bulletin.script.converter import opencc

# Marks at which opencc-python-reimplemented cuts a text itself, so that cutting there changes nothing.
CLAUSE_ENDS: Final = re.compile(r"([\s，。、；：？！…“”‘’「」『』《》（）—]+)")


class Converter(Protocol):
    """Converts by one OpenCC configuration."""

    def convert(self, text: str) -> str:
        """The converted text."""

    def trace(self, text: str) -> Conversion:
        """The same text, with its spans."""


class Reimplemented:
    """opencc-python-reimplemented with one configuration. Raises InputError for one that it lacks."""

    def __init__(self, config_name: str) -> None:
        from opencc import OpenCC  # noqa: PLC0415 the second engine is seldom asked for

        try:
            self._engine: Final = OpenCC(config_name)
        except FileNotFoundError as error:
            raise InputError("script.engine-lacks", engine="reimplemented", config=config_name) from error
        self._name: Final = config_name

    def convert(self, text: str) -> str:
        """The converted text."""
        return str(self._engine.convert(text))

    def trace(self, text: str) -> Conversion:
        """The same text; a span is what differs in a clause."""
        return Conversion.joined(self._clause(clause) for clause in CLAUSE_ENDS.split(text) if clause)

    def _clause(self, clause: str) -> Conversion:
        target = self.convert(clause)
        if target == clause:
            return Conversion.unchanged(clause)
        start, after = difference(clause, target)
        end, target_end = len(clause) - after, len(target) - after
        span = Span(start, end, start, target_end, (Rule(self._name, clause[start:end]),))
        return Conversion(clause, target, (span,), () if len(clause) == len(target) else (span,))


ENGINES: Final[dict[str, Callable[[str], Converter]]] = {
    "opencc": opencc,
    "reimplemented": cache(Reimplemented),
}


def converter(engine: str, config_name: str) -> Converter:
    """The converter of `engine` for `config_name`. Raises InputError for an unknown engine or one that lacks it."""
    if engine not in ENGINES:
        raise InputError("script.unknown-engine", engine=engine, known=", ".join(ENGINES))
    return ENGINES[engine](config_name)


def difference(source: str, target: str) -> tuple[int, int]:
    """How many characters two different texts share at their start and at their end, one of either left over."""
    shortest = min(len(source), len(target)) - 1
    before = 0
    while before < shortest and source[before] == target[before]:
        before += 1
    after = 0
    while after < shortest - before and source[-1 - after] == target[-1 - after]:
        after += 1
    return before, after
