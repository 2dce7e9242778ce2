"""A folder of e-books becomes a catalogue that e-readers and shops can read."""

import json
import zipfile
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


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
)
ODD = (
    "<dc:title> 一\n  二 </dc:title><dc:creator> </dc:creator><dc:identifier>no address</dc:identifier>"
    "<dc:language>en-GB</dc:language><dc:date>2020</dc:date>"
    '<meta property="dcterms:modified">yesterday</meta>'
)


def stranger(path: Path, metadata: str, cover: str = "image/png") -> None:
    """Somebody's book with odd metadata; its cover says which folder it is from."""
    path.parent.mkdir(exist_ok=True)
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>"
        f'<item id="c" href="c.png" media-type="{cover}" properties="cover-image"/></manifest></package>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", CONTAINER)
        archive.writestr("a.opf", opf)
        archive.writestr("c.png", path.parent.name)


@pytest.fixture
def strangers(tmp_path: Path) -> Path:
    stranger(tmp_path / "a.epub", ODD, cover="image/../../x")
    stranger(tmp_path / "one" / "b.epub", "<dc:identifier>urn:isbn:9787302116225</dc:identifier>")
    stranger(tmp_path / "two" / "b.epub", "<dc:identifier>978-7-302-11622-6</dc:identifier>")
    assert shelve(tmp_path).books == 3
    return tmp_path


def test_books_of_strangers_make_a_sound_feed(strangers: Path) -> None:
    link = "string(a:link[contains(@rel, $rel)]/@href)"
    entries = {
        entry.xpath(link, namespaces=NAMES, rel="acquisition"): entry
        for entry in etree.parse(strangers / "opds.xml").iterfind("a:entry", NAMES)
    }
    odd = entries["a.epub"]
    assert odd.findtext("a:title", namespaces=NAMES) == "一 二"
    assert odd.find("a:author", NAMES) is None
    assert str(odd.findtext("a:id", namespaces=NAMES)).startswith("urn:uuid:")
    assert odd.findtext("a:updated", namespaces=NAMES) == "1980-01-01T00:00:00Z"
    assert odd.xpath(link, namespaces=NAMES, rel="image") == ""
    for folder in ("one", "two"):
        cover = str(entries[f"{folder}/b.epub"].xpath(link, namespaces=NAMES, rel="image"))
        assert (strangers / cover).read_text() == folder


def test_a_shop_is_told_only_true_numbers_and_languages(strangers: Path) -> None:
    onix = etree.parse(strangers / "onix.xml")
    assert sorted(str(kind.text) for kind in onix.iterfind(".//o:ProductIDType", NAMES)) == ["01", "01", "15"]
    assert sorted(str(code.text) for code in onix.iterfind(".//o:LanguageCode", NAMES)) == [
        "chi",
        "chi",
        "eng",
    ]
