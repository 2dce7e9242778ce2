"""The title of a page. In: its tree and hints. Out: the headline as the page shows it, without the site's name.

Every short block is a candidate; `<h1>`, a class named title, and agreement with `<title>` speak for it, being a link
or standing in a list against it.
"""

import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.characters import bare, one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.webpage.hints import Hints
from bulletin.collect.webpage.lines import BLOCKS

_TAGS: Final = "h1 h2 h3 h4 div p span td strong font b section center".split()
_TAG_SCORES: Final = {"h1": 3.0, "h2": 1.2, "h3": 1.2}
_LARGE_SIZES: Final = frozenset("4 5 6 7 +1 +2 +3".split())
_SHORTEST, _LONGEST = 4, 90  # characters
_SHORTEST_H1: Final = 2  # for the only `<h1>` of a page
_TITLE_CLASS: Final = re.compile(r"title|tit\b|headline|biaoti|bt\b|rich_media_title|_tit", re.IGNORECASE)
_SUBTITLE_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:sub-?(?:title|tit|head(?:line|ing)?)|fu-?(?:biao)?-?ti(?:tle)?|fbt|dek|standfirst)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_SUBTITLE: Final = 50
_NOT_A_TITLE: Final = re.compile(r"登录|注册|首页|当前位置|欢迎|版权|备案|网站|栏目")
_ELLIPSIS: Final = re.compile(r"\.\.\.|…")
_SITE_NAME: Final = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+|--+|\s*-\s*(?=[^-]{2,20}$)")
# The same, said of a `<title>` or meta: any short name behind a separator that stands free.
_NAMED_SUFFIX: Final = re.compile(r"(?:\s+[-–—]\s+|\s*[|｜_]\s*)[^-–—|｜_]{2,12}$")
# 标题-某某网, 标题_某某频道_某某网: what names itself a site at the end is not the headline.
_SITE_SUFFIX: Final = re.compile(
    r"(?:\s*[-_|｜]\s*[^-_|｜—]{0,12}(?:网|網|频道|頻道|在线|门户|报|報|官网|平台|客户端|新闻中心|\.com|\.cn)[^-_|｜—]{0,3})+$"
)
_TELLING: Final = 8  # characters; columns and logos are shorter
_NEAR: Final = 2.0  # for a candidate right above the text
_ABOVE_CREDITS: Final = 1.5  # for one right above a line of credits
_CREDITS_LIMIT: Final = 60  # characters
_SURE: Final = 5.0
_LIKELY: Final = 3.2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A short block that may be the headline, and how much it looks like one."""

    text: str
    score: float


def candidates_of(body: HtmlElement, hints: Hints) -> list[Candidate]:
    """The candidates of an unpruned page, in order."""
    document = bare(hints.document_title)
    is_only_headline = len(body.findall(".//h1")) == 1
    found = []
    for element in body.iter(*_TAGS):
        if any(child.tag in BLOCKS for child in element) or _in_data_table(element):
            continue
        text = one_line(element.text_content()) if _is_short(element) else ""
        if _may_be_title(text, _SHORTEST_H1 if element.tag == "h1" and is_only_headline else _SHORTEST):
            found.append(Candidate(text, _score(element, text, document)))
    return found


def subtitle_of(body: HtmlElement) -> str:
    """The line that its class calls a subtitle; empty if there is none. `body` is unpruned."""
    for element in body.iter("h1", "h2", "h3", "h4", "p", "div", "span"):
        if _SUBTITLE_CLASS.search(element.get("class", "")) and _is_short(element):
            text = one_line(element.text_content()).lstrip("—-─－ ")
            if _SHORTEST <= weight_of(text) <= _LONGEST_SUBTITLE:
                return "" if labels.CREDIT_LINE.search(text) or _in_link(element) else text
    return ""


def choose_title(candidates: list[Candidate], above: list[str], hints: Hints) -> str:
    """The headline; from `<title>` when no candidate is likely; empty for a page without any.

    `above` are the page's lines right above the text: the nearer a candidate stands to it, the likelier.
    """
    nearness = {line: _NEAR * (index + 1) / len(above) for index, line in enumerate(above)}
    for line, below in pairwise(above):
        if labels.CREDIT_LINE.search(below) or (len(below) < _CREDITS_LIMIT and any(dates_in(below))):
            nearness[line] += _ABOVE_CREDITS
    scored = [
        (candidate.score + nearness.get(candidate.text, 0.0), -index, candidate.text)
        for index, candidate in enumerate(candidates)
    ]
    title = _headline(max(scored, default=(0.0, 0, "")), hints)
    return _SITE_SUFFIX.sub("", title) or title


def _headline(best: tuple[float, int, str], hints: Hints) -> str:
    score, _, text = best
    document = bare(hints.document_title)
    named = _NAMED_SUFFIX.sub("", hints.title)
    if score < _SURE and len(bare(named)) >= _SHORTEST and (not document or bare(named) in document):
        return named
    if score >= _LIKELY:
        return text
    return named or _without_site(hints.document_title) or text


def _may_be_title(text: str, shortest: int) -> bool:
    if not shortest <= weight_of(text) <= _LONGEST or not any(map(str.isalpha, text)):
        return False
    return not labels.CREDIT_LINE.search(text) and not labels.BREADCRUMB.search(text)


def _in_data_table(element: HtmlElement) -> bool:
    """True for what stands in a table with column heads: the tables that old pages are laid out with have none."""
    return any(table.find(".//th") is not None for table in element.iterancestors("table"))


def _is_short(element: HtmlElement) -> bool:
    size = 0
    for text in element.itertext():
        size += len(text)
        if size > 400:  # with indents and line ends
            return False
    return True


def _score(element: HtmlElement, text: str, document: str) -> float:
    score = next((_TAG_SCORES[tag] for tag in _own_and_outer_tags(element) if tag in _TAG_SCORES), 0.0)
    if _TITLE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"):
        score += 1.5
    if _in_link(element):
        score -= 2.5
    if _NOT_A_TITLE.search(text):
        score -= 1.5
    if weight_of(text) >= _TELLING:
        score += 0.5
    if _is_large(element):
        score += 1.0
    return score + _agreement(bare(text), document)


def _is_large(element: HtmlElement) -> bool:
    """True for text in large or bold type set by old means."""
    inner = element
    while len(inner) == 1 and not (inner.text or "").strip() and not (inner[0].tail or "").strip():
        inner = inner[0]
        if inner.tag in ("b", "strong", "big") or (
            inner.tag == "font" and inner.get("size", "") in _LARGE_SIZES
        ):
            return True
    return False


def _own_and_outer_tags(element: HtmlElement) -> list[str]:
    return [str(element.tag), *(str(outer.tag) for outer in islice(element.iterancestors(), 2))]


def _in_link(element: etree._Element) -> bool:
    """True for what is a link, or an item of a list."""
    if len(element) == 1 and element[0].tag == "a" and not (element.text or element[0].tail or "").strip():
        return True
    return any(True for _ in element.iterancestors("a", "li"))


def _agreement(text: str, document: str) -> float:
    """How well a candidate agrees with the document's `<title>`, which may be cut short."""
    if not document or not text:
        return 0.0
    if text == document:
        return 6.0
    if len(text) >= 6 and document.startswith(text):
        return 4.0 + 2.0 * len(text) / len(document)
    if len(text) >= 6 and text in document:
        return 2.5 + 2.0 * len(text) / len(document)
    start = _ELLIPSIS.split(document)[0]
    if len(text) >= 8 and (document[:8] == text[:8] or (len(start) > 6 and text.startswith(start))):
        return 3.5
    return 2.0 if len(document) >= _SHORTEST and text.startswith(document) else 0.0


def _without_site(document_title: str) -> str:
    parts = [part.strip() for part in _SITE_NAME.split(document_title) if part.strip()]
    if not parts:
        return document_title
    return parts[0] if len(bare(parts[0])) >= _SHORTEST else max(parts, key=len)
