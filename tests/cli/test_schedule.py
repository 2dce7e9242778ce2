"""`bulletin schedule` prints what can be installed as it stands."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = "https://example.org/a?b=1&c=50%25"


def printed(folder: Path, *words: str) -> str:
    command = [sys.executable, "-m", "bulletin", "--lang", "en", "schedule", SOURCE, *words]
    run = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=60)
    return run.stdout.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "会 讯"
    made.mkdir()
    (made / "bulletin.toml").write_text('[periodical]\nname = "会讯"\n', encoding="utf-8")
    return made


def test_a_line_for_cron_runs_both_commands_in_the_periodical(folder: Path) -> None:
    line = printed(folder, "--for", "cron", "--day", "3", "--hour", "5").strip()
    assert line.startswith("0 5 3 * * ")
    # cron takes the backslash off an escaped %, and hands the rest to a shell.
    command = line.split(" ", 5)[5].replace("\\%", "%")
    words = shlex.split(command)
    assert words[:2] == ["cd", str(folder)]
    assert SOURCE in [word.rstrip(";") for word in words]
    assert "batch --last-month --by month" in command
    assert subprocess.run(["/bin/sh", "-n", "-c", command], check=False).returncode == 0


def test_a_timer_of_systemd_escapes_what_means_something_to_it(folder: Path) -> None:
    unit = printed(folder, "--for", "systemd")
    assert f"WorkingDirectory={folder}" in unit
    assert "OnCalendar=*-*-01 06:00:00" in unit
    assert "c=50%%25" in unit
    assert unit.count("ExecStart=-") == 2


def test_a_task_of_windows_runs_monthly(folder: Path) -> None:
    line = printed(folder, "--for", "windows", "--from-files")
    assert line.startswith("schtasks /Create /TN bulletin /SC MONTHLY /D 1 /ST 06:00 /TR '")
    assert "--by" not in line
