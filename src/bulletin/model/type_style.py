"""How a house wants its texts set, where more than one way is right: what `[typography]` of bulletin.toml says."""

from dataclasses import dataclass
from enum import StrEnum

from bulletin.model.house_style import Quotes


class Squeezing(StrEnum):
    """标点挤压: where marks give up their empty half. Source: CLREQ “Punctuation Width Adjustment”, GB/T 15834 §5.1."""

    ALL = "all"  # beside other marks, at line edges, and inside a line to let a word in
    LINE_EDGES = "line-edges"  # beside other marks and at line edges only
    NONE = "none"  # every mark keeps its square (全角式)


class Numerals(StrEnum):
    """Digits and letters of a Chinese text."""

    HALF = "half-width"  # ２０２６ becomes 2026
    SINGLE_FULL = "single-full"  # and one digit alone between Chinese takes a square: ３月
    AS_WRITTEN = "as-written"


class NoteMarks(StrEnum):
    """How notes are numbered."""

    BRACKETS = "brackets"  # 〔1〕
    CIRCLED = "circled"  # ①


class Emphasis(StrEnum):
    """What `<em>` looks like."""

    HEI = "hei"  # 黑体
    DOTS = "dots"  # 着重号


class TextRule(StrEnum):
    """The rules of text by name, each of which can be turned off; `bulletin.typography` holds what they do."""

    ORDINARY_CHARACTERS = "ordinary-characters"
    SOFT_LINE_BREAKS = "soft-line-breaks"
    TYPED_INDENTS = "typed-indents"
    TWO_SQUARE_DASHES = "two-square-dashes"
    SIX_DOT_ELLIPSES = "six-dot-ellipses"
    FULL_WIDTH_BRACKETS = "full-width-brackets"
    CURLY_QUOTES = "curly-quotes"
    CORNER_QUOTES = "corner-quotes"
    FULL_WIDTH_MARKS = "full-width-marks"
    HALF_WIDTH_NUMERALS = "half-width-numerals"
    SINGLE_FULL_DIGITS = "single-full-digits"
    TYPED_SPACES = "typed-spaces"


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """The style. Lengths in em of the text they stand in.

    `autospace_em` is the gap between Chinese and Latin (CLREQ: at most a quarter); `gap_max_em` the widest gap
    that filling a line may open between two characters; `orphans` and `widows` the fewest lines of a paragraph at
    the foot and at the head of a page; `off` the rules of text that are turned off."""

    squeezing: Squeezing = Squeezing.ALL
    hanging: bool = False
    autospace_em: float = 0.125
    gap_max_em: float = 0.35
    indent_em: float = 2.0
    orphans: int = 2
    widows: int = 2
    quotes: Quotes = Quotes.REGION
    numerals: Numerals = Numerals.HALF
    notes: NoteMarks = NoteMarks.BRACKETS
    endnotes: bool = False
    emphasis: Emphasis = Emphasis.HEI
    name_marks: bool = True
    lined_names: bool = False
    wavy_titles: bool = False
    off: frozenset[TextRule] = frozenset()
