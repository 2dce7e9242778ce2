"""The rules in the order in which they are told. In: a subject. Out: its notices.

A rule is a function from a subject to notices, all of one room: `checks`. Every code has its words in
`messages/checks.toml`, its reason in docs/checks.md, and may be silenced in `[check]`.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from bulletin.checks import articles, colophon, figures, internal
from bulletin.checks.subject import Subject
from bulletin.model import Notice

Rule = Callable[[Subject], Iterable[Notice]]

RULES: Final[tuple[Rule, ...]] = (
    internal.no_permit,
    internal.permit_not_on_cover,
    internal.words_not_on_cover,
    internal.named_as_a_periodical,
    internal.speaks_as_a_periodical,
    internal.has_a_price,
    internal.advertises,
    colophon.lacks_lines,
    colophon.wrong_number,
    articles.no_source,
    articles.similar,
    articles.long_title,
    articles.heading_jump,
    figures.orphan_reference,
)

# What differs by region is looked at in every edition; the rest in the first alone, or it would be told in each script.
REGIONAL_RULES: Final[tuple[Rule, ...]] = (colophon.lacks_lines,)


def checked(subject: Subject, rules: Iterable[Rule] = RULES) -> Iterator[Notice]:
    """What `rules` say of `subject`, in their order."""
    for rule in rules:
        yield from rule(subject)
