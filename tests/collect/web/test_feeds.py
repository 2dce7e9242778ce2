"""Feeds of a site of our own, to links and articles."""

import datetime
import json
from typing import Any

import pytest
from tests.collect.web.answers import answer_of, jpeg

from bulletin.collect.web import Fetcher, collect_link, list_links
from bulletin.collect.web.feeds import feed_links
from bulletin.errors import InputError


def rss(site: Any, items: str) -> str:
    return (
        "<?xml version='1.0' encoding='gb2312'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        f" xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>青溪小报</title><link>{site.home}</link>{items}"
        "</channel></rss>"
    )


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2021年07月09日", (2021, 7, 9)),
        ("2021年7月9日 23:30", (2021, 7, 9)),
        ("2021-07-09", (2021, 7, 9)),
        ("2021/7/9 08:00:00", (2021, 7, 9)),
        ("Fri, 09 Jul 2021 08:30:00 +0800", (2021, 7, 9)),
        ("Fri, 09 Jul 2021 00:30:00 +0800", (2021, 7, 9)),  # still the 8th in UTC
        ("Thu, 08 Jul 2021 16:30:00 GMT", (2021, 7, 9)),
        ("2021-07-08T16:30:00Z", (2021, 7, 9)),
        ("9999-12-31T23:00:00Z", None),  # in China already the year 10,000
        ("1 Jan 99999999999999999999 1:1 GMT", None),
        ("2021-07-09T00:30:00+08:00", (2021, 7, 9)),
        ("", None),
        ("昨天", None),
    ],
)
def test_a_feed_date_is_the_day_its_readers_saw(site: Any, fetcher: Fetcher, written: str, day: Any) -> None:
    item = f"<item><title>旧刊重印</title><link>/a.html</link><pubDate>{written}</pubDate></item>"
    site.put("/feed", rss(site, item), "application/rss+xml", "gb18030")
    (link,) = list_links(fetcher, site.url("/feed")).value.links
    assert link.known.date == (datetime.date(*day) if day else None)
    assert link.known.title == "旧刊重印"
    assert link.known.source == "青溪小报"


def test_a_feed_with_whole_texts_needs_no_page(site: Any, fetcher: Fetcher, sentences: Any) -> None:
    html = "".join(f"<p>{sentence}</p>" for sentence in sentences) * 2 + "<p><img src='/tea.jpg'></p>"
    cut = sentences[0] * 10 + "……[阅读全文]"
    items = (
        f"<item><title>全文在此</title><link>{site.url('/a.html')}</link><dc:creator>何田</dc:creator>"
        f"<category>新闻</category><content:encoded><![CDATA[{html}]]></content:encoded></item>"
        f"<item><title>只有摘要</title><link>/b.html</link><description>{cut}</description></item>"
    )
    site.put("/feed", rss(site, items).replace("gb2312", "utf-8"), "text/html")
    site.put("/tea.jpg", jpeg(), "image/jpeg")
    whole, part = list_links(fetcher, site.url("/feed")).value.links
    assert part.content == ""
    assert whole.tags == ("新闻",)
    article = collect_link(fetcher, whole).value.article
    assert (article.title, article.byline, len(article.assets)) == ("全文在此", "何田", 1)
    assert site.paths() == ["/feed", "/tea.jpg"]


def test_atom_and_json_feeds_are_read(site: Any, fetcher: Fetcher) -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>青溪</title><entry><title>石桥通车</title>"
        "<link href='/q.html'/><updated>2026-02-01T09:00:00+08:00</updated></entry></feed>"
    )
    site.put("/atom", atom, "application/atom+xml")
    (link,) = list_links(fetcher, site.url("/atom")).value.links
    assert (link.url, link.known.date) == (site.url("/q.html"), datetime.date(2026, 2, 1))
    item = {
        "id": "1",
        "url": "/j.html",
        "title": "读书班",
        "date_published": "2026-02-03T00:30:00+08:00",
        "authors": [{"name": "林秋雨"}],
        "tags": ["教育"],
        "content_text": "短",
    }
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "青溪", "items": [item]}
    site.put("/json", json.dumps(feed), "application/feed+json")
    (link,) = list_links(fetcher, site.url("/json")).value.links
    assert (link.url, link.known.byline, link.tags) == (site.url("/j.html"), "林秋雨", ("教育",))
    assert link.content == ""


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE rss [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><rss version='2.0'><channel><title>&b;</title></channel></rss>",
        '{"version": "https://jsonfeed.org/version/1.1", "items": 3}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": [',
    ],
)
def test_a_feed_that_is_broken_or_means_harm_is_refused(site: Any, fetcher: Fetcher, text: str) -> None:
    site.put("/feed", text, "application/xml")
    with pytest.raises(InputError) as caught:
        list_links(fetcher, site.url("/feed"))
    assert caught.value.code == "web.feed"


def test_an_address_that_is_none_spoils_no_feed() -> None:
    items = "".join(f"<item><title>渡船</title><link>{url}</link></item>" for url in ("http://[", "/b.html"))
    answer = answer_of(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert [link.url for link in feed_links(answer)][-1] == "http://a.test/b.html"


def test_authors_that_are_no_list_spoil_no_feed() -> None:
    (link,) = feed_links(answer_of(b'{"items": [{"url": "/b.html", "title": "b", "authors": 7}]}'))
    assert (link.url, link.known.byline) == ("http://a.test/b.html", "")


@pytest.mark.parametrize("body", [b"", b"<?xml version='1.0'?>\n", b"\0"])
def test_a_feed_of_nothing_is_refused(body: bytes) -> None:
    with pytest.raises(InputError) as caught:
        feed_links(answer_of(body))
    assert caught.value.code == "web.feed"
