"""A year's volume as an e-book: 1,000 articles (9 MB), 200 pictures (47 MB). In: a folder. Out: a contest.

The volume lies there in every form: `issue/` for `bulletin make`, `text/volume.md` of equal content for pandoc, `book.pickle`
as our epub room takes it, with its pictures on disk. The bare zip packs the files of our finished book.
"""

import pickle
import random
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.contenders import command, pandoc_program
from benchmarks.inputs import PERIODICAL, THEME, blocks_of, book_of, issue_of, write_issue
from benchmarks.report import Contest, Row, measured
from benchmarks.texts import Sections, sections, texts
from bulletin import layout
from bulletin.model import Book, Edition, Issue, Script
from bulletin.press.picture_store import PictureStore

ARTICLES: Final = 1_000
CHARACTERS: Final = 2_640
PICTURES: Final = 200

# As large and as heavy as a photograph for a page.
_SIZE_PX: Final = (1200, 900)
_GRAIN: Final = 0.079
_QUALITY: Final = 85


def contest(folder: Path, environment: Mapping[str, str]) -> Contest:
    """Binding finished documents beside a bare zip of them; the whole way from Markdown beside pandoc's."""
    book = _build(folder)
    ours = measured(
        "bulletin", command("bind-ours", folder, folder / "ours.epub"), environment, "checks, packs"
    )
    with zipfile.ZipFile(folder / "ours.epub") as archive:
        archive.extractall(folder / "epub")
    zipped = command("bind-stream", folder, folder / "bare.zip")
    whole = [sys.executable, "-m", "bulletin", "make", str(folder / "issue"), "--epub", "--script", "zh-Hans"]
    whole.append("--force")  # every run makes it anew
    text_mb = sum(len(leaf.xhtml) for leaf in book.leaves) / 1e6
    picture_mb = sum(file.stat().st_size for file in (folder / "store").iterdir()) / 1e6
    return Contest(
        f"EPUB, {ARTICLES:,} articles ({text_mb:.1f} MB) with {PICTURES} pictures ({picture_mb:.1f} MB)",
        (
            ours,
            measured("bare zip stream", zipped, environment, "deflates texts, stores pictures"),
            measured(
                "bulletin make, from Markdown", [*whole, "--output", str(folder / "out")], environment, "all"
            ),
            _pandoc(folder / "text", environment),
        ),
    )


def _pandoc(folder: Path, environment: Mapping[str, str]) -> Row:
    """pandoc on the same texts in one file, a document an article, with contents of two levels."""
    program = pandoc_program()
    if program is None:
        return Row("pandoc, from Markdown", None, "not installed here")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    line = [program, str(folder / "volume.md"), f"--resource-path={folder}", "--from=markdown", "--to=epub3"]
    line += ["--toc", "--toc-depth=2", "--split-level=2", f"--metadata=title:{PERIODICAL}"]
    line += ["--metadata=lang:zh-Hans", f"--output={folder / 'pandoc.epub'}"]
    version = said.partition("\n")[0]
    return measured("pandoc, from Markdown", line, environment, f"{version}; the same texts in one file")


def _build(folder: Path) -> Book:
    """Write the volume in every form to `folder`; the value is the finished book."""
    pictures = list(_pictures(folder / "issue" / "pictures"))
    step = ARTICLES // PICTURES
    written = tuple(
        text if number % step else replace(text, picture=pictures[number // step])
        for number, text in enumerate(texts(ARTICLES, CHARACTERS))
    )
    parts = sections(written)
    write_issue(folder / "issue", parts)
    _write_for_pandoc(folder / "text", parts)
    book = _book(issue_of(parts), folder / "store")
    (folder / "book.pickle").write_bytes(pickle.dumps(book))
    return book


def _book(issue: Issue, store: Path) -> Book:
    """The finished documents, with the pictures in `store` as `bulletin make` keeps them."""
    store.mkdir()
    kept = tuple(
        replace(section, articles=tuple(map(PictureStore(store).take, section.articles)))
        for section in issue.sections
    )
    edition = Edition(replace(issue, sections=kept), Script.ZH_HANS, Script.ZH_HANS.value)
    return book_of(edition, layout.load_theme(THEME))


def _write_for_pandoc(folder: Path, parts: Sections) -> None:
    folder.mkdir()
    blocks = []
    for title, articles in parts:
        blocks.append(f"# {title}")
        blocks += [f"## {text.title}\n\n{text.byline}\n\n{blocks_of(text, '###')}" for text in articles]
    (folder / "volume.md").write_text("\n\n".join(blocks), encoding="utf-8")


def _pictures(folder: Path) -> Iterator[Path]:
    """Photographs of nothing: soft shapes and grain, each different."""
    folder.mkdir(parents=True)
    for number in range(PICTURES):
        chance = random.Random(number)  # noqa: S311 to be repeated, not to be secret
        shapes = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize(_SIZE_PX)
        grain = Image.frombytes("L", _SIZE_PX, chance.randbytes(_SIZE_PX[0] * _SIZE_PX[1])).convert("RGB")
        path = folder / f"{number + 1:03}.jpg"
        Image.blend(shapes, grain, _GRAIN).save(path, quality=_QUALITY)
        yield path
