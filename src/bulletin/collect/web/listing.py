"""Lists to the articles they link to. In: the address of a column page, a site map or a feed. Out: links, as listed."""

import datetime
from dataclasses import replace
from typing import Final

from bulletin.collect.mishaps import told_in_a_sentence
from bulletin.collect.parsing import parse_page
from bulletin.collect.web.answer import Answer
from bulletin.collect.web.columns import column_links
from bulletin.collect.web.feeds import feed_links
from bulletin.collect.web.fetch import Fetcher
from bulletin.collect.web.kinds import kind_of
from bulletin.collect.web.links import Link, Listing
from bulletin.collect.web.paging import next_of
from bulletin.collect.web.sitemaps import SiteMap, read_site_map
from bulletin.errors import InputError
from bulletin.model import Notice, Outcome

_MAX_MAPS: Final = 20  # site maps of one index that are read
_MAX_LINKS: Final = 5_000


def list_links(
    fetcher: Fetcher, url: str, *, pages: int = 1, since: datetime.date | None = None
) -> Outcome[Listing]:
    """The links at `url`: of a column page and the `pages` that follow it, of a site map or of a feed.

    With `since`, links dated earlier are left out (undated ones stay), and a list whose page holds only earlier ones
    is not followed further. Raises InputError: those of `Fetcher.get` for the first page, `web.no-links`, `web.feed`.
    """
    with told_in_a_sentence():
        return _listed(fetcher, url, pages, since)


def _listed(fetcher: Fetcher, url: str, pages: int, since: datetime.date | None) -> Outcome[Listing]:
    first = fetcher.get(url)
    kind = kind_of(first)
    if kind == "file":
        raise InputError("web.not-a-page", place=url, kind=first.media_type or "?")
    if kind == "feed":
        outcome = Outcome(Listing(feed_links(first), (first,)))
    elif kind == "sitemap":
        outcome = _site_map(fetcher, first, since)
    else:
        outcome = _column(fetcher, first, pages, since)
    links = _unique(outcome.value.links, since)
    if not outcome.value.links:
        raise InputError("web.no-links", place=url)
    return Outcome(replace(outcome.value, links=links), outcome.notices)


def _column(fetcher: Fetcher, answer: Answer, pages: int, since: datetime.date | None) -> Outcome[Listing]:
    links: list[Link] = []
    answers = [answer]
    seen = {answer.url, answer.final_url}
    while True:
        page = parse_page(answer.text().text)
        following = next_of(page, answer.final_url)
        found = column_links(page, answer.final_url)
        links += found
        if len(answers) >= pages or not following or following in seen or _all_earlier(found, since):
            return Outcome(Listing(tuple(links), tuple(answers)))
        seen.add(following)
        try:
            answer = fetcher.get(following, referer=answer.final_url)
        except InputError as error:
            notices = _ends(len(answers) + 1, following, error)
            return Outcome(Listing(tuple(links), tuple(answers)), notices)
        answers.append(answer)


def _all_earlier(links: tuple[Link, ...], since: datetime.date | None) -> bool:
    dates = [link.known.date for link in links if link.known.date]
    return bool(since and dates) and all(date < since for date in dates if since)


def _site_map(fetcher: Fetcher, answer: Answer, since: datetime.date | None) -> Outcome[Listing]:
    """Of an index, the maps changed since the date, newest first."""
    top = read_site_map(answer)
    answers, links = [answer], list(top.pages)
    notices: list[Notice] = []
    for url in _newest(top, since)[:_MAX_MAPS]:
        try:
            inner = fetcher.get(url)
            links += read_site_map(inner).pages
        except InputError as error:
            notices += _ends(len(answers) + 1, url, error)
            continue
        answers.append(inner)
    links.sort(key=lambda link: link.known.date or datetime.date.min, reverse=True)
    return Outcome(Listing(tuple(links[:_MAX_LINKS]), tuple(answers)), tuple(notices))


def _ends(number: int, url: str, error: InputError) -> tuple[Notice, ...]:
    return (
        Notice("web.list-ends", {"number": number}, place=url),
        Notice(error.code, error.values, place=url),
    )


def _newest(index: SiteMap, since: datetime.date | None) -> list[str]:
    recent = [each for each in index.maps if not (since and each.known.date and each.known.date < since)]
    recent.sort(key=lambda each: each.known.date or datetime.date.max, reverse=True)
    return [each.url for each in recent]


def _unique(links: tuple[Link, ...], since: datetime.date | None) -> tuple[Link, ...]:
    first: dict[str, Link] = {}
    for link in links:
        if not (since and link.known.date and link.known.date < since):
            first.setdefault(link.url, link)
    return tuple(first.values())
