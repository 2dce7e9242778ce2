"""A Chinese web page to an article. In: a page as text. Out: its details and a body, pictures by their addresses.

Written for the Chinese web as it is: government and Party sites, newspapers, portals, WeChat, from the table layouts
of 2000 to today. Body and details are found separately and check one another.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect import credits
from bulletin.collect.body import finish, grow
from bulletin.collect.body.edits import text_of
from bulletin.collect.characters import bare, one_line, shortened
from bulletin.collect.details import Details
from bulletin.collect.parsing import body_of, parse_page
from bulletin.collect.webpage.afterwards import cut_afterwards
from bulletin.collect.webpage.boilerplate import prune
from bulletin.collect.webpage.container import container_of
from bulletin.collect.webpage.figures import prepare_pictures
from bulletin.collect.webpage.hints import WECHAT_BODY, Hints, hints_of, saved_address
from bulletin.collect.webpage.lines import Line, lines_of, worth
from bulletin.collect.webpage.second_reader import second_reading
from bulletin.collect.webpage.teasers import cut_teasers
from bulletin.collect.webpage.title import candidates_of, choose_title, subtitle_of
from bulletin.collect.webpage.trimming import trim
from bulletin.model import Body, Notice

_HEAD_LINES: Final = 40  # at most between headline and text
_TAIL_LINES: Final = 14
_ABOVE: Final = 8  # lines
_SENTENCE: Final = 12.0  # the worth of a line that is text for certain
_SENTENCE_ENDS: Final = ("。", "！", "？", "”", "」", "；", "：")
_MUCH: Final = 0.5  # times what was kept
_TELLING: Final = 12  # characters a line needs to be found again

__all__ = ["Page", "extract"]


@dataclass(frozen=True, slots=True)
class Page:
    """An article found in a page; `body` is a valid body whose pictures still have their addresses."""

    details: Details
    body: etree._Element
    notices: tuple[Notice, ...] = ()


def extract(text: str, url: str = "") -> Page:
    """The article of a page that came from `url` (empty for a file). Raises InputError for HTML nested too deeply."""
    page = parse_page(text)
    hints = hints_of(page)
    saved_from = "" if url else saved_address(text)
    address = url or saved_from or hints.url
    body = body_of(page)
    wechat = body.get_element_by_id(WECHAT_BODY, None)
    candidates = candidates_of(body, hints)
    named_subtitle = subtitle_of(body)
    lines = lines_of(body)
    prepare_pictures(body, url)
    prune(body, lines)
    offered = cut_teasers(lines_of(body))
    pruned = cut_afterwards(body, offered)
    container = container_of(body, pruned) if wechat is None else wechat
    title = choose_title(candidates, _lines_above(container, lines, pruned), hints)
    draft = grow(container, base_url=address)
    subtitle = "" if bare(named_subtitle) == bare(title) else named_subtitle
    below = trim(draft, title, subtitle)
    if title.endswith(_SENTENCE_ENDS) and Body.from_tree(draft).is_empty:
        # The only sentence there is, no headline.
        title, draft = "", grow(container, base_url=address)
        below = trim(draft, title, subtitle)
    details = _details(draft, [line.text for line in lines], below.lines, hints, title)
    left_out = (*below.doubtful, *_much_cut(offered, pruned))
    notices = tuple(Notice("collect.cut-text", {"text": shortened(text)}) for text in dict.fromkeys(left_out))
    details = details.or_else(Details(subtitle=subtitle, url=saved_from))
    own = finish(draft)
    other = second_reading(text, address, Body.from_tree(own), details)
    if other is not None:
        return Page(details, other, (*notices, Notice("collect.second-reader")))
    return Page(details, own, notices)


def _much_cut(offered: list[Line], pruned: list[Line]) -> list[str]:
    """The first line of what was cut as comments and the like, where it is as long as half of the page's text."""
    kept = set(pruned)
    cut = [line for line in offered if line not in kept and worth(line) > _SENTENCE]
    total = sum(line.size for line in pruned if worth(line) > _SENTENCE)
    return [cut[0].text] if cut and sum(line.size for line in cut) > _MUCH * total else []


def _lines_above(container: HtmlElement, lines: list[Line], pruned: list[Line]) -> list[str]:
    """The last lines of the page above the first sentence of the container."""
    inside = set(container.iter())
    texts = [line.text for line in pruned if line.element in inside and worth(line) > _SENTENCE]
    first = next((text for text in texts if text.endswith(_SENTENCE_ENDS)), next(iter(texts), ""))
    start = next((index for index, line in enumerate(lines) if first and line.text == first), 0)
    return [line.text for line in lines[max(0, start - _ABOVE) : start]]


def _details(
    draft: etree._Element, visible: list[str], below: Sequence[str], hints: Hints, title: str
) -> Details:
    head, tail = _around(draft, visible, title)
    tail = [*_edges(draft), *below, *tail]
    return Details(
        title=title,
        subtitle=credits.find_subtitle(head),
        byline=credits.find_byline(head, tail)
        or credits.names(hints.wechat_author)
        or credits.find_lone_byline(_below_title(head, title))
        or credits.find_dateline_byline(next(map(text_of, draft), "")),
        source=credits.find_source(head, tail) or hints.wechat_account or hints.source,
        editor=credits.find_editor([*tail, *head, *visible[-80:]]),
        date=_date(head, tail, hints) or credits.labelled_date(visible),
        section=credits.find_section(visible, title) or hints.section,
        url=hints.url,
    )


def _below_title(head: list[str], title: str) -> list[str]:
    """The lines of `head` below the headline; none for a head without it."""
    at = next(
        (index for index, line in enumerate(head) if title and bare(line).startswith(bare(title))), None
    )
    return [] if at is None else [head[at].removeprefix(title), *head[at + 1 :]]


def _date(head: list[str], tail: list[str], hints: Hints) -> datetime.date | None:
    if hints.is_wechat and hints.script_date:
        return hints.script_date
    return credits.find_date(head, tail) or hints.date


def _edges(draft: etree._Element) -> list[str]:
    """The short lines at the end of the text, where a source or an author may stand too."""
    return [text for block in draft[-4:] if 0 < len(text := one_line(text_of(block))) < 60]


def _around(draft: etree._Element, visible: list[str], title: str) -> tuple[list[str], list[str]]:
    """The page's lines from just above the headline down to the text, and those that follow the text."""
    compared = [bare(line) for line in visible]
    telling = [text for block in draft for text in map(bare, _lines(block)) if len(text) > _TELLING]
    start = _index(compared, telling[0], 0) if telling else -1
    if start < 0:
        start = min(len(visible), 60)
    headline = _headline(compared[: start + 1], bare(title))
    if headline < 0 or start - headline > _HEAD_LINES:
        headline = max(0, start - 12)
    end = _last_index(compared, telling[-1]) if telling else start
    tail = visible[end + 1 : end + 1 + _TAIL_LINES] if end >= start else []
    return visible[max(0, headline - 3) : start], tail


def _lines(block: etree._Element) -> list[str]:
    return [text_of(block)] if block.find(".//br") is None else list(block.itertext())


def _headline(lines: list[str], title: str) -> int:
    """The last line that is the title, or most of it."""
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if title and (line == title or (len(line) > 5 and line in title and len(line) > 0.6 * len(title))):
            return index
    return -1


def _index(lines: list[str], line: str, start: int) -> int:
    return next((index for index in range(start, len(lines)) if lines[index] == line), -1)


def _last_index(lines: list[str], line: str) -> int:
    return next((index for index in range(len(lines) - 1, -1, -1) if lines[index] == line), -1)
