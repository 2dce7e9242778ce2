"""A large sheet set in parts is the file it would be in one piece: page by page, link by link."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from bulletin.errors import EngineError
from bulletin.model import Sheet
from bulletin.pdf import check, engine, print_pdf

engine.load()

from bulletin.pdf.chunks import division, driving, run  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.division import Chunk, divided  # noqa: E402
from bulletin.pdf.chunks.placing import Place  # noqa: E402
from bulletin.pdf.chunks.run import render_in_chunks  # noqa: E402
from bulletin.pdf.chunks.setting import LaidOut, lay_out  # noqa: E402
from bulletin.pdf.render import render  # noqa: E402
from bulletin.processes import Lane  # noqa: E402

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


def article(number: int, *, length: int, more: str = "") -> str:
    body = PARAGRAPH * length + more
    return f'<article class="article" id="a{number}"><h2>第{number}篇</h2><div data-place="a{number}">{body}</div></article>'


@pytest.fixture
def volume(sheet_of: Callable[..., Sheet]) -> Sheet:
    """A front with contents, three sections of three articles of uneven length, an index; references both ways."""
    reference = '<p>参看<a href="#a{}">后文第</a>页。</p>'.format
    entries = "".join(f'<p><a href="#a{number}">第{number}篇　</a></p>' for number in range(1, 10))
    sections = ""
    for first in (1, 4, 7):
        articles = "".join(
            article(
                number,
                length=5 + number % 4 * 4,
                more={2: reference(8), 5: TABLE + NOTE, 6: reference(1), 9: TABLE + NOTE}.get(number, NOTE),
            )
            for number in range(first, first + 3)
        )
        sections += f'<section class="section"><h1>第{first}辑</h1>{articles}</section>'
    body = f'<div class="front" data-place="contents"><h1>目录</h1>{entries}</div><main>{sections}</main>'
    return sheet_of(f'{body}<section class="section"><h1>索引</h1>{entries}</section>', style=STYLE)


@pytest.fixture
def chunks(volume: Sheet, monkeypatch: pytest.MonkeyPatch) -> tuple[Chunk, ...]:
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 400)
    return divided(volume)


def pictures(path: Path) -> Iterator[tuple[Image.Image, str]]:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        words = page.get_textpage()
        yield page.render(scale=1.5).to_pil().convert("L"), words.get_text_bounded()
        words.close()
        page.close()
    document.close()


def outline(path: Path) -> list[Any]:
    document = pypdfium2.PdfDocument(path)
    found = [(each.level, each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]
    document.close()
    return found


def tags(path: Path) -> list[str]:
    """The structure tree in its order: kinds, levels and identifiers but for what names the part."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(f"{element.S} {sorted(map(str, element.keys()))}")
            kids = element.get("/K", ())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    with pikepdf.open(path) as document:
        walk(document.Root.StructTreeRoot.K[0])
    return found


def leads(path: Path) -> dict[int, list[int]]:
    """The pages that the links of each page lead to."""
    with pikepdf.open(path) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        names = [*document.Root.Names.Dests.Names]
        targets = {
            str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)
        }
        return {
            number: [targets[str(link.Dest)] for link in page.obj.get("/Annots", ())]
            for number, page in enumerate(document.pages)
        }


def fonts(path: Path) -> list[str]:
    with pikepdf.open(path) as document:
        return sorted(
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        )


def test_parts_make_the_same_pages_as_one_piece(
    volume: Sheet, chunks: tuple[Chunk, ...], tmp_path: Path
) -> None:
    assert len(chunks) > 5
    assert {chunk.side for chunk in chunks} == {"", "right"}
    whole, joined, beside = (tmp_path / f"{name}.pdf" for name in ("whole", "joined", "beside"))
    in_one_piece = render(volume, whole)
    in_parts = render_in_chunks(volume, chunks, joined, 1)
    assert in_parts == in_one_piece
    for (ours, words), (theirs, their_words) in zip(pictures(joined), pictures(whole), strict=True):
        assert words == their_words
        assert ImageChops.difference(ours, theirs).getextrema()[1] < 8
    assert outline(joined) == outline(whole)
    assert tags(joined) == tags(whole)
    assert leads(joined) == leads(whole)
    assert fonts(joined) == fonts(whole)
    assert render_in_chunks(volume, chunks, beside, 2).value == in_one_piece.value
    assert beside.read_bytes() == joined.read_bytes()


