"""A large sheet and what cuts it: the sizes at which a sheet is large are made small."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.chunks import division  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.division import Chunk, divided  # noqa: E402

# A sheet with more characters is cut, into parts of about so many.
WHOLE, PART = 500, 400
STYLE = """
@page { size: 100mm 70mm; margin: 12mm 10mm; font: 8pt "Bulletin Song" }
@page :left { margin-right: 16mm; @top-left { content: string(name, start) } @bottom-left { content: counter(page) } }
@page :right { margin-left: 16mm; @top-right { content: string(running, start) } @bottom-right { content: counter(page) } }
@page :first, :blank, bare { @top-left { content: none } @top-right { content: none }
  @bottom-left { content: none } @bottom-right { content: none } }
.front { page: bare }
.section { break-before: right }
.article { break-before: page }
h1 { string-set: name content(); bookmark-level: 1 }
h2 { string-set: running content(); bookmark-level: 2 }
a[href^="#a"]::after { content: target-counter(attr(href), page) }
.note { float: footnote; font-size: 8pt }
.note::footnote-call { content: attr(data-mark) }
.note::footnote-marker { content: attr(data-mark) }
td, th { border: 1px solid #aaa }
"""
PARAGRAPH = "<p>桥头的柳树绿了，“好，”他说：path 12 公里。船从上游来，停在码头边上，等人把麦子装完。</p>"
TABLE = "<table><tr><th>项目</th><th>金额</th></tr><tr><td>会费</td><td>31</td></tr></table>"
NOTE = '<p>船<span class="note" data-mark="〔1〕">木船。</span>来了。</p>'


class Large:
    """What large sheets are made of, cut by and looked at."""

    style, paragraph = STYLE, PARAGRAPH

    def __init__(self, sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch) -> None:
        self._sheet_of = sheet_of
        self._monkeypatch = monkeypatch

    def sheet(self, body: str, more: str = "", style: str = STYLE) -> Sheet:
        """A sheet of a body's XHTML with these rules, and more."""
        return self._sheet_of(body, style=style + more)

    def article(self, number: int, *, length: int, more: str = "") -> str:
        """An article of so many paragraphs with `more` at its end."""
        body = PARAGRAPH * length + more
        return f'<article class="article" id="a{number}"><h2>第{number}篇</h2><div data-place="a{number}">{body}</div></article>'

    def cut(self, sheet: Sheet, part: int = PART) -> tuple[Chunk, ...]:
        """The parts of a sheet, of about `part` characters each."""
        self._monkeypatch.setattr(division, "WHOLE", WHOLE)
        self._monkeypatch.setattr(division, "_CHUNK", part)
        return divided(sheet)

    def words(self, path: Path) -> list[str]:
        """The words of each page of a file."""
        return [words for _, words in _pictures(path)]

    def look_alike(self, ours: Path, theirs: Path) -> bool:
        """Whether the pages of two files say the same and look the same."""
        return all(
            words == their_words and ImageChops.difference(picture, their_picture).getextrema()[1] < 8
            for (picture, words), (their_picture, their_words) in zip(
                _pictures(ours), _pictures(theirs), strict=True
            )
        )


@pytest.fixture
def large(sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch) -> Large:
    return Large(sheet_of, monkeypatch)


@pytest.fixture
def volume(large: Large) -> Sheet:
    """A front with contents, three sections of three articles of uneven length, an index; references both ways."""
    reference = '<p>参看<a href="#a{}">后文第</a>页。</p>'.format
    entries = "".join(f'<p><a href="#a{number}">第{number}篇　</a></p>' for number in range(1, 10))
    sections = ""
    for first in (1, 4, 7):
        articles = "".join(
            large.article(
                number,
                length=5 + number % 4 * 4,
                more={2: reference(8), 5: TABLE + NOTE, 6: reference(1), 9: TABLE + NOTE}.get(number, NOTE),
            )
            for number in range(first, first + 3)
        )
        sections += f'<section class="section"><h1>第{first}辑</h1>{articles}</section>'
    body = f'<div class="front" data-place="contents"><h1>目录</h1>{entries}</div><main>{sections}</main>'
    return large.sheet(f'{body}<section class="section"><h1>索引</h1>{entries}</section>')


@pytest.fixture
def chunks(volume: Sheet, large: Large) -> tuple[Chunk, ...]:
    return large.cut(volume)


def _pictures(path: Path) -> Iterator[tuple[Image.Image, str]]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        words = page.get_textpage()
        yield page.render(scale=1.5).to_pil().convert("L"), words.get_text_bounded()
        words.close()
        page.close()
    document.close()
