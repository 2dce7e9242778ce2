"""Sub-heads in plain text. In: paragraphs. Out: each with the word whether it is a sub-head.

A Chinese paragraph ends with a mark. A short line that does not, and stands between paragraphs that do, is a sub-head;
a number (一、) makes it longer; several in a row are a list, a verse or a table.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from bulletin.collect import labels, values
from bulletin.collect.body.figures import CAPTION
from bulletin.collect.characters import HAN, weight_of

_LIMIT: Final = 36  # characters
_NUMBERED_LIMIT: Final = 40
_QUESTION_LIMIT: Final = 24
_STACKED: Final = 2  # sub-heads in a row
_LONG: Final = 24  # a paragraph below a sub-head
_LONG_AT_TOP: Final = 45  # below the first line, which may be anything else

_ENDS: Final = "。；，：,.:;!！？?…、”’」』）)】"
_MAY_END: Final = "”」』）)】"  # a sub-head may be a quotation, or end with one
_NUMBER: Final = re.compile(rf"{labels.LIST_NUMBER.pattern}|\d{{1,2}}\s*[、．.](?!\d)|0\d\s*(?=[{HAN}《“])")
_NO_HEAD: Final = re.compile(
    rf"^[—–\-#@◎▲△■]|[>》]{{2}}$|截图$|^(?:原创|编译|整理|图片?|视频|记者|问|答|点击\S*|注)\s*[:：]|^[^{HAN}]*$|正在"
)
_FURNITURE: Final = (CAPTION, labels.CLOSING_CREDIT, labels.CREDIT_LINE, labels.AFTERWARDS, values.UPDATED)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or a sub-head."""

    text: str
    is_subhead: bool = False


def with_subheads(lines: list[str]) -> tuple[Paragraph, ...]:
    """The lines as paragraphs, the sub-heads among them known."""
    return tuple(_marked(lines))


def _marked(lines: list[str]) -> Iterator[Paragraph]:
    at = 0
    for is_candidate, group in groupby(lines, _may_be_head):
        run = list(group)
        following = lines[at + len(run)] if at + len(run) < len(lines) else ""
        heads = _heads_of(run, following, is_at_top=at == 0) if is_candidate else 0
        yield from (Paragraph(line, index >= len(run) - heads) for index, line in enumerate(run))
        at += len(run)


def _heads_of(run: list[str], following: str, *, is_at_top: bool) -> int:
    """How many of the last lines of a run of candidates are sub-heads of the paragraph that follows."""
    if weight_of(following) < (_LONG_AT_TOP if is_at_top else _LONG):
        return 0
    numbered = 0
    while numbered < len(run) and _NUMBER.match(run[-1 - numbered]):
        numbered += 1
    if len(run) <= _STACKED or numbered == len(run):
        return len(run)
    return 1 if numbered else 0


def _may_be_head(line: str) -> bool:
    """True for a line that is short and ends as a paragraph does not."""
    is_numbered = bool(_NUMBER.match(line))
    size = weight_of(line)
    if not 2 <= size <= (_NUMBERED_LIMIT if is_numbered else _LIMIT) or _NO_HEAD.search(line):
        return False
    if line[-1] in "？?" and size <= _QUESTION_LIMIT and line[0] not in '“「『"':
        return not _is_furniture(line)
    if line[-1] in _ENDS and not (line[-1] in _MAY_END and not re.search("[。！？]", line)):
        return False
    return "。" not in line and "；" not in line and not _is_furniture(line)


def _is_furniture(line: str) -> bool:
    return any(pattern.search(line) for pattern in _FURNITURE)
