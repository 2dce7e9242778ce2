"""A booklet of a long file: seconds, and the size against the original's. In: a folder. Out: a contest.

The file is an issue of 150 articles as `bulletin make` prints it: some 300 pages, tagged, with embedded faces. Ghostscript
lays two pages to a sheet in reading order: it knows no booklets.
"""

import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pikepdf

from benchmarks import contenders
from benchmarks.contenders import command
from benchmarks.inputs import build
from benchmarks.report import Contest, Row, measured

ARTICLES: Final = 150


def contest(folder: Path, environment: Mapping[str, str]) -> Contest:
    """Our booklet beside those of others."""
    source = _source(folder)
    with pikepdf.open(source) as document:
        pages = len(document.pages)

    def row(contender: str, line: list[str] | None, output: Path, remark: str) -> Row:
        made = measured(contender, line, environment, remark)
        if made.figure is None:
            return made
        ratio = output.stat().st_size / source.stat().st_size
        return replace(made, remark=f"{ratio:.2f} × the original's size; {remark}")

    ours, pypdf, gs, cpu = (folder / f"{name}.pdf" for name in ("ours", "pypdf", "ghostscript", "pdfcpu"))
    bulletin = [sys.executable, "-m", "bulletin", "impose", str(source), "--booklet", "--output", str(ours)]
    return Contest(
        f"Booklet of {pages} pages ({source.stat().st_size / 1e6:.1f} MB)",
        (
            row("bulletin impose --booklet", bulletin, ours, "the same bytes every time"),
            row(
                "pypdf",
                command("impose-pypdf", source, pypdf),
                pypdf,
                "the same order, no cutting at the trim",
            ),
            row("Ghostscript", _ghostscript(source, gs), gs, "two to a sheet, in reading order"),
            row("pdfcpu", _pdfcpu(source, cpu), cpu, "booklet"),
        ),
    )


def _source(folder: Path) -> Path:
    """The file that is imposed, made once."""
    path = folder / "pages.pdf"
    if not path.is_file():
        build(folder, ARTICLES)
        contenders.print_ours(folder, str(path))
    return path


def _ghostscript(source: Path, output: Path) -> list[str] | None:
    if shutil.which("gs") is None:
        return None
    return [
        "gs",
        "-q",
        "-dBATCH",
        "-dNOPAUSE",
        "-sDEVICE=pdfwrite",
        "-sNupControl=2x1",
        f"-o{output}",
        str(source),
    ]


def _pdfcpu(source: Path, output: Path) -> list[str] | None:
    if shutil.which("pdfcpu") is None:
        return None
    return ["pdfcpu", "booklet", "--", "formsize:A3", str(output), "2", str(source)]
