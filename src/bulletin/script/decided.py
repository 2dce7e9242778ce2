"""Decisions at work. In: a text and its editor's decisions. Out: where they apply, and what is written there.

A decision holds where its text stands with the same characters around it. It does not reach into a longer phrase of
the dictionary that holds all of it: what was decided about 程序 says nothing of 司法程序.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bulletin.model import Decision, Decisions, Script
from bulletin.script.conversion import DECISION
from bulletin.script.matcher import Matcher
from bulletin.script.terms import Fixed

# The longest phrase of OpenCC's dictionaries that matters here is shorter.
_REACH: Final = 12


class Settled(NamedTuple):
    """`decision` applies to `text[start:end]`."""

    start: int
    end: int
    decision: Decision


class Decided:
    """The decisions about texts that become `target`."""

    def __init__(self, decisions: Decisions, target: Script) -> None:
        self._target: Final = target
        self._by_text: Final[dict[str, list[Decision]]] = {}
        for decision in decisions.entries:
            if decision.form(target) is not None:
                self._by_text.setdefault(decision.text, []).append(decision)
        for (
            same
        ) in self._by_text.values():  # the more that is said of the surroundings, the better it is known
            same.sort(key=lambda decision: -len(decision.passage))
        self._lengths: Final = sorted({len(text) for text in self._by_text}, reverse=True)
        firsts = "".join(sorted({text[0] for text in self._by_text}))
        self._begins: Final = re.compile(f"[{re.escape(firsts)}]" if firsts else r"(?!)")

    def fixed(self, text: str, phrases: Matcher) -> Iterator[Fixed]:
        """What the decisions write in `text`, from left to right. `phrases` are the dictionary's, see above."""
        for start, end, decision in self.settled(text, phrases):
            yield Fixed(start, end, decision.form(self._target) or "", DECISION)

    def settled(self, text: str, phrases: Matcher) -> Iterator[Settled]:
        """Where decisions apply in `text`, from left to right, none overlapping."""
        position = 0
        while match := self._begins.search(text, position):
            start = match.start()
            found = self._at(text, start, phrases)
            position = start + 1 if found is None else found.end
            if found is not None:
                yield found

    def _at(self, text: str, start: int, phrases: Matcher) -> Settled | None:
        """The decision that applies at `start`: of the longest text there, and of those the most exact."""
        every = (
            decision
            for length in self._lengths
            for decision in self._by_text.get(text[start : start + length], ())
        )
        for decision in every:
            end = start + len(decision.text)
            if _stands(decision, text, start, end) and not _is_part(decision, text, start, end, phrases):
                return Settled(start, end, decision)
        return None


def _stands(decision: Decision, text: str, start: int, end: int) -> bool:
    return text.endswith(decision.before, 0, start) and text.startswith(decision.after, end)


def _is_part(decision: Decision, text: str, start: int, end: int, phrases: Matcher) -> bool:
    """True if a dictionary phrase holds the decision's whole passage and more."""
    start, end = start - len(decision.before), end + len(decision.after)
    window = max(0, start - _REACH)
    return any(
        window + left <= start and end <= window + right and right - left > end - start
        for left, right in phrases.matches(text[window : end + _REACH])
    )
