"""`bulletin batch` as a person types it."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bulletin.cli import report
from bulletin.cli.app import app
from bulletin.cli.bind import bind
from bulletin.cli.make import make
from bulletin.press.order import Made, Order


def periodical(folder: Path) -> Path:
    for month in ("2026-01", "2026-03"):
        issue = folder / month
        issue.mkdir(parents=True)
        (issue / "issue.toml").write_text(f"date = {month}-20\n", encoding="utf-8")
        (issue / "a.md").write_text(f"# {month}\n\n桥头的柳树绿了。\n", encoding="utf-8")
    (folder / "bulletin.toml").write_text(
        '[periodical]\nname = "会讯"\n[output]\nformats = ["epub"]\n', encoding="utf-8"
    )
    return folder


def bulletin(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "bulletin", "--lang", "en", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, timeout=120)


def test_a_year_is_made_once_and_reported(tmp_path: Path) -> None:
    folder = periodical(tmp_path / "p")
    words = (
        "batch",
        folder,
        "--from",
        "2026",
        "--to",
        "2026-04",
        "--output",
        tmp_path / "out",
        "--jobs",
        "2",
    )
    first = bulletin(*words, "--json")
    assert first.returncode == 0, first.stderr.decode()
    report = json.loads(first.stdout)
    assert report == json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert [(each["name"], each["state"]) for each in report["editions"]] == [
        ("2026-01.source", "made"),
        ("2026-03.source", "made"),
    ]
    assert "2026-02 2026-04" in first.stderr.decode()
    assert "2 made, 0 fresh, 0 failed" in first.stderr.decode()
    second = bulletin(*words)
    assert (second.returncode, second.stdout) == (0, b"")
    assert "0 made, 2 fresh, 0 failed" in second.stderr.decode()


def test_a_plan_says_why_and_writes_nothing(tmp_path: Path) -> None:
    folder = periodical(tmp_path / "p")
    words = ["batch", str(folder), "--output", str(tmp_path / "out"), "--plan", "--json"]
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert [(each["name"], each["state"], each["why"][0]["kind"]) for each in plan["editions"]] == [
        ("2026-01.source", "make", "new"),
        ("2026-03.source", "make", "new"),
    ]
    assert not (tmp_path / "out").exists()


def test_a_folder_without_issues_is_one_clear_sentence(tmp_path: Path) -> None:
    run = bulletin("batch", tmp_path, "--output", tmp_path / "out")
    assert run.returncode == 3
    assert b"There are no issues in this folder" in run.stderr
    assert b"Traceback" not in run.stderr


def test_a_quiet_run_says_nothing_but_errors(tmp_path: Path) -> None:
    folder = periodical(tmp_path / "p")
    words = ("batch", folder, "--output", tmp_path / "out", "--quiet")
    run = bulletin(*words)
    assert (run.returncode, run.stdout, run.stderr) == (0, b"", b"")
    (folder / "2026-01" / "issue.toml").write_text("date = ", encoding="utf-8")
    run = bulletin(*words)
    assert run.returncode == 1
    assert "2026-01" in run.stderr.decode()
    assert "fresh" not in run.stderr.decode()


@pytest.mark.parametrize(
    "command", [partial(make, [Path("a.md")]), partial(bind, "2026", Path())], ids=["make", "bind"]
)
def test_strict_reaches_the_press(command: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> None:
    orders: list[Order] = []

    def renewed(order: Order, **_: bool) -> Made:
        orders.append(order)
        return Made((), ())

    monkeypatch.setattr(report, "renewed", renewed)
    for strict in (True, False):
        with pytest.raises(typer.Exit):
            command(strict=strict)
    assert [order.strict for order in orders] == [True, False]
