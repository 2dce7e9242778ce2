"""Spans that conversion must not touch and nothing may match across. In: a text. Out: ranges.

Locks of the markup (code, `translate="no"`) are found where markup is read (gather.py); those a text shows by itself
are found here: addresses of the web and of mail.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

Range = tuple[int, int]

# A URL is ASCII (RFC 3986). Chinese belongs to it only as browsers show it, as the start of a later part of the path
# or of a value (…/wiki/软件, ?q=软件), and not before a particle; in 见https://example.org/的说明 the sentence goes on.
_ASCII: Final = r"[!#-;=?-\[\]_a-z~]"
_HAN: Final = r"(?![的上中里裡裏可等或和与與及是有并並])[\u3400-\u4dbf\u4e00-\u9fff]+"
_ADDRESS: Final = re.compile(
    rf"(?:https?|ftp)://[A-Za-z0-9.:@%_~-]+(?:/(?:{_ASCII}+(?:(?<=[/=_-]){_HAN}{_ASCII}*)*)?)?"
    r"|[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


def locks_of(text: str) -> list[Range]:
    """The ranges of URLs and e-mail addresses in `text`, in order."""
    if "://" not in text and "@" not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same ranges in order, overlapping ones made one."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and start < result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def pieces(text: str, locks: Iterable[Range]) -> Iterator[tuple[str, bool]]:
    """`text` cut at the locks (in order, not overlapping): each piece, and whether it is locked."""
    position = 0
    for start, end in locks:
        if position < start:
            yield text[position:start], False
        yield text[start:end], True
        position = end
    if position < len(text):
        yield text[position:], False
