"""What is kept between runs is used, and whatever has happened to it is made good without a word."""

import threading
from pathlib import Path

import pytest

from bulletin.caches import cache_folder, cached
from bulletin.stages import kept
from bulletin.stages.upkeep import contents, obstacle, trim


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


def test_who_has_no_home_keeps_nothing_and_works_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("BULLETIN_CACHE", "XDG_CACHE_HOME", "LOCALAPPDATA", "BULLETIN_CACHE_LIMIT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert cached("a", lambda: "甲") == "甲"
    assert kept("lines", "甲", lambda: "乙") == "乙"
    assert isinstance(obstacle(), OSError)
    trim()
    assert contents().entries == 0


def test_each_platform_has_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("home"))
    assert cache_folder({}, "linux") == Path("home/.cache/bulletin")
    assert cache_folder({"XDG_CACHE_HOME": "kept"}, "linux") == Path("kept/bulletin")
    assert cache_folder({"XDG_CACHE_HOME": "kept"}, "darwin") == Path("home/Library/Caches/bulletin")
    assert cache_folder({}, "win32") == Path("home/AppData/Local/bulletin")
    assert cache_folder({"LOCALAPPDATA": "local"}, "win32") == Path("local/bulletin")
    assert cache_folder({"BULLETIN_CACHE": "chosen"}, "darwin") == Path("chosen")


def test_two_that_write_at_once_leave_one_whole_file(folder: Path) -> None:
    threads = [threading.Thread(target=cached, args=("a", lambda: "甲" * 100_000)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [path.name[0] for path in folder.iterdir()] == ["a"]
    assert cached("a", lambda: "") == "甲" * 100_000
