"""`python -m benchmarks.clreq`: every clause of the table, by every engine. Out: the table on the terminal, in docs/clreq.md
and in benchmarks/results/clreq-<day>.json.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.clreq import engines
from benchmarks.clreq.cases import CASES
from benchmarks.clreq.clauses import CLAUSES
from benchmarks.clreq.page import NotOnPageError, Printed
from benchmarks.clreq.report import Row, Table
from benchmarks.measure import ROOT
from bulletin import fonts

WORKSHOP: Final = ROOT / ".build" / "clreq"


def main(chosen: Sequence[str]) -> None:
    """Print the cases, measure the clauses, write the table."""
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    os.environ["FONTCONFIG_FILE"] = str(fonts.isolate(WORKSHOP / "cache"))
    names = list(chosen) or list(engines.ENGINES)
    table = Table(names, [_row_of(number, names) for number in range(len(CLAUSES))], engines.versions())
    print(*table.lines(), sep="\n")
    if not chosen:
        table.save()


def measured(engine: str, number: int, folder: Path) -> tuple[bool, str]:
    """Clause `number` as `engine` sets it."""
    clause = CLAUSES[number]
    try:
        printed = printed_by(engine, clause.case, folder)
        return clause.check(printed)
    except NotOnPageError as lacking:
        return False, f"not on one line: {lacking}"
    except (ValueError, IndexError, StopIteration) as lacking:
        return False, f"not found: {lacking or type(lacking).__name__}"


def printed_by(engine: str, case: str, folder: Path) -> Printed:
    """The case, printed once."""
    path = folder / engine / f"{case}.pdf"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        engines.ENGINES[engine](CASES[case], path)
    return Printed(path, mirrored=engine == "bulletin")


def _row_of(number: int, names: Sequence[str]) -> Row:
    verdicts = {}
    for name in names:
        try:
            verdicts[name] = measured(name, number, WORKSHOP)
        except (OSError, subprocess.SubprocessError) as failure:
            verdicts[name] = (None, f"did not run: {type(failure).__name__}")
    return Row(CLAUSES[number].section, CLAUSES[number].asks, verdicts)


if __name__ == "__main__":
    main(sys.argv[1:])
