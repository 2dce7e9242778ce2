"""Who binds. In: the source. Out: an EPUB of it by each tool, with the best of its ordinary options.

Everything that an option or a metadata key of a tool can say, it is told: language, people with their roles, series and
number, date, subjects, rights, cover, contents of two levels, notes.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.contenders import BROWSERS, pandoc_program
from benchmarks.ebooks.source import LANG, Source
from benchmarks.measure import ROOT

VIVLIOSTYLE: Final = ROOT / ".build" / "vivliostyle" / "node_modules" / ".bin" / "vivliostyle"
_SECONDS: Final = 300


def bulletin(source: Source, path: Path) -> None:
    """`bulletin make 2026-03 --pdf --epub`, as the editor runs it."""
    shutil.copy(source.ours, path)


def pandoc(source: Source, path: Path) -> None:
    """EPUB 3 from the pages; `epub_html_exts` lets the reader know notes."""
    program = pandoc_program()
    if program is None:
        raise FileNotFoundError("pandoc")
    issue, periodical = source.issue, source.issue.periodical
    creators = [{"role": "author", "text": name} for name in source.authors]
    creators += [{"role": "editor", "text": name} for name in periodical.editors]
    said = {
        "title": [{"type": "main", "text": source.title}],
        "creator": creators,
        "lang": LANG,
        "date": str(issue.date),
        "publisher": periodical.publisher,
        "rights": periodical.masthead.note,
        "subject": [section.title for section in issue.sections],
        "belongs-to-collection": periodical.name,
        "group-position": str(issue.total_number),
        "identifier": [{"scheme": "UUID", "text": "urn:uuid:8d1f4e5c-6a53-5b0e-9a3e-3d0c7f0a2b11"}],
        "accessModes": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": [
            "tableOfContents",
            "readingOrder",
            "alternativeText",
            "structuralNavigation",
        ],
        "accessibilityHazards": ["none"],
        "accessibilitySummary": "本书为可重排的文本，图片均有替代文字。",
    }
    (source.folder / "pandoc.json").write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
    options = ["--from=html+epub_html_exts", "--to=epub3", "--file-scope", "--toc", "--toc-depth=2"]
    options += ["--split-level=2", "--metadata-file=pandoc.json", f"--epub-cover-image={source.cover}"]
    _run([program, *options, f"--output={path}", *(name for name, _ in source.pages)], source.folder)


def calibre(source: Source, path: Path) -> None:
    """ebook-convert to EPUB 3 from one page that holds them all."""
    issue, periodical = source.issue, source.issue.periodical
    bodies = [
        re.sub(r"(?s).*<body>(.*)</body>.*", r"\1", (source.folder / name).read_text(encoding="utf-8"))
        for name, _ in source.pages
    ]
    head = (source.folder / source.pages[0][0]).read_text(encoding="utf-8").partition("<body>")[0]
    (source.folder / "whole.xhtml").write_text(
        f"{head}<body>{''.join(bodies)}</body></html>", encoding="utf-8"
    )
    options = {
        "epub-version": "3",
        "title": source.title,
        "authors": " & ".join(source.authors),
        "publisher": periodical.publisher,
        "language": LANG,
        "pubdate": str(issue.date),
        "series": periodical.name,
        "series-index": str(issue.total_number),
        "tags": ",".join(section.title for section in issue.sections),
        "comments": "；".join(article.title for article in issue.articles[:5]),
        "cover": source.cover,
        "chapter": "//*[name()='h1' or name()='h2']",
        "level1-toc": "//h:h1",
        "level2-toc": "//h:h2",
    }
    said = [part for name, value in options.items() for part in (f"--{name}", value)]
    _run(["ebook-convert", "whole.xhtml", str(path), *said, "--epub-inline-toc"], source.folder)


def vivliostyle(source: Source, path: Path) -> None:
    """Vivliostyle CLI's web publication as an EPUB."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not VIVLIOSTYLE.is_file():
        raise FileNotFoundError("vivliostyle")
    said = {
        "title": source.title,
        "author": "、".join(source.authors),
        "language": LANG,
        "readingProgression": "ltr",
        "cover": {"src": source.cover, "name": "封面"},
        "toc": {"title": "目录", "sectionDepth": 2},
        "entry": [
            {"rel": "cover"},
            {"rel": "contents"},
            *({"path": name, "title": title} for name, title in source.pages),
        ],
        "output": [str(path)],
        "workspaceDir": ".vivliostyle",
    }
    config = f"module.exports = {json.dumps(said, ensure_ascii=False)}\n"
    (source.folder / "vivliostyle.config.cjs").write_text(config, encoding="utf-8")
    command = [str(VIVLIOSTYLE), "build", "-c", "vivliostyle.config.cjs", "--executable-browser", browser]
    _run(command, source.folder)


def _run(command: Sequence[str], folder: Path) -> None:
    subprocess.run(
        command, cwd=folder, capture_output=True, timeout=_SECONDS, check=True,
        env={**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"},
    )  # fmt: skip


MAKERS: Final[dict[str, Callable[[Source, Path], None]]] = {
    "bulletin": bulletin,
    "pandoc": pandoc,
    "calibre": calibre,
    "Vivliostyle": vivliostyle,
}


def versions() -> dict[str, str]:
    """Who was asked."""
    found = {"bulletin": ""}
    commands = {
        "pandoc": [pandoc_program() or "pandoc", "--version"],
        "calibre": ["ebook-convert", "--version"],
        "Vivliostyle": [str(VIVLIOSTYLE), "--version"],
    }
    for name, command in commands.items():
        try:
            said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        except FileNotFoundError:
            continue
        found[name] = next(iter(re.findall(r"\d+(?:\.\d+)+", said)), "")
    return found
