"""The classes of characters a Chinese line is built from. In: a character. Out: its class, where a line may break.

Sources: W3C CLREQ 3.1.2–3.1.4 (punctuation), 3.1.7 (line start and end), GB/T 15834-2011 §5.1.
"""

from enum import Enum, IntEnum, auto
from functools import cache
from unicodedata import category, combining, east_asian_width


class Kind(Enum):
    """What a character is to the line."""

    IDEOGRAPH = auto()  # Han, kana, full-width letters and digits: takes a gap on either side
    OPENING = auto()  # （《「“: never ends a line, its left half is empty
    CLOSING = auto()  # ）》」”: never starts a line, its right half is empty
    PAUSE = auto()  # ，、；：
    STOP = auto()  # 。．！？
    MIDDLE = auto()  # · between the parts of a name
    JOINED = auto()  # — … ～: runs of them are one sign
    LATIN = auto()  # letters, digits and what clings to them
    SPACE = auto()
    OTHER = auto()  # combining and format characters: belong to the character before


class GapKind(IntEnum):
    """The kinds of gaps in a line, in the order in which they are closed and opened."""

    WORD = 0  # after a Latin word space
    SCRIPT = 1  # between an ideograph and a Latin letter or digit
    IDEOGRAPH = 2  # beside a full-width character


OPENING = "「『（《〈【〔〖［｛“‘｟〘〚〝"
CLOSING = "」』）》〉】〕〗］｝”’｠〙〛〞〟"
PAUSE = "，、；："
STOP = "。．！？"
MIDDLE = "·・‧"
JOINED = "—⸺―…⋯～〜"

_TABLE = {
    **dict.fromkeys(OPENING, Kind.OPENING),
    **dict.fromkeys(CLOSING, Kind.CLOSING),
    **dict.fromkeys(PAUSE, Kind.PAUSE),
    **dict.fromkeys(STOP, Kind.STOP),
    **dict.fromkeys(MIDDLE, Kind.MIDDLE),
    **dict.fromkeys(JOINED, Kind.JOINED),
    " ": Kind.SPACE,
    "\u00a0": Kind.SPACE,
}

# Marks whose glyph is one half empty: they can be set on half their width.
TRAILING = frozenset({Kind.CLOSING, Kind.PAUSE, Kind.STOP})
SQUEEZABLE = TRAILING | {Kind.OPENING}
# Kinds of full-width characters; a gap may be opened between any two of them.
WIDE = SQUEEZABLE | {Kind.IDEOGRAPH, Kind.MIDDLE}
# What may hang in the margin after a line (CLREQ 3.1.8).
HANGING = frozenset({Kind.PAUSE, Kind.STOP})
# The order in which marks give up their half when a line is compressed (GB/T 15834 §5.1; JIS X 4051 gives the same).
SQUEEZE_ORDER = (Kind.CLOSING, Kind.OPENING, Kind.PAUSE, Kind.STOP)
# In Traditional typesetting these stand in the middle of their square and keep it (CLREQ 3.1.6.1).
CENTRED = frozenset({Kind.PAUSE, Kind.STOP})

_NEVER_FIRST = TRAILING | {Kind.MIDDLE, Kind.OTHER}
_NEVER_FIRST_CHARS = frozenset("～〜%‰％°℃′″々〻ー」")
# What a number counts stays with it: 7月, 8日, 第12页.
_COUNTED = frozenset("年月日号號时時期页頁届屆")
_NEVER_LAST_CHARS = frozenset("#§@＃＠￥＄$£€№")


@cache
def kind(char: str) -> Kind:
    """The class of `char`."""
    if found := _TABLE.get(char):
        return found
    if combining(char) or category(char) in ("Cf", "Mn", "Me"):
        return Kind.OTHER
    if east_asian_width(char) in "WF":
        return Kind.IDEOGRAPH
    return Kind.LATIN


@cache
def may_break(before: str, after: str) -> bool | None:
    """Whether a line may end between two characters by Chinese rules; None leaves it to Unicode (UAX 14).

    UAX 14 glues curly quotes on both sides and lets ～ · start a line; Chinese does neither.
    """
    first, second = kind(before), kind(after)
    if _clings_to_its_left(first, second, after) or first is Kind.OPENING or before in _NEVER_LAST_CHARS:
        return False
    if before.isdecimal() and after in _COUNTED:
        return False
    if second is Kind.JOINED and first is not Kind.SPACE:
        # A dash or an ellipsis stays with what it follows, unless a closed quotation stands there.
        return first in TRAILING
    if second is Kind.OPENING:
        return first in WIDE or first is Kind.JOINED or None
    if first in TRAILING and not (before in "’”" and second is Kind.LATIN):  # the ’ of it’s is a letter
        return second in (Kind.IDEOGRAPH, Kind.LATIN) or None
    return None


def _clings_to_its_left(first: Kind, second: Kind, after: str) -> bool:
    return second in _NEVER_FIRST or after in _NEVER_FIRST_CHARS or (first is second is Kind.JOINED)


@cache
def is_script_boundary(before: str, after: str) -> bool:
    """True between an ideograph and a Latin letter or digit, where CLREQ 3.2.4.1 asks for a small space."""
    pair = {kind(before), kind(after)}
    return pair == {Kind.IDEOGRAPH, Kind.LATIN} and (_clings(before) or _clings(after))


def is_one_number(before: str, after: str) -> bool:
    """True inside a number with its sign or unit (38％, ￥5, 25℃), which no gap may divide."""
    return (before.isdecimal() and after in "%％‰°℃′″") or (before in "$＄￥¥￡£€№＃" and after.isdecimal())


@cache
def gap_between(before: str, after: str) -> GapKind | None:
    """The gap that may be opened between two characters; None inside words, numbers, dashes and ellipses."""
    kinds = {kind(before), kind(after)}
    if kind(before) is Kind.SPACE:
        return GapKind.WORD
    if is_script_boundary(before, after):
        return GapKind.SCRIPT
    if {Kind.SPACE, Kind.OTHER} & kinds or is_one_number(before, after) or not WIDE & kinds:
        return None
    return GapKind.IDEOGRAPH


@cache
def loses_half(before: str, after: str) -> str:
    """Which of two marks that meet stands on half width (CLREQ 3.1.6.1): "before", "after", or neither ("")."""
    first, second = kind(before), kind(after)
    if first in TRAILING and second in SQUEEZABLE:
        return "before"
    return "after" if first is second is Kind.OPENING else ""


@cache
def _clings(char: str) -> bool:
    return kind(char) is Kind.LATIN and (char.isalnum() or char in "%‰°℃$€£@#&+")
