"""An e-book is looked over, ours or anybody's: what it lacks is named, and a broken one is caught."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image

from bulletin.epub import bind
from bulletin.epub.checking import check, lacking
from bulletin.epub.colours import faint_colours
from bulletin.epub.opened import open_book
from bulletin.errors import InputError
from bulletin.model import Book, Leaf, Resource


@pytest.fixture
def bound(book: Book, tmp_path: Path) -> Callable[..., Path]:
    """The small sound book, with changes."""

    def make(**changes: object) -> Path:
        bind(replace(book, **changes), tmp_path / "a.epub")  # type: ignore[arg-type]  # any field
        return tmp_path / "a.epub"

    return make


def altered(path: Path, name: str, old: str, new: str) -> Path:
    """The book with one file of it changed; the first entry stays the first."""
    other = path.with_name("altered.epub")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(other, "w") as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(entry, data)
    return other


def lacks(path: Path) -> set[str]:
    return {code.removeprefix("epub.lacks-") for code, places in lacking(open_book(path)).items() if places}


def test_a_sound_book_lacks_only_what_it_was_not_given(bound: Callable[..., Path]) -> None:
    assert lacks(bound()) == {"page-list"}
    codes = [notice.code for notice in check(bound()).notices]
    assert "epub.sound" in codes
    assert [notice.severity for notice in check(bound()).notices].count("error") == 0


@pytest.mark.parametrize(
    ("mark", "name", "old", "new"),
    [
        ("identifier", "EPUB/content.opf", ">urn:uuid:", ">"),
        ("languages", "EPUB/content.opf", 'xml:lang="zh-Hans"', ""),
        ("accessibility", "EPUB/content.opf", "schema:accessibilityHazard", "schema:other"),
        ("landmarks", "EPUB/nav.xhtml", 'epub:type="bodymatter"', 'epub:type="toc"'),
        ("older-readers", "EPUB/content.opf", "application/x-dtbncx+xml", "application/xml"),
        ("roles", "EPUB/nav.xhtml", 'role="doc-toc"', ""),
        ("series", "EPUB/content.opf", "group-position", "other"),
    ],
)
def test_a_lack_is_named(bound: Callable[..., Path], mark: str, name: str, old: str, new: str) -> None:
    before, after = lacks(bound()), lacks(altered(bound(), name, old, new))
    assert after - before == {mark}


def picture(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("1", (width, height)).save(stream, "PNG")
    return stream.getvalue()


def test_pictures_styles_and_fonts_are_looked_into(book: Book, bound: Callable[..., Path]) -> None:
    css = b"body { color: #333 } .faint { color: #ddd } @media (prefers-color-scheme: dark) { p { color: #eee } }"
    files = (
        *book.resources,
        Resource("large.png", "image/png", picture(2000, 2000)),
        Resource("other.css", "text/css", css),
        Resource("a.woff2", "font/woff2", b"wOF2"),
    )
    found = lacking(open_book(bound(resources=files)))
    assert found["epub.lacks-pictures"] == ["EPUB/large.png: 2000 × 2000 1"]
    assert found["epub.lacks-dark"] == ["EPUB/other.css: body"]
    assert found["epub.lacks-contrast"] == ["EPUB/other.css: #ddd"]
    assert found["epub.lacks-fonts"] == ["font/woff2"]


def test_documents_are_looked_into(
    book: Book, bound: Callable[..., Path], small_leaf: Callable[..., Leaf]
) -> None:
    body = (
        '<h1>题</h1><h3>跳</h3><table><tr><td>1</td></tr></table><img src="../images/bridge.svg" alt=""/>'
        '<aside epub:type="footnote" role="doc-footnote" id="n">注</aside><p><a epub:type="noteref" href="#n">1</a></p>'
    )
    image = next(file.href for file in book.resources if file.media_type.startswith("image"))
    leaf = small_leaf("x.xhtml", "题", body.replace("../images/bridge.svg", image))
    found = lacks(bound(leaves=(*book.leaves, leaf)))
    assert {"headings", "table-heads", "alternatives", "notes-lead-back", "roles"} <= found


def test_what_leads_nowhere_and_what_cannot_be_read_are_errors(bound: Callable[..., Path]) -> None:
    path = bound()
    name = next(name for name in open_book(path).trees if name.endswith("a-1.xhtml"))
    wrong = altered(path, name, "</body>", '<p><a href="none.xhtml">x</a></p></body>')
    assert ("epub.leads-nowhere", name) in [(notice.code, notice.place) for notice in check(wrong).notices]
    broken = altered(path, name, "</body>", "<p></body>")
    assert ("epub.unreadable-document", name) in [(n.code, n.place) for n in check(broken).notices]


def errors(path: Path) -> set[tuple[str, str]]:
    return {(notice.code, notice.place) for notice in check(path).notices if notice.severity == "error"}


@pytest.fixture
def no_java(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bulletin.epub.checking.shutil.which", lambda _: None)


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        ("itemref", "other", "epub.no-reading-order", "EPUB/content.opf"),
        ("dc:title", "dc:type", "epub.no-title", "EPUB/content.opf"),
        ('href="styles/epub.css"', 'href="none.css"', "epub.missing-file", "EPUB/none.css"),
    ],
)
@pytest.mark.usefixtures("no_java")
def test_a_broken_book_is_told_without_any_other_program(
    bound: Callable[..., Path], old: str, new: str, code: str, place: str
) -> None:
    assert errors(bound()) == set()
    assert (code, place) in errors(altered(bound(), "EPUB/content.opf", old, new))


@pytest.mark.usefixtures("no_java")
def test_a_link_to_a_chinese_id_leads_there_however_it_is_written(
    book: Book, small_leaf: Callable[..., Leaf], bound: Callable[..., Path]
) -> None:
    links = "".join(
        f'<p><a href="#{fragment}">{fragment}</a></p>' for fragment in ("第一章", quote("第一章"))
    )
    path = bound(leaves=(*book.leaves, small_leaf("ids.xhtml", "章", f'<h1 id="第一章">章</h1>{links}')))
    assert errors(path) == set()
    broken = altered(path, "EPUB/ids.xhtml", 'id="第一章"', 'id="第二章"')
    assert errors(broken) == {("epub.leads-nowhere", "EPUB/ids.xhtml")}


@pytest.mark.usefixtures("no_java")
def test_a_large_picture_is_looked_over_in_silence(book: Book, bound: Callable[..., Path]) -> None:
    large = Resource("images/large.png", "image/png", picture(9500, 9500))  # more than Pillow thinks harmless
    assert errors(bound(resources=(*book.resources, large))) == set()


@pytest.mark.usefixtures("no_java")
def test_a_picture_cut_short_and_a_file_twice_are_told(book: Book, bound: Callable[..., Path]) -> None:
    cut = Resource("images/cut.png", "image/png", picture(400, 300)[:-60])
    path = bound(resources=(*book.resources, cut))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("EPUB/styles/epub.css", "p {}")
    assert errors(path) == {
        ("epub.unreadable-picture", "EPUB/images/cut.png"),
        ("epub.file-twice", "EPUB/styles/epub.css"),
    }


def test_bytes_gone_bad_are_no_book(bound: Callable[..., Path]) -> None:
    path = bound()
    data = path.read_bytes()
    path.write_bytes(data[:200] + bytes(64) + data[264:])
    with pytest.raises(InputError) as refused:
        check(path)
    assert refused.value.code == "epub.not-a-book"


def test_epubcheck_is_asked_where_it_can_run(bound: Callable[..., Path]) -> None:
    wrong = altered(bound(), "EPUB/content.opf", "dcterms:modified", "dcterms:created")
    outcome = check(wrong)
    assert "epubcheck" in outcome.value
    assert "epub.breaks-standard" in [notice.code for notice in outcome.notices]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_book_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    with pytest.raises(InputError) as refused:
        check(path)
    assert refused.value.code == "epub.not-a-book"


def test_a_book_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w") as stream:
        for _ in range(1025):
            stream.write(bytes(1 << 20))
    with pytest.raises(InputError) as refused:
        check(path)
    assert refused.value.code == "epub.too-much-inside"


def test_faint_colours_of_text_are_found() -> None:
    assert list(faint_colours("a { color: #999 } b { background-color: #eee; color: #777777 }")) == ["#999"]


@pytest.mark.parametrize("name", ["a.epub", "会刊三月.epub"])
def test_a_fault_is_found_whatever_the_book_is_called_and_the_locale_knows(
    name: str, bound: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.chdir(tmp_path)
    altered(bound(), "EPUB/content.opf", "dcterms:modified", "dcterms:created").rename(name)
    for path in (Path(name), tmp_path / name):
        told = [notice.message("en") for notice in check(path).notices if notice.severity == "error"]
        assert any("dcterms:modified" in message for message in told)
