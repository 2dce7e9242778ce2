"""How fast the press is and how much memory it takes: `python -m benchmarks speed [issue|print|year|growth …]`.

In: nothing but invented articles. Out: tables with the bound beside each figure, `results/<day>-speed-<part>.json`, of which
`scripts/write_performance_page.py` makes docs/performance.md. `year:2` and `growth:100` are smaller runs of the two long ones.
"""

import contextlib
import datetime
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from benchmarks.contenders import chromium_command, command, vivliostyle_command
from benchmarks.inputs import PERIODICAL, THEME, build, write_issue
from benchmarks.measure import ROOT, ContenderError, Figure, measure
from benchmarks.report import RESULTS, machine, versions
from benchmarks.texts import sections, texts
from bulletin import fonts

WORKSHOP: Final = ROOT / ".build" / "bench-speed"
_ISSUES: Final = 12
_ARTICLES_AN_ISSUE: Final = 40
_GROWTH: Final = (10, 100, 500, 2_000)
# Peers that take minutes: measured once.
_SLOW: Final = ("Vivliostyle", "calibre")
_BULLETIN: Final = (sys.executable, "-m", "bulletin")


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and what it is held to: `most` or `least`, whichever is not None. `noisy` ones are only worth something on
    a machine that does nothing else."""

    what: str
    value: float | None
    most: float | None = None
    least: float | None = None
    unit: str = ""
    noisy: bool = True

    @property
    def holds(self) -> bool | None:
        """None where nothing could be measured."""
        if self.value is None:
            return None
        return (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )

    def line(self) -> str:
        """The figure as a line of a table."""
        bound = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        shown = "–" if self.value is None else f"{self.value:.2f}"
        said = {True: "holds", False: "DOES NOT HOLD", None: "not measured"}[self.holds]
        return f"  {self.what:62}{shown:>9} {self.unit:3} ({bound}) {said}"


@dataclass(frozen=True, slots=True)
class Part:
    """What one part found: every figure by its name, and the bounds."""

    name: str
    figures: dict[str, Figure | None]
    bounds: list[Bound]


def main(names: list[str]) -> None:
    """Measure the parts, all by default; print and save each as it is done."""
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    WORKSHOP.mkdir(parents=True)
    print(*(f"{name}: {value}" for name, value in machine().items()), sep=" · ")
    for name in names or list(_PARTS):
        kind, _, size = name.partition(":")
        part = _PARTS[kind](WORKSHOP / kind, int(size or 0))
        print(f"\n{part.name}")
        for row, figure in part.figures.items():
            print(f"  {row:46}{_shown(figure)}")
        print(*(bound.line() for bound in part.bounds), sep="\n", flush=True)
        _save(part, name.replace(":", "-"))


def _issue(folder: Path, _size: int) -> Part:
    """One issue of 8 articles from a cold start: both scripts, PDF and EPUB."""
    _periodical(folder, 1, 8)
    order = [
        *_BULLETIN,
        "make",
        str(folder / "2026-01"),
        "--pdf",
        "--epub",
        *_scripts(),
        "--output",
        str(folder / "out"),
    ]
    article = folder / "2026-01" / "articles" / "001.md"
    figures = {
        "cold": _figure(order, before=lambda: shutil.rmtree(folder / "out", ignore_errors=True)),
        "one word changed": _figure(order, before=lambda: _change(article)),
        "nothing changed": _figure(order),
    }
    return Part(
        "One issue of 8 articles, both scripts, PDF and EPUB",
        figures,
        [
            Bound("cold, seconds on 2 cores", _seconds(figures["cold"]), most=3.5, unit="s"),
            Bound("after one word changed", _seconds(figures["one word changed"]), most=1.2, unit="s"),
            Bound("nothing changed", _seconds(figures["nothing changed"]), most=0.5, unit="s"),
        ],
    )


def _print(folder: Path, _size: int) -> Part:
    """100 articles of 2,000 characters (some 245 pages) as PDF, by everyone."""
    inputs = build(folder, 100).folder
    lines: dict[str, list[str] | None] = {
        "bulletin, 1 process": command("print-ours", inputs, inputs / "ours.pdf"),
        "bulletin, 2 processes": command("print-ours-by-two", inputs, inputs / "by-two.pdf"),
        "Chromium": chromium_command(inputs, inputs / "chromium.pdf"),
        "Typst": command("print-typst", inputs, inputs / "typst.pdf"),
        "WeasyPrint alone": command("print-weasyprint-tagged", inputs, inputs / "weasyprint.pdf"),
        "Vivliostyle": vivliostyle_command(inputs, inputs / "vivliostyle.pdf"),
        "calibre": _calibre(inputs),
    }
    figures = {
        name: _figure(line, runs=1 if name in _SLOW else 3) if line else None for name, line in lines.items()
    }
    one, two = figures["bulletin, 1 process"], figures["bulletin, 2 processes"]
    theirs = {name: _cpu(figures[name]) for name in ("Chromium", "Typst", "Vivliostyle", "calibre")}
    clock = {name: _seconds(figures[name]) for name in theirs}
    return Part(
        "100 articles of 2,000 characters as PDF",
        figures,
        [
            Bound(
                "1 process, times Chromium (cpu)",
                _ratio(_cpu(one), theirs["Chromium"]),
                most=2.5,
                unit="×",
                noisy=False,
            ),
            Bound(
                "1 process, times Typst (cpu)",
                _ratio(_cpu(one), theirs["Typst"]),
                most=4,
                unit="×",
                noisy=False,
            ),
            Bound(
                "2 processes, times Chromium (clock)",
                _ratio(_seconds(two), clock["Chromium"]),
                most=1.5,
                unit="×",
            ),
            Bound(
                "2 processes, times Typst on 1 core (clock, its cpu)",
                _ratio(_seconds(two), theirs["Typst"]),
                most=2.3,
                unit="×",
            ),
            Bound(
                "Vivliostyle, times ours (cpu)",
                _ratio(theirs["Vivliostyle"], _cpu(one)),
                least=10,
                unit="×",
                noisy=False,
            ),
            Bound(
                "calibre, times ours (cpu)",
                _ratio(theirs["calibre"], _cpu(one)),
                least=3,
                unit="×",
                noisy=False,
            ),
        ],
    )


def _year(folder: Path, issues: int) -> Part:
    """A year: 12 issues of 40 articles, two scripts, PDF and EPUB, by the pool and by Dask."""
    _periodical(folder, issues or _ISSUES, _ARTICLES_AN_ISSUE)

    def batch(*more: str) -> list[str]:
        order = [*_BULLETIN, "batch", str(folder), "--pdf", "--epub", *_scripts(), *more]
        return [*order, "--output", str(folder / "out")]

    figures = {
        "1 job": _figure(batch("--jobs", "1", "--force"), runs=1),
        "2 jobs": _figure(batch("--jobs", "2", "--force"), runs=1),
        "again, nothing changed": _figure(batch("--jobs", "2")),
    }
    pool = _sums(folder / "out")
    with _cluster() as address:
        figures["Dask, 2 workers"] = (
            _figure(batch("--cluster", address, "--force"), runs=1) if address else None
        )
    same = pool == _sums(folder / "out")
    one, two = figures["1 job"], figures["2 jobs"]
    return Part(
        f"A year: {issues or _ISSUES} issues of {_ARTICLES_AN_ISSUE} articles, two scripts, PDF and EPUB",
        figures,
        [
            Bound(
                "speed of 2 jobs, times that of 1 (clock)",
                _ratio(_seconds(one), _seconds(two)),
                least=1.75,
                unit="×",
            ),
            Bound("unchanged run", _seconds(figures["again, nothing changed"]), most=1.5, unit="s"),
            Bound("largest process", two.largest_mb if two else None, most=450, unit="MB", noisy=False),
            Bound(
                "Dask, times the pool (clock)",
                _ratio(_seconds(figures["Dask, 2 workers"]), _seconds(two)),
                most=1.25,
                unit="×",
            ),
            Bound("files of Dask that are the pool's (1: all)", float(same), least=1, noisy=False),
        ],
    )


def _growth(folder: Path, largest: int) -> Part:
    """What an article costs in a volume of 10 and of 2,000, and the memory of the largest."""
    figures: dict[str, Figure | None] = {}
    costs: dict[int, float | None] = {}
    sizes = [size for size in _GROWTH if not largest or size <= largest]
    for size in sizes:
        inputs = build(folder / str(size), size).folder
        line = command("print-ours-by-two", inputs, inputs / "ours.pdf")
        figure = figures[f"{size} articles"] = _figure(line, runs=1)
        # What a run costs before the first article: starting, loading.
        costs[size] = _cpu(figure)
    single = build(folder / "1", 1).folder
    start = _cpu(_figure(command("print-ours-by-two", single, single / "ours.pdf")))
    each = [(cost - (start or 0)) / size for size, cost in costs.items() if cost is not None]
    mean = sum(each) / len(each)
    last = figures[f"{sizes[-1]} articles"]
    return Part(
        "Volumes of growing size",
        figures,
        [
            *(
                Bound(
                    f"cpu an article of {size}, times the mean",
                    value / mean,
                    most=1.15,
                    unit="×",
                    noisy=False,
                )
                for size, value in zip(costs, each, strict=True)
            ),
            Bound(
                f"all processes, {sizes[-1]} articles",
                last.peak_mb if last else None,
                most=1500,
                unit="MB",
                noisy=False,
            ),
        ],
    )


_PARTS: Final[dict[str, Callable[[Path, int], Part]]] = {
    "issue": _issue,
    "print": _print,
    "year": _year,
    "growth": _growth,
}


def _periodical(folder: Path, issues: int, articles: int) -> None:
    """A periodical's folder with issues of different texts."""
    folder.mkdir(parents=True)
    for month in range(1, issues + 1):
        key = f"2026-{month:02}"
        write_issue(folder / key, sections(texts(articles, seed=month)))
        (folder / key / "bulletin.toml").unlink()
    settings = f'[periodical]\nname = "{PERIODICAL}"\n[theme]\nname = "{THEME}"\n'
    (folder / "bulletin.toml").write_text(settings, encoding="utf-8")


