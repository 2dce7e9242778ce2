"""Chunks of a large sheet that were set before are not set again, and the file is the same."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.chunks import division, run  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.division import Chunk, divided  # noqa: E402
from bulletin.pdf.chunks.run import render_in_chunks  # noqa: E402

STYLE = """
@page { size: 100mm 70mm; margin: 12mm 10mm; @bottom-center { content: counter(page) } @top-left { content: string(name) } }
@page :left { margin-left: 13mm; margin-right: 17mm } @page :right { margin-left: 17mm; margin-right: 13mm }
article { break-before: page } h2 { string-set: name content() }
a::after { content: target-counter(attr(href), page) }
.own::after { content: counter(page) }
"""
PARAGRAPH = "<p>桥头的柳树绿了，“好，”他说：path 12 公里。船从上游来，停在码头边上，等人把麦子装完。</p>"
ARTICLES = 6


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "100")
    monkeypatch.setattr(division, "WHOLE", 300)
    monkeypatch.setattr(division, "_CHUNK", 60)
    return tmp_path / "cache"


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to chunks: `lay_out` and `finish_at`, as often as they are called."""
    done: list[str] = []

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def do(*given: Any) -> Any:
            done.append(work.__name__)
            return work(*given)

        return do

    for work in (run.lay_out, run.finish_at):
        monkeypatch.setattr(run, work.__name__, counted(work))
    return done


@pytest.fixture
def volume(sheet_of: Callable[..., Sheet]) -> Callable[..., tuple[Sheet, tuple[Chunk, ...]]]:
    """Contents and six articles; `more` has sentences to be added to an article, `own` is an attribute of its last paragraph."""

    def make(more: dict[int, str] | None = None, own: str = "") -> tuple[Sheet, tuple[Chunk, ...]]:
        numbers = range(1, ARTICLES + 1)
        entries = "".join(f'<p><a href="#a{number}">第{number}篇</a></p>' for number in numbers)
        articles = "".join(
            f'<article><h2 id="a{number}">第{number}篇</h2>{PARAGRAPH * 2}'
            f"<p{own}>完。{(more or {}).get(number, '')}</p></article>"
            for number in numbers
        )
        sheet = sheet_of(f"<div><h1>目录</h1>{entries}</div><main>{articles}</main>", style=STYLE)
        return sheet, divided(sheet)

    return make


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., bytes]:
    numbers: Iterator[int] = iter(range(100))

    def make(volume: tuple[Sheet, tuple[Chunk, ...]], processes: int = 1) -> bytes:
        path = tmp_path / f"{next(numbers)}.pdf"
        render_in_chunks(*volume, path, processes)
        return path.read_bytes()

    return make


def anew(printed: Callable[..., bytes], volume: Any, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The file without a cache."""
    with monkeypatch.context() as patch:
        patch.setenv("BULLETIN_CACHE_LIMIT", "0")
        return printed(volume)


def test_what_has_not_changed_is_not_set_again(
    volume: Any, printed: Callable[..., bytes], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = volume()
    assert len(sheet[1]) >= 4
    first = printed(sheet)
    assert made.count("finish_at") == len(sheet[1])
    made.clear()
    assert printed(sheet) == first
    assert printed(sheet, 2) == first
    assert made == []
    assert anew(printed, sheet, monkeypatch) == first


def test_a_word_more_costs_the_chunk_it_stands_in(
    volume: Any, printed: Callable[..., bytes], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    printed(volume())
    made.clear()
    changed = volume({3: "又一句。"})
    data = printed(changed)
    assert made == ["lay_out", "finish_at"]
    assert anew(printed, changed, monkeypatch) == data


def test_a_page_more_changes_the_folios_of_all_that_follow_and_the_contents(
    volume: Any, printed: Callable[..., bytes], made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    chunks = len(volume()[1])
    printed(volume())
    made.clear()
    changed = volume({2: "又一句。" * 90})
    data = printed(changed)
    assert 3 <= made.count("finish_at") < chunks + 1
    assert anew(printed, changed, monkeypatch) == data


def test_what_tells_its_own_page_is_laid_out_again_where_that_is_another(
    volume: Any, printed: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ' class="own"'
    printed(volume(own=own))
    changed = volume({2: "又一句。" * 90}, own)
    data = printed(changed)
    assert anew(printed, changed, monkeypatch) == data
    assert printed(changed, 2) == data


def test_a_style_that_changes_changes_all(
    volume: Any,
    printed: Callable[..., bytes],
    made: list[str],
    sheet_of: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet, chunks = volume()
    printed((sheet, chunks))
    made.clear()
    resources = {
        name: (data.replace(b"12mm 10mm", b"13mm 10mm"), kind)
        for name, (data, kind) in sheet.resources.items()
    }
    other = replace(sheet, resources=resources)
    changed = other, divided(other)
    data = printed(changed)
    assert made.count("finish_at") == len(chunks)
    assert anew(printed, changed, monkeypatch) == data


@pytest.mark.parametrize("stage", ["chunks", "chunk-layouts", "chunk-faces"])
def test_what_is_damaged_in_the_cache_is_made_anew(
    volume: Any, printed: Callable[..., bytes], cache: Path, stage: str
) -> None:
    sheet = volume()
    first = printed(sheet)
    entries = list((cache / "stages" / stage).iterdir())
    assert entries
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:-7])
    assert printed(sheet) == first
    for entry in entries:
        entry.unlink()
    assert printed(sheet) == first
