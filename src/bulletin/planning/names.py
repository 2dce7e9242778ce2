"""Names for files. In: what an editor called something. Out: a name every file system takes, unlike its neighbours.

The rules are those of Windows, the strictest of the three (learn.microsoft.com, "Naming Files, Paths, and
Namespaces"), plus a length that leaves room for `.zh-Hant-TW.epub` in the 255 bytes of a Linux name.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_LONGEST_BYTES: Final = 160
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]+')
_RESERVED: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")}
)


def file_stem(text: str) -> str:
    """`text` as the stem of a file name; `issue` when nothing of it can be kept."""
    # Control, format and unassigned characters: invisible in a name, or refused. What stood on both sides meets then.
    stem = "".join(char for char in text if char.isspace() or unicodedata.category(char)[0] != "C")
    stem = _FORBIDDEN.sub("-", " ".join(unicodedata.normalize("NFC", stem).split()))
    stem = stem.encode()[:_LONGEST_BYTES].decode(errors="ignore").strip(" .-")
    if stem.partition(".")[0].casefold() in _RESERVED:
        stem = f"issue-{stem}"
    return stem or "issue"


def unique(names: Iterable[str]) -> list[str]:
    """The same names in order, a second `a` as `a-2`. Case makes no difference, as on Windows and in EPUB."""
    taken: set[str] = set()
    result = []
    for name in names:
        candidate, count = name, 1
        while (mark := unicodedata.normalize("NFC", candidate).casefold()) in taken:
            count += 1
            candidate = f"{name}-{count}"
        taken.add(mark)
        result.append(candidate)
    return result
