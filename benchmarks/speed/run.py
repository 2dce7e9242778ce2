"""`python -m benchmarks speed [issue|print|year|growth …]`: the press measured, part by part.

In: nothing but invented articles. Out: tables with the bound beside each figure, `results/<day>-speed-<part>.json`, of which
`scripts/write_performance_page.py` makes docs/performance.md. The file of a part is written after every row, so that nothing
is lost when the run is stopped. `print:10`, `year:2` and `growth:100` are smaller runs.
"""

import datetime
import json
import shutil
import signal
import sys
import time
from dataclasses import asdict
from typing import Any

from benchmarks.contenders import chromium_command
from benchmarks.measure import Figure
from benchmarks.report import RESULTS, machine, versions
from benchmarks.speed.bounds import Part, shown
from benchmarks.speed.parts import PARTS
from benchmarks.speed.running import WORKSHOP


def main(names: list[str]) -> None:
    """Measure the parts, all by default; print and save each row as it is done."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    WORKSHOP.mkdir(parents=True)
    print(*(f"{name}: {value}" for name, value in machine().items()), sep=" · ")
    measured = versions(chromium_command(WORKSHOP, WORKSHOP / "none.pdf"))
    for name in names or list(PARTS):
        kind, _, size = name.partition(":")
        _measure(PARTS[kind](WORKSHOP / kind, int(size or 0)), name.replace(":", "-"), measured)


def _measure(part: Part, name: str, measured: dict[str, str]) -> None:
    print(f"\n{part.title}", flush=True)
    begun = time.monotonic()
    figures: dict[str, Figure | None] = {}
    for row, take in part.rows.items():
        figures[row] = take(figures)
        _save(part, figures, name, measured)
        print(f"  {row:46}{shown(figures[row])}", flush=True)
    print(*(bound.line() for bound in part.bounds(figures)), sep="\n")
    print(f"  measured in {time.monotonic() - begun:.0f} s", flush=True)


def _save(part: Part, figures: dict[str, Figure | None], name: str, measured: dict[str, str]) -> None:
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    content: dict[str, Any] = {
        "day": day,
        "machine": machine(),
        "versions": measured,
        "title": part.title,
        "whole": len(figures) == len(part.rows),
        "figures": {row: asdict(figure) if figure else None for row, figure in figures.items()},
        "bounds": [{**asdict(bound), "holds": bound.holds} for bound in part.bounds(figures)],
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{day}-speed-{name}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
