"""Fetching from a site of our own: limits, and one clear sentence for whatever goes wrong."""

import gzip
import time
import zlib
from typing import Any

import brotli
import pytest
from tests.collect.web.answers import code_of

from bulletin.collect.web import Fetcher


def test_a_page_comes_as_it_was_sent(site: Any, fetcher: Fetcher) -> None:
    site.put("/a.html", "<p>茶山", "text/html; charset=GB2312", "gb18030")
    answer = fetcher.get(site.url("/a.html"))
    assert (answer.status, answer.media_type, answer.charset) == (200, "text/html", "gb2312")
    assert answer.text().text == "<p>茶山"
    assert not answer.unchanged
    assert site.headers[-1]["user-agent"].startswith("bulletin/")


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda data: zlib.compress(data, wbits=-15)),
        ("br", brotli.compress),
        ("gzip", lambda data: gzip.compress(data[:700]) + gzip.compress(data[700:])),
    ],
)
def test_packed_answers_are_unpacked(site: Any, fetcher: Fetcher, name: str, pack: Any) -> None:
    text = "春茶" * 4000
    site.put("/", pack(text.encode()), Content_Encoding=name)
    assert fetcher.get(site.url("/")).text().text == text


@pytest.mark.parametrize(
    ("name", "pack"), [("gzip", gzip.compress), ("br", lambda data: brotli.compress(data, quality=4))]
)
def test_a_bomb_is_not_unpacked(site: Any, fetcher: Fetcher, name: str, pack: Any) -> None:
    site.put("/", pack(bytes(50 << 20)), Content_Encoding=name)
    assert code_of(fetcher, site.url("/")) == "web.too-big"


def test_an_answer_that_announces_too_much_is_not_read(site: Any, fetcher: Fetcher) -> None:
    site.put("/", b"x", Content_Length=str(5 << 30))
    assert code_of(fetcher, site.url("/")) == "web.too-big"


def test_an_endless_answer_is_cut(site: Any, fetcher: Fetcher) -> None:
    def endless(handler: Any) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x" * 65536)
        except OSError:
            pass

    site.pages["/"] = endless
    assert code_of(fetcher, site.url("/")) == "web.too-big"


@pytest.mark.parametrize("where", ["head", "body"])
def test_an_answer_that_drips_ends_with_its_time(site: Any, make_fetcher: Any, where: str) -> None:
    def dripping(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if where == "head" else b"\r\n"))
        try:
            for _ in range(100):
                handler.wfile.write(b"X")
                time.sleep(0.05)
        except OSError:
            pass

    site.pages["/"] = dripping
    begun = time.monotonic()
    assert code_of(make_fetcher(total_s=0.3, tries=1, obey_robots=False), site.url("/")) == "web.timeout"
    assert time.monotonic() - begun < 2


def test_silence_is_a_timeout_and_tried_again(site: Any, make_fetcher: Any, clock: Any) -> None:
    site.pages["/"] = lambda _: time.sleep(0.4)
    fetcher = make_fetcher(wait_s=0.1, tries=2, obey_robots=False)
    assert code_of(fetcher, site.url("/")) == "web.timeout"
    assert clock.slept[0] == 3.0


def test_a_cut_answer_is_broken(site: Any, make_fetcher: Any) -> None:
    site.put("/", b"half", Content_Length="100")

    def cut(handler: Any) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    site.pages["/cut"] = cut
    assert code_of(make_fetcher(tries=1), site.url("/cut")) == "web.broken"
    site.put("/gz", gzip.compress(b"abc" * 1000)[:-12], Content_Encoding="gzip")
    assert code_of(make_fetcher(tries=1), site.url("/gz")) == "web.broken"
    site.put("/no", b"never packed", Content_Encoding="gzip")
    assert code_of(make_fetcher(tries=1), site.url("/no")) == "web.broken"


def test_redirects_are_followed(site: Any, fetcher: Fetcher) -> None:
    site.redirect("/a", "/b?x=1")
    site.redirect("/b?x=1", site.url("/茶.html").encode().decode("latin-1"))  # as such servers send it
    site.put("/%E8%8C%B6.html", "<p>到了")
    answer = fetcher.get(site.url("/a"))
    assert answer.url == site.url("/a")
    assert answer.final_url == site.url("/%E8%8C%B6.html")


