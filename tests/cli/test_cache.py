"""What `bulletin cache` says and does; a cache that cannot be written is said once, and the issue is made."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.messages import table


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """An issue in a periodical."""
    issue = tmp_path / "会讯" / "2026-03"
    issue.mkdir(parents=True)
    (issue / "a.md").write_text("# 桥\n\n柳树绿了。\n", encoding="utf-8")
    (issue / "issue.toml").write_text("date = 2026-03-20\n", encoding="utf-8")
    (issue.parent / "bulletin.toml").write_text('[periodical]\nname = "会讯"\n', encoding="utf-8")
    return issue


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("BULLETIN_CACHE_LIMIT")
    return tmp_path / "cache"


def bulletin(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def make(issue: Path, *options: str) -> subprocess.CompletedProcess[str]:
    scripts = ("--script", "zh-Hans", "--script", "zh-Hant-TW")
    output = issue.parents[1] / "out"
    return bulletin("make", issue, "--epub", *scripts, "--output", output, "--lang", "en", *options)


def test_the_cache_is_told_and_emptied(issue: Path, cache: Path) -> None:
    assert make(issue).returncode == 0
    told = bulletin("cache", "info", "--json")
    found = json.loads(told.stdout)
    assert found["folder"] == str(cache)
    assert found["limit_bytes"] == 1 << 30
    assert found["kinds"]["conversions"]["entries"] == 2
    assert found["bytes"] == sum(path.stat().st_size for path in cache.rglob("*.bin"))
    said = bulletin("cache", "info", "--lang", "zh").stderr
    assert "转换过的文章：2 条" in said
    assert "articles converted: 2 entries" in bulletin("cache", "info", "--lang", "en").stderr
    assert found["kinds"]["conversions"]["last_run"] == {"taken": 0, "made": 2}
    assert make(issue, "--force").returncode == 0
    conversions = json.loads(bulletin("cache", "info", "--json").stdout)["kinds"]["conversions"]
    assert conversions["last_run"] == {"taken": 2, "made": 0}
    assert conversions["all_runs"] == {"taken": 2, "made": 2}
    said = bulletin("cache", "info", "--lang", "en").stderr
    assert "last run 2 taken and 0 made, all runs 2 and 2" in said
    cleared = bulletin("cache", "clear", "--lang", "en")
    assert f"{found['entries']} entries removed" in cleared.stderr
    assert json.loads(bulletin("cache", "info", "--json").stdout)["entries"] == 0
    assert json.loads(bulletin("cache", "clear", "--json").stdout)["entries"] == 0


def test_a_cache_in_which_nothing_can_be_kept_is_said_once(issue: Path, cache: Path) -> None:
    cache.mkdir()
    (cache / "stages").write_text("a file in the way", encoding="utf-8")
    made = make(issue)
    assert made.returncode == 0, made.stderr
    assert len([*(issue.parents[1] / "out").glob("*.epub")]) == 2
    assert made.stderr.count("Nothing can be kept in the cache") == 1
    assert "Nothing can be kept" not in make(issue).stderr  # nothing was made


def test_what_another_version_has_kept_is_told_and_cleared_too(cache: Path) -> None:
    (cache / "stages" / "maps").mkdir(parents=True)
    (cache / "stages" / "maps" / "a.bin").write_bytes(bytes(100))
    told = bulletin("cache", "info", "--lang", "en")
    assert (told.returncode, "maps: 1 entry" in told.stderr) == (0, True)
    assert bulletin("cache", "clear").returncode == 0
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_every_kind_of_entry_has_a_name() -> None:
    package = Path(sys.modules["bulletin"].__file__ or "").parent
    named = {
        name
        for path in package.rglob("*.py")
        for name in re.findall(r'(?:kept|Notebook|Place\.of)\(\s*"(\w+)"', path.read_text(encoding="utf-8"))
    }
    assert len(named) >= 7
    for name in {*named, "tables"}:
        assert f"cache-{name}" in table("cli"), name
