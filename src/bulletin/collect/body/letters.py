"""How a letter begins and ends. In: a draft body. Out: the salutation and the signature (落款) known as such.

各位会员： opens a text, or a letter quoted in it; at its end the name of who signs stands at the right with the date below it.
"""

import re
from typing import Final

from lxml import etree

from bulletin.collect.body.builder import ALIGN
from bulletin.collect.body.edits import text_of
from bulletin.collect.characters import weight_of
from bulletin.collect.dates import date_of

_SALUTATION: Final = re.compile(
    r"(?:尊敬|敬爱|亲爱|敬愛|親愛|各|诸|諸|致|[你您]好|.{1,14}(?:同志|先生|女士|老师|老師|朋友|会员|會員|单位|單位|部门|代表|编辑部|家长|兄|台)).{0,16}[：:]"
)
_LIMIT: Final = 24  # characters of a line of a signature
_LINES: Final = 3


def settle_letters(root: etree._Element) -> None:
    """Give the first paragraph and the last ones the classes `salutation` and `signature` where they are that, of the text
    and of every letter it quotes."""
    for letter in [root, *root.iter("blockquote")]:
        if letter is root or "letter" in letter.get("class", "").split():
            _settle([block for block in letter if block.tag != "aside"])


def _settle(blocks: list[etree._Element]) -> None:
    if len(blocks) < 3:
        return
    first = blocks[0]
    if (
        first.tag == "p"
        and next(first.iter("br", "img"), None) is None
        and _SALUTATION.fullmatch(text_of(first))
        and weight_of(text_of(first)) <= _LIMIT
    ):
        _give(first, "salutation")
    lines = _last_lines(blocks)
    signed = next((lines[start:] for start in range(len(lines)) if _is_signed(lines[start:])), [])
    for line in signed:
        _give(line, "signature")


def _last_lines(blocks: list[etree._Element]) -> list[etree._Element]:
    """The short paragraphs without a full stop that end a text, the last three at most."""
    lines: list[etree._Element] = []
    for block in reversed(blocks[-_LINES:]):
        text = text_of(block).strip()
        is_line = block.tag == "p" and block.find(".//img") is None and weight_of(text) <= _LIMIT
        if not is_line or text.endswith(("。", "！", "？", "；", "：", "”", "…")):
            break
        lines.insert(0, block)
    return lines


def _is_signed(lines: list[etree._Element]) -> bool:
    """True for lines at the right, or for a name and a date below it."""
    if not lines:
        return False
    if all(line.get(ALIGN) == "right" for line in lines):
        return True
    *names, last = (text_of(line).strip() for line in lines)
    return len(names) == 1 and date_of(last) is not None and not any(map(str.isdigit, names[0]))


def _give(block: etree._Element, name: str) -> None:
    words = block.get("class", "").split()
    if name not in words:
        block.set("class", " ".join([*words, name]))
