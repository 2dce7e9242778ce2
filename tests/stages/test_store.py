"""What is kept is what was made, whatever happens to the files; and the cache stays within its limit."""

import errno
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from bulletin import caches
from bulletin.stages import Notebook, kept, store
from bulletin.stages.upkeep import clear, contents, obstacle, trim


def fail() -> str:
    raise AssertionError("made although it was there")


def entry(stages: Path, stage: str = "lines") -> Path:
    """The only entry of a stage."""
    (path,) = (path for path in (stages / stage).iterdir() if path.suffix == ".bin")
    return path


def test_a_result_is_made_once_for_all_it_is_made_of(stages: Path) -> None:
    assert kept("lines", ("甲", 1), lambda: "one") == "one"
    assert kept("lines", ("甲", 1), fail) == "one"
    assert kept("lines", ("甲", 2), lambda: "two") == "two"
    assert kept("covers", ("甲", 1), lambda: "another stage") == "another stage"
    assert len([*stages.glob("*/*")]) == 3


def test_nothing_is_a_result_too(stages: Path) -> None:
    assert kept("lines", 1, lambda: None) is None
    assert kept("lines", 1, fail) is None
    assert entry(stages).is_file()


@pytest.mark.usefixtures("stages")
def test_another_program_finds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    kept("lines", 1, lambda: "one")
    monkeypatch.setattr(store, "program", lambda: "another")
    assert kept("lines", 1, lambda: "two") == "two"


@pytest.mark.parametrize("damage", ["empty", "cut", "byte", "longer", "renamed", "foreign"])
def test_a_damaged_entry_is_made_anew(stages: Path, damage: str) -> None:
    kept("lines", 1, lambda: "one")
    path = entry(stages)
    whole = path.read_bytes()
    if damage == "renamed":  # whole, but of another key
        kept("lines", 2, lambda: "two")
        (other,) = (each for each in path.parent.iterdir() if each != path)
        other.replace(path)
    elif damage == "foreign":
        path.write_bytes(pickle.dumps("a pickle of another hand"))
    else:
        path.write_bytes(
            {
                "empty": b"",
                "cut": whole[:-1],
                "byte": whole[:-3] + b"\0" + whole[-2:],
                "longer": whole + b"x",
            }[damage]
        )
    assert kept("lines", 1, lambda: "made anew") == "made anew"
    assert kept("lines", 1, fail) == "made anew"


def test_every_single_byte_counts(stages: Path) -> None:
    kept("lines", 1, lambda: ["a", 1])
    path = entry(stages)
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert kept("lines", 1, lambda: ["a", 1]) == ["a", 1]
        assert path.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_made_every_time(
    stages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert obstacle() is None
    clear()
    stages.rmdir()
    stages.write_text("in the way")
    assert kept("lines", 1, lambda: "one") == "one"
    assert kept("lines", 1, lambda: "two") == "two"
    assert isinstance(obstacle(), OSError)
    trim()
    assert contents().entries == 0
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "0")
    assert obstacle() is None  # nothing is to be kept


def test_a_full_disk_leaves_no_part(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(caches.os, "replace", full)
    assert kept("lines", 1, lambda: "one") == "one"
    assert [*(stages / "lines").iterdir()] == []


@pytest.mark.usefixtures("stages")
def test_with_a_limit_of_nothing_nothing_is_kept(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "0")
    assert kept("lines", 1, lambda: "one") == "one"
    assert kept("lines", 1, lambda: "two") == "two"
    assert not stages.exists()


def test_two_that_make_the_same_at_once_leave_one_whole_entry(stages: Path) -> None:
    threads = [threading.Thread(target=kept, args=("lines", 1, lambda: "甲" * 100_000)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert kept("lines", 1, fail) == "甲" * 100_000
    assert [each.name[0] for each in (stages / "lines").iterdir()] != ["."]


_WRITER = """
import itertools
from bulletin.stages import kept
for number in itertools.count():
    kept("lines", number % 3, lambda: number)
    kept("lines", ("large", number), lambda: bytes(2_000_000))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_process_killed_in_mid_write_leaves_what_is_whole(stages: Path) -> None:
    for round_ in range(3):
        writer = subprocess.Popen([sys.executable, "-c", _WRITER])
        deadline = time.monotonic() + 60
        while not stages.exists() or sum(1 for _ in stages.glob("*/*")) < 8 + 4 * round_:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        for number in range(3):
            assert kept("lines", number, lambda number=number: number) % 3 == number
        for path in (stages / "lines").glob("*.bin"):
            assert caches.read(path, path.stem.encode()) is not None


def test_what_was_not_used_for_longest_goes_first(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        kept("pictures", number, lambda: bytes(400_000))
        used = time.time() - 1000 + number
        for path in (stages / "pictures").iterdir():
            if path.stat().st_mtime > time.time() - 500:
                os.utime(path, (used, used))
    kept("pictures", 0, fail)  # used again
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "2")
    trim()
    assert contents().bytes <= 2 << 20
    kept("pictures", 0, fail)
    kept("pictures", 5, fail)
    assert kept("pictures", 1, lambda: "gone") == "gone"


def test_what_a_killed_process_left_is_taken_away_a_day_later(stages: Path) -> None:
    kept("lines", 1, lambda: "one")
    young, old = stages / "lines" / ".a.tmp", stages / "lines" / ".b.tmp"
    young.touch()
    old.touch()
    os.utime(old, (0, 0))
    trim()
    assert young.exists()
    assert not old.exists()
    assert kept("lines", 1, fail) == "one"


def test_the_contents_are_told_and_cleared(stages: Path) -> None:
    kept("lines", 1, lambda: "one")
    kept("lines", 2, lambda: "two")
    caches.cached("table", lambda: {"里": 1})
    found = contents()
    assert [(kind.name, kind.entries) for kind in found.kinds] == [("lines", 2), ("tables", 1)]
    assert found.bytes == sum(path.stat().st_size for path in stages.parent.rglob("*.bin"))
    assert clear() == found
    assert contents().kinds == ()
    assert kept("lines", 1, lambda: "again") == "again"


def test_a_notebook_keeps_what_was_asked_for_last(stages: Path) -> None:
    book = Notebook("lines", "会讯")
    assert [book.kept(word, word.upper) for word in ("a", "b", "a")] == ["A", "B", "A"]
    book.close()
    written = entry(stages).stat().st_mtime_ns
    again = Notebook("lines", "会讯")
    assert [again.kept("a", fail), again.kept("c", lambda: "C")] == ["A", "C"]
    again.close()
    third = Notebook("lines", "会讯")
    assert [third.kept("a", fail), third.kept("b", lambda: "made anew")] == ["A", "made anew"]
    assert entry(stages).stat().st_mtime_ns >= written