def _scripts() -> list[str]:
    return ["--script", "zh-Hans", "--script", "zh-Hant-TW"]


def _change(article: Path) -> None:
    """Another word at the end of an article."""
    article.write_text(
        f"{article.read_text(encoding='utf-8')}又一句{time.monotonic_ns()}。\n", encoding="utf-8"
    )


def _figure(line: list[str], *, before: Callable[[], object] = lambda: None, runs: int = 3) -> Figure | None:
    """A command measured, with the shipped faces only and tables kept in the workshop; None where it fails."""
    environment = {
        "FONTCONFIG_FILE": str(fonts.isolate(WORKSHOP / "cache")),
        "BULLETIN_CACHE": str(WORKSHOP / "kept"),
        # calibre's browser starts in a container too, as Chromium does with --no-sandbox.
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
        "QTWEBENGINE_CHROMIUM_FLAGS": "--no-sandbox",
    }
    try:
        return measure(line, environment, runs, before)
    except ContenderError as failure:
        print(f"  {line[-1]}: {failure}")
        return None


def _calibre(inputs: Path) -> list[str] | None:
    program = shutil.which("ebook-convert")
    return [program, str(inputs / "print.html"), str(inputs / "calibre.pdf")] if program else None


@contextlib.contextmanager
def _cluster() -> Iterator[str]:
    """The address of a scheduler with two workers on this machine, each a program of its own."""
    port = 18786
    address = f"tcp://127.0.0.1:{port}"
    dask = [
        sys.executable,
        "-m",
        "distributed.cli.dask_scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-dashboard",
    ]
    work = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--nworkers",
        "2",
        "--nthreads",
        "1",
        "--no-dashboard",
    ]
    programs = [
        subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for line in (dask, work)
    ]
    try:
        time.sleep(10)
        yield address
    finally:
        for program in reversed(programs):
            program.terminate()
            program.wait()


def _sums(output: Path) -> Mapping[str, str]:
    report = json.loads((output / "report.json").read_text(encoding="utf-8"))
    return {file["file"]: file["sha256"] for edition in report["editions"] for file in edition["files"]}


def _seconds(figure: Figure | None) -> float | None:
    return figure.seconds if figure else None


def _cpu(figure: Figure | None) -> float | None:
    return figure.cpu_seconds if figure else None


def _ratio(one: float | None, other: float | None) -> float | None:
    return one / other if one and other else None


def _shown(figure: Figure | None) -> str:
    if figure is None:
        return "–"
    return (
        f"{figure.seconds:9.2f} s {figure.cpu_seconds:9.2f} cpu s {figure.peak_mb:7.0f} MB in all"
        f" {figure.largest_mb:6.0f} MB the largest"
    )


def _save(part: Part, name: str) -> None:
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    content: dict[str, Any] = {
        "day": day,
        "machine": machine(),
        "versions": versions(chromium_command(WORKSHOP, WORKSHOP / "none.pdf")),
        "title": part.name,
        "figures": {row: asdict(figure) if figure else None for row, figure in part.figures.items()},
        "bounds": [{**asdict(bound), "holds": bound.holds} for bound in part.bounds],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{day}-speed-{name}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
