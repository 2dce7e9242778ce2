"""Where a page goes on. In: a page's tree with its scripts. Out: the address of the next one, empty if it is the last.

下一页 as a link, `rel=next`, or the call by which TRS, the commonest system of government sites, draws its pager.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import SplitResult, parse_qsl, urlsplit

from lxml.html import HtmlElement

from bulletin.collect.addresses import absolute

_NEXT: Final = re.compile(
    r"[\[【(（]?(?:下一?[页頁]|[后後]一?[页頁]|next(?:page)?|[>›»]{1,2})[\])）】]?(?:[>›»→]*)", re.I
)
# createPageHTML(total, current, "index", "html"): page 0 is index.html, page 1 index_1.html.
_TRS: Final = re.compile(
    r"""createPageHTML\w*\(\s*(?:["'][^"']*["']\s*,\s*)?(\d{1,9})\s*,\s*(\d{1,9})\s*,\s*["']([\w-]+)["']\s*,\s*["'](\w+)["']"""
)
_PAGE_KEYS: Final = frozenset(
    "page p pn pageno page_no pageindex pagenum pagenumber curpage currentpage paged".split()
)


def next_of(page: HtmlElement, url: str) -> str:
    """The absolute address of the page after this one, on the same host; empty if there is none."""
    for reference in _references(page):
        address = _joined(url, reference)
        if address and address != url and urlsplit(address).netloc == urlsplit(url).netloc:
            return address
    return ""


def is_part_of(url: str, first: str) -> bool:
    """True if `url` is a numbered sibling of `first`: a_2.html of a.html, ?page=2. 下一页 may also lead to the next
    article, and such an address shows it."""
    there, here = urlsplit(url), urlsplit(first)
    if (there.scheme, there.netloc) != (here.scheme, here.netloc):
        return False
    if there.path == here.path:
        return _query_without_page(there) == _query_without_page(here)
    path, base = PurePosixPath(there.path), PurePosixPath(here.path)
    if path.parent == base.parent and (path.suffix == base.suffix or not base.suffix):
        numbered = re.fullmatch(rf"{re.escape(_unnumbered(base.stem))}[_\-.]?(?:p|page)?\d{{1,3}}", path.stem)
        return bool(numbered) and there.query == here.query
    # a/ or a.html goes on at a/2
    return bool(
        re.fullmatch(rf"{re.escape(str(base.with_suffix('')))}/(?:page/)?\d{{1,3}}(?:\.\w+)?/?", there.path)
    )


def _references(page: HtmlElement) -> Iterator[str]:
    for link in page.iter("link", "a"):
        if "next" in link.get("rel", "").lower().split():
            yield link.get("href", "")
    for link in page.iter("a"):
        text = "".join(link.text_content().split())
        if len(text) < 9 and _NEXT.fullmatch(text):
            yield link.get("href", "")
    for script in page.iter("script"):
        if found := _TRS.search(script.text or ""):
            following = int(found[2]) + 1
            if following < int(found[1]):
                yield f"{found[3]}_{following}.{found[4]}"


def _joined(url: str, reference: str) -> str:
    reference = reference.strip()
    if not reference or reference.startswith("#"):
        return ""
    address = absolute(url, reference).partition("#")[0]
    return address if urlsplit(address).scheme in ("http", "https") else ""


def _unnumbered(stem: str) -> str:
    """The first part may be numbered itself: a_1.html is followed by a_2.html."""
    return re.sub(r"_1$", "", stem)


def _query_without_page(parts: SplitResult) -> list[tuple[str, str]]:
    return [pair for pair in parse_qsl(parts.query) if pair[0].lower() not in _PAGE_KEYS]
