"""The four parts. In: a folder to work in, a size (0 for the whole). Out: rows to be measured and their bounds."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks.contenders import chromium_command, command, vivliostyle_command
from benchmarks.inputs import build
from benchmarks.measure import Figure
from benchmarks.speed.bounds import Bound, Figures, Part, cpu, ratio, seconds
from benchmarks.speed.cluster import cluster
from benchmarks.speed.running import (
    BULLETIN,
    SCRIPTS,
    STUCK_S,
    calibre,
    change_word,
    environment,
    figure_of,
    from_nothing,
    on_one_core,
    periodical,
    sums_of,
    while_watched,
)

_ARTICLES: Final = 100
_ISSUES: Final = 12
_ARTICLES_AN_ISSUE: Final = 40
_GROWTH: Final = (10, 100, 500, 2_000)
# A slow peer is measured once, and stopped when it has taken so many times as long as we.
_PATIENCE: Final = 15

_ONE, _TWO = "bulletin, 1 process", "bulletin, 2 processes"
_WATCHED = "one word changed, in a preview that watches"
_HALVES = "two programs, half a year each"


def issue(folder: Path, _size: int) -> Part:
    """One issue of 8 articles from a cold start: both scripts, PDF and EPUB."""
    periodical(folder, range(1, 2), 8)
    output, article = folder / "out", folder / "2026-01" / "articles" / "001.md"
    order = [*BULLETIN, "make", str(folder / "2026-01"), "--pdf", "--epub", *SCRIPTS]
    order += ["--output", str(output)]

    def bounds(figures: Figures) -> list[Bound]:
        found = {row: seconds(figures.get(row)) for row in rows}
        return [
            Bound("cold, seconds on 2 cores", found["cold"], most=3.5, unit="s"),
            Bound("after one word changed", found["one word changed"], most=1.2, unit="s"),
            Bound("the same in a preview that watches, pages alone", found[_WATCHED], most=1.2, unit="s"),
            Bound("nothing changed", found["nothing changed"], most=0.5, unit="s"),
        ]

    rows: dict[str, Callable[[Figures], Figure | None]] = {
        "cold": lambda _: figure_of(order, before=partial(from_nothing, output), keeps=True),
        "one word changed": lambda _: figure_of(order, before=partial(change_word, article), keeps=True),
        "nothing changed": lambda _: figure_of(order, keeps=True),
        _WATCHED: lambda _: while_watched(folder / "2026-01", article),
    }
    return Part("One issue of 8 articles, both scripts, PDF and EPUB", rows, bounds)


def printing(folder: Path, articles: int) -> Part:
    """100 articles of 2,000 characters (some 245 pages) as PDF, by everyone."""
    count = articles or _ARTICLES
    inputs = build(folder, count).folder

    def once(line: list[str] | None, figures: Figures) -> Figure | None:
        ours = figures.get(_ONE)
        limit_s = max(60.0, _PATIENCE * ours.seconds) if ours else STUCK_S
        return figure_of(line, runs=1, limit_s=limit_s)

    def several(line: list[str] | None, _: Figures) -> Figure | None:
        return figure_of(line)

    def of(name: str) -> list[str]:
        return command(name, inputs, inputs / f"{name}.pdf")

    rows: dict[str, Callable[[Figures], Figure | None]] = {
        _ONE: partial(several, on_one_core(of("print-ours"))),
        _TWO: partial(several, of("print-ours-by-two")),
        "WeasyPrint alone": partial(several, on_one_core(of("print-weasyprint"))),
        "WeasyPrint alone, PDF/A-3a": partial(several, on_one_core(of("print-weasyprint-tagged"))),
        "Chromium": partial(several, on_one_core(chromium_command(inputs, inputs / "chromium.pdf"))),
        "Typst": partial(several, on_one_core(of("print-typst"))),
        "calibre": partial(once, calibre(inputs)),
        "Vivliostyle": partial(once, vivliostyle_command(inputs, inputs / "vivliostyle.pdf")),
    }
    return Part(f"{count} articles of 2,000 characters as PDF", rows, _bounds_of_printing)


def _bounds_of_printing(figures: Figures) -> list[Bound]:
    """By the clock, those of the first rows each on one core: the processor time of a browser's processes is not told to
    whoever started it."""
    one, two = seconds(figures.get(_ONE)), seconds(figures.get(_TWO))

    def ours(time: float | None, name: str, peer: str, most: float) -> Bound:
        return Bound(
            f"{name}, times {peer} on one core", ratio(time, seconds(figures.get(peer))), most=most, unit="×"
        )

    def slower(peer: str, least: float) -> Bound:
        theirs = figures.get(peer)
        more = theirs.cut_off if theirs else False
        return Bound(
            f"{peer}, times our 2 processes", ratio(seconds(theirs), two), least=least, unit="×", more=more
        )

    return [
        ours(one, "1 process", "WeasyPrint alone", 1.4),
        ours(one, "1 process", "Chromium", 2.5),
        ours(one, "1 process", "Typst", 4),
        ours(two, "2 processes", "Chromium", 1.5),
        ours(two, "2 processes", "Typst", 2.3),
        slower("calibre", 3),
        slower("Vivliostyle", 10),
    ]


def year(folder: Path, issues: int) -> Part:
    """A year: 12 issues of 40 articles, two scripts, PDF and EPUB, by the pool and by Dask."""
    count = issues or _ISSUES
    periodical(folder, range(1, count + 1), _ARTICLES_AN_ISSUE)
    halves, output = folder.parent / "halves", folder / "out"
    for half, months in (("first", range(1, count // 2 + 1)), ("second", range(count // 2 + 1, count + 1))):
        periodical(halves / half, months, _ARTICLES_AN_ISSUE)
    sums: dict[str, Mapping[str, str]] = {}

    def batch(name: str, *more: str) -> Figure | None:
        order = [*BULLETIN, "batch", str(folder), "--pdf", "--epub", *SCRIPTS, *more]
        order += ["--output", str(output)]
        figure = figure_of(order, before=partial(from_nothing, output), runs=1)
        if figure:
            sums[name] = sums_of(output)
        return figure

    def again(_: Figures) -> Figure | None:
        return figure_of(
            [*BULLETIN, "batch", str(folder), "--pdf", "--epub", *SCRIPTS, "--output", str(output)]
        )

    def by_dask(_: Figures) -> Figure | None:
        try:
            with cluster(environment(keeps=False)) as address:
                return batch("Dask", "--cluster", address)
        except (OSError, TimeoutError) as failure:
            print(f"  no cluster: {failure}")
            return None

    def bounds(figures: Figures) -> list[Bound]:
        same = float(sums["Dask"] == sums.get("pool")) if "Dask" in sums else None
        return [
            *_bounds_of_year(figures),
            Bound("files of Dask that are the pool's (1: all)", same, least=1, noisy=False),
        ]

    rows: dict[str, Callable[[Figures], Figure | None]] = {
        "1 job": lambda _: batch("1 job", "--jobs", "1"),
        "2 jobs": lambda _: batch("pool", "--jobs", "2"),
        "again, nothing changed": again,
        _HALVES: lambda _: figure_of(command("make-two-halves", halves, output / "halves"), runs=1),
        "Dask, 2 workers": by_dask,
    }
    title = f"A year: {count} issues of {_ARTICLES_AN_ISSUE} articles, two scripts, PDF and EPUB"
    return Part(title, rows, bounds)


def _bounds_of_year(figures: Figures) -> list[Bound]:
    one, two = figures.get("1 job"), figures.get("2 jobs")
    dask = figures.get("Dask, 2 workers")
    return [
        Bound(
            "speed of 2 jobs, times that of 1 (clock)",
            ratio(seconds(one), seconds(two)),
            least=1.75,
            unit="×",
        ),
        Bound(
            "the same, times that of two programs with half a year each",
            ratio(seconds(figures.get(_HALVES)), seconds(two)),
            least=0.95,
            unit="×",
        ),
        Bound("unchanged run", seconds(figures.get("again, nothing changed")), most=1.5, unit="s"),
        Bound("largest process", two.largest_mb if two else None, most=450, unit="MB", noisy=False),
        Bound("Dask, times the pool (clock)", ratio(seconds(dask), seconds(two)), most=1.25, unit="×"),
    ]


def growth(folder: Path, largest: int) -> Part:
    """What an article costs in a volume of 10 and of 2,000, and the memory of the largest."""
    sizes = [size for size in _GROWTH if not largest or size <= largest]

    def volume(size: int, runs: int) -> Figure | None:
        inputs = build(folder / str(size), size).folder
        return figure_of(command("print-ours-by-two", inputs, inputs / "ours.pdf"), runs=runs)

    def bounds(figures: Figures) -> list[Bound]:
        # What a run costs before the first article: starting, loading.
        start = cpu(figures.get(_row(1))) or 0.0
        costs = {
            size: (cost - start) / (size - 1) for size in sizes if (cost := cpu(figures.get(_row(size))))
        }
        middle = (max(costs.values()) + min(costs.values())) / 2 if costs else 0.0
        last = figures.get(_row(sizes[-1]))
        return [
            *(
                Bound(
                    f"cpu an article of {size:,}, times the middle of all",
                    ratio(costs.get(size), middle),
                    most=1.15,
                    unit="×",
                    noisy=False,
                )
                for size in sizes
            ),
            Bound(
                f"all processes, {sizes[-1]:,} articles",
                last.peak_mb if last else None,
                most=1500,
                unit="MB",
                noisy=False,
            ),
        ]

    rows: dict[str, Callable[[Figures], Figure | None]] = {
        _row(size): lambda _, size=size: volume(size, 3 if size <= _ARTICLES else 1)  # type: ignore[misc]
        for size in (1, *sizes)
    }
    return Part("Volumes of growing size", rows, bounds)


def _row(size: int) -> str:
    return f"{size:,} article{'s' if size > 1 else ''}"


PARTS: Final[dict[str, Callable[[Path, int], Part]]] = {
    "issue": issue,
    "print": printing,
    "year": year,
    "growth": growth,
}
