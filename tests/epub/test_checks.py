"""A book that would not open is refused before a file is touched, with the fault and its place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.epub import bind
from bulletin.errors import InputError
from bulletin.model import Book, Leaf, NavPoint, Resource

MakeLeaf = Callable[..., Leaf]
Break = Callable[[Book, MakeLeaf], Book]


def with_leaf(body: str, *, landmark: str = "", href: str = "text/new.xhtml") -> Break:
    return lambda book, leaf: replace(book, leaves=(*book.leaves, leaf(href, "新页", body, landmark)))


def with_resource(href: str) -> Break:
    picture = Resource(href, "image/svg+xml", b"<svg/>")
    return lambda book, _leaf: replace(book, resources=(*book.resources, picture))


FAULTS: dict[str, tuple[str, Break]] = {
    "an empty title": ("epub.empty", lambda book, _leaf: replace(book, title=" ")),
    "no contents": ("epub.no-contents", lambda book, _leaf: replace(book, contents=())),
    "an empty entry": (
        "epub.empty",
        lambda book, _leaf: replace(book, contents=(NavPoint("", "cover.xhtml"),)),
    ),
    "a control character in a title": (
        "epub.control-character",
        lambda book, _leaf: replace(book, title="修桥\u0007记"),
    ),
    "a lone surrogate in a name": (
        "epub.control-character",
        lambda book, _leaf: replace(book, publisher="河畔\ud840"),
    ),
    "an id twice": ("epub.duplicate-id", with_leaf('<p id="a">一</p><p id="a">二</p>')),
    "a name twice": ("epub.duplicate-name", with_leaf("<p>一</p>", href="text/A-1.xhtml")),
    "the name of the navigation": ("epub.duplicate-name", with_resource("nav.xhtml")),
    "a name out of the book": ("epub.bad-name", with_resource("../x.svg")),
    "a name with a space": ("epub.bad-name", with_resource("a b.svg")),
    "a landmark twice": ("epub.duplicate-landmark", with_leaf("<p>一</p>", landmark="cover")),
    "a page that is not XML": ("epub.not-well-formed", with_leaf("<p>一<br></p>")),
    "an entity": ("epub.not-well-formed", with_leaf("<p>一&nbsp;二</p>")),
    "a page that is not XHTML": (
        "epub.not-xhtml",
        lambda book, _leaf: replace(book, leaves=(*book.leaves, Leaf("x.xhtml", "新页", b"<html/>"))),
    ),
    "a note that is not there": ("epub.dangling-reference", with_leaf('<p><a href="#note-9">9</a></p>')),
    "an id that is not there": (
        "epub.dangling-reference",
        with_leaf('<p><a href="a-1.xhtml#gone">见</a></p>'),
    ),
    "a picture that is not there": (
        "epub.dangling-reference",
        with_leaf('<p><img src="../images/gone.png" alt="无"/></p>'),
    ),
    "an entry that leads nowhere": (
        "epub.dangling-reference",
        lambda book, _leaf: replace(book, contents=(NavPoint("无", "text/gone.xhtml"),)),
    ),
    "a remote picture": (
        "epub.foreign-reference",
        with_leaf('<p><img src="https://example.org/a.png" alt="远"/></p>'),
    ),
    "a script link": ("epub.foreign-reference", with_leaf('<p><a href="javascript:alert(1)">点</a></p>')),
    "a broken address": ("epub.foreign-reference", with_leaf('<p><a href="http://[">点</a></p>')),
}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda name: name.replace(" ", "-"))
def test_a_book_is_refused_for(fault: str, book: Book, small_leaf: MakeLeaf, tmp_path: Path) -> None:
    code, damage = FAULTS[fault]
    with pytest.raises(InputError) as told:
        bind(damage(book, small_leaf), tmp_path / "book.epub")
    assert told.value.code == code
    assert told.value.place
    assert told.value.message("zh") != told.value.message("en")
    assert not (tmp_path / "book.epub").exists()


def test_links_out_of_the_book_are_kept(book: Book, small_leaf: MakeLeaf, tmp_path: Path) -> None:
    body = '<p><a href="https://example.org/">网</a><a href="mailto:a@example.org">信</a></p>'
    leaves = (*book.leaves, small_leaf("text/out.xhtml", "新页", body))
    bind(replace(book, leaves=leaves), tmp_path / "book.epub")
    assert (tmp_path / "book.epub").exists()
