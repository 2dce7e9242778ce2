"""What the parts measure by. In: issues and commands. Out: figures of them, in the workshop."""

import json
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.inputs import PERIODICAL, THEME, write_issue
from benchmarks.measure import ROOT, ContenderError, Figure, measure
from benchmarks.speed.watching import watched
from benchmarks.texts import sections, texts
from bulletin import fonts

WORKSHOP: Final = ROOT / ".build" / "bench-speed"
BULLETIN: Final = (sys.executable, "-m", "bulletin")
SCRIPTS: Final = ("--script", "zh-Hans", "--script", "zh-Hant-TW")
# Nothing of ours takes so long, seconds.
STUCK_S: Final = 1_800


def periodical(folder: Path, months: Iterable[int], articles: int) -> None:
    """A periodical's folder with an issue a month, of different texts."""
    folder.mkdir(parents=True)
    for month in months:
        key = f"2026-{month:02}"
        write_issue(folder / key, sections(texts(articles, seed=month)))
        (folder / key / "bulletin.toml").unlink()
    settings = f'[periodical]\nname = "{PERIODICAL}"\n[theme]\nname = "{THEME}"\n'
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")


def from_nothing(output: Path) -> None:
    """Nothing made, and nothing kept but the tables of conversion, which an installed program has after its first run."""
    shutil.rmtree(output, ignore_errors=True)
    for kept in (WORKSHOP / "kept").glob("*"):
        if kept.is_dir() and kept.name != "tables":
            shutil.rmtree(kept)


def change_word(article: Path) -> None:
    """Another word at the end of an article."""
    article.write_text(
        f"{article.read_text(encoding='utf-8')}又一句{time.monotonic_ns()}。\n", encoding="utf-8"
    )


def while_watched(issue: Path, article: Path) -> Figure | None:
    line = [*BULLETIN, "preview", str(issue), *SCRIPTS, "--watch"]
    try:
        return watched(line, partial(change_word, article), environment(keeps=True))
    except ContenderError as failure:
        print(f"  preview: {failure}")
        return None


def figure_of(
    line: list[str] | None,
    *,
    before: Callable[[], object] = lambda: None,
    runs: int = 3,
    limit_s: float = STUCK_S,
    keeps: bool = False,
) -> Figure | None:
    """A command measured; results of stages are kept only if it `keeps` them: without, every run does all its work. None where
    it fails or is not installed."""
    if line is None:
        return None
    try:
        return measure(line, environment(keeps=keeps), runs, before, limit_s)
    except ContenderError as failure:
        print(f"  {line[-1]}: {failure}")
        return None


def environment(*, keeps: bool) -> dict[str, str]:
    """The shipped faces only, and tables kept in the workshop."""
    return {
        "FONTCONFIG_FILE": str(fonts.isolate(WORKSHOP / "cache")),
        "BULLETIN_CACHE": str(WORKSHOP / "kept"),
        **({} if keeps else {"BULLETIN_CACHE_LIMIT": "0"}),
        # calibre's browser starts in a container too, as Chromium does with --no-sandbox.
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
    }


def on_one_core(line: list[str] | None) -> list[str] | None:
    """The command kept to one core, where the system can."""
    keeper = shutil.which("taskset")
    return [keeper, "-c", "0", *line] if keeper and line else line


def calibre(inputs: Path) -> list[str] | None:
    program = shutil.which("ebook-convert")
    return [program, str(inputs / "print.html"), str(inputs / "calibre.pdf")] if program else None


def sums_of(output: Path) -> Mapping[str, str]:
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    return {file["file"]: file["sha256"] for edition in report["editions"] for file in edition["files"]}
