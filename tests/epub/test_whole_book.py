"""The whole way from an edition to a file that epubcheck passes without a word."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from bulletin.epub import bind
from bulletin.layout import load_theme, make_book
from bulletin.model import Article, Asset, Body, Book, Edition, Outcome, Script, Section, Voice
from bulletin.shipped import shipped_folder

MODIFIED = datetime.datetime(2026, 4, 5, tzinfo=datetime.UTC)
FACES = {
    Voice.TITLE: shipped_folder("fonts") / "BulletinTitle-Regular.ttf",
    Voice.SONG: shipped_folder("fonts") / "BulletinSong-Regular.ttf",
}
Editions = Callable[[Script], Edition]
Judge = Callable[[Path], Any]

# What an article may bring with it when nobody has looked: each line would make a book invalid or unsafe.
HOSTILE = """<body>
<h4 id="title">跳级的标题</h4><h2 id="一 二">有空格的标识</h2><h3 id="a:b">有冒号的标识</h3>
<p id="note-1">甲</p><p id="note-1">乙</p>
<p><a href="javascript:alert(1)">脚本</a><a href="http://[">坏址</a><a href="//example.org/x">无协议</a>
<a href="https://例子.测试/路 径?a=%zz|{}^`">怪址</a><a class="noteref" href="#note-404">[404]</a></p>
<p><img src="https://example.org/remote.png" alt="远图"/><img src="gone.png"/><img src="turn.gif"/></p>
<p><ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby><ruby>字<rt>zì</rt></ruby>&lt;script&gt;alert(1)&lt;/script&gt;</p>
<ol start="甲" type="甲"><li value="x">一</li></ol>
<table><tr><td colspan="0" rowspan="-1">格<table><tr><th>套表</th></tr></table></td></tr></table>
<aside class="footnote" id="uncalled">没有人引用的注</aside>
</body>"""


def hostile_articles() -> tuple[Article, ...]:
    gif = Asset("turn.gif", "image/gif", _gif(), 1, 1)
    return (
        Article("hostile", "不速之客 <b>&amp;\u0007", Body(HOSTILE), url="javascript:x", assets=(gif,)),
        Article("untitled", " ", Body.from_paragraphs("没有标题。"), origin="无题.txt"),
        Article("empty", "空文", Body()),
    )


def _gif() -> bytes:
    return (
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00"
        b"\x02\x02D\x01\x00;"
    )


@pytest.fixture(scope="module")
def rare_font() -> bytes:
    """A TrueType font that holds 𠮷 alone, as a box."""
    pen = TTGlyphPen(None)
    for point, draw in (((0, 0), pen.moveTo), ((900, 0), pen.lineTo), ((900, 900), pen.lineTo)):
        draw(point)
    pen.closePath()
    glyph = pen.glyph()
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "ji"])
    builder.setupCharacterMap({ord("𠮷"): "ji"})
    builder.setupGlyf({".notdef": glyph, "ji": glyph})
    builder.setupHorizontalMetrics({".notdef": (1000, 0), "ji": (1000, 0)})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": "Bulletin Rare", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


@pytest.fixture
def full_book(edition: Editions, rare_font: bytes) -> Book:
    """Everything at once: pictures, notes, verse, tables, a drawn cover, a font."""
    return make_book(
        edition(Script.ZH_HANS),
        load_theme("circular"),
        modified=MODIFIED,
        faces=FACES,
        rare_font=rare_font,
        rare_characters=frozenset("𠮷"),
    ).value


def hostile_book(edition: Editions) -> Outcome[Book]:
    whole = edition(Script.ZH_HANT_TW)
    sections = (*whole.issue.sections, Section("", hostile_articles()))
    whole = replace(whole, issue=replace(whole.issue, sections=sections))
    return make_book(whole, load_theme("circular"), modified=MODIFIED)


def test_epubcheck_has_nothing_to_say_of_a_full_book(full_book: Book, judge: Judge, tmp_path: Path) -> None:
    bind(full_book, tmp_path / "book.epub")
    verdict = judge(tmp_path / "book.epub")
    assert (verdict.errors, verdict.warnings) == ((), ())


def test_epubcheck_has_nothing_to_say_of_a_book_of_hostile_articles(
    edition: Editions, judge: Judge, tmp_path: Path
) -> None:
    outcome = hostile_book(edition)
    bind(outcome.value, tmp_path / "book.epub")
    verdict = judge(tmp_path / "book.epub")
    assert (verdict.errors, verdict.warnings) == ((), ())
    assert {notice.code for notice in outcome.notices} == {
        "epub.removed-characters",
        "epub.untitled",
        "epub.repeated-id",
        "epub.lost-link",
        "epub.lost-picture",
        "epub.no-alt",
    }


def test_epubcheck_finds_the_faults_of_a_broken_book(book: Book, judge: Judge, tmp_path: Path) -> None:
    """The positive control: a gate that lets this pass guards nothing."""
    page = book.leaves[3]
    broken = replace(page, xhtml=page.xhtml.replace(b"<p ", b"<p><table/></p><p "))
    style = replace(book.resources[0], content=b"@font-face { src: url(gone.ttf) }")
    bind(
        replace(
            book,
            leaves=(*book.leaves[:3], broken, *book.leaves[4:]),
            resources=(style, *book.resources[1:]),
            lang="中文",
        ),
        tmp_path / "book.epub",
    )
    verdict = judge(tmp_path / "book.epub")
    assert {error.partition(":")[0] for error in verdict.errors} >= {"RSC-005", "RSC-007", "OPF-092"}


def test_two_makings_of_one_edition_are_the_same_bytes(edition: Editions, tmp_path: Path) -> None:
    for name in ("one", "two"):
        book = make_book(
            edition(Script.ZH_HANS), load_theme("circular"), modified=MODIFIED, faces=FACES
        ).value
        bind(book, tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("script", [Script.ZH_HANS, Script.ZH_HANT_TW])
def test_the_book_holds_every_word_of_its_articles(script: Script, edition: Editions) -> None:
    whole = edition(script)
    book = make_book(whole, load_theme("circular"), modified=MODIFIED).value
    pages = [leaf.xhtml.decode() for leaf in book.leaves if leaf.href.startswith("article-")]
    for article, page in zip(whole.issue.articles, pages, strict=True):
        for line in filter(None, article.body.text.splitlines()):
            assert _plain(line) in _plain(page)


def _plain(text: str) -> str:
    """Text as a run of characters, so that markup and line ends do not count."""
    without_readings = text.split("<rt>")
    rest = "".join([without_readings[0], *(part.partition("</rt>")[2] for part in without_readings[1:])])
    return "".join("".join(part.rpartition(">")[2] for part in rest.split("<")).split())
