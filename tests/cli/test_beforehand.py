"""What the words of a command line tell before it is understood."""

from pathlib import Path

import pytest

from bulletin import __main__
from bulletin.cli import beforehand
from bulletin.model import Script
from bulletin.press.order import Order


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[Order]:
    orders: list[Order] = []
    monkeypatch.setattr(beforehand, "make_ready", orders.append)
    return orders


def test_make_begins_with_its_issues_and_its_output(begun: list[Order], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    issue = str(tmp_path)
    beforehand.foresee(["make", issue, "--pdf", "--output", f"{issue}/out"])
    beforehand.foresee(["make", "--pdf", f"--output={issue}/out", issue])
    beforehand.foresee(["make", issue, "--epub"])
    beforehand.foresee(["make", issue, "--jobs", "1"])
    with_output = Order((tmp_path,), output=tmp_path / "out", processes=0)
    assert begun == [with_output] * 2 + [Order((tmp_path,), processes=0), Order((tmp_path,), processes=1)]


def test_what_is_made_of_one_script_or_of_loose_articles_is_begun_too(
    begun: list[Order], tmp_path: Path
) -> None:
    article = tmp_path / "a.md"
    article.touch()
    beforehand.foresee(["make", str(tmp_path), "--script", "zh-Hans"])
    beforehand.foresee(["make", str(article), "--script=zh-Hans", "--script", "zh-Hant-TW"])
    assert begun == [
        Order((tmp_path,), scripts=(Script.ZH_HANS,), processes=0),
        Order((article,), scripts=(Script.ZH_HANS, Script.ZH_HANT_TW), processes=0),
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
def test_what_makes_nothing_begins_nothing(begun: list[Order], words: list[str]) -> None:
    beforehand.foresee(words)
    assert begun == []


def test_an_option_without_its_value_is_left_to_the_command_line(begun: list[Order], tmp_path: Path) -> None:
    beforehand.foresee(["make", str(tmp_path), "--output"])
    assert begun == [Order((tmp_path,), processes=0)]


def test_a_process_that_cannot_be_had_is_no_matter_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Order] = []

    def refuse(order: Order) -> None:
        asked.append(order)
        raise FileNotFoundError("no temporary folder")

    monkeypatch.setattr(beforehand, "make_ready", refuse)
    beforehand.foresee(["make", str(tmp_path)])  # raises nothing
    assert asked == [Order((tmp_path,), processes=0)]


def test_ctrl_c_before_the_command_is_there_ends_it_without_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_words: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(beforehand, "foresee", interrupted)
    monkeypatch.setattr(__main__.gc, "freeze", lambda: None)
    with pytest.raises(SystemExit) as end:
        __main__.main()
    assert end.value.code == 130
