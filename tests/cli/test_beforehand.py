"""What the words of a command line tell before it is understood."""

import subprocess
import sys
from pathlib import Path

import pytest

from bulletin import __main__
from bulletin.cli import beforehand
from bulletin.press.foresight import Prospect


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Prospect]:
    prospects: list[Prospect] = []
    monkeypatch.setattr(beforehand, "make_ready", prospects.append)
    return prospects


def test_make_begins_with_its_issues_and_its_output(begun: list[Prospect], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    issue = str(tmp_path)
    beforehand.foresee(["make", issue, "--pdf", "--output", f"{issue}/out"])
    beforehand.foresee(["make", "--pdf", f"--output={issue}/out", issue])
    beforehand.foresee(["make", issue, "--epub"])
    beforehand.foresee(["make", issue, "--jobs", "1"])
    with_output = Prospect((tmp_path,), tmp_path / "out")
    assert begun == [with_output] * 2 + [Prospect((tmp_path,)), Prospect((tmp_path,), processes=1)]


def test_what_is_made_of_one_script_or_of_loose_articles_is_begun_too(
    begun: list[Prospect], tmp_path: Path
) -> None:
    article = tmp_path / "a.md"
    article.touch()
    beforehand.foresee(["make", str(tmp_path), "--script", "zh-Hans"])
    beforehand.foresee(["make", str(article), "--script=zh-Hans", "--script", "zh-Hant-TW"])
    assert begun == [
        Prospect((tmp_path,), scripts=1),
        Prospect((article,), scripts=2),
    ]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--help"],
        ["check", "."],
        ["make", "--help"],
        ["make", "gone"],
        ["make", "a" * 5000],
        ["make", "\0"],
    ],
)
def test_what_makes_nothing_begins_nothing(begun: list[Prospect], words: list[str]) -> None:
    beforehand.foresee(words)
    assert begun == []


def test_an_option_without_its_value_is_left_to_the_command_line(
    begun: list[Prospect], tmp_path: Path
) -> None:
    beforehand.foresee(["make", str(tmp_path), "--output"])
    assert begun == [Prospect((tmp_path,))]


def test_a_process_that_cannot_be_had_is_no_matter_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Prospect] = []

    def refuse(prospect: Prospect) -> None:
        asked.append(prospect)
        raise FileNotFoundError("no temporary folder")

    monkeypatch.setattr(beforehand, "make_ready", refuse)
    beforehand.foresee(["make", str(tmp_path)])  # raises nothing
    assert asked == [Prospect((tmp_path,))]


def test_ctrl_c_before_the_command_is_there_ends_it_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(beforehand, "foresee", interrupted)
    monkeypatch.setattr(__main__.gc, "freeze", lambda: None)
    with pytest.raises(SystemExit) as end:
        __main__.main()
    assert end.value.code == 130


def test_nothing_is_loaded_beforehand_but_what_begins_the_engines() -> None:
    script = "import sys, bulletin.cli.beforehand; print(*sys.modules)"
    command = [sys.executable, "-c", script]
    loaded = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert "bulletin.press.foresight" in loaded
    assert {"bulletin.model", "dataclasses", "tomllib", "lxml"} & set(loaded) == set()
