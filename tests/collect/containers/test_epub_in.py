"""E-books, each made here."""

import datetime
from pathlib import Path

import pytest
from tests.collect.containers.made import SENTENCES, Files, book, chapter, zipped

from bulletin.collect.epub_in import read_epub
from bulletin.errors import InputError


@pytest.mark.parametrize("contents", ["nav", "ncx"])
def test_a_book_gives_an_article_for_each_entry_of_its_contents(contents: str) -> None:
    outcome = read_epub(zipped(book(contents)), Path("旧事.epub"))
    first, second, third = outcome.value
    assert [article.title for article in outcome.value] == ["渡口", "石碑", "赶集"]
    assert first.body.text.splitlines() == list(SENTENCES[:2])
    assert second.body.text.splitlines() == list(SENTENCES[2:])
    assert len(first.assets) == 1
    assert {article.byline for article in outcome.value} == {"傅长河"}
    assert third.source == "澄溪旧事"
    assert third.date == datetime.date(2025, 6, 1)
    assert len({article.key for article in outcome.value}) == 3
    assert not outcome.notices


def test_in_a_periodical_each_article_has_its_own_author_and_section() -> None:
    files = book()
    files["OPS/text/one.xhtml"] = (
        "<html><body><h1>渡口</h1><ul><li><a href='two.xhtml'>石碑 柳如烟</a></li></ul></body></html>"
    )
    files["OPS/text/two.xhtml"] = chapter("石碑", "柳如烟 2025年5月2日", SENTENCES[2]).replace(
        "<h1>", "<p>旧物</p><h1>"
    )
    second, third = read_epub(zipped(files), Path("a.epub")).value
    assert (second.kicker, second.byline, second.section) == ("旧物", "柳如烟", "渡口")
    assert second.date == datetime.date(2025, 5, 2)
    assert second.body.text.splitlines() == list(SENTENCES[2:])
    assert third.byline == ""


@pytest.mark.parametrize("contents", ["nav", "ncx"])
def test_a_label_over_entries_of_the_contents_is_their_section(contents: str) -> None:
    files = book(contents)
    table = str(files["OPS/nav.xhtml"])
    if contents == "nav":
        files["OPS/nav.xhtml"] = table.replace("<ol>", "<ol><li><span>旧物</span><ol>").replace(
            "</ol>", "</ol></li></ol>"
        )
    else:
        opening = "<navPoint><navLabel><text>旧物</text></navLabel><content src='text/one.xhtml'/>"
        files["OPS/nav.xhtml"] = table.replace("<navMap>", f"<navMap>{opening}").replace(
            "</navMap>", "</navPoint></navMap>"
        )
    assert {article.section for article in read_epub(zipped(files), Path("a.epub")).value} == {"旧物"}


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.txt": "no book"}, "web.book"),
        (book() | {"META-INF/container.xml": "\n"}, "web.book"),
        (book() | {"META-INF/container.xml": "\0"}, "web.book"),  # nothing that XML's reader could recover
        (book() | {"OPS/book.opf": "no element"}, "web.book"),
        (book() | {"OPS/book.opf": "\0"}, "web.book"),
        (book() | {"../evil": "x"}, "collect.archive-unsafe"),
        (book() | {"OPS/huge": bytes(100 << 20)}, "collect.archive-unsafe"),
        (
            book()
            | {
                "META-INF/encryption.xml": "<e><EncryptionMethod Algorithm='http://www.w3.org/2001/04/xmlenc#aes256-cbc'/></e>"
            },
            "web.book-locked",
        ),
        (
            book() | {"OPS/book.opf": "<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x;</p>"},
            "collect.empty",
        ),
    ],
)
def test_a_book_that_is_none_or_means_harm_is_refused(files: Files, code: str) -> None:
    with pytest.raises(InputError) as caught:
        read_epub(zipped(files), Path("a.epub"))
    assert caught.value.code == code
