"""The classes of characters a Chinese line is built from. In: a character. Out: its class, where a line may break.

Sources: W3C CLREQ, by the sections of docs/clreq.md ("Position of punctuation", "Prohibition at line start", "… at line
end", "Unbreakable marks", "Adjacent marks"); GB/T 15834-2011 §5.1.
"""

import re
from collections.abc import Iterator
from enum import IntEnum, auto
from functools import cache
from unicodedata import category, combining, east_asian_width


class Kind(IntEnum):
    """What a character is to the line. Numbers only because their hash is the fastest."""

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
    """The kinds of gaps in a line, in the order in which they are opened (CLREQ, "Line adjustment: expansion")."""

    WORD = 0  # after a Latin word space
    SCRIPT = 1  # between an ideograph and a Latin letter or digit
    IDEOGRAPH = 2  # beside a full-width character


class Give(IntEnum):
    """What gives way when a line is compressed, in that order (CLREQ, "Line adjustment: reduction")."""

    WORD = 0  # Latin word spaces
    BRACKET = 1  # the empty halves of brackets and quotation marks
    PAUSE = 2  # those of ，、；：
    SCRIPT = 3  # the small spaces between Chinese and Latin, where they are wider than an eighth
    STOP = 4  # the empty halves of 。？！


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
# What may hang in the margin after a line (CLREQ, "Hanging punctuation").
HANGING = frozenset({Kind.PAUSE, Kind.STOP})
GIVES = {Kind.CLOSING: Give.BRACKET, Kind.OPENING: Give.BRACKET, Kind.PAUSE: Give.PAUSE, Kind.STOP: Give.STOP}
# In Traditional typesetting these stand in the middle of their square and keep it (CLREQ, "Position of punctuation").
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


# Full-width characters met so far: most texts are of these alone.
_known_wide: set[str] = set()


def is_all_wide(text: str) -> bool:
    """True for a text of full-width characters alone: nothing Latin in it, no space, nothing combined."""
    if _known_wide.issuperset(text):
        return True
    _known_wide.update(char for char in text if kind(char) in WIDE)
    return _known_wide.issuperset(text)


# The symbols of units (GB 3100, ISO 80000-1), with the prefixes of those that take one, and what printing measures in.
_PREFIXED = (
    "mol|cd|Hz|Pa|Wh|Wb|lm|lx|Bq|Gy|Sv|eV|bit|bps|Ah|VA|bar|cal|m|g|s|A|K|N|J|W|C|V|F|Ω|S|T|H|L|l|t|B|b"
)
_BARE = "dpi|ppi|lpi|px|pt|em|in|ft|mi|oz|lb|min|h|d|ha|rpm|mph|dB|hPa|℃|℉|°C|°F|%|‰"
_UNIT = rf"(?:(?:da|[pnµμmcdhkKMGTP])?(?:{_PREFIXED})|{_BARE})[²³23]?"
_MEASURED = re.compile(rf"[0-9]\ {_UNIT}(?:[/·]{_UNIT})*(?![A-Za-z0-9])")


def measured_quantities(text: str) -> Iterator[range]:
    """The last digit of each number that a space parts from its unit (600 dpi, 60 km/h), to the end of the unit: one
    sign, which neither divides nor opens."""
    for found in _MEASURED.finditer(text):
        yield range(*found.span())


_NO_GAP = frozenset(
    {(Kind.LATIN, mark) for mark in TRAILING}
    | {(mark, Kind.LATIN) for mark in (Kind.OPENING, Kind.PAUSE, Kind.STOP)}
)
_CONNECTORS = frozenset("～〜–-/／")


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
    """True between an ideograph and a Latin letter or digit, where CLREQ asks for a small space ("Mixed text, horizontal")."""
    pair = {kind(before), kind(after)}
    if pair != {Kind.IDEOGRAPH, Kind.LATIN} or is_one_number(before, after):
        return False
    return _clings(before) or _clings(after)


def is_one_number(before: str, after: str) -> bool:
    """True inside a number with its sign or unit (38％, ￥5, 25℃), which no gap may divide."""
    return (before.isdecimal() and after in "%％‰°℃′″") or (before in "$＄￥¥￡£€№＃" and after.isdecimal())


@cache
def gap_between(before: str, after: str) -> GapKind | None:
    """The gap that may be opened between two characters; None inside words, numbers, dashes and ellipses."""
    first, second = kind(before), kind(after)
    if first is Kind.SPACE:
        return GapKind.WORD
    if is_script_boundary(before, after):
        return GapKind.SCRIPT
    if {Kind.SPACE, Kind.OTHER} & {first, second} or not WIDE & {first, second}:
        return None
    if (first in TRAILING and second in TRAILING) or first is second is Kind.OPENING:
        return None  # ”）。 and （《 are one group: white inside would tear it
    # CLREQ, "Western text, exceptions": no space between Latin and the marks of its own side, nor inside 38％, nor at
    # connectors and slashes.
    latin_and_mark = (first, second) in _NO_GAP or is_one_number(before, after)
    return None if latin_and_mark or {before, after} & _CONNECTORS else GapKind.IDEOGRAPH


@cache
def stands_apart(before: str, after: str) -> bool:
    """True between a full-width mark and a Latin letter: faces kern them as if both were Latin (……W by a third of an em),
    which takes the mark out of its square and goes wrong where a line ends between them."""
    kinds = {kind(before), kind(after)}
    return Kind.LATIN in kinds and bool(kinds & (SQUEEZABLE | {Kind.JOINED}))


@cache
def loses_half(before: str, after: str) -> str:
    """Which of two marks that meet stands on half width (CLREQ, "Adjacent marks"): "before", "after", or neither ("")."""
    first, second = kind(before), kind(after)
    if first in TRAILING and second in SQUEEZABLE:
        return "before"
    return "after" if first is second is Kind.OPENING else ""


@cache
def _clings(char: str) -> bool:
    return kind(char) is Kind.LATIN and (char.isalnum() or char in "%‰°℃$€£@#&+")
