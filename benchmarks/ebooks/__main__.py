"""The table of e-books: `python -m benchmarks.ebooks`. Out: the table on the terminal and in docs/epub.md, JSON in results/.

Every book is looked at by `bulletin check`'s own marks, epubcheck and Ace: the same look for all, ours included.
"""

import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from benchmarks.contenders import BROWSERS
from benchmarks.ebooks.makers import MAKERS, versions
from benchmarks.ebooks.source import Source, build
from benchmarks.measure import ROOT
from benchmarks.report import RESULTS, machine
from bulletin.epub.checking import check, lacking
from bulletin.epub.opened import NAMES, OpenedBook, open_book

WORKSHOP: Final = ROOT / ".build" / "ebooks"
READERS: Final = ROOT / ".build" / "readers" / "node_modules" / ".bin"
PAGE: Final = ROOT / "docs" / "epub.md"
_MARKS: Final = ("<!-- make bench-ebooks writes from here -->", "<!-- to here -->")
_CHECKERS: Final = {
    "epubcheck: errors": "epub.breaks-standard",
    "epubcheck: warnings": "epub.strains-standard",
    "Ace: violations": "epub.hard-to-reach",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One book: counts by name (None where the checker is not here), the marks with the number of places that lack it, and
    whether all of the articles' text is in it."""

    counts: dict[str, int | None]
    marks: dict[str, int]
    keeps_text: bool


def main() -> None:
    """Make every book, look at each, write the table."""
    os.environ["PATH"] += os.pathsep + str(READERS)
    os.environ["PUPPETEER_EXECUTABLE_PATH"] = next(filter(None, map(shutil.which, BROWSERS)), "")
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    source = build(WORKSHOP / "source")
    looks = {}
    for name, make in MAKERS.items():
        path = WORKSHOP / f"{name}.epub"
        try:
            make(source, path)
        except (OSError, subprocess.SubprocessError) as failure:
            print(f"{name} did not run: {failure}")
            continue
        looks[name] = looked_at(path, source)
    table = lines(looks, versions())
    print(*table, sep="\n")
    _write(table)
    _save(looks)


def looked_at(path: Path, source: Source) -> Look:
    """What is to be said of the book at `path`."""
    outcome, book = check(path), open_book(path)
    codes = [notice.code for notice in outcome.notices]
    counts: dict[str, int | None] = {
        said: codes.count(code) if said.partition(":")[0] in outcome.value else None
        for said, code in _CHECKERS.items()
    }
    counts["entries of the contents"] = _entries(book, "toc")
    counts["landmarks"] = _entries(book, "landmarks")
    counts["printed pages"] = _entries(book, "page-list")
    counts["notes that pop up"] = sum(
        len(root.xpath("//h:aside[@e:type='footnote']", namespaces=NAMES)) for root in book.trees.values()
    )
    marks = {code.removeprefix("epub.lacks-"): len(places) for code, places in lacking(book).items()}
    return Look(counts, marks, _keeps_text(book, source))


def _keeps_text(book: OpenedBook, source: Source) -> bool:
    """Whether every block of text is in the book; readings above characters may have become text beside them."""
    for readings in ("", "[not(ancestor::rt or ancestor::rp)]"):
        path = f"//h:body//text(){readings.replace('::r', '::h:r')}"
        said = (str(piece) for root in book.trees.values() for piece in root.xpath(path, namespaces=NAMES))
        text = _letters("".join(said))
        blocks = (
            "".join(map(str, block.xpath(f".//text(){readings}")))
            for article in source.issue.articles
            for block in article.body.tree().iter("p", "h2", "h3", "h4", "figcaption", "caption")
        )
        if all(_letters(block) in text for block in blocks):
            return True
    return False


def _entries(book: OpenedBook, kind: str) -> int:
    return 0 if book.nav is None else len(book.nav.xpath(f"//h:nav[@e:type='{kind}']//h:a", namespaces=NAMES))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def lines(looks: Mapping[str, Look], told: Mapping[str, str]) -> list[str]:
    """The table in Markdown."""
    heads = [f"{name} {told.get(name, '')}".strip() for name in looks]
    rows = [f"| | {' | '.join(heads)} |", f"|---{'|---' * len(heads)}|"]
    first = next(iter(looks.values()))
    for said in first.counts:
        values = [look.counts[said] for look in looks.values()]
        rows.append(f"| {said} | {' | '.join('–' if value is None else str(value) for value in values)} |")
    kept = " | ".join("✓" if look.keeps_text else "✗" for look in looks.values())
    rows.append(f"| every line of the articles is in it | {kept} |")
    for mark in first.marks:
        signs = ["✗" if look.marks[mark] else "✓" for look in looks.values()]
        rows.append(f"| `{mark}` | {' | '.join(signs)} |")
    sums = [f"**{sum(not count for count in look.marks.values())}**" for look in looks.values()]
    rows.append(f"| marks of {len(first.marks)} | {' | '.join(sums)} |")
    return rows


def _write(table: list[str]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_MARKS[0])
    _, _, after = rest.partition(_MARKS[1])
    PAGE.write_text("\n".join([before + _MARKS[0], *table, _MARKS[1] + after]), encoding="utf-8")


def _save(looks: Mapping[str, Look]) -> None:
    day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    books = {name: asdict(look) for name, look in looks.items()}
    content = {"day": day, "machine": machine(), "versions": versions(), "books": books}
    path = RESULTS / f"{day}-ebooks.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
