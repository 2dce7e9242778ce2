"""What a sheet may fetch and where it may lead."""

from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pdfplumber
import pytest
from weasyprint.urls import UNICODE_SCHEME_RE

from bulletin.pdf.fetcher import AssetFetcher
from bulletin.pdf.links import drop_unsafe_links

Print = Callable[..., Any]

FOREIGN = [
    "file:///etc/passwd",
    "http://127.0.0.1:9/a.png",
    "https://example.org/a.css",
    "ftp://example.org/a.png",
    "data:image/png;base64,AAAA",
    "FILE:///etc/passwd",
    "ASSET:a.png",
    "//example.org/a.png",
    "/etc/passwd",
    "a.png",
    "",
]


@pytest.mark.parametrize("url", FOREIGN)
def test_every_address_but_an_asset_is_refused(url: str) -> None:
    fetcher = AssetFetcher({"a.png": (b"x", "image/png"), "/etc/passwd": (b"x", "text/plain")})
    with pytest.raises(ValueError, match="foreign-address"):
        fetcher(url)
    assert [notice.code for notice in fetcher.notices] == ["pdf.foreign-address"]


def test_an_asset_is_served_with_its_media_type_whatever_its_name() -> None:
    fetcher = AssetFetcher({"图 1.png": (b"bytes", "image/png")})
    response = fetcher("asset:%E5%9B%BE%201.png")
    assert (response.read(), response.content_type) == (b"bytes", "image/png")
    assert fetcher.notices == ()


def test_an_asset_that_is_not_there_is_told_once() -> None:
    fetcher = AssetFetcher({})
    for _ in range(2):
        with pytest.raises(ValueError, match="missing-resource"):
            fetcher("asset:a.png")
    assert [notice.values for notice in fetcher.notices] == [{"address": "a.png"}]


WAYS = """<img src="{0}1" alt=""><object data="{0}2"></object><embed src="{0}3"><link rel="stylesheet" href="{0}4">
<style>@import "{0}5"; @font-face {{ font-family: X; src: url({0}6) }} p {{ background: url({0}7); content: url({0}8) }}
li {{ list-style-image: url({0}9) }}</style><link rel="attachment" href="{0}10"><p>一<a rel="attachment" href="{0}11">二</a></p>
<ul><li>三</li></ul><svg><image href="{0}12"/></svg><base href="{0}13">"""


@pytest.mark.parametrize("place", ["http://127.0.0.1:9/", "file:///etc/hostname?"])
def test_no_way_of_naming_a_resource_reaches_outside(
    printed: Print, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(*_: object, **__: object) -> None:
        pytest.fail("something was opened")

    monkeypatch.setattr("urllib.request.OpenerDirector.open", forbidden)
    monkeypatch.setattr("socket.create_connection", forbidden)
    page = printed(WAYS.format(place))
    assert set(page.codes) >= {"pdf.foreign-address"}
    assert b"EmbeddedFile" not in page.data
    assert "一二" in page.text()


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:1",
        "java\tscript:1",
        " file:///etc/passwd",
        "data:text/html,x",
        "page.html",
        "//x.org",
    ],
)
def test_a_link_elsewhere_loses_its_address_and_keeps_its_words(address: str) -> None:
    root = ElementTree.fromstring("<body><p>见<a>此处</a></p></body>")
    link = root.find(".//a")
    assert link is not None
    link.set("href", address)
    (notice,) = drop_unsafe_links(root)
    assert notice.code == "pdf.unsafe-link"
    assert (link.get("href"), link.text) == (None, "此处")


@pytest.mark.parametrize(
    "address", ["https://x.org/", "HTTP://x.org", "mailto:a@x.org", "tel:+861000", "#note-1"]
)
def test_a_link_to_the_web_a_person_or_the_text_stays(address: str) -> None:
    root = ElementTree.fromstring(f'<body><a href="{address}">此处</a></body>')
    assert drop_unsafe_links(root) == ()
    assert root[0].get("href") == address


def test_the_file_holds_only_links_that_are_allowed(printed: Print) -> None:
    page = printed(
        '<p id="p"><a href="https://example.org/%E6%A1%A5">网</a><a href="javascript:1">坏</a><a href="#p">内</a>'
        '<a href="file:///etc/passwd">档</a><a href="mailto:a@example.org">信</a></p>'
    )
    with pdfplumber.open(page.path) as document:
        addresses = [link["uri"] for link in document.pages[0].annots]
    assert addresses == ["https://example.org/%E6%A1%A5", None, "mailto:a@example.org"]
    assert page.codes == ["pdf.unsafe-link", "pdf.unsafe-link"]
    assert UNICODE_SCHEME_RE.match("asset:a")  # the scheme of ours is one WeasyPrint knows as absolute


def test_a_link_has_one_area_a_line_whatever_is_inside_it(printed: Print) -> None:
    page = printed('<p id="p"><a href="#p"><span>第一章</span> <b>修桥</b></a></p>')
    with pdfplumber.open(page.path) as document:
        assert len(document.pages[0].annots) == 1
