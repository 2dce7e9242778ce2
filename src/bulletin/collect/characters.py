"""Text without the characters that must not travel. In: any str. Out: str safe for XML, one line, or for comparison."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Controls and lone surrogates (illegal in XML), noncharacters, zero-width spaces and joiners of words, soft
# hyphens, and the marks that turn the reading direction (U+202E reverses a title on screen).
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACE: Final = re.compile(r"\s+")

HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # inside a [] of a pattern
WIDE_QUOTES: Final = "“”‘’…—"  # drawn wide in Chinese, ambiguous in Unicode


def clean(text: str) -> str:
    """`text` with plain newlines and without unwanted characters."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNWANTED.sub("", text)


def one_line(text: str) -> str:
    """`text` cleaned, every run of white space one space, none at the ends: a title, a name."""
    return _SPACE.sub(" ", clean(text)).strip()


def bare(text: str) -> str:
    """What is left to compare when width, white space and invisible characters do not count."""
    squeezed = "".join(clean(text).split())
    return squeezed if squeezed.isascii() else unicodedata.normalize("NFKC", squeezed)


def shortened(text: str, limit: int = 24) -> str:
    """The beginning of `text` for a message, `limit` characters and an ellipsis at most."""
    line = one_line(text)
    return line if len(line) <= limit else f"{line[:limit]}…"


def weight_of(text: str) -> int:
    """How many characters that are not white space."""
    return len("".join(text.split()))


@lru_cache(maxsize=8192)
def is_wide(char: str) -> bool:
    """True for a character drawn in a full square: Han, kana, full-width marks, and Chinese quotation marks."""
    return unicodedata.east_asian_width(char) in "WF" or char in WIDE_QUOTES
