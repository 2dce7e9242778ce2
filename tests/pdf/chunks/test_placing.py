"""Where the parts of a large sheet come to stand: on which side, after how many pages."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.chunks import run  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.division import Chunk  # noqa: E402
from bulletin.pdf.chunks.placing import Place  # noqa: E402
from bulletin.pdf.chunks.run import render_in_chunks  # noqa: E402
from bulletin.pdf.chunks.setting import LaidOut, lay_out  # noqa: E402
from bulletin.pdf.render import render  # noqa: E402


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
    volume: Sheet, large: Any, tmp_path: Path
) -> None:
    def wider(data: bytes) -> bytes:
        return data.replace(b"@page :left { margin-right: 16mm", b"@page :left { margin-right: 30mm")

    resources = {name: (wider(data), kind) for name, (data, kind) in volume.resources.items()}
    uneven = replace(volume, resources=resources)
    assert uneven != volume
    chunks = large.cut(uneven)
    whole, joined, beside = (tmp_path / f"{name}.pdf" for name in ("whole", "joined", "beside"))
    assert render_in_chunks(uneven, chunks, joined, 1) == render(uneven, whole)
    render_in_chunks(uneven, chunks, beside, 2)
    assert beside.read_bytes() == joined.read_bytes()
    assert large.look_alike(joined, whole)


@pytest.mark.parametrize("processes", [1, 2])
def test_text_that_tells_its_own_page_tells_the_true_one(large: Any, tmp_path: Path, processes: int) -> None:
    articles = "".join(
        f'<article class="article">{large.paragraph * (number % 4 * 3 + 2)}<p class="own">完</p></article>'
        for number in range(8)
    )
    own = '.own::after { content: "此是" counter(page) "页" }'
    sheet = large.sheet(f"<main>{articles}</main>", own)
    chunks = large.cut(sheet, 60)
    assert len(chunks) > 4
    whole, joined = tmp_path / "whole.pdf", tmp_path / "joined.pdf"
    render(sheet, whole)
    render_in_chunks(sheet, chunks, joined, processes)
    assert large.words(joined) == large.words(whole)


@pytest.mark.parametrize(
    ("entries", "settles"), [(200, True), pytest.param(220, False, marks=pytest.mark.slow)]
)
def test_a_wrong_guess_at_page_numbers_is_set_again(
    large: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, entries: int, settles: bool
) -> None:
    """With numbers of four digits the contents take a page more. Of 220 entries no numbers are right: they take another
    page once they say so, and one less when they say that; then WeasyPrint has its way."""
    monkeypatch.setattr(run, "_CHARACTERS_A_PAGE", 1)
    pieces: list[Path] = []
    monkeypatch.setattr(run, "render", lambda sheet, path: pieces.append(path) or render(sheet, path))
    listed = "".join(f'<a href="#a{number % 4 + 1}"></a>，' for number in range(entries))
    articles = "".join(large.article(number, length=12) for number in range(1, 5))
    sheet = large.sheet(f'<div class="front"><p>{listed}</p></div><main>{articles}</main>')
    whole = render(sheet, tmp_path / "whole.pdf")
    assert render_in_chunks(sheet, large.cut(sheet), tmp_path / "a.pdf", 1).value == whole.value
    assert (pieces == []) == settles
    if settles:
        first = [
            next(page.folio for page in whole.value if page.place == f"a{number}") for number in range(1, 5)
        ]
        assert large.words(tmp_path / "a.pdf")[0].startswith("，".join(first))
