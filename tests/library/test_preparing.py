"""Many articles are prepared by other processes, and nobody can tell it from the library."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.library import Accession, open_library, preparing

Make = Callable[..., Accession]


@pytest.fixture
def pile(make: Make, essays: Callable[[int], list[str]]) -> list[Accession]:
    """Sixty articles, each with an original, every tenth a copy of the one before; Traditional ones among them."""
    texts = [f"歷史與圖書館。{text}" for text in essays(60)]
    texts[9::10] = [text + "后记。" for text in texts[8::10]]
    return [make(text, url=f"https://example.org/{number}") for number, text in enumerate(texts)]


@pytest.fixture
def few_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "ENOUGH", 10)
    monkeypatch.setattr(preparing, "SHEAF", 7)
    monkeypatch.setattr("os.cpu_count", lambda: 3)


@pytest.fixture
def held(tmp_path: Path, fold: Callable[[str], str], pile: list[Accession]) -> Callable[[str], list[str]]:
    """All that a new library of this name holds of the pile: every row of every table, and its files."""

    def filed(name: str) -> list[str]:
        with open_library(tmp_path / name, write=True, fold=fold) as library:
            library.add(pile)
            assert library.check() == ()
            rows = list(library._connection.iterdump())
            return rows + list(library._stacks.files.there())

    return filed


@pytest.fixture
def sheaves(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every sheaf that was given to a process, whether it came back. None is done here while a process could."""
    came: list[bool] = []
    prepare = preparing.Desk.prepare

    def told(desk: preparing.Desk, sheaf: preparing.Sheaf) -> list[preparing.Prepared] | None:
        done = prepare(desk, sheaf)
        came.append(done is not None)
        return done

    monkeypatch.setattr(preparing.Desk, "prepare", told)
    monkeypatch.setattr("concurrent.futures.Future.cancel", lambda _: False)
    return came


def test_the_library_is_the_same_with_other_processes_and_without(
    held: Callable[[str], list[str]], sheaves: list[bool], request: pytest.FixtureRequest
) -> None:
    alone = held("alone")
    assert sheaves == []
    request.getfixturevalue("few_are_enough")
    assert held("helped") == alone
    assert sheaves == [True] * 9


@pytest.mark.usefixtures("few_are_enough")
def test_what_a_killed_process_had_is_prepared_here(
    held: Callable[[str], list[str]], sheaves: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    helped = held("helped")
    sheaves.clear()
    begin = preparing.Desk.__init__

    def begun(desk: preparing.Desk) -> None:
        begin(desk)
        assert desk.process
        desk.process.kill()

    monkeypatch.setattr(preparing.Desk, "__init__", begun)
    assert held("killed") == helped
    assert sheaves == [False] * 9


@pytest.mark.usefixtures("few_are_enough")
def test_where_no_process_can_be_started_all_is_prepared_here(
    held: Callable[[str], list[str]], sheaves: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    helped = held("helped")
    sheaves.clear()
    monkeypatch.setattr("sys.executable", "/no/such/program")
    assert held("refused") == helped
    assert sheaves == [False] * 9


def test_a_few_articles_start_no_process(make: Make, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(preparing, "Desk", None)
    with open_library(folder, write=True) as library:
        library.add(make(f"第{number}篇。", title=str(number)) for number in range(preparing.ENOUGH - 1))
        assert len(library) == preparing.ENOUGH - 1
