"""The phrases of a table as an automaton. In: phrases. Out: what finds them in a text, where `ahocorasick_rs` is installed.

It finds what matcher.py finds by itself, several times as fast, but takes as long to build as a quarter of a million
characters take without it: it is for long texts. The extra `fast` of the package installs it.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Final

HAS_AUTOMATON: Final = find_spec("ahocorasick_rs") is not None

# Index of the phrase, start and end of each match in a text, from left to right.
Find = Callable[[str], list[tuple[int, int, int]]]


def automaton(phrases: Sequence[str]) -> Find:
    """Finds the leftmost, then longest of `phrases`; to be called only if HAS_AUTOMATON.

    A text with a lone surrogate raises UnicodeEncodeError: Rust has no such text."""
    import ahocorasick_rs  # noqa: PLC0415 it is optional, and seldom worth its loading

    kind = ahocorasick_rs.MatchKind.LeftmostLongest
    found: Find = ahocorasick_rs.AhoCorasick(phrases, matchkind=kind).find_matches_as_indexes
    return found
