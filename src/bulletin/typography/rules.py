"""The table of rules, in the order they are applied."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from bulletin.model import Numerals, Quotes, TextRule, TypeStyle
from bulletin.typography.characters import ordinary_characters
from bulletin.typography.dashes import six_dot_ellipses, two_square_dashes
from bulletin.typography.numerals import half_width_numerals, single_full_digits
from bulletin.typography.punctuation import (
    corner_quotes,
    curly_quotes,
    full_width_brackets,
    full_width_marks,
)
from bulletin.typography.runs import Edit
from bulletin.typography.spaces import soft_line_breaks, typed_indents, typed_spaces

Medium = Literal["print", "epub"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule: from the text of a run to the edits it asks for.

    `media` and `when` (from the style and the language, a BCP 47 tag) say where it holds; `names` that it may be applied to the
    names of people and bodies too."""

    name: TextRule
    edits: Callable[[str], Iterable[Edit]]
    media: frozenset[Medium] = frozenset({"print", "epub"})
    names: bool = False
    when: Callable[[TypeStyle, str], bool] = lambda _style, _lang: True

    def holds(self, style: TypeStyle, medium: Medium, lang: str) -> bool:
        """True if the house wants the rule in a Chinese text of `lang` in `medium`."""
        wanted = lang.startswith("zh") and medium in self.media and self.name not in style.off
        return wanted and self.when(style, lang)


def _has_corners(style: TypeStyle, lang: str) -> bool:
    """True where quotation marks are 「」."""
    by_region = style.quotes in (Quotes.REGION, Quotes.KEEP) and lang.startswith("zh-Hant")
    return by_region or style.quotes is Quotes.CORNER


RULES: Final = (
    Rule(TextRule.ORDINARY_CHARACTERS, ordinary_characters, names=True),
    Rule(
        TextRule.HALF_WIDTH_NUMERALS,
        half_width_numerals,
        names=True,
        when=lambda style, _: style.numerals is not Numerals.AS_WRITTEN,
    ),
    Rule(TextRule.SOFT_LINE_BREAKS, soft_line_breaks, names=True),
    Rule(TextRule.TYPED_INDENTS, typed_indents, names=True),
    Rule(TextRule.TWO_SQUARE_DASHES, two_square_dashes),
    Rule(TextRule.SIX_DOT_ELLIPSES, six_dot_ellipses),
    Rule(TextRule.FULL_WIDTH_BRACKETS, full_width_brackets),
    Rule(TextRule.CURLY_QUOTES, curly_quotes, when=lambda style, lang: not _has_corners(style, lang)),
    Rule(TextRule.CORNER_QUOTES, corner_quotes, when=_has_corners),
    Rule(TextRule.FULL_WIDTH_MARKS, full_width_marks),
    # An e-reader opens no gap between Chinese and Latin by itself: there the author's spaces stay.
    Rule(TextRule.TYPED_SPACES, typed_spaces, media=frozenset({"print"})),
    # Last, for it looks at what stands beside a digit when spaces have gone.
    Rule(
        TextRule.SINGLE_FULL_DIGITS,
        single_full_digits,
        when=lambda style, _: style.numerals is Numerals.SINGLE_FULL,
    ),
)
