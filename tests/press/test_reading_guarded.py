"""Sources read by a process that may die."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.model import Notice
from bulletin.press import reading_guarded
from bulletin.press.collecting import collect, look
from bulletin.press.reading_guarded import read_guarded
from bulletin.press.sources import At, Collection, Told, read_sources

Job = tuple[Collection, Path, frozenset[str]]


def read_and_die(job: Job, tell: Callable[[Told], None]) -> None:
    """The reading, in a process that dies over files called `bomb`."""

    def tell_or_die(told: Told) -> None:
        tell(told)
        if isinstance(told, At) and "bomb" in told.name:
            os._exit(1)  # as `limits.within` does when the time is over

    order, folder, done = job
    read_sources(order, folder, tell_or_die, done)


def die_at_once(job: Job, tell: Callable[[Told], None]) -> None:
    raise MemoryError


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


@pytest.fixture
def sources(tmp_path: Path) -> tuple[str, ...]:
    (tmp_path / "来稿").mkdir()
    for name in ("1", "2-bomb", "3", "4-bomb", "5"):
        (tmp_path / "来稿" / f"{name}.md").write_text(
            f"# 第{name}篇\n\n河边的书屋{name}。\n", encoding="utf-8"
        )
    return (str(tmp_path / "来稿"),)


def test_a_file_that_kills_the_reading_is_named_and_the_others_are_filed(
    sources: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_guarded, "_read", read_and_die)
    collected = collect(Collection(sources), tmp_path / "library", read=read_guarded)
    assert [found.article.title for found in collected.found] == ["第1篇", "第3篇", "第5篇"]
    assert [(notice.code, Path(notice.article).name) for notice in collected.notices] == [
        ("press.source-time", "2-bomb.md"),
        ("press.source-time", "4-bomb.md"),
    ]


def test_a_reading_that_dies_before_any_source_is_said_to(
    sources: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_guarded, "_read", die_at_once)
    with pytest.raises(InputError) as caught:
        look(Collection(sources), tmp_path / "library", read=read_guarded)
    assert caught.value.code == "press.source-memory"


def test_what_is_told_is_what_the_reading_here_tells(sources: tuple[str, ...], tmp_path: Path) -> None:
    order = Collection((*sources, str(tmp_path / "none.md"), str(tmp_path / "none.csv")))
    here, there = (look(order, tmp_path, read=read) for read in (read_sources, read_guarded))
    assert [found.article for found in there.found] == [found.article for found in here.found]
    assert there.notices == here.notices
    assert all(isinstance(notice, Notice) for notice in there.notices)
    assert len(there.notices) == 2
