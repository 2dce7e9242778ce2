"""Collecting end to end: a web site of our own, files, folders; twice; and what goes wrong on the way."""

import datetime
import io
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin.collect.web import Answer, Rules
from bulletin.library import open_library
from bulletin.model import Script
from bulletin.press.answers import Answers
from bulletin.press.collecting import Collected, Collection, collect, look
from bulletin.press.order import Step
from bulletin.script import fold

Collect = Callable[..., Collected]


@dataclass
class Site:
    """`pages` by path; `asked` are the paths with the status they got."""

    home: str = ""
    pages: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)

    def put(self, path: str, text: str | bytes, media_type: str = "text/html; charset=utf-8") -> str:
        self.pages[path] = (media_type, text.encode() if isinstance(text, str) else text)
        return self.home + path

    def sent(self) -> list[str]:
        return [path for path, status in self.asked if status == 200]


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            media_type, body = site.pages.get(self.path, ("", b""))
            tag = f'"{hash(body)}"'
            status = 404 if not media_type else 304 if self.headers.get("If-None-Match") == tag else 200
            site.asked.append((self.path, status))
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", media_type)
            self.end_headers()
            self.wfile.write(body if status == 200 else b"")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site.home = f"http://localhost:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield site
        server.shutdown()
        thread.join()


def rules(site: Site, **changes: bool) -> Rules:
    port = int(site.home.rpartition(":")[2])
    return Rules(delay_s=0, tries=1, allow_private=True, ports=frozenset({port}), **changes)


SENTENCES = {
    1: "清早五点，周敏沿着河堤走到三号水尺，弯腰看了两遍，才把数字记在本子上。",
    2: "图书室开门以前，范一舟已经把昨晚还回来的书擦净、补好、按号码排回架上。",
    3: "老渡口的钟敲过八下，摆渡人收起缆绳，回头望一望岸上还有没有迟到的学生。",
}


def page(number: int, day: int = 5, extra: str = "") -> str:
    paragraphs = "".join(f"<p>{SENTENCES[number]}这是他做这件事的第{year}年。</p>" for year in range(3, 9))
    return (
        f"<html><head><title>第{number}号人物_青禾网</title></head><body>"
        '<div class="nav"><a href="/">首页</a><a href="/list.html">人物</a></div>'
        f'<div class="main"><h1>第{number}号人物的一天</h1>'
        f'<div class="info"><span>发布时间：2026-03-{day:02}</span> <span>来源：青禾网</span></div>'
        f'<div class="content">{paragraphs}{extra}</div></div></body></html>'
    )


def png() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 200), (200, 30, 30)).save(stream, "PNG")
    return stream.getvalue()


def filled(site: Site) -> None:
    for number in SENTENCES:
        site.put(f"/p/{number}.html", page(number, number, '<p><img src="/p/one.png"></p>'))
    site.put("/p/one.png", png(), "image/png")
    links = "".join(
        f'<li><a href="/p/{number}.html">第{number}号人物的一天，从清早说起</a><span>2026-03-0{number}</span></li>'
        for number in SENTENCES
    )
    site.put("/list.html", f"<html><body><ul>{links}</ul></body></html>")
    items = "".join(
        f"<item><title>第{number}号</title><link>{site.home}/p/{number}.html</link></item>"
        for number in SENTENCES
    )
    site.put("/feed.xml", f"<rss version='2.0'><channel>{items}</channel></rss>", "application/rss+xml")


def test_a_feed_is_collected_with_pictures_and_nothing_is_sent_twice(site: Site, tmp_path: Path) -> None:
    filled(site)
    order = Collection((f"{site.home}/feed.xml",), section="人物", tags=("三月",), rules=rules(site))
    first = collect(order, tmp_path)
    assert [(found.state, found.article.title) for found in first.found] == [
        ("added", f"第{number}号人物的一天") for number in SENTENCES
    ]
    assert [found.article.date for found in first.found] == [datetime.date(2026, 3, day) for day in SENTENCES]
    assert {found.article.script for found in first.found} == {Script.ZH_HANS}
    assert all(len(found.article.assets) == 1 for found in first.found)
    with open_library(tmp_path, fold=fold) as library:
        holding = library.get(1)
        assert (holding.record.section, holding.record.tags) == ("人物", ("三月",))
        assert library.original(holding.provenance[0].sha256) == site.pages["/p/1.html"][1]
        assert [hit.record.number for hit in library.search("圖書室")] == [2]
    site.asked.clear()
    second = collect(order, tmp_path)
    assert (second.found, second.unchanged, second.notices) == ((), 3, ())
    assert site.sent() == []


