"""A web site of our own on this machine, as odd as real ones, and a fetcher that need not wait for it."""

import datetime
import hashlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bulletin.collect.web import Answer, Fetcher, Rules

Reply = tuple[int, dict[str, str], bytes]
Page = Reply | Callable[[BaseHTTPRequestHandler], Reply | None]


@dataclass
class Site:
    """`pages` by path with query; `asked` are the requests as (path, status), `headers` those of each."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)

    @property
    def home(self) -> str:
        return f"http://localhost:{self.port}"

    def url(self, path: str) -> str:
        return self.home + path

    def put(
        self,
        path: str,
        body: str | bytes,
        media_type: str = "text/html",
        encoding: str = "utf-8",
        status: int = 200,
        **headers: str,
    ) -> None:
        data = body if isinstance(body, bytes) else body.encode(encoding)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        tag = {"ETag": f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'} if status == 200 else {}
        self.pages[path] = (status, {"Content-Type": media_type, **tag, **named}, data)

    def redirect(self, path: str, target: str) -> None:
        self.pages[path] = (302, {"Location": target}, b"")

    def paths(self, status: int = 200) -> list[str]:
        return [path for path, given in self.asked if given == status]

    def forget(self) -> None:
        self.asked.clear()
        self.headers.clear()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.headers.append({name.lower(): value for name, value in self.headers.items()})
            page = site.pages.get(self.path, (404, {}, b"not here"))
            reply = page(self) if callable(page) else page
            if reply is None:  # it has answered by itself
                site.asked.append((self.path, 0))
                self.close_connection = True
                return
            status, headers, body = reply
            if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
            site.asked.append((self.path, status))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what several tests are about."""


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = _Server(("127.0.0.1", 0), _handler(site))
    site.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield site
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class FakeClock:
    """Time that passes only by sleeping."""

    time: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def now(self) -> datetime.datetime:
        return datetime.datetime(2026, 3, 5, 8, 0, tzinfo=datetime.UTC)


@dataclass
class Shelf:
    """Answers kept by their address, as a library keeps them."""

    answers: dict[str, Answer] = field(default_factory=dict)

    def recall(self, url: str) -> Answer | None:
        return self.answers.get(url)

    def keep(self, *answers: Answer) -> None:
        self.answers |= {answer.url: answer for answer in answers}


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def rules(site: Site) -> Rules:
    return Rules(allow_private=True, ports=frozenset({site.port}), max_bytes=1 << 20, wait_s=5, total_s=5)


@pytest.fixture
def lookup() -> Callable[[str, int], list[str]]:
    """No name server is asked."""
    return lambda host, _: ["127.0.0.1"] if host in ("localhost", "127.0.0.1", "other.test") else []


MakeFetcher = Callable[..., Fetcher]


@pytest.fixture
def make_fetcher(rules: Rules, clock: FakeClock, shelf: Shelf, lookup: Any) -> Iterator[MakeFetcher]:
    """A fetcher under the rules, some of them changed."""
    made: list[Fetcher] = []

    def make(**changes: Any) -> Fetcher:
        made.append(Fetcher(replace(rules, **changes), validators=shelf, clock=clock, lookup=lookup))
        return made[-1]

    yield make
    for fetcher in made:
        fetcher.close()


@pytest.fixture
def fetcher(make_fetcher: MakeFetcher) -> Fetcher:
    return make_fetcher()


SENTENCES = (
    "清晨六点，青溪镇文化站的门已经开了，站长何田把昨晚收来的稿子一份一份摊在长桌上。",
    "他说，这份小报办了十一年，靠的是镇上七十多位通讯员，他们有的种茶，有的教书，有的开船。",
    "今年春天，编辑小组决定把十一年的旧报重新整理，按年份装订，送到每一个村的阅览室去。",
    "负责校对的林秋雨老师每天下课以后来两个小时，她把每一处疑问都用铅笔写在纸边上。",
)


def article(
    title: str, *, date: str = "2026-02-18", extra: str = "", sentences: tuple[str, ...] = SENTENCES
) -> str:
    paragraphs = "".join(f"<p>　　{sentence}</p>" for sentence in sentences)
    return (
        f"<html><head><meta charset='utf-8'><title>{title}_青溪网</title></head><body>"
        "<div class='nav'><a href='/'>首页</a> &gt; <a href='/news/'>镇村新闻</a> &gt; 正文</div>"
        f"<h1>{title}</h1><div class='info'>发布时间：{date} 来源：青溪小报 作者：何田</div>"
        f"<div class='content'>{paragraphs}{extra}</div>"
        "<div class='foot'>责任编辑：林秋雨</div><div>版权所有 青溪镇文化站</div></body></html>"
    )


@pytest.fixture
def make_article() -> Callable[..., str]:
    """A page with an article of ours."""
    return article


@pytest.fixture
def sentences() -> tuple[str, ...]:
    return SENTENCES
