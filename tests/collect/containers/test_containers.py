"""Saved archives, e-books, text PDFs and tables of links, each made here."""

import base64
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from bulletin.collect.docx import read_docx
from bulletin.collect.epub_in import read_epub
from bulletin.collect.links_table import read_links
from bulletin.collect.mhtml import is_single_file, read_mhtml, read_single_file
from bulletin.errors import InputError

SENTENCES = (
    "老船工傅长河今年七十三岁，他在澄溪渡口摇了四十六年的船，如今每天还要到码头上坐一坐。",
    "渡口旁边立着一块石碑，碑上的字已经看不清了，只有一个“渡”字还认得出来，笔画很深。",
    "去年桥修好以后，坐船的人少了，可是逢五逢十赶集的日子，总还有人愿意从水上走一程。",
    "他说，船慢有慢的好处，两岸的柳树一棵一棵看得清楚，说话也不必大声，水声替人把话接下去。",
)


def picture(kind: str = "JPEG", turn: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").rotate(turn).save(stream, kind)
    return stream.getvalue()


def page(extra: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        "<html><head><title>渡口的四十六年</title></head><body><h1>渡口的四十六年</h1>"
        f"<p>2026-01-20 来源：澄溪文艺</p><div class='text'>{paragraphs}{extra}</div></body></html>"
    )


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


Files = dict[str, str | bytes]


def zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def chapter(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{title}</h1>{body}</body></html>"


def book(contents: str = "nav", **files: str | bytes) -> Files:
    names = ["cover", "one", "two", "two-b", "three"]
    items = "".join(
        f"<item id='{name}' href='text/{name}.xhtml' media-type='application/xhtml+xml'/>" for name in names
    )
    spine = "".join(f"<itemref idref='{name}'/>" for name in names)
    entries = [("one.xhtml", "渡口"), ("two.xhtml", "石碑"), ("three.xhtml#top", "赶集")]
    if contents == "nav":
        links = "".join(f"<li><a href='text/{file}'>{title}</a></li>" for file, title in entries)
        items += "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
        table = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><nav><ol>{links}</ol></nav></body></html>"
    else:
        points = "".join(
            f"<navPoint><navLabel><text>{title}</text></navLabel><content src='text/{file}'/></navPoint>"
            for file, title in entries
        )
        items += "<item id='ncx' href='nav.xhtml' media-type='application/x-dtbncx+xml'/>"
        table = f"<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>{points}</navMap></ncx>"
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
        "<dc:title>澄溪旧事</dc:title><dc:creator>傅长河</dc:creator><dc:date>2025-06-01</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    made: Files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        "OPS/book.opf": package,
        "OPS/nav.xhtml": table,
        "OPS/text/cover.xhtml": "<html><body><img src='../boat.jpg'/></body></html>",
        "OPS/text/one.xhtml": chapter("渡口", *SENTENCES[:2]).replace(
            "</body>", "<p><img src='../boat.jpg'/></p></body>"
        ),
        "OPS/text/two.xhtml": chapter("石碑", SENTENCES[2]),
        "OPS/text/two-b.xhtml": f"<html><body><p>{SENTENCES[3]}</p></body></html>",
        "OPS/text/three.xhtml": chapter("赶集", SENTENCES[0], SENTENCES[3]),
        "OPS/boat.jpg": picture(),
    }
    return made | files


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


def test_bytes_that_are_no_zip_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_epub(b"not a zip", Path("a.epub"))
    assert caught.value.code == "collect.not-an-archive"


TABLE = (
    "标题,链接,栏目,标签,日期\n"
    "渡口的四十六年,http://a.test/1.html,人物,口述、船,2026年1月20日\n"
    "没有网址的一行,,人物,,\n"
    '"石碑，和别的",https://a.test/2.html?x=1,旧物,,2026/2/3\n'
    "重复的一行,http://a.test/1.html,,,\n"
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_its_links(encoding: str, delimiter: str) -> None:
    outcome = read_links(TABLE.replace(",", delimiter).encode(encoding), Path("links.csv"))
    first, second = outcome.value
    assert (first.url, first.known.title, first.known.section) == (
        "http://a.test/1.html",
        "渡口的四十六年",
        "人物",
    )
    assert first.tags == ("口述", "船")
    assert first.known.date == datetime.date(2026, 1, 20)
    assert second.known.title == "石碑，和别的"
    assert [(notice.code, notice.values["row"]) for notice in outcome.notices] == [("web.table-row", 3)]


def test_a_table_without_names_is_read_too() -> None:
    outcome = read_links("1\thttp://a.test/1.html\t渡口的四十六年\n".encode(), Path("a.csv"))
    assert [(link.url, link.known.title) for link in outcome.value] == [
        ("http://a.test/1.html", "渡口的四十六年")
    ]


def test_a_table_without_addresses_says_so() -> None:
    with pytest.raises(InputError) as caught:
        read_links("标题,栏目\n甲,乙\n".encode(), Path("a.csv"))
    assert caught.value.code == "web.table"


def sheet(rows: str, **files: str | bytes) -> bytes:
    space = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"
    relation = "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'"
    made: Files = {
        "xl/worksheets/sheet1.xml": f"<worksheet {space} {relation}><sheetData>{rows}</sheetData>"
        "<hyperlinks><hyperlink ref='B3' r:id='rId1'/></hyperlinks></worksheet>",
        "xl/sharedStrings.xml": f"<sst {space}><si><t>标题</t></si><si><t>链接</t></si>"
        "<si><r><t>渡口的</t></r><r><t>四十六年</t></r><rPh><t>dukou</t></rPh></si></sst>",
        "xl/worksheets/_rels/sheet1.xml.rels": "<Relationships><Relationship Id='rId1' Target='http://a.test/2.html'/></Relationships>",
    }
    return zipped(made | {name.replace("__", "/"): content for name, content in files.items()})


def test_a_sheet_gives_its_links() -> None:
    rows = (
        "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c>"
        "<c r='D1' t='inlineStr'><is><t>日期</t></is></c></row>"
        "<row r='2'><c r='A2' t='s'><v>2</v></c><c r='B2' t='str'><v>http://a.test/1.html</v></c><c r='D2'><v>46042</v></c></row>"
        "<row r='3'><c r='A3' t='inlineStr'><is><t>石碑</t></is></c><c r='B3' t='inlineStr'><is><t>点这里</t></is></c></row>"
    )
    first, second = read_links(sheet(rows), Path("links.xlsx")).value
    assert (first.url, first.known.title) == ("http://a.test/1.html", "渡口的四十六年")
    assert first.known.date == datetime.date(2026, 1, 20)
    assert (second.url, second.known.title) == ("http://a.test/2.html", "石碑")


def test_a_sheet_without_one_element_and_with_numbers_beyond_measure_is_read() -> None:
    rows = f"<row><c t='inlineStr'><is><t>http://a.test/1</t></is></c><c t='s'><v>{'9' * 5000}</v></c></row>"
    (link,) = read_links(sheet(rows, **{"xl__sharedStrings.xml": "\0"}), Path("a.xlsx")).value
    assert link.url == "http://a.test/1"


def test_a_sheet_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_links(sheet("", xl__huge=bytes(100 << 20)), Path("a.xlsx"))
    assert caught.value.code == "collect.archive-unsafe"


def test_an_entry_that_cannot_be_unpacked_is_one_clear_error() -> None:
    whole = bytearray(zipped({"word/document.xml": "渡船" * 1000}))
    whole[whole.index(b"word/document.xml") + 17] ^= 0xFF
    with pytest.raises(InputError) as caught:
        read_docx(bytes(whole), Path("a.docx"))
    assert caught.value.code == "collect.not-an-archive"


@pytest.mark.parametrize("read", [read_epub, read_links, read_mhtml])
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_file_is_one_clear_error(read: Callable[[bytes, Path], Any], cut: float) -> None:
    whole = zipped(book())
    with pytest.raises(InputError) as caught:
        read(whole[: int(len(whole) * cut)], Path("a"))
    assert caught.value.message("zh")
