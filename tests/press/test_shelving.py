"""A folder of e-books becomes a catalogue that e-readers and shops can read."""

import json
from pathlib import Path

import pytest
from lxml import etree

from bulletin.errors import InputError
from bulletin.model import Format, Script
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.shelving import shelve

EXAMPLE = Path(__file__).parents[2] / "examples" / "2026-03"
NAMES = {"a": "http://www.w3.org/2005/Atom", "o": "http://ns.editeur.org/onix/3.0/reference"}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shelf")
    scripts = (Script.ZH_HANS, Script.ZH_HANT_TW)
    make(Order((EXAMPLE,), formats=(Format.EPUB, Format.KEPUB), scripts=scripts, output=folder))
    (folder / "broken.epub").write_bytes(b"no book")
    return folder


def test_each_book_is_listed_once_with_its_file_and_cover(shelf: Path) -> None:
    shelved = shelve(shelf)
    assert shelved.books == 2
    assert [(notice.code, notice.article) for notice in shelved.notices] == [
        ("press.not-shelved", "broken.epub")
    ]
    feed = etree.parse(shelf / "opds.xml")
    assert feed.xpath("string(/a:feed/a:title)", namespaces=NAMES) == "枫浦会讯"
    entries = feed.findall("a:entry", NAMES)
    assert len(entries) == 2
    for entry in entries:
        for rel in ("http://opds-spec.org/acquisition/open-access", "http://opds-spec.org/image"):
            (href,) = entry.xpath(f"a:link[@rel='{rel}']/@href", namespaces=NAMES)
            assert (shelf / str(href)).is_file()
    assert len({entry.findtext("a:id", namespaces=NAMES) for entry in entries}) == 2


def test_the_json_feed_says_the_same(shelf: Path) -> None:
    shelve(shelf)
    feed = json.loads((shelf / "opds.json").read_text(encoding="utf-8"))
    assert feed["metadata"]["numberOfItems"] == len(feed["publications"]) == 2
    for publication in feed["publications"]:
        assert publication["metadata"]["belongsTo"]["series"]["position"] == 128
        assert (shelf / publication["links"][0]["href"]).is_file()


def test_a_shop_is_told_title_and_publisher(shelf: Path) -> None:
    shelve(shelf)
    products = etree.parse(shelf / "onix.xml").findall("o:Product", NAMES)
    assert len(products) == 2
    for product in products:
        assert product.findtext(".//o:TitleText", namespaces=NAMES)
        assert product.findtext(".//o:PublishingDate/o:Date", namespaces=NAMES) == "20260320"


def test_the_same_shelf_gives_the_same_bytes(shelf: Path) -> None:
    first = [path.read_bytes() for path in shelve(shelf).paths]
    assert [path.read_bytes() for path in shelve(shelf, "").paths] == first


def test_an_empty_folder_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        shelve(tmp_path)
    assert refused.value.code == "press.empty-shelf"
    assert list(tmp_path.iterdir()) == []
