"""The example's e-books, opened the way readers open them: in two reading systems, in Ace, and through calibre.

`make check-all` installs what npm has (scripts/readers); Chromium and calibre come from the system.
"""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from bulletin.epub.opened import NAMES, OpenedBook, open_book
from bulletin.model import Format, Script
from bulletin.press.make import make
from bulletin.press.order import Order

ROOT = Path(__file__).parents[2]
READERS = ROOT / ".build" / "readers"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

pytestmark = pytest.mark.slow
needs_readers = pytest.mark.skipif(
    not (CHROMIUM and (READERS / "node_modules").is_dir()),
    reason="Chromium or scripts/readers is not installed",
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Both scripts with their PDF's pages, and a vertical edition."""
    folder = tmp_path_factory.mktemp("books")
    issue = ROOT / "examples" / "2026-03"
    usual = make(Order((issue,), scripts=(Script.ZH_HANS, Script.ZH_HANT_TW), output=folder))
    turned = make(
        Order((issue,), formats=(Format.EPUB,), scripts=(Script.ZH_HANT_HK,), output=folder, vertical=True)
    )
    made = (*usual.artefacts, *turned.artefacts)
    return [artefact.path for artefact in made if artefact.format is Format.EPUB]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def text_of(book: OpenedBook) -> str:
    """The letters of every document but the navigation."""
    bodies = (body for root in book.trees.values() if root is not book.nav for body in root.iter("{*}body"))
    return letters("".join("".join(map(str, body.itertext())) for body in bodies))


def opened_in(system: str, scheme: str, book: Path) -> dict[str, list[str]]:
    command = ["node", "open_book.mjs", str(CHROMIUM), system, scheme, str(book)]
    run = subprocess.run(command, cwd=READERS, capture_output=True, timeout=300, check=False)
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


@needs_readers
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("system", ["foliate", "epubjs"])
def test_every_document_opens_and_shows_its_text(system: str, scheme: str, books: list[Path]) -> None:
    for path in books:
        shown = opened_in(system, scheme, path)
        book = open_book(path)
        assert shown["complaints"] == []
        assert len(shown["texts"]) == len(book.said("//o:spine/o:itemref/@idref"))
        assert text_of(book) in letters("".join(text for text in shown["texts"])).replace(
            _text_of_nav(book), "", 1
        )


def _text_of_nav(book: OpenedBook) -> str:
    assert book.nav is not None
    return letters("".join(map(str, book.nav.xpath("//h:body//text()", namespaces=NAMES))))


@needs_readers
def test_a_book_with_a_document_missing_is_noticed_by_the_reading_system(
    books: list[Path], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.epub"
    with zipfile.ZipFile(books[0]) as source, zipfile.ZipFile(broken, "w") as target:
        for entry in source.infolist():
            if not entry.filename.endswith("article-002.xhtml"):
                target.writestr(entry, source.read(entry))
    command = ["node", "open_book.mjs", str(CHROMIUM), "epubjs", "light", str(broken)]
    run = subprocess.run(command, cwd=READERS, capture_output=True, timeout=300, check=False)
    assert run.returncode != 0 or json.loads(run.stdout)["complaints"] != []


def ace(book: Path, folder: Path) -> list[str]:
    """The rules a book breaks by Ace."""
    command = ["npx", "ace-cli", "-f", "-s", "-o", str(folder), str(book)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM)}
    subprocess.run(command, cwd=READERS, env=environment, capture_output=True, timeout=400, check=True)
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return [found["earl:test"]["dct:title"] for part in report["assertions"] for found in part["assertions"]]


@needs_readers
def test_ace_finds_no_obstacle(books: list[Path], tmp_path: Path) -> None:
    for number, book in enumerate(books):
        assert ace(book, tmp_path / str(number)) == []


@needs_readers
def test_ace_finds_the_obstacle_put_there(books: list[Path], tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(books[0]) as source, zipfile.ZipFile(spoiled, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename.endswith("article-001.xhtml"):
                data = data.replace(b'lang="zh-Hans" xml:lang="zh-Hans"', b"", 1).replace(b"<h1", b"<h4", 1)
                data = data.replace(b"</h1>", b"</h4>", 1)
            target.writestr(entry, data)
    assert ace(spoiled, tmp_path / "report") != []


@pytest.mark.skipif(shutil.which("ebook-convert") is None, reason="calibre is not installed")
def test_calibre_carries_text_contents_landmarks_and_pages_through(books: list[Path], tmp_path: Path) -> None:
    for number, path in enumerate(books):
        after = tmp_path / f"{number}.epub"
        command = ["ebook-convert", str(path), str(after), "--epub-version", "3"]
        subprocess.run(command, capture_output=True, timeout=400, check=True)
        one, other = open_book(path), open_book(after)
        assert one.nav is not None
        assert other.nav is not None
        for kind in ("toc", "page-list"):
            found = f"//h:nav[@e:type='{kind}']//h:a"
            assert len(one.nav.xpath(found, namespaces=NAMES)) == len(
                other.nav.xpath(found, namespaces=NAMES)
            )
        marks = "//h:nav[@e:type='landmarks']//h:a/@e:type"
        assert one.nav.xpath(marks, namespaces=NAMES) == other.nav.xpath(marks, namespaces=NAMES)
        assert text_of(one) in text_of(other)
