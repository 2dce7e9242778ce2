"""A web page copied as text to an article. In: text with menus, breadcrumb, article, footer. Out: the article alone.

The line of credits (发布时间：… 来源：…) is the anchor: the headline stands above it, the text below.
"""

from dataclasses import dataclass
from typing import Final

from bulletin.collect import credits, labels
from bulletin.collect.characters import bare, weight_of
from bulletin.collect.details import Details
from bulletin.collect.fullwidth import to_full_width
from bulletin.collect.textdump.block import Block, find_block
from bulletin.collect.textdump.lines import lines_of, worth
from bulletin.collect.textdump.several import articles_in
from bulletin.collect.textdump.subheads import Paragraph, with_subheads
from bulletin.collect.textdump.title import find_title

__all__ = ["Dump", "Paragraph", "articles_in", "extract_dump", "is_dump"]

_ABOVE: Final = 12  # lines between credits and the first sentence: verse, sub-heads, captions
_TAIL_LINES: Final = 12
_SENTENCE: Final = 20.0  # the worth of a line that is text for certain
_MUCH: Final = 0.5  # times what was taken


@dataclass(frozen=True, slots=True)
class Dump:
    """An article found in a dump; `left_out` begins what else reads like text there, if that is much."""

    details: Details
    paragraphs: tuple[Paragraph, ...]
    left_out: str = ""


def is_dump(text: str) -> bool:
    """True for text that carries a page's furniture: a breadcrumb, a line of credits, or a footer."""
    lines = [line for line in lines_of(text) if len(line) < 160]
    footers = sum(bool(labels.is_footer(line)) for line in lines)
    return footers >= 2 or any(
        labels.BREADCRUMB.search(line) or len(labels.CREDIT_LINE.findall(line)) >= 2 for line in lines
    )


def extract_dump(text: str) -> Dump:
    """The article in a dump, its marks set full width. Paragraphs are empty when there is no text in it."""
    lines = lines_of(text)
    block = find_block(lines)
    at, title = find_title(lines, block)
    first = _first_line(lines, block, at)
    body = _body(lines[first : block.end], title)
    head = lines[max(0, (at if at >= 0 else block.first) - 2) : first + 1]
    tail = lines[max(first, block.end - 4) : block.end + _TAIL_LINES]
    details = Details(
        title=to_full_width(title),
        subtitle=to_full_width(credits.find_subtitle(head)),
        byline=credits.find_byline(head, tail),
        source=credits.find_source(head, tail),
        editor=credits.find_editor([*tail, *head]),
        date=credits.find_date(head, tail),
        section=credits.find_section(lines[: max(first, 1)], title),
    )
    paragraphs = [
        line
        for line in body
        if not (details.subtitle and bare(to_full_width(line)).endswith(bare(details.subtitle)))
    ]
    left_out = _left_out(lines[:first] + lines[block.end :], sum(map(weight_of, paragraphs)))
    return Dump(details, with_subheads([to_full_width(line) for line in paragraphs]), left_out)


def _left_out(lines: list[str], taken: int) -> str:
    """The first sentence of the other lines, where they hold half as much text as was taken."""
    sentences = [line for line in lines if worth(line) > _SENTENCE]
    return sentences[0] if sum(map(weight_of, sentences)) > _MUCH * taken else ""


def _first_line(lines: list[str], block: Block, title: int) -> int:
    """The first line of the text: sub-heads, salutations and captions between credits and text belong to it."""
    first = block.first
    top = max(title, block.credits)
    if title >= first:
        first = title + 1
    if first <= block.credits < first + 4:
        first = block.credits + 1
    if not 0 <= top < first:
        return first
    above = first
    while above - 1 > top and first - above < _ABOVE and _may_begin_text(lines[above - 1]):
        above -= 1
    return above


def _may_begin_text(line: str) -> bool:
    furniture = (labels.NAVIGATION, labels.CREDIT_LINE, labels.BREADCRUMB, labels.AFTERWARDS)
    is_long_enough = weight_of(line) >= (2 if line.endswith("：") else 4)
    return (
        is_long_enough
        and not any(pattern.search(line) for pattern in furniture)
        and any(map(str.isalpha, line))
        and not labels.is_footer(line)
    )


def _body(lines: list[str], title: str) -> list[str]:
    """The lines of the text without what a page slips in between them."""
    total = sum(map(weight_of, lines)) or 1
    body: list[str] = []
    seen = 0
    for line in lines:
        size = weight_of(line)
        if size < 40 and labels.AFTERWARDS.search(line):
            if seen > 0.5 * total:
                break
            continue
        is_credit = size < 80 and labels.CREDIT_LINE.search(line) and not labels.CLOSING_CREDIT.search(line)
        if (
            bare(line) == bare(title)
            or labels.LITTER.fullmatch(line)
            or (is_credit and seen < 0.02 * total + 5)
        ):
            continue
        seen += size
        body.append(line)
    while (
        body and weight_of(body[-1]) < 60 and (labels.CLOSING_CREDIT.search(body[-1]) or worth(body[-1]) < -5)
    ):
        body.pop()
    return body
