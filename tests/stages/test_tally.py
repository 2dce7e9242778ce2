"""Of how much use the cache was."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.stages import Notebook, kept, tally, upkeep
from bulletin.stages.tally import Tally, tallies, tell

Numbers = dict[str, tuple[int, int]]


@pytest.fixture(autouse=True)
def _counting(stages: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    stages.mkdir(parents=True)
    tally._counts.clear()
    yield
    tally._counts.clear()


def a_run(name: str, monkeypatch: pytest.MonkeyPatch, *texts: str) -> None:
    monkeypatch.setenv("BULLETIN_RUN", name)
    for text in texts:
        kept("covers", text, lambda text=text: text * 2)  # type: ignore[misc] # a default of its own
    tell()


def told() -> tuple[Numbers, Numbers]:
    last, total = tallies()
    return _plain(last), _plain(total)


def _plain(found: object) -> Numbers:
    assert isinstance(found, dict)
    return {stage: (each.taken, each.made) for stage, each in found.items()}


def test_the_last_run_and_all_runs_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    a_run("1-a", monkeypatch, "甲", "乙", "甲")
    assert told() == ({"covers": (1, 2)}, {"covers": (1, 2)})
    a_run("2-b", monkeypatch, "甲", "丙")
    a_run("2-b", monkeypatch, "丁")  # another process of the same run
    assert told() == ({"covers": (1, 2)}, {"covers": (2, 4)})


def test_a_notebook_counts_each_of_its_results_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for run, lines in (("1-a", "甲乙"), ("2-b", "甲乙丙甲")):
        monkeypatch.setenv("BULLETIN_RUN", run)
        book = Notebook("lines", "looks")
        for line in lines:
            book.kept(line, lambda: 1)
        book.close()
    assert told() == ({"lines": (2, 1)}, {"lines": (2, 3)})


def test_the_file_is_shortened_without_losing_a_count(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(2_000):
        a_run(f"{number}-run", monkeypatch, "甲")
    file = stages.parent / "tally.txt"
    before, size = told(), file.stat().st_size
    assert before == ({"covers": (1, 0)}, {"covers": (1_999, 1)})
    upkeep.trim()
    assert told() == before
    assert file.stat().st_size < size / 100
    a_run("new-run", monkeypatch, "甲", "乙")
    assert told() == ({"covers": (1, 1)}, {"covers": (2_000, 2)})


def test_lines_that_are_not_whole_count_for_nothing(stages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_run("1-a", monkeypatch, "甲")
    with (stages.parent / "tally.txt").open("ab") as file:
        file.write(b"2-b covers 9 x\n\xff\xfe\n" + b"9" * 5_000 + b"\n3-c cov")
    assert told() == ({"covers": (0, 1)}, {"covers": (0, 1)})


def test_many_processes_write_whole_lines(stages: Path) -> None:
    """They all begin at once."""
    work = (
        "from bulletin.stages.tally import Tally, count, tell\n"
        "for _ in range(300): count('covers', Tally(1, 2)); count('faces', Tally(3, 4)); tell()\n"
    )
    environment = {**os.environ, "BULLETIN_RUN": "one"}
    at_work = [subprocess.Popen([sys.executable, "-c", work], env=environment) for _ in range(3)]
    assert [process.wait() for process in at_work] == [0, 0, 0]
    assert told()[0] == {"covers": (900, 1_800), "faces": (2_700, 3_600)}


def test_nothing_is_counted_where_nothing_is_kept_or_can_be(
    stages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "0")
    a_run("1-a", monkeypatch, "甲")
    assert list(stages.parent.iterdir()) == [stages]
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "10")
    monkeypatch.setenv("BULLETIN_CACHE", str(stages.parent / "gone"))
    tally.count("covers", Tally(1, 1))
    tell()
    assert told() == ({}, {})


def test_clearing_begins_the_count_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    a_run("1-a", monkeypatch, "甲")
    before = upkeep.clear()
    assert [(kind.name, kind.last_run, kind.all_runs) for kind in before.kinds] == [
        ("covers", Tally(0, 1), Tally(0, 1))
    ]
    assert told() == ({}, {})
