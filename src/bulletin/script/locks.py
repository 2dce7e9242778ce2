"""Spans that conversion must not touch and nothing may match across. In: a text. Out: ranges.

Locks of the markup (code, `translate="no"`) are found where markup is read (gather.py); those a text shows by itself
are found here: what an editor wrote between `{=` and `=}`, addresses of the web and of mail, ISBN and ISSN, the 准 of
a permit's number, and quotations in the other script.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from bulletin.model import Script
from bulletin.script.detect import is_wholly, script_of, tells
from bulletin.script.marks import enclosed

Range = tuple[int, int]

MARK: Final = 2  # how many characters {= and =} have

# A URL is ASCII (RFC 3986). Chinese belongs to it only as browsers show it, as the start of a later part of the path
# or of a value (…/wiki/软件, ?q=软件), and not before a particle; in 见https://example.org/的说明 the sentence goes on.
_ASCII: Final = r"[!#-;=?-\[\]_a-z~]"
_HAN: Final = r"(?![的上中里裡裏可等或和与與及是有并並])[\u3400-\u4dbf\u4e00-\u9fff]+"
_ADDRESS: Final = re.compile(
    rf"(?:https?|ftp)://[A-Za-z0-9.:@%_~-]+(?:/(?:{_ASCII}+(?:(?<=[/=_-]){_HAN}{_ASCII}*)*)?)?"
    r"|(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|(?:ISBN|ISSN)(?:-1[03])?[\s:：]?\s?[0-9Xx][0-9Xx-]{6,16}"
    # 内资准字第26017号, 国药准字Z20260001: leave is given (准), nothing is aimed at (準).
    r"|准(?=字(?:第|[A-Za-z]?[0-9]))"
)


def locks_of(text: str) -> list[Range]:
    """The ranges of URLs, e-mail addresses, standard numbers and the 准 of permits in `text`, in order."""
    if not any(sign in text for sign in ("://", "@", "ISBN", "ISSN", "准字")):
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


def marked(text: str) -> list[Range]:
    """The ranges of `{=…=}` in `text`, the marks included; one that does not end is no lock."""
    ranges: list[Range] = []
    start = text.find("{=")
    while start >= 0 and (end := text.find("=}", start + MARK)) >= 0:
        start = text.rfind("{=", start, end)  # the innermost
        ranges.append((start, end + MARK))
        start = text.find("{=", end + MARK)
    return ranges


def unmarked(text: str) -> str:
    """`text` as it is printed: without the marks `{=` and `=}`, what stands in them untouched."""
    for start, end in reversed(marked(text)):
        text = text[:start] + text[start + MARK : end - MARK] + text[end:]
    return text


def quotations(text: str, source: Script) -> list[Range]:
    """What stands in quotation or title marks in `text`, written in `source`, and is wholly in the other script."""
    other = Script.ZH_HANS if source.is_traditional else Script.ZH_HANT
    if not tells(text, other):
        return []
    return [(start, end) for start, end in enclosed(text) if is_wholly(text[start:end], other)]


def script_around(text: str, declared: Script) -> Script | None:
    """The script of `text`, part of a text in `declared`: by its own words if they tell, else by what it quotes, but
    not by what it quotes in the other script."""
    own = own_script(text)
    if own is not None:
        return own
    return declared if quotations(text, declared) else script_of(text)


def own_script(text: str) -> Script | None:
    """The script of the words of `text` that stand in no quotation; None where they do not tell."""
    return script_of(
        "".join(piece for piece, is_quoted in pieces(text, merged(enclosed(text))) if not is_quoted)
    )


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
