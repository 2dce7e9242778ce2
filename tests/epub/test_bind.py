"""The file that comes out: packed for every reading system, the same bytes every time."""

import datetime
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import ebooklib.epub
import pytest
from lxml import etree

from bulletin.epub import bind
from bulletin.errors import OutputError
from bulletin.model import Book, Leaf, NavPoint, Resource

NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "epub": "http://www.idpf.org/2007/ops",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}
Unpack = Callable[[Path], dict[str, bytes]]


@pytest.fixture
def files(book: Book, tmp_path: Path, unpacked: Unpack) -> dict[str, bytes]:
    bind(book, tmp_path / "book.epub")
    return unpacked(tmp_path / "book.epub")


def found(files: dict[str, bytes], name: str, path: str) -> list[str]:
    return [str(value) for value in etree.fromstring(files[f"EPUB/{name}"]).xpath(path, namespaces=NAMES)]


def test_the_writer_was_read_against_this_version_of_ebooklib() -> None:
    assert ebooklib.epub.VERSION[:2] == (0, 20)


def test_mimetype_comes_first_and_is_stored(book: Book, tmp_path: Path) -> None:
    bind(book, tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read(first) == b"application/epub+zip"
    assert (tmp_path / "book.epub").read_bytes()[38:58] == b"application/epub+zip"  # no extra field before it


def test_the_same_book_gives_the_same_bytes(book: Book, tmp_path: Path) -> None:
    for name in ("one", "two"):
        bind(book, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_documents_are_packed_as_they_are(book: Book, files: dict[str, bytes]) -> None:
    for leaf in book.leaves:
        assert files[f"EPUB/{leaf.href}"] == leaf.xhtml
    for resource in book.resources:
        assert files[f"EPUB/{resource.href}"] == resource.data


def test_an_svg_picture_keeps_its_view_box_and_ruby_its_spacing(
    book: Book, tmp_path: Path, unpacked: Unpack, small_leaf: Callable[..., Leaf]
) -> None:
    ruby = "<h1>诗</h1><p><ruby>汉<rt>hàn</rt></ruby><ruby>字<rt>zì</rt></ruby></p>"
    leaves = (*book.leaves, small_leaf("text/ruby.xhtml", "诗", ruby))
    bind(replace(book, leaves=leaves), tmp_path / "book.epub")
    files = unpacked(tmp_path / "book.epub")
    assert b'viewBox="0 0 8 8"' in files["EPUB/images/circle.svg"]
    assert b"</ruby><ruby>" in files["EPUB/text/ruby.xhtml"]


def test_the_contents_stand_after_cover_and_title_page(files: dict[str, bytes]) -> None:
    spine = found(files, "content.opf", "//opf:spine/opf:itemref/@idref")
    assert spine == ["leaf-1", "leaf-2", "nav", "leaf-3", "leaf-4", "leaf-5", "leaf-6"]


def test_nav_and_ncx_give_sections_then_articles_in_reading_order(files: dict[str, bytes]) -> None:
    toc = "//h:nav[@epub:type='toc']"
    assert found(files, "nav.xhtml", f"{toc}//h:a/text()") == ["本会要闻", "修桥记", "读碑记", "版权页"]
    assert found(files, "nav.xhtml", f"{toc}/h:ol/h:li/h:ol/h:li/h:a/@href") == [
        "text/a-1.xhtml",
        "text/a-2.xhtml",
    ]
    assert found(files, "toc.ncx", "//ncx:navLabel/ncx:text/text()") == [
        "本会要闻",
        "修桥记",
        "读碑记",
        "版权页",
    ]
    assert found(files, "toc.ncx", "//ncx:navPoint/@playOrder") == ["1", "2", "3", "4"]
    assert found(files, "toc.ncx", "//ncx:meta[@name='dtb:depth']/@content") == ["2"]


def test_landmarks_have_one_value_each_and_the_guide_says_the_same(files: dict[str, bytes]) -> None:
    landmarks = found(files, "nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a/@epub:type")
    assert landmarks == ["cover", "titlepage", "toc", "bodymatter", "colophon"]
    assert found(files, "content.opf", "//opf:guide/opf:reference/@type") == [
        "cover",
        "title-page",
        "toc",
        "text",
        "colophon",
    ]


def test_the_metadata_say_what_the_book_is(files: dict[str, bytes]) -> None:
    assert found(files, "content.opf", "/opf:package/@xml:lang") == ["zh-Hans"]
    assert found(files, "content.opf", "//dc:identifier[@id=/opf:package/@unique-identifier]/text()") == [
        "urn:uuid:8d1f4e5c-6a53-5b0e-9a3e-3d0c7f0a2b11"
    ]
    assert found(files, "content.opf", "//dc:title/text()") == ["河畔通讯 第三期", "清明专号"]
    assert found(files, "content.opf", "//opf:meta[@refines='#subtitle']/text()") == ["subtitle", "2"]
    assert found(files, "content.opf", "//dc:creator/text()") == ["余大成"]
    assert found(files, "content.opf", "//dc:contributor/text()") == ["范小雨"]
    assert found(files, "content.opf", "//opf:meta[@property='role']/text()") == ["edt", "aut"]
    assert found(files, "content.opf", "//opf:meta[@property='belongs-to-collection']/text()") == ["河畔通讯"]
    assert found(files, "content.opf", "//opf:meta[@property='group-position']/text()") == ["128"]
    assert found(files, "content.opf", "//dc:date/text()") == ["2026-04-05"]
    assert found(files, "content.opf", "//dc:rights/text()") == ["内部资料 免费交流"]
    assert "Ebook-lib" not in files["EPUB/content.opf"].decode()


def test_the_time_of_change_is_written_in_utc(files: dict[str, bytes]) -> None:
    modified = found(files, "content.opf", "//opf:meta[@property='dcterms:modified']/text()")
    assert modified == ["2026-04-05T00:00:00Z"]


def test_the_cover_picture_is_marked_in_both_ways(files: dict[str, bytes]) -> None:
    marked = found(files, "content.opf", "//opf:item[@properties='cover-image']/@id")
    assert marked == found(files, "content.opf", "//opf:meta[@name='cover']/@content") != []


def test_accessibility_is_computed_from_the_book(
    book: Book, tmp_path: Path, unpacked: Unpack, small_leaf: Callable[..., Leaf]
) -> None:
    bind(book, tmp_path / "described.epub")
    leaves = (
        *book.leaves,
        small_leaf("text/bare.xhtml", "图", '<h1>图</h1><p><img src="../images/circle.svg" alt=""/></p>'),
    )
    bind(replace(book, leaves=leaves), tmp_path / "bare.epub")

    def schema(name: str) -> list[str]:
        return found(
            unpacked(tmp_path / name),
            "content.opf",
            "//opf:meta[starts-with(@property,'schema:access')]/text()",
        )

    described, bare = schema("described.epub"), schema("bare.epub")
    assert "alternativeText" in described
    assert "textual,visual" not in described
    assert "none" in described  # the hazard of a book that stands still
    assert described[-1].endswith("书中 1 幅图片均有替代文字。")
    assert "alternativeText" not in bare
    assert "textual,visual" in bare
    assert bare[-1].endswith("书中 2 幅图片，其中 1 幅没有替代文字。")


def test_a_moving_picture_leaves_the_hazard_unknown(book: Book, tmp_path: Path, unpacked: Unpack) -> None:
    gif = Resource("images/turn.gif", "image/gif", b"GIF89a")
    bind(replace(book, resources=(*book.resources, gif)), tmp_path / "book.epub")
    hazard = "//opf:meta[@property='schema:accessibilityHazard']/text()"
    assert found(unpacked(tmp_path / "book.epub"), "content.opf", hazard) == ["unknown"]


def test_apple_books_is_told_of_embedded_fonts_only_when_there_are_any(
    book: Book, tmp_path: Path, unpacked: Unpack
) -> None:
    options = "META-INF/com.apple.ibooks.display-options.xml"
    bind(book, tmp_path / "plain.epub")
    font = Resource("fonts/rare.ttf", "font/ttf", b"\0\1\0\0")
    bind(replace(book, resources=(*book.resources, font)), tmp_path / "font.epub")
    assert options not in unpacked(tmp_path / "plain.epub")
    assert b"specified-fonts" in unpacked(tmp_path / "font.epub")[options]


def test_a_section_may_share_its_place_with_its_first_article(
    book: Book, tmp_path: Path, unpacked: Unpack
) -> None:
    section = NavPoint("本会要闻", "text/a-1.xhtml", (NavPoint("修桥记", "text/a-1.xhtml"),))
    bind(replace(book, contents=(section,)), tmp_path / "book.epub")
    orders = found(unpacked(tmp_path / "book.epub"), "toc.ncx", "//ncx:navPoint/@playOrder")
    assert orders == ["1", "1"]


def test_a_path_that_cannot_be_written_is_an_output_error(book: Book, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as told:
        bind(book, tmp_path / "no such folder" / "book.epub")
    assert told.value.code == "epub.unwritable"
    assert "no such folder" in str(told.value)


def test_a_date_before_the_zip_epoch_is_no_trouble(book: Book, tmp_path: Path) -> None:
    old = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)  # SOURCE_DATE_EPOCH=0
    bind(replace(book, modified=old), tmp_path / "book.epub")
    assert (tmp_path / "book.epub").stat().st_size > 0


def test_the_printed_pages_are_listed_and_their_edition_named(
    book: Book, tmp_path: Path, unpacked: Unpack, small_leaf: Callable[..., Leaf]
) -> None:
    mark = '<span epub:type="pagebreak" role="doc-pagebreak" id="page-{0}" aria-label="{0}"></span>'
    body = f"<h1>续记</h1><p>{mark.format(11)}桥上{mark.format(12)}行人</p>"
    paged = replace(
        book,
        leaves=(*book.leaves, small_leaf("paged.xhtml", "续记", body)),
        pages_title="印刷版页码",
        pages_source="河畔通讯.pdf",
    )
    bind(paged, tmp_path / "paged.epub")
    files = unpacked(tmp_path / "paged.epub")
    listed = "//h:nav[@epub:type='page-list']//h:a"
    assert found(files, "nav.xhtml", f"{listed}/text()") == ["11", "12"]
    assert found(files, "nav.xhtml", f"{listed}/@href") == ["paged.xhtml#page-11", "paged.xhtml#page-12"]
    assert found(files, "toc.ncx", "//ncx:pageTarget/@value") == ["11", "12"]
    assert found(files, "toc.ncx", "//ncx:meta[@name='dtb:maxPageNumber']/@content") == ["12"]
    assert found(files, "content.opf", "//opf:meta[@property='pageBreakSource']/text()") == ["河畔通讯.pdf"]
    features = found(files, "content.opf", "//opf:meta[@property='schema:accessibilityFeature']/text()")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)


class _Picture:
    """Two megabytes that are there only while somebody reads them."""

    def open(self) -> BinaryIO:
        return io.BytesIO(bytes(2 << 20))


def test_no_more_than_one_picture_is_in_memory(book: Book, tmp_path: Path) -> None:
    pictures = tuple(Resource(f"images/{number}.jpg", "image/jpeg", _Picture()) for number in range(30))
    tracemalloc.start()
    bind(replace(book, resources=(*book.resources, *pictures)), tmp_path / "book.epub")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (tmp_path / "book.epub").stat().st_size > 60 << 20
    assert peak < 8 << 20


def test_marks_of_markup_in_a_title_are_only_text(book: Book, tmp_path: Path, unpacked: Unpack) -> None:
    title = '<b>"甲" & 乙</b>'
    bind(replace(book, title=title, contents=(NavPoint(title, "text/a-1.xhtml"),)), tmp_path / "book.epub")
    files = unpacked(tmp_path / "book.epub")
    assert found(files, "toc.ncx", "//ncx:text/text()") == [title, title]
    assert found(files, "nav.xhtml", "//h:nav[@epub:type='toc']//h:a/text()") == [title]