def test_a_circle_of_redirects_ends(site: Any, fetcher: Fetcher) -> None:
    site.redirect("/a", "/b")
    site.redirect("/b", "/a")
    assert code_of(fetcher, site.url("/a")) == "web.redirects"
    assert len(site.asked) == 7  # robots.txt, the address, five redirects


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://169.254.169.254/latest/meta-data/", "web.port"),
        ("http://169.254.169.254:{port}/", "web.private"),
        ("http://10.0.0.1.test:{port}/", "web.private"),
        ("file:///etc/passwd", "web.scheme"),
        ("http://me@localhost:{port}/", "web.userinfo"),
        ("http://[::ffff:169.254.169.254]:{port}/", "web.private"),
    ],
)
def test_a_redirect_is_judged_like_any_address(
    site: Any, rules: Any, clock: Any, target: str, code: str
) -> None:
    def lookup(host: str, port: int) -> list[str]:
        known = {"localhost": "127.0.0.1", "10.0.0.1.test": "169.254.10.1"}
        return [known.get(host, host)]

    site.redirect("/a", target.format(port=site.port))
    with Fetcher(rules, clock=clock, lookup=lookup) as fetcher:
        assert code_of(fetcher, site.url("/a")) == code
    assert site.paths(302) == ["/a"]


def test_this_machine_is_not_asked_unless_allowed(site: Any, make_fetcher: Any) -> None:
    site.put("/", "secret")
    assert code_of(make_fetcher(allow_private=False), site.url("/")) == "web.private"
    assert site.asked == []


def test_a_host_is_looked_up_once_and_that_address_is_dialled(site: Any, rules: Any, clock: Any) -> None:
    answers = iter([["127.0.0.1"]])  # a second look-up would fail
    site.put("/a", "<p>1")
    site.put("/b", "<p>2")
    with Fetcher(rules, clock=clock, lookup=lambda *_: next(answers)) as fetcher:
        fetcher.get(f"http://paper.test:{site.port}/a")
        fetcher.get(f"http://paper.test:{site.port}/b")
    assert {headers["host"] for headers in site.headers} == {f"paper.test:{site.port}"}


def test_an_address_that_is_dead_does_not_hide_the_next(site: Any, rules: Any, clock: Any) -> None:
    site.put("/", "<p>here")
    with Fetcher(rules, clock=clock, lookup=lambda *_: ["127.0.0.9", "127.0.0.1"]) as fetcher:
        assert fetcher.get(site.url("/")).status == 200


def test_what_has_not_changed_is_not_sent_again(site: Any, fetcher: Fetcher, shelf: Any) -> None:
    site.put("/a", "<p>一")
    first = fetcher.get(site.url("/a"))
    shelf.keep(first)
    again = fetcher.get(site.url("/a"))
    assert site.asked[-1] == ("/a", 304)
    assert again.unchanged
    assert again.from_cache
    assert again.body == first.body
    site.put("/a", "<p>二")
    assert not fetcher.get(site.url("/a")).unchanged


def test_a_validator_is_sent_only_to_where_it_came_from(site: Any, fetcher: Fetcher, shelf: Any) -> None:
    site.redirect("/a", "/old")
    site.put("/old", "<p>旧")
    shelf.keep(fetcher.get(site.url("/a")))
    site.redirect("/a", "/new")
    site.put("/new", "<p>新")
    assert fetcher.get(site.url("/a")).body == "<p>新".encode()
    assert "if-none-match" not in site.headers[-1]


def test_the_same_bytes_sent_again_are_no_change(site: Any, fetcher: Fetcher, shelf: Any) -> None:
    site.pages["/a"] = (200, {}, b"<p>1")  # a server without validators
    shelf.keep(fetcher.get(site.url("/a")))
    answer = fetcher.get(site.url("/a"))
    assert answer.unchanged
    assert not answer.from_cache


def test_offline_gives_what_is_kept_and_asks_nobody(site: Any, make_fetcher: Any, shelf: Any) -> None:
    site.put("/a", "<p>一")
    shelf.keep(make_fetcher().get(site.url("/a")))
    site.forget()
    offline = make_fetcher(offline=True)
    assert offline.get(site.url("/a")).from_cache
    assert code_of(offline, site.url("/b")) == "web.offline"
    assert site.asked == []


def test_a_port_nobody_listens_on_is_told(make_fetcher: Any) -> None:
    fetcher = make_fetcher(ports=frozenset({1}), tries=1)
    assert code_of(fetcher, "http://localhost:1/") == "web.connect"
    assert code_of(make_fetcher(ports=frozenset({80})), "http://nowhere.test/") == "web.unknown-host"
