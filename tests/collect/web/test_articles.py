"""Pages, lists, site maps and feeds of a site of our own, to articles."""

import datetime
import gzip
import io
import json
from typing import Any

import pytest
from PIL import Image

from bulletin.collect.web import Answer, Collected, Fetcher, Link, collect_link, list_links
from bulletin.collect.web.feeds import feed_links
from bulletin.collect.web.sitemaps import read_site_map
from bulletin.errors import InputError
from bulletin.model import Outcome


def jpeg(colour: str = "green") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(stream, "JPEG")
    return stream.getvalue()


TRADITIONAL = (
    "清晨六點，青溪鎮文化站的門已經開了，站長何田把昨晚收來的稿子一份一份攤在長桌上。",
    "他說，這份小報辦了十一年，靠的是鎮上七十多位通訊員，他們有的種茶，有的教書，有的開船。",
    "今年春天，編輯小組決定把十一年的舊報重新整理，按年份裝訂，送到每一個村的閱覽室去。",
    "負責校對的林秋雨老師每天下課以後來兩個小時，她把每一處疑問都用鉛筆寫在紙邊上。",
)
_TO_TRADITIONAL = str.maketrans("发布时间来报责编辑权镇网页闻", "發佈時間來報責編輯權鎮網頁聞")


def collect(fetcher: Fetcher, url: str) -> Outcome[Collected]:
    return collect_link(fetcher, Link(url))


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8"), ("", "gb18030"), ("gb2312", "utf-8")],
)
def test_a_page_in_any_encoding_becomes_an_article(
    site: Any, fetcher: Fetcher, make_article: Any, declared: str, encoding: str
) -> None:
    if encoding == "big5hkscs":
        text = make_article("青溪小報重印舊刊", sentences=TRADITIONAL).translate(_TO_TRADITIONAL)
    else:
        text = make_article("青溪小报重印旧刊")
    site.put("/a.html", text.replace("charset='utf-8'", f"charset='{declared}'"), encoding=encoding)
    outcome = collect(fetcher, site.url("/a.html"))
    article = outcome.value.article
    assert article.title in ("青溪小报重印旧刊", "青溪小報重印舊刊")
    assert article.date == datetime.date(2026, 2, 18)
    assert article.byline == "何田"
    assert article.url == site.url("/a.html")
    assert article.key == "a"
    assert not outcome.notices
    first = "清晨六點，青溪鎮文" if encoding == "big5hkscs" else "清晨六点，青溪镇文"
    assert article.body.text.startswith(first)
    assert "�" not in article.body.text