def test_a_part_that_comes_to_stand_on_the_other_side_is_turned_and_not_laid_out_again(
    volume: Sheet, chunks: tuple[Chunk, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[tuple[Chunk, Place, LaidOut]] = []

    def counted(chunk: Chunk, place: Place, elsewhere: dict[str, int]) -> LaidOut:
        out = lay_out(chunk, place, elsewhere)
        laid.append((chunk, place, out))
        return out

    monkeypatch.setattr(run, "lay_out", counted)
    render_in_chunks(volume, chunks, tmp_path / "a.pdf", 1)
    telling = {id(chunk) for chunk, _, out in laid if out.asked}
    assert len(telling) < len(chunks)
    assert len(laid) == len(chunks) + len(telling)
    assert all(place.right for _, place, _ in laid)


def test_parts_are_laid_out_where_they_stand_if_left_and_right_pages_differ_in_measure(
    volume: Sheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def wider(data: bytes) -> bytes:
        return data.replace(b"@page :left { margin-right: 16mm", b"@page :left { margin-right: 30mm")

    resources = {name: (wider(data), kind) for name, (data, kind) in volume.resources.items()}
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 400)
    uneven = replace(volume, resources=resources)
    assert uneven != volume
    chunks = divided(uneven)
    whole, joined, beside = (tmp_path / f"{name}.pdf" for name in ("whole", "joined", "beside"))
    assert render_in_chunks(uneven, chunks, joined, 1) == render(uneven, whole)
    render_in_chunks(uneven, chunks, beside, 2)
    assert beside.read_bytes() == joined.read_bytes()
    for (ours, words), (theirs, their_words) in zip(pictures(joined), pictures(whole), strict=True):
        assert words == their_words
        assert ImageChops.difference(ours, theirs).getextrema()[1] < 8


@pytest.mark.parametrize("processes", [1, 2])
def test_text_that_tells_its_own_page_tells_the_true_one(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, processes: int
) -> None:
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 60)
    articles = "".join(
        f'<article class="article">{PARAGRAPH * (number % 4 * 3 + 2)}<p class="own">完</p></article>'
        for number in range(8)
    )
    style = STYLE + '.own::after { content: "此是" counter(page) "页" }'
    sheet = sheet_of(f"<main>{articles}</main>", style=style)
    chunks = divided(sheet)
    assert len(chunks) > 4
    whole, joined = tmp_path / "whole.pdf", tmp_path / "joined.pdf"
    render(sheet, whole)
    render_in_chunks(sheet, chunks, joined, processes)
    assert [words for _, words in pictures(joined)] == [words for _, words in pictures(whole)]


def test_the_joined_file_keeps_the_standards(
    volume: Sheet, chunks: tuple[Chunk, ...], tmp_path: Path
) -> None:
    render_in_chunks(volume, chunks, tmp_path / "a.pdf", 1)
    found = {
        (notice.code, notice.values["standard"])
        for notice in check(tmp_path / "a.pdf").notices
        if notice.code.startswith(("pdf.conforms", "pdf.breaks"))
    }
    assert found == {("pdf.conforms", "PDF/A-3a"), ("pdf.conforms", "PDF/UA-1")}


@pytest.mark.parametrize(
    ("entries", "settles"), [(200, True), pytest.param(220, False, marks=pytest.mark.slow)]
)
def test_a_wrong_guess_at_page_numbers_is_set_again(
    sheet_of: Callable[..., Sheet],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    entries: int,
    settles: bool,
) -> None:
    """With numbers of four digits the contents take a page more. Of 220 entries no numbers are right: they take another
    page once they say so, and one less when they say that; then WeasyPrint has its way."""
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 400)
    monkeypatch.setattr(run, "_CHARACTERS_A_PAGE", 1)
    pieces: list[Path] = []
    monkeypatch.setattr(run, "render", lambda sheet, path: pieces.append(path) or render(sheet, path))
    listed = "".join(f'<a href="#a{number % 4 + 1}"></a>，' for number in range(entries))
    articles = "".join(article(number, length=12) for number in range(1, 5))
    sheet = sheet_of(f'<div class="front"><p>{listed}</p></div><main>{articles}</main>', style=STYLE)
    whole = render(sheet, tmp_path / "whole.pdf")
    assert render_in_chunks(sheet, divided(sheet), tmp_path / "a.pdf", 1).value == whole.value
    assert (pieces == []) == settles
    if settles:
        first = [
            next(page.folio for page in whole.value if page.place == f"a{number}") for number in range(1, 5)
        ]
        assert next(pictures(tmp_path / "a.pdf"))[1].startswith("，".join(first))


