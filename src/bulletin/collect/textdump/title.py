"""The headline in a dump. In: its lines and where its text stands. Out: the line that is most like a headline."""

import re
from typing import Final

from bulletin.collect import labels
from bulletin.collect.characters import bare, weight_of
from bulletin.collect.textdump.block import Block

_REACH: Final = 7  # lines above the credits
_COLUMNS: Final = re.compile(r"[|｜]|\s{2,}")
_FURNITURE: Final = (
    labels.CREDIT_LINE, labels.AFTERWARDS, labels.CLOSING_CREDIT, labels.BREADCRUMB,
)  # fmt: skip


def find_title(lines: list[str], block: Block) -> tuple[int, str]:
    """The number of the headline's line and its text; -1 and an empty text if there is none."""
    anchor = block.credits if block.credits >= 0 else block.first
    end = max(block.credits + 3, block.first + 1) if block.credits >= 0 else block.first + 2
    candidates = [
        (_score(lines, index, anchor), -index)
        for index in range(max(0, anchor - _REACH), min(len(lines), end))
        if _may_be(lines[index])
    ]
    if not candidates:
        return -1, ""
    at = -max(candidates)[1]
    return at, lines[at]


def _may_be(line: str) -> bool:
    if not 5 <= weight_of(line) <= 70 or line[-1] in "。；，,;":
        return False
    if labels.is_footer(line) or labels.LITTER.fullmatch(line) or line.startswith(("——", "--")):
        return False
    return len(_COLUMNS.split(line)) <= 3 and not any(pattern.search(line) for pattern in _FURNITURE)


def _score(lines: list[str], index: int, anchor: int) -> float:
    line = lines[index]
    size, words = weight_of(line), len(line.split())
    score = 3 - 0.45 * abs(anchor - index) + (1.2 if index < anchor else -0.6) + min(size, 26) / 20
    score += 0.6 if size >= 9 else -0.6
    if size < 12 and labels.NAVIGATION.search(line):
        score -= 1.5
    if words >= 4 and size / words < 6:
        score -= 1.0
    if labels.BREADCRUMB.search(" ".join(lines[max(0, index - 3) : index])):
        score += 0.8
    if sum(bare(line) in bare(other) for other in lines) > 1:  # the browser's title, a share box
        score += 0.5
    return score
