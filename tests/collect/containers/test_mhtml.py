"""Saved archives of pages, each made here."""

import base64
import datetime
from pathlib import Path

import pytest
from tests.collect.containers.made import SENTENCES, page, picture

from bulletin.collect.mhtml import is_single_file, read_mhtml, read_single_file
from bulletin.errors import InputError


def mhtml(body: str, pictures: dict[str, bytes], encoding: str = "utf-8", charset: str = "utf-8") -> bytes:
    lines = [
        "From: <Saved by a browser>",
        "Snapshot-Content-Location: http://a.test/news/1.html",
        "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----edge"',
        "",
        "------edge",
        f'Content-Type: text/html; charset="{charset}"',
        "Content-Transfer-Encoding: base64",
        "Content-Location: http://a.test/news/1.html",
        "",
        base64.encodebytes(body.encode(encoding)).decode(),
    ]
    for name, data in pictures.items():
        key = "Content-ID" if name.startswith("<") else "Content-Location"
        lines += [
            "------edge",
            "Content-Type: image/jpeg",
            "Content-Transfer-Encoding: base64",
            f"{key}: {name}",
            "",
        ]
        lines += [base64.encodebytes(data).decode()]
    return "\r\n".join([*lines, "------edge--", ""]).encode()


def test_an_mhtml_file_gives_the_article_and_its_pictures() -> None:
    pictures = {"http://a.test/img/boat.jpg": picture(), "<two@mhtml>": picture(turn=90)}
    extra = (
        "<p><img src='../img/boat.jpg' data-src='//cdn.test/late.jpg'></p><p><img src='cid:two@mhtml'></p>"
    )
    outcome = read_mhtml(mhtml(page(extra), pictures), Path("渡口.mhtml"))
    article = outcome.value
    assert (article.title, article.source) == ("渡口的四十六年", "澄溪文艺")
    assert article.date == datetime.date(2026, 1, 20)
    assert article.url == "http://a.test/news/1.html"
    assert article.body.text.splitlines()[: len(SENTENCES)] == list(SENTENCES)
    assert len(article.assets) == 2
    assert not outcome.notices


def test_an_mhtml_file_may_be_gbk_and_lack_a_picture() -> None:
    data = mhtml(page("<p><img src='gone.jpg'></p>"), {}, "gb18030", "gb2312")
    outcome = read_mhtml(data, Path("a.mht"))
    assert outcome.value.body.text.startswith(SENTENCES[0])
    assert [notice.code for notice in outcome.notices] == ["web.archive-picture"]


@pytest.mark.parametrize("data", [b"", b"no mail at all", b"Content-Type: text/plain\r\n\r\nhello"])
def test_a_file_that_holds_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_mhtml(data, Path("a.mhtml"))
    assert caught.value.code == "web.archive-page"


def test_addresses_in_an_mhtml_file_may_hold_what_no_address_holds() -> None:
    data = mhtml(page("<p><img src='../img/boat.jpg'></p>"), {"http://a.test/img/boat.jpg": picture()})
    outcome = read_mhtml(data.replace(b"http://a.test/", b"http://a\0.\x01test/"), Path("a.mhtml"))
    assert outcome.value.body.text.splitlines()[: len(SENTENCES)] == list(SENTENCES)
    assert len(outcome.value.assets) == 1


def test_an_mhtml_file_with_addresses_that_are_none_is_read() -> None:
    data = mhtml(page("<p><img src='http://[/boat.jpg'></p>"), {"http://[": picture()})
    outcome = read_mhtml(data, Path("a.mhtml"))
    assert outcome.value.body.text.splitlines()[: len(SENTENCES)] == list(SENTENCES)


def test_a_picture_may_bear_names_that_are_no_attributes() -> None:
    data = mhtml(page("<p><img {{x}} src='../img/boat.jpg'></p>"), {"http://a.test/img/boat.jpg": picture()})
    assert len(read_mhtml(data, Path("a.mhtml")).value.assets) == 1


def test_a_page_saved_by_single_file_needs_no_web() -> None:
    inline = "data:image/png;base64," + base64.b64encode(picture("PNG")).decode()
    head = (
        "<html><!--\n Page saved with SingleFile \n url: http://a.test/news/1.html \n saved date: today -->"
    )
    text = page(f"<p><img src='{inline}' data-src='http://a.test/late.png'></p>").replace("<html>", head)
    assert is_single_file(text)
    assert not is_single_file(page())
    outcome = read_single_file(text, Path("a.html"))
    assert len(outcome.value.assets) == 1
    assert outcome.value.url == "http://a.test/news/1.html"
    assert not outcome.notices