def test_pictures_come_with_the_page_as_their_referer(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    def guarded(handler: Any) -> Any:
        if handler.headers.get("Referer", "") != site.url("/news/a.html"):
            return 403, {}, b"no hotlinking"
        return 200, {"Content-Type": "image/jpeg"}, jpeg()

    site.pages["/img/tea.jpg"] = guarded
    figure = "<p><img src='/img/blank.gif' data-src='../img/tea.jpg' width='320'></p><p>图为春茶开采</p>"
    site.put("/news/a.html", make_article("春茶开采第一天", extra=figure))
    outcome = collect(fetcher, site.url("/news/a.html"))
    (asset,) = outcome.value.article.assets
    assert asset.media_type == "image/jpeg"
    assert f'src="{asset.name}"' in outcome.value.article.body.xhtml
    assert not outcome.notices


def test_a_picture_that_cannot_be_had_is_a_notice(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    pictures = "".join(
        f"<p><img src='{source}' alt='采茶'></p>"
        for source in ("/gone.jpg", "http://169.254.169.254/a.jpg", "/page.jpg")
    )
    site.put("/page.jpg", "<html>no picture")
    site.put("/a.html", make_article("春茶开采第一天", extra=pictures))
    outcome = collect(fetcher, site.url("/a.html"))
    codes = [notice.code for notice in outcome.notices]
    assert codes == ["web.gone", "web.port", "pictures.broken"]
    assert "〔图：采茶〕" in outcome.value.article.body.text


def test_an_article_in_three_parts_is_one(
    site: Any, fetcher: Fetcher, make_article: Any, sentences: Any
) -> None:
    more = [
        tuple(f"{text[:-1]}，第{number}部分的记录到这里并没有结束。" for text in sentences)
        for number in "二三"
    ]
    pager = "<div class='page'><a href='{back}'>上一页</a> <a href='{next}'>下一页</a></div>"
    site.put("/t1.html", make_article("一座文化站的十一年", extra=pager.format(back="#", next="t1_2.html")))
    extra = pager.format(back="t1.html", next="t1_3.html")
    site.put("/t1_2.html", make_article("一座文化站的十一年", sentences=more[0], extra=extra))
    extra = pager.format(back="t1_2.html", next="t1.html")
    site.put("/t1_3.html", make_article("一座文化站的十一年", sentences=more[1], extra=extra))
    outcome = collect(fetcher, site.url("/t1.html"))
    assert outcome.value.article.body.text.splitlines() == [*sentences, *more[0], *more[1]]
    assert len(outcome.value.answers) == 3


@pytest.mark.parametrize(
    "target", ["/t2.html", "/other/t1_2.html", "http://other.test/t1_2.html", "/t1.html#2"]
)
def test_the_next_article_is_not_a_part(site: Any, fetcher: Fetcher, make_article: Any, target: str) -> None:
    site.put("/t1.html", make_article("一座文化站的十一年", extra=f"<p><a href='{target}'>下一页</a></p>"))
    site.put("/t2.html", make_article("另一篇文章的题目"))
    assert len(collect(fetcher, site.url("/t1.html")).value.answers) == 1


def test_a_part_that_cannot_be_had_leaves_the_article_with_a_notice(
    site: Any, fetcher: Fetcher, make_article: Any
) -> None:
    site.put("/t1.html", make_article("一座文化站的十一年", extra="<p><a href='t1_2.html'>下一页</a></p>"))
    outcome = collect(fetcher, site.url("/t1.html"))
    assert [notice.code for notice in outcome.notices] == ["web.part-missing", "web.gone"]


def test_parts_without_end_are_cut_at_twenty(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    for number in range(1, 25):
        own = tuple(f"第{number}部分第{line}段，写的是青溪镇文化站里一天的工作和人。" for line in range(4))
        following = f"<p><a href='t_{number + 1}.html'>下一页</a></p>"
        site.put(f"/t_{number}.html", make_article("一座文化站的十一年", sentences=own, extra=following))
    outcome = collect(fetcher, site.url("/t_1.html"))
    assert len(outcome.value.answers) == 20
    assert [notice.code for notice in outcome.notices] == ["web.too-many-parts"]


def test_a_file_is_no_page(site: Any, fetcher: Fetcher) -> None:
    site.put("/a", b"%PDF-1.7 ...", "application/pdf")
    with pytest.raises(InputError) as caught:
        collect(fetcher, site.url("/a"))
    assert caught.value.code == "web.not-a-page"
    site.put("/b", "<html><body><script>draw()</script></body></html>")
    with pytest.raises(InputError) as caught:
        collect(fetcher, site.url("/b"))
    assert caught.value.code == "web.no-article"


TITLES = [
    "青溪镇春茶开采，第一批新茶本周上市",
    "文化站开办周末读书班，欢迎各村报名",
    "新修的石桥通车，两岸往来不再绕路",
    "学校图书室添新书八百册，多为乡邻捐赠",
]


def column(rows: list[tuple[str, str, str]], following: str = "") -> str:
    items = "".join(f"<li><a href='{url}'>{title}</a><span>{date}</span></li>" for url, title, date in rows)
    menu = "".join(f"<li><a href='/c{number}/'>网上服务大厅{number}</a></li>" for number in range(6))
    side = "".join(
        f"<li><a href='/hot/{number}.html'>热门推荐文章标题之{number}</a></li>" for number in range(3)
    )
    return (
        f"<html><body><ul class='menu'>{menu}</ul><ul class='list'>{items}</ul><div class='side'><ul>{side}</ul></div>"
        f"<div class='pager'>{following}</div><a href='http://gov.test/'>友情链接：某某政府网站</a></body></html>"
    )


def test_a_column_page_gives_its_articles_and_nothing_else(site: Any, fetcher: Fetcher) -> None:
    rows = [(f"./2026/t{number}.html", title, f"2026-02-1{number}") for number, title in enumerate(TITLES)]
    site.put("/news/", column(rows))
    listing = list_links(fetcher, site.url("/news/")).value
    assert [(link.known.title, link.known.date) for link in listing.links] == [
        (title, datetime.date(2026, 2, 10 + number)) for number, title in enumerate(TITLES)
    ]
    assert listing.links[0].url == site.url("/news/2026/t0.html")


@pytest.mark.parametrize(
    "following",
    [
        "<a href='index_1.html'>下一页</a>",
        "<script>createPageHTML(3, 0, 'index', 'html');</script>",
        "<a rel='next' href='index_1.html'><img src='right.gif'></a>",
    ],
)
def test_a_list_is_followed_as_far_as_asked(site: Any, fetcher: Fetcher, following: str) -> None:
    site.put(
        "/news/", column([(f"a{n}.html", title, "2026-02-10") for n, title in enumerate(TITLES)], following)
    )
    site.put(
        "/news/index_1.html", column([(f"b{n}.html", title, "2026-01-10") for n, title in enumerate(TITLES)])
    )
    assert len(list_links(fetcher, site.url("/news/")).value.links) == 4
    assert len(list_links(fetcher, site.url("/news/"), pages=5).value.links) == 8


def test_a_list_is_followed_no_further_than_its_date(site: Any, fetcher: Fetcher) -> None:
    rows = [(f"t{number}.html", title, f"2026-0{4 - number}-10") for number, title in enumerate(TITLES)]
    site.put("/", column(rows, "<a href='/2.html'>下一页</a>"))
    site.put(
        "/2.html",
        column([(f"o{n}.html", t, "2025-01-01") for n, t in enumerate(TITLES)], "<a href='/3.html'>下页</a>"),
    )
    site.put("/3.html", column([]))
    links = list_links(fetcher, site.url("/"), pages=9, since=datetime.date(2026, 3, 1)).value.links
    assert [link.known.title for link in links] == TITLES[:2]
    assert "/3.html" not in site.paths()


def test_a_page_of_the_list_that_fails_is_a_notice(site: Any, fetcher: Fetcher) -> None:
    rows = [(f"t{n}.html", title, "") for n, title in enumerate(TITLES)]
    site.put("/", column(rows, "<a href='/2.html'>下一页</a>"))
    outcome = list_links(fetcher, site.url("/"), pages=2)
    assert len(outcome.value.links) == 4
    assert [notice.code for notice in outcome.notices] == ["web.list-ends", "web.gone"]


def test_a_page_without_a_list_says_so(site: Any, fetcher: Fetcher) -> None:
    site.put("/", "<html><body><a href='/a'>首页</a><p>没有列表</p></body></html>")
    with pytest.raises(InputError) as caught:
        list_links(fetcher, site.url("/"))
    assert caught.value.code == "web.no-links"


def test_an_index_of_gzipped_site_maps_gives_its_pages_newest_first(site: Any, fetcher: Fetcher) -> None:
    space = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"

    def page(path: str, day: str) -> str:
        return f"<url><loc>{site.url(path)}</loc><lastmod>{day}T10:00:00+08:00</lastmod></url>"

    maps = [(site.url("/old.xml"), "2024-01-01"), (site.url("/new.xml.gz"), "2026-03-01")]
    index = "".join(f"<sitemap><loc>{url}</loc><lastmod>{day}</lastmod></sitemap>" for url, day in maps)
    site.put("/sitemap.xml", f"<?xml version='1.0'?><sitemapindex {space}>{index}</sitemapindex>", "text/xml")
    pages = page("/1.html", "2026-01-05") + page("/2.html", "2026-02-28") + page("/0.html", "2023-02-02")
    site.put("/new.xml.gz", gzip.compress(f"<urlset {space}>{pages}</urlset>".encode()), "application/gzip")
    links = list_links(fetcher, site.url("/sitemap.xml"), since=datetime.date(2025, 1, 1)).value.links
    assert [link.url for link in links] == [site.url("/2.html"), site.url("/1.html")]
    assert "/old.xml" not in site.paths()


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


def test_a_whole_site_collected_twice_is_fetched_once(
    site: Any, fetcher: Fetcher, shelf: Any, make_article: Any
) -> None:
    site.put("/robots.txt", "User-agent: *\nDisallow: /admin/", "text/plain")
    site.put(
        "/news/", column([(f"t{number}.html", title, "2026-02-10") for number, title in enumerate(TITLES)])
    )
    site.put("/tea.jpg", jpeg(), "image/jpeg")
    for number, title in enumerate(TITLES):
        own = tuple(f"{title}，这是其中的第{line}段，记者在现场看到许多熟悉的面孔。" for line in range(4))
        picture = "<p><img src='/tea.jpg'></p>" if number < 2 else ""
        site.put(f"/news/t{number}.html", make_article(title, sentences=own, extra=picture))

    def run() -> list[Outcome[Collected]]:
        site.forget()
        listing = list_links(fetcher, site.url("/news/")).value
        outcomes = [collect_link(fetcher, link) for link in listing.links]
        shelf.keep(*listing.answers, *(answer for each in outcomes for answer in each.value.answers))
        return outcomes

    def articles(outcomes: list[Outcome[Collected]]) -> list[Any]:
        return [outcome.value.article for outcome in outcomes]

    first = run()
    assert [article.title for article in articles(first)] == TITLES
    assert sorted(set(site.paths())) == sorted(site.pages)
    again = run()
    assert site.paths() == []  # nothing but 304s
    assert all(outcome.value.unchanged for outcome in again)
    assert articles(again) == articles(first)
    site.put("/news/t3.html", make_article("学校图书室又添新书两百册"))
    third = run()
    assert site.paths() == ["/news/t3.html"]
    assert [outcome.value.unchanged for outcome in third] == [True, True, True, False]


def test_an_answer_can_be_stored_and_compared(site: Any, fetcher: Fetcher) -> None:
    site.put("/", "<p>好")
    answer = fetcher.get(site.url("/"))
    copy = Answer(answer.url, answer.final_url, 200, answer.headers, answer.body, answer.fetched_at)
    assert copy == answer


def answer_of(body: bytes) -> Answer:
    return Answer("http://a.test/f", "http://a.test/f", 200, (), body, datetime.datetime.now(datetime.UTC))


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


def test_a_site_map_without_one_element_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_site_map(answer_of(b"\0"))
    assert caught.value.code == "web.no-links"
