"""Large sheets set in parts, side by side, and joined into one file."""

import re
from typing import Final

# Characters of text: a sheet up to this (a hundred pages and more) stays whole.
WHOLE: Final = 100_000

_TAG: Final = re.compile("<[^>]*>")


def is_large(html: str) -> bool:
    """True for a document with so much text that it is set in parts, most likely; told before any engine is loaded."""
    return len(html) > WHOLE and len(_TAG.sub("", html)) > WHOLE