def test_only_the_page_that_has_changed_is_filed_again(site: Site, tmp_path: Path) -> None:
    filled(site)
    order = Collection((f"{site.home}/list.html",), is_list=True, rules=rules(site))
    assert len(collect(order, tmp_path).found) == 3
    site.put(
        "/p/2.html", page(2, 2, "<p>当天下午，他又补好了十一本，放在窗台上晾干，等着第二天一早入库上架。</p>")
    )
    site.asked.clear()
    again = collect(order, tmp_path)
    assert [(found.number, found.state) for found in again.found] == [(2, "updated")]
    assert (again.unchanged, site.sent()) == (2, ["/p/2.html"])


def test_an_article_that_was_removed_comes_back_only_when_it_is_asked_for(site: Site, tmp_path: Path) -> None:
    filled(site)
    order = Collection((f"{site.home}/feed.xml",), rules=rules(site))
    collect(order, tmp_path)
    with open_library(tmp_path, write=True, fold=fold) as library:
        library.remove(3)
    assert collect(order, tmp_path).found == ()
    (found,) = collect(Collection((f"{site.home}/p/3.html",), rules=rules(site)), tmp_path).found
    assert found.state == "added"


def test_older_articles_are_left_out(site: Site, tmp_path: Path) -> None:
    filled(site)
    since = datetime.date(2026, 3, 2)
    listed = collect(Collection((f"{site.home}/feed.xml",), since=since, rules=rules(site)), tmp_path)
    assert [found.article.date for found in listed.found] == [datetime.date(2026, 3, day) for day in (2, 3)]


def test_one_bad_source_does_not_stop_the_others(site: Site, tmp_path: Path) -> None:
    filled(site)
    (tmp_path / "a.md").write_text("# 标题\n\n正文。\n", encoding="utf-8")
    (tmp_path / "b.xyz").write_text("?", encoding="utf-8")
    sources = (
        f"{site.home}/nowhere.html",
        "http://169.254.169.254/latest",
        str(tmp_path / "missing.md"),
        str(tmp_path / "b.xyz"),
        f"{site.home}/p/1.html",
        str(tmp_path / "a.md"),
    )
    collected = collect(Collection(sources, rules=rules(site)), tmp_path / "library")
    assert [found.article.title for found in collected.found] == ["第1号人物的一天", "标题"]
    assert [notice.article for notice in collected.notices] == list(sources[:4])
    assert all(notice.message("zh") and notice.message("en") for notice in collected.notices)


def test_a_dry_run_leaves_nothing_behind(site: Site, tmp_path: Path) -> None:
    filled(site)
    seen = look(Collection((f"{site.home}/feed.xml",), rules=rules(site)), tmp_path / "library")
    assert [found.state for found in seen.found] == ["found"] * 3
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_after_collecting_still_shows_what_has_not_changed(site: Site, tmp_path: Path) -> None:
    filled(site)
    order = Collection((f"{site.home}/feed.xml",), rules=rules(site))
    collect(order, tmp_path)
    assert len(look(order, tmp_path).found) == 3


def test_offline_only_what_was_fetched_is_there(site: Site, tmp_path: Path) -> None:
    filled(site)
    one = f"{site.home}/p/1.html"
    collect(Collection((one,), rules=rules(site)), tmp_path)
    site.asked.clear()
    order = Collection((one, f"{site.home}/p/2.html"), rules=rules(site, offline=True))
    collected = collect(order, tmp_path)
    assert [found.state for found in collected.found] == ["unchanged"]
    assert [notice.code for notice in collected.notices] == ["web.offline"]
    assert site.asked == []


