"""sitemap.xml to links. In: an answer, gzipped or not. Out: the pages and the further maps it names.

https://www.sitemaps.org/protocol.html; the news extension gives titles and dates of publication.
"""

import datetime
from dataclasses import dataclass

from lxml import etree

from bulletin.collect.characters import one_line
from bulletin.collect.dates import date_of
from bulletin.collect.details import Details
from bulletin.collect.parsing import parse_xml
from bulletin.collect.web.answer import Answer
from bulletin.collect.web.kinds import content_of
from bulletin.collect.web.links import Link
from bulletin.errors import InputError


@dataclass(frozen=True, slots=True)
class SiteMap:
    """The pages of a map, the maps of an index."""

    pages: tuple[Link, ...] = ()
    maps: tuple[Link, ...] = ()


def read_site_map(answer: Answer) -> SiteMap:
    """The map. Raises InputError `web.no-links` for what is no XML."""
    root = parse_xml(content_of(answer))
    if root is None:
        raise InputError("web.no-links", place=answer.url)
    return SiteMap(
        pages=tuple(filter(None, map(_link, root.iterchildren("{*}url")))),
        maps=tuple(filter(None, map(_link, root.iterchildren("{*}sitemap")))),
    )


def _link(entry: etree._Element) -> Link | None:
    url = _text(entry, "loc")
    if not url.startswith(("http://", "https://")):
        return None
    known = Details(title=_text(entry, "title"), date=_date(entry), url=url)
    return Link(url, known)


def _date(entry: etree._Element) -> datetime.date | None:
    return date_of(_text(entry, "publication_date")[:10]) or date_of(_text(entry, "lastmod")[:10])


def _text(entry: etree._Element, name: str) -> str:
    found = entry.find(f".//{{*}}{name}")
    return one_line(found.text or "") if found is not None else ""
