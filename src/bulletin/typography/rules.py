"""The table of rules, in the order they are applied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from bulletin.typography.characters import ordinary_characters
from bulletin.typography.dashes import six_dot_ellipses, two_square_dashes
from bulletin.typography.punctuation import (
    full_width_brackets,
    full_width_marks,
    simplified_quotes,
    traditional_quotes,
)
from bulletin.typography.runs import Edit
from bulletin.typography.spaces import soft_line_breaks, typed_indents, typed_spaces

Medium = Literal["print", "epub"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: from the text of a run to the edits it asks for.

    `media` and `lang` (the beginning of a BCP 47 tag) are where it holds; `names` says that it may be applied to the
    names of people and bodies too."""

    name: str
    edits: Callable[[str], Iterable[Edit]]
    lang: str = "zh"
    media: frozenset[Medium] = frozenset({"print", "epub"})
    names: bool = False


RULES: Final = (
    Rule("ordinary-characters", ordinary_characters, names=True),
    Rule("soft-line-breaks", soft_line_breaks, names=True),
    Rule("typed-indents", typed_indents, names=True),
    Rule("two-square-dashes", two_square_dashes),
    Rule("six-dot-ellipses", six_dot_ellipses),
    Rule("full-width-brackets", full_width_brackets),
    Rule("simplified-quotes", simplified_quotes, lang="zh-Hans"),
    Rule("traditional-quotes", traditional_quotes, lang="zh-Hant"),
    Rule("full-width-marks", full_width_marks),
    # An e-reader opens no gap between Chinese and Latin by itself: there the author's spaces stay.
    Rule("typed-spaces", typed_spaces, media=frozenset({"print"})),
)
