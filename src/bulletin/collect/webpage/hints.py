"""What a page says of itself in its head and scripts. In: a page's tree. Out: names, dates, titles, addresses, unproved."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect.characters import one_line
from bulletin.collect.dates import date_of, dates_in

_DATE_NAMES: Final = (
    "pubdate publishdate publish-date publish_date article:published_time og:release_date datepublished firstpublishedtime"
    " apub:time weibo:article:create_at news:published_time publish_time pub_date releasedate og:article:published_time"
    " dc.date dc.date.issued datecreated dateupdate date"
).split()
_SOURCE_NAMES: Final = "contentsource source mediaid article:source laiyuan".split()
_TITLE_NAMES: Final = "articletitle og:title twitter:title".split()
_SECTION_NAMES: Final = "columnname article:section".split()
_SCRIPT_DATE: Final = re.compile(
    r""""(?:datePublished|pubDate|pubdate|publishTime|publish_time|createTime|ptime)"\s*:\s*"([^"]{8,30})\""""
)
# WeChat writes the time of publication as seconds since 1970 into a script.
_WECHAT_TIME: Final = re.compile(
    r"""var\s+ct\s*=\s*["'](\d{10})["']|create_?[tT]ime\s*[:=]\s*(?:JsDecode\()?["'](\d{10})["']"""
)
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)", re.IGNORECASE)
_CHINA: Final = datetime.timezone(datetime.timedelta(hours=8))
WECHAT_BODY: Final = "js_content"


@dataclass(frozen=True, slots=True)
class Hints:
    """`metas` by lower-case name; `script_date` from JSON or WeChat's script."""

    document_title: str = ""
    metas: dict[str, str] = field(default_factory=dict)
    script_date: datetime.date | None = None
    is_wechat: bool = False
    wechat_account: str = ""
    wechat_author: str = ""

    def first(self, names: list[str]) -> str:
        """The first of these metas that is there."""
        return next((self.metas[name] for name in names if name in self.metas), "")

    @property
    def title(self) -> str:
        return self.first(_TITLE_NAMES)

    @property
    def date(self) -> datetime.date | None:
        """The date of a meta, else of a script."""
        dates = (date_of(self.metas[name]) for name in _DATE_NAMES if name in self.metas)
        return next(filter(None, dates), self.script_date)

    @property
    def source(self) -> str:
        value = re.sub(r"^(?:文章)?来源\s*[:：]\s*", "", self.first(_SOURCE_NAMES))
        return "" if re.search(r"^(?:https?:|\d+$)", value) or len(value) > 40 else value

    @property
    def section(self) -> str:
        return self.first(_SECTION_NAMES)

    @property
    def url(self) -> str:
        return self.metas.get("canonical", "") or self.metas.get("og:url", "")


def saved_address(text: str) -> str:
    """The address that a browser wrote into the page when it saved it; empty for none."""
    found = _SAVED_FROM.search(text[:4096])
    return found[1] if found else ""


def hints_of(page: HtmlElement) -> Hints:
    """The hints of a page whose scripts are still in it."""
    metas: dict[str, str] = {}
    for meta in page.iter("meta"):
        name = (
            (meta.get("name") or meta.get("property") or meta.get("itemprop") or "").lower().replace(" ", "")
        )
        value = one_line(meta.get("content", ""))
        if name and value:
            metas.setdefault(name, value)
    for link in page.iter("link"):
        if link.get("rel", "").lower() == "canonical" and link.get("href", "").startswith("http"):
            metas["canonical"] = one_line(link.get("href", ""))
    is_wechat = page.get_element_by_id(WECHAT_BODY, None) is not None
    account = _text_of(page, "js_name") if is_wechat else ""
    return Hints(
        document_title=one_line(page.findtext(".//title") or ""),
        metas=metas,
        script_date=_script_date(page, is_wechat),
        is_wechat=is_wechat,
        wechat_account=account,
        wechat_author=_wechat_author(page, metas, account) if is_wechat else "",
    )


def _text_of(page: HtmlElement, identifier: str) -> str:
    element = page.get_element_by_id(identifier, None)
    return one_line(element.text_content()) if element is not None else ""


def _wechat_author(page: HtmlElement, metas: dict[str, str], account: str) -> str:
    """The name beside the account's; an account that signs with its own name names no author."""
    named = (
        one_line(element.text_content())
        for element in page.iter("span", "em")
        if "rich_media_meta_text" in element.get("class", "")
    )
    author = metas.get("author") or _text_of(page, "js_author_name") or next(named, "")
    return "" if author == account or any(True for _ in dates_in(author)) else author


def _script_date(page: HtmlElement, is_wechat: bool) -> datetime.date | None:
    scripts = [script.text for script in page.iter("script") if script.text]
    for script in scripts if is_wechat else ():
        if found := _WECHAT_TIME.search(script):
            return datetime.datetime.fromtimestamp(int(found[1] or found[2]), _CHINA).date()
    for script in scripts:
        if (found := _SCRIPT_DATE.search(script)) and (stamp := next(dates_in(found[1]), None)):
            return stamp.date
    return None