def test_a_run_that_is_stopped_keeps_what_it_has_and_goes_on_next_time(site: Site, tmp_path: Path) -> None:
    filled(site)
    order = Collection((f"{site.home}/feed.xml",), rules=rules(site))

    def stop_at_the_third(step: Step) -> None:
        if step.what.endswith("3.html"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collect(order, tmp_path, stop_at_the_third)
    with open_library(tmp_path, fold=fold) as library:
        assert len(library) == 2
        assert library.check() == ()
    rest = collect(order, tmp_path)
    assert [found.number for found in rest.found] == [3]
    assert rest.unchanged == 2


def test_a_folder_is_collected_in_name_order_with_provenance_and_once(tmp_path: Path) -> None:
    folder = tmp_path / "来稿"
    (folder / "深处").mkdir(parents=True)
    (folder / "a.txt").write_text("河堤上的人\n\n" + SENTENCES[1] * 3, encoding="gb18030")
    (folder / "深处" / "b.md").write_text("---\ntitle: 渡口\nsection: 旧闻\n---\n\n" + SENTENCES[3], "utf-8")
    (folder / "~$b.docx").write_bytes(b"lock")
    order = Collection((str(folder),), section="来稿")
    first = collect(order, tmp_path / "library")
    assert [(found.article.title, found.article.section) for found in first.found] == [
        ("河堤上的人", "来稿"),
        ("渡口", "旧闻"),
    ]
    assert first.notices == ()
    with open_library(tmp_path / "library", fold=fold) as library:
        source = library.get(1).provenance[0]
        assert library.original(source.sha256) == (folder / "a.txt").read_bytes()
    again = collect(order, tmp_path / "library")
    assert [found.state for found in again.found] == ["unchanged", "unchanged"]


def test_what_a_folder_holds_that_cannot_be_read_is_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("一.md", "二.doc", "三.doc", "四.wps", "图.jpg", "page.css", ".hidden.doc", "Thumbs.db"):
        (folder / name).write_text("# 渡口\n\n" + SENTENCES[3], "utf-8")
    collected = collect(Collection((str(folder),)), tmp_path / "library")
    assert len(collected.found) == 1
    (notice,) = collected.notices
    assert (notice.code, notice.values["names"].split()) == (
        "collect.left-unread",
        ["三.doc", "二.doc", "四.wps"],
    )
    (tmp_path / "empty").mkdir()
    (notice,) = collect(Collection((str(tmp_path / "empty"),)), tmp_path / "library").notices
    assert notice.code == "collect.empty-folder"


@pytest.mark.parametrize(
    "source", ["www.example.org/a.html", "example.com", "ftp://example.org/a", "htp://x"]
)
def test_an_address_without_its_scheme_is_told_as_such(tmp_path: Path, source: str) -> None:
    (notice,) = collect(Collection((source,)), tmp_path / "library").notices
    assert (notice.code, notice.article) == ("collect.no-scheme", source)


def test_a_copy_of_an_article_is_told_of(site: Site, tmp_path: Path) -> None:
    text = "\n\n".join(f"{SENTENCES[2]}那是第{year}年的事。" for year in range(1, 12))
    (tmp_path / "a.md").write_text(f"# 补书的人\n\n{text}\n", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"# 補書的人\n\n{text}\n\n（转载）\n", encoding="utf-8")
    sources = (str(tmp_path / "a.md"), str(tmp_path / "b.md"))
    collected = collect(Collection(sources), tmp_path / "library")
    assert collected.found[1].copy_of == 1
    assert "library.near-duplicate" in [notice.code for notice in collected.found[1].notices]


def test_what_looks_wrong_is_doubted(tmp_path: Path) -> None:
    (tmp_path / "无题稿.md").write_text(
        "---\ndate: 2098-01-01\nsource: 转自某网，有删改\n---\n\n短。\n", "utf-8"
    )
    (found,) = look(Collection((str(tmp_path / "无题稿.md"),)), tmp_path).found
    assert {notice.code for notice in found.notices} == {
        f"collect.doubtful-{name}" for name in ("title", "date", "source", "body")
    }
    assert found.accession.confidence["byline"] == 0


def test_an_answer_that_cannot_be_read_any_more_is_asked_for_again(tmp_path: Path) -> None:
    answers = Answers(tmp_path)
    now = datetime.datetime(2026, 3, 5, tzinfo=datetime.UTC)
    answer = Answer("http://a/", "http://a/b", 200, (("etag", '"1"'),), b"\x00\nbody", now)
    answers.keep(answer)
    assert answers.recall("http://a/") == answer
    (file,) = (tmp_path / "answers").rglob("*.gz")
    file.write_bytes(b"\x1f\x8bbroken")
    assert answers.recall("http://a/") is None
    assert answers.recall("http://b/") is None
