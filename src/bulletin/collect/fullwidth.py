"""Half-width marks in Chinese text. In: a line of a text dump. Out: the same with ，：；！？（） where Chinese sets them.

Pages typed on old systems have ASCII marks throughout. Only marks that touch a Chinese character or mark are changed,
and none between digits, in times, addresses or Western words.
"""

import re
from typing import Final

from bulletin.collect.characters import HAN

_WIDE: Final = rf"{HAN}，。：；！？、（）《》〈〉【】「」『』“”‘’…—％"
_MARKS: Final = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
_AFTER: Final = re.compile(rf"(?<=[{_WIDE}])([,:;!?]+)(?!//) ?")
_BEFORE: Final = re.compile(rf"(?<![\s,:;!?])([,:;!?])(?=[{HAN}“‘「『《（])")
_PAIR: Final = re.compile(r"\(([^()\n]{0,200})\)")
_HAN: Final = re.compile(rf"[{HAN}]")


def to_full_width(line: str) -> str:
    """`line` with its half-width marks set full width where they stand in Chinese."""
    if line.isascii():
        return line
    line = _PAIR.sub(_pair, line)
    line = _AFTER.sub(lambda found: "".join(map(_MARKS.__getitem__, found[1])), line)
    return _BEFORE.sub(lambda found: _MARKS[found[1]], line)


def _pair(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1 : found.start()]
    is_chinese = bool(_HAN.search(found[1]) or (before and re.match(f"[{_WIDE}]", before)))
    return f"（{found[1]}）" if is_chinese else found[0]