@pytest.mark.parametrize(
    "style",
    [
        "h2::before { content: counter(article) }",
        "@page { @bottom-left { content: counter(pages) } }",
        "div { float: footnote }",
    ],
)
def test_what_runs_through_the_whole_keeps_it_whole(
    volume: Sheet, chunks: object, sheet_of: Any, style: str
) -> None:
    body = volume.html.partition("</head>")[2].removesuffix("</html>")
    marked = STYLE.replace("::footnote-marker", "::unmarked") if "footnote" in style else STYLE
    assert divided(sheet_of(body, style=STYLE)) != ()
    assert divided(sheet_of(body, style=marked + style)) == ()


@pytest.mark.usefixtures("chunks")
def test_a_sheet_of_lists_alone_stays_whole(sheet_of: Any) -> None:
    entries = "".join(f'<p><a href="#a{number}">第{number}篇</a></p>' for number in range(200))
    assert divided(sheet_of(f'<div class="section">{entries}</div>' * 3, style=STYLE)) == ()


def test_a_small_sheet_and_one_without_page_breaks_stay_whole(volume: Sheet, sheet_of: Any) -> None:
    assert divided(volume) == ()
    assert divided(sheet_of(PARAGRAPH * 4000)) == ()


@pytest.mark.parametrize(
    ("style", "left_at_most"),
    [
        (
            ".article:first-child h2, .article:last-child h2 { text-indent: 2em } .article + .article { color: #444 }",
            8,
        ),
        (".article:nth-child(3n) h2, .article:nth-last-child(2) h2 { text-indent: 2em }", 11),
    ],
)
def test_a_part_keeps_of_the_others_what_a_rule_may_ask_for(
    sheet_of: Callable[..., Sheet],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    style: str,
    left_at_most: int,
) -> None:
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 100)
    articles = "".join(article(number, length=1) for number in range(1, 13))
    sheet = sheet_of(f"<main>{articles}</main>", style=STYLE + style)
    chunks = divided(sheet)
    left = [chunk.sheet.html.count("display:none") for chunk in chunks]
    assert len(chunks) > 4
    assert max(left) <= left_at_most
    assert (min(left) > 8) == (left_at_most > 8)
    in_one_piece = render(sheet, tmp_path / "whole.pdf")
    assert render_in_chunks(sheet, chunks, tmp_path / "joined.pdf", 1) == in_one_piece
    for (ours, words), (theirs, their_words) in zip(
        pictures(tmp_path / "joined.pdf"), pictures(tmp_path / "whole.pdf"), strict=True
    ):
        assert words == their_words
        assert ImageChops.difference(ours, theirs).getextrema()[1] < 8


def test_a_dead_link_is_told_and_one_to_another_part_is_none(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(division, "WHOLE", 500)
    monkeypatch.setattr(division, "_CHUNK", 400)
    links = '<p><a href="#x-nowhere">无</a><a href="#x-note">有</a></p>'
    articles = article(1, length=12, more=links) + article(2, length=12, more='<p id="x-note">注</p>')
    sheet = sheet_of(f"<main>{articles}</main>", style=STYLE)
    outcome = print_pdf(sheet, tmp_path / "a.pdf")
    assert [(notice.code, notice.values["target"]) for notice in outcome.notices] == [
        ("pdf.dead-link", "x-nowhere")
    ]
    ((at, (note,)),) = [(page, to) for page, to in leads(tmp_path / "a.pdf").items() if to]
    words = [words for _, words in pictures(tmp_path / "a.pdf")]
    assert "无有" in words[at]
    assert "注" in words[note]


def dies_at_first(folder: str, name: str) -> str:
    """Note the try; die at the first."""
    tries = Path(folder) / name
    with tries.open("a") as file:
        file.write("x")
    if name == "dies" or (name == "once" and len(tries.read_text()) == 1):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return name


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_part_whose_process_died_begins_anew(tmp_path: Path) -> None:
    names = ["a", "once", "b"]
    found: list[str] = []

    def steps(number: int) -> Any:
        found.append((yield dies_at_first, str(tmp_path), names[number]))

    lanes = [Lane(), Lane()]
    driving.side_by_side(lanes, range(3), steps)
    assert sorted(found) == sorted(names)
    names[0] = "dies"
    with pytest.raises(EngineError) as caught:
        driving.side_by_side(lanes, range(1), steps)
    assert isinstance(caught.value.__cause__, BrokenProcessPool)
    assert (tmp_path / "dies").read_text() == "xxx"
    for lane in lanes:
        lane.renew()
