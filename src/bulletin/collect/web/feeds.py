"""RSS, Atom and JSON feeds to links. In: a feed as it was answered. Out: its entries, with their text where it is whole.

feedparser knows the formats; dates are read here first, because it takes `2021年07月09日` for 1 November.
"""

import datetime
import email.utils
import json
import re
from typing import Any, Final

import feedparser

from bulletin.collect.addresses import joined
from bulletin.collect.characters import one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.details import Details
from bulletin.collect.web.answer import Answer
from bulletin.collect.web.links import Link
from bulletin.errors import InputError

_CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))
_ZONE: Final = re.compile(r"(?:Z|[+-]\d\d:?\d\d|\b[A-Z]{3,4})\s*$")
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_TAG: Final = re.compile(r"<[^<>]*>")
# What a feed ends with when it does not carry the whole text.
_CUT: Final = re.compile(
    r"(?:\.\.\.|…|\[…\]|阅读全文|閱讀全文|查看全文|[查阅]看更多|详细内容|continue reading|read more)[\s\]】)）>»]*$",
    re.I,
)
_WHOLE_CONTENT: Final = 120  # characters that make a `content` an article
_WHOLE_SUMMARY: Final = 600  # a `description` is a summary unless it is this long


def feed_links(answer: Answer) -> tuple[Link, ...]:
    """The feed's entries, in its order. Raises InputError `web.feed` for what cannot be read."""
    text = answer.text().text
    links = _json_links(text, answer) if text.lstrip().startswith("{") else _xml_links(text, answer)
    return tuple(link for link in links if link.url.startswith(("http://", "https://")))


def day_of(written: str) -> datetime.date | None:
    """The day a feed's date means, as its readers would say it: with a zone of its own the day there, in UTC the
    day in China, without a zone the day as written."""
    written = written.strip()
    if "年" in written or not _ZONE.search(written):
        stamp = next(dates_in(written), None)
        if stamp:
            return stamp.date
    moment = _moment(written)
    if moment is None:
        stamp = next(dates_in(written), None)
        return stamp.date if stamp else None
    return moment.date()


def _moment(written: str) -> datetime.datetime | None:
    """The moment, in China's time where it is written in UTC."""
    for read in (datetime.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            moment = read(written)
            return moment.astimezone(_CHINA) if moment.utcoffset() == datetime.timedelta(0) else moment
        except (ValueError, OverflowError):  # no date, or one past the year 9999
            continue
    return None


def _xml_links(text: str, answer: Answer) -> list[Link]:
    if "<!ENTITY" in text:  # no feed defines any; those that do mean harm
        raise InputError("web.feed", place=answer.url)
    prepared = _XML_DECLARATION.sub("", text).lstrip().encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": answer.final_url}
    feed = feedparser.parse(prepared, response_headers=headers, sanitize_html=False)
    if not feed.get("version") and not feed.entries:  # of nothing at all it says nothing
        raise InputError("web.feed", place=answer.url)
    source = one_line(_TAG.sub("", feed.feed.get("title", "")))
    return [_xml_link(entry, source, answer.final_url) for entry in feed.entries]


def _xml_link(entry: Any, source: str, base: str) -> Link:
    url = joined(base, str(entry.get("link", "")).strip())
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    origin = entry.get("source", {})
    known = Details(
        title=one_line(_TAG.sub("", str(entry.get("title", "")))),
        byline=one_line(str(entry.get("author", ""))),
        source=one_line(str(origin.get("title", ""))) or source,
        date=day_of(
            str(entry.get("published") or dict.get(entry, "updated") or "")
        ),  # feedparser mixes the two
        url=url,
    )
    tags = tuple(filter(None, (one_line(str(tag.get("term") or "")) for tag in entry.get("tags", []))))
    return Link(url, known, tags, _whole(max(contents, key=len, default=""), str(entry.get("summary", ""))))


def _json_links(text: str, answer: Answer) -> list[Link]:
    """https://www.jsonfeed.org/version/1.1/"""
    try:
        feed = json.loads(text)
        items = [item for item in feed["items"] if isinstance(item, dict)]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError("web.feed", place=answer.url) from error
    return [_json_link(item, one_line(str(feed.get("title", ""))), answer.final_url) for item in items]


def _json_link(item: dict[str, Any], source: str, base: str) -> Link:
    url = joined(base, str(item.get("url") or item.get("external_url") or ""))
    authors = item.get("authors") or [item.get("author") or {}]
    names = [
        one_line(str(author.get("name", "")))
        for author in (authors if isinstance(authors, list) else [])
        if isinstance(author, dict)
    ]
    paragraphs = [f"<p>{_escaped(line)}</p>" for line in str(item.get("content_text") or "").splitlines()]
    known = Details(
        title=one_line(str(item.get("title") or "")),
        byline=" ".join(filter(None, names)),
        source=source,
        date=day_of(str(item.get("date_published") or "")),
        url=url,
    )
    tags = item.get("tags")
    terms = tuple(one_line(str(tag)) for tag in tags) if isinstance(tags, list) else ()
    return Link(url, known, terms, _whole(str(item.get("content_html") or "".join(paragraphs)), ""))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _whole(content: str, summary: str) -> str:
    """The HTML that is the whole text, or nothing."""
    for html, least in ((content, _WHOLE_CONTENT), (summary, _WHOLE_SUMMARY)):
        text = _TAG.sub("", html).strip()
        if weight_of(text) >= least and not _CUT.search(text):
            return html
    return ""
