"""`bulletin review` and what `bulletin make --strict` makes of it: exit codes, and words in the editor's language."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ENOUGH = '[[decision]]\ntext = "{城里人}"\nzh-Hant-TW = "城裡人"\n'


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    folder = tmp_path / "2026-03"
    (folder / "articles").mkdir(parents=True)
    (tmp_path / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
    (folder / "articles" / "a.md").write_text("# 春天\n\n他笑的是城里人。\n", encoding="utf-8")
    return folder


def bulletin(issue: Path, *arguments: str, language: str = "en") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", "--lang", language, *arguments]
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=issue.parent, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_decisions_are_taken_once_a_clash_exits_with_one_and_replace_settles_it(issue: Path) -> None:
    file, kept = issue.parent / "saved.toml", issue.parent / "decisions.toml"
    file.write_text(ENOUGH, encoding="utf-8")
    taken = bulletin(issue, "review", "2026-03", "--decisions", "saved.toml")
    assert taken.returncode == 0
    assert "1 decision taken" in taken.stdout + taken.stderr
    first = kept.read_bytes()
    assert bulletin(issue, "review", "2026-03", "--decisions", "saved.toml").returncode == 0
    file.write_text(ENOUGH.replace("城裡人", "城里人"), encoding="utf-8")
    clash = bulletin(issue, "review", "2026-03", "--decisions", "saved.toml", language="zh")
    assert clash.returncode == 1
    assert "saved.toml:1" in clash.stdout + clash.stderr
    assert "前后的决定不同" in clash.stdout + clash.stderr
    assert kept.read_bytes() == first
    assert bulletin(issue, "review", "2026-03", "--decisions", "saved.toml", "--replace").returncode == 0
    assert kept.read_text(encoding="utf-8") == ENOUGH.replace("城裡人", "城里人")


def test_make_strict_fails_until_the_red_is_decided(issue: Path) -> None:
    make = ("make", "2026-03", "--epub", "--script", "zh-Hant-TW", "--strict")
    assert bulletin(issue, *make).returncode != 0
    (issue.parent / "decisions.toml").write_text(ENOUGH, encoding="utf-8")
    made = bulletin(issue, *make)
    assert made.returncode == 0, made.stdout + made.stderr


def test_a_review_of_the_source_alone_is_refused_in_a_sentence(issue: Path) -> None:
    run = bulletin(issue, "review", "2026-03", "--script", "source")
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert not (issue.parent / "out").exists()
