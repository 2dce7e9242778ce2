"""Lists and site maps of a site of our own, to links; a site as a whole."""

import datetime
import gzip
from typing import Any

import pytest
from tests.collect.web.answers import answer_of, jpeg

from bulletin.collect.web import Collected, Fetcher, collect_link, list_links
from bulletin.collect.web.sitemaps import read_site_map
from bulletin.errors import InputError
from bulletin.model import Outcome

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


def test_a_site_map_without_one_element_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_site_map(answer_of(b"\0"))
    assert caught.value.code == "web.no-links"


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
