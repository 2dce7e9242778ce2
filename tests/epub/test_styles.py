"""Style sheets of a book name files of the book."""

from dataclasses import replace

import pytest

from bulletin.epub.styles import closed
from bulletin.model import Book, Resource


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ('@import "http://x.example/a"; a{color:red}', " a{color:red}"),
        ("@import url(//x.example/b) screen; a{color:red}", " a{color:red}"),
        ('@im\\70ort "http://x.example/c";', ""),
        ("@import layer(a) url('file:///c');", ""),
        ("a{background:u\\72l(http://x.example/c)}", "a{background:none}"),
        ('a{background:url("http://x.example/d") no-repeat}', "a{background:none no-repeat}"),
        ("a{background:url(\\0068ttp://x.example)}", "a{background:none}"),
        ('a{background:image-set("http://x.example" 1x)}', "a{background:none}"),
        ('a{background:src("data:image/png,x")}', "a{background:none}"),
        ("@media print{a{background:url(../../x.png)}}", "@media print{a{background:none}}"),
        ("@font-face{src:url(/fonts/a.ttf)}", "@font-face{src:none}"),
    ],
)
def test_an_address_outside_is_taken_out_and_told(book: Book, written: str, left: str) -> None:
    sheet = Resource("style/epub.css", "text/css", written.encode())
    shut, notices = closed(replace(book, resources=(sheet,)))
    assert shut.resources[0].data.decode() == left
    assert [notice.code for notice in notices] == ["epub.foreign-address"]


@pytest.mark.parametrize(
    "written",
    [
        '/* http://x.example */ a{content:"http://x.example"}',
        "@font-face{src:url(../fonts/a.ttf)}",
        '@import "more.css"; @namespace url(http://www.w3.org/1999/xhtml);',
        "a{fill:url(#b)}",
    ],
)
def test_what_stays_inside_is_left_to_the_byte(book: Book, written: str) -> None:
    sheet = Resource("style/epub.css", "text/css", written.encode())
    shut, notices = closed(replace(book, resources=(sheet,)))
    assert (shut.resources, notices) == ((sheet,), ())
