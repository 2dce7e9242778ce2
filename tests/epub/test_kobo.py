"""Kobo's copy of a book counts sentences and changes no word."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bulletin.epub import bind
from bulletin.epub.kobo import for_kobo
from bulletin.model import Book, Leaf

XHTML = "{http://www.w3.org/1999/xhtml}"


def marked(leaf: Leaf) -> etree._Element:
    return etree.fromstring(for_kobo(leaf).xhtml)


def test_each_sentence_has_its_span_and_the_two_wrappers_stand_around_all(
    small_leaf: Callable[..., Leaf],
) -> None:
    body = "<p>桥修好了。“何时？”“三月。”他说</p><p>通<em>车。</em>完</p>"
    root = marked(small_leaf("a.xhtml", "题", body))
    spans = [(span.get("id"), span.text) for span in root.iter(f"{XHTML}span")]
    assert spans == [
        ("kobo.1.1", "桥修好了。"),
        ("kobo.1.2", "“何时？”"),
        ("kobo.1.3", "“三月。”"),
        ("kobo.1.4", "他说"),
        ("kobo.2.1", "通"),
        ("kobo.2.2", "车。"),
        ("kobo.2.3", "完"),
    ]
    (columns,) = root.iterfind(f"{XHTML}body/*")
    assert columns.get("id") == "book-columns"
    assert [child.get("id") for child in columns] == ["book-inner"]


@given(st.lists(st.text("桥。？“”a \n", max_size=12), min_size=1, max_size=4))
def test_no_character_is_lost_or_moved(texts: list[str]) -> None:
    root = etree.fromstring(f'<html xmlns="{XHTML[1:-1]}"><head><title>t</title></head><body/></html>')
    for text in texts:
        paragraph = etree.SubElement(root[1], f"{XHTML}p")
        paragraph.text = text
        etree.SubElement(paragraph, f"{XHTML}em").tail = text
    written = etree.tostring(root)
    after = marked(Leaf("a.xhtml", "题", written))
    assert "".join(after[1].itertext()) == "".join(etree.fromstring(written)[1].itertext())


def test_epubcheck_finds_no_id_twice_in_a_bound_copy(book: Book, tmp_path: Path) -> None:
    bind(book, tmp_path / "a.kepub.epub", for_kobo=True)
    with zipfile.ZipFile(tmp_path / "a.kepub.epub") as archive:
        for leaf in book.leaves:
            root = etree.fromstring(archive.read(f"EPUB/{leaf.href}"))
            ids = [str(key) for key in root.xpath("//@id")]
            assert len(ids) == len(set(ids))
