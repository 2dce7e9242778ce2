"""Column pages to links. In: the tree of a page that lists articles. Out: the list's links, with titles and dates.

The links of one list look alike: they hang in the same elements with the same classes. The group that is most like a
list of articles (many, long titles, dates beside them) is taken, and no other: a missing article is noticed, a menu
taken for articles is a nuisance.
"""

import datetime
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from bulletin.collect.addresses import absolute
from bulletin.collect.characters import one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.details import Details
from bulletin.collect.parsing import body_of
from bulletin.collect.web.links import Link

_LEVELS: Final = 4  # ancestors that make a link's looks
_MIN_TITLE: Final = 6
_TITLE_ENOUGH: Final = 28  # a longer title makes no better list
_ROW_ADDRESSES: Final = 4  # at most
_ROW_LINKS: Final = 40
_ROWS: Final = ("li", "tr", "dd", "article")
_IN_ADDRESS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?(\d\d)[-/_]?(\d\d)(?!\d)")
_NO_ARTICLE: Final = re.compile(r"\.(?:jpe?g|png|gif|zip|rar|mp[34]|exe|apk|xlsx?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Entry:
    element: HtmlElement
    title: str
    url: str
    beside: str  # the rest of the row


def column_links(page: HtmlElement, url: str) -> tuple[Link, ...]:
    """The links of the page's list, in its order, each once; none if there is no list. `page` is changed."""
    groups: dict[str, list[_Entry]] = defaultdict(list)
    for element in body_of(page).iter("a"):
        if entry := _entry(element, url):
            groups[_looks(element)].append(entry)
    if not groups:
        return ()
    best = max(groups.values(), key=_likeness)
    links: dict[str, Link] = {}
    for entry in best:
        known = Details(title=entry.title, date=_date(entry), url=entry.url)
        links.setdefault(entry.url, Link(entry.url, known))
    return tuple(links.values())


def _entry(element: HtmlElement, url: str) -> _Entry | None:
    shown, full = one_line(element.text_content()), one_line(element.get("title", ""))
    title = full if _is_cut(shown, full) else _without_date(shown)
    reference = element.get("href", "").strip()
    if weight_of(title) < _MIN_TITLE or not reference or reference.startswith("#"):
        return None
    address = absolute(url, reference).partition("#")[0]
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or address == url or _NO_ARTICLE.search(parts.path):
        return None
    return _Entry(element, title, address, _beside(element))


def _is_cut(shown: str, full: str) -> bool:
    """Long titles are cut on the page and whole in `title`; some sites put the date there too."""
    return weight_of(full) > weight_of(shown) and not next(dates_in(full), None)


def _without_date(text: str) -> str:
    """Where the whole row is the link, its date stands in front of the title or behind it."""
    stamp = next(dates_in(text), None)
    if stamp and stamp.start == 0:
        return text[stamp.end :].strip(" ]】)）")
    if stamp and stamp.end >= len(text) - 1:
        return text[: stamp.start].strip(" [【(（")
    return text


def _beside(element: HtmlElement) -> str:
    """The text of the row the link stands in."""
    row = element
    while (parent := row.getparent()) is not None and row.tag not in _ROWS:
        if parent.tag == "body" or _is_more_than_a_row(parent):
            break
        row = parent
    return one_line(" ".join(row.itertext()))


def _is_more_than_a_row(element: HtmlElement) -> bool:
    """True for what holds links to more addresses than a row has, or very many to any."""
    addresses: set[str | None] = set()
    for count, link in enumerate(element.iter("a")):
        addresses.add(link.get("href"))
        if len(addresses) > _ROW_ADDRESSES or count >= _ROW_LINKS:
            return True
    return False


def _looks(element: HtmlElement) -> str:
    parts: list[str] = []
    for ancestor in list(element.iterancestors())[:_LEVELS]:
        classes = str(ancestor.get("class", "")).split()
        parts.append(".".join([str(ancestor.tag), *classes[:1]]))
    return "<".join(parts)


def _likeness(entries: list[_Entry]) -> float:
    sizes = sorted(weight_of(entry.title) for entry in entries)
    middle = min(sizes[len(sizes) // 2], _TITLE_ENOUGH)
    dated = sum(_date(entry) is not None for entry in entries) / len(entries)
    distinct = len({entry.url for entry in entries}) / len(entries)
    return float(len(entries) ** 0.7 * middle * (1 + 2 * dated) * distinct)


def _date(entry: _Entry) -> datetime.date | None:
    """The date beside the link, else the one in its address."""
    rest = entry.beside.replace(entry.title, " ", 1)
    if stamp := next(dates_in(rest), None):
        return stamp.date
    in_address = _IN_ADDRESS.search(urlsplit(entry.url).path)
    if not in_address:
        return None
    try:
        return datetime.date(*map(int, in_address.groups()))
    except ValueError:  # figures that are no day: a number of another kind
        return None
