"""What is kept between runs is used, and whatever has happened to it is made good without a word."""

import threading
from pathlib import Path

import pytest

from bulletin.caches import cached


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path))
    return tmp_path / "tables"


def fail() -> dict[str, int]:
    raise AssertionError("made although it was there")


def test_a_value_is_made_once(folder: Path) -> None:
    assert cached("a", lambda: {"里": 1}) == {"里": 1}
    assert cached("a", fail) == {"里": 1}
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"x" * 100])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    cached("a", lambda: (1, 2))
    (path,) = folder.iterdir()
    whole = path.read_bytes()
    for broken in (damage, whole[:-1], whole[:40] + b"\0" + whole[41:], whole + b"x"):
        path.write_bytes(broken)
        assert cached("a", lambda: (1, 2)) == (1, 2)
        assert path.read_bytes() == whole


def test_without_a_place_to_keep_it_the_value_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path / "file"))
    assert cached("a", lambda: "甲") == "甲"


def test_two_that_write_at_once_leave_one_whole_file(folder: Path) -> None:
    threads = [threading.Thread(target=cached, args=("a", lambda: "甲" * 100_000)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name[0] for path in folder.iterdir()] == ["a"]
    assert cached("a", lambda: "") == "甲" * 100_000
