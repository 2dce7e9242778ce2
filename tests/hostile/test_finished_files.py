"""Files that are finished already, from strangers: a PDF to impose, e-books for a catalogue, an export, a draft that was pasted
into. Each bomb costs itself: one sentence, no exit code of 0, and what lay there before stays."""

import sys
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from tests.hostile.stranger import Run, Stranger

from bulletin.library import Accession, open_library
from bulletin.model import Article, Body
from bulletin.script import fold

MEGABYTE = 1 << 20


def inflating(text: bytes, megabytes: int) -> bytes:
    """A zlib stream of a few kilobytes for so many megabytes of `text` over and over."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(text * (MEGABYTE // len(text))) + packer.flush(zlib.Z_FULL_FLUSH)
    return zlib.compress(b"\x78\xda" + one * megabytes + packer.flush() + bytes(4), 9)


def printed(path: Path, content: bytes | None = None) -> Path:
    """A PDF of four pages with this packed content, or empty ones."""
    with pikepdf.new() as document:
        for _ in range(4):
            page = document.add_blank_page(page_size=(298, 420))
            page.obj.Contents = document.make_stream(b"")
            if content:
                page.obj.Contents.write(content, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
        document.save(path, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return path


def book(path: Path, package: bytes) -> None:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
        '<rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", container)
        archive.writestr("a.opf", package)


def shelved(stranger: Stranger) -> Path:
    """A library with one article."""
    article = Article(key="a", title="河边的书屋", body=Body("<p>书屋开在河边。</p>"))
    with open_library(stranger.root / "library", write=True, fold=fold) as opened:
        opened.add([Accession(article)])
    return stranger.root / "library"


def refuses(run: Run, name: str) -> None:
    """Nothing was made, and one sentence with a hint says that this file is the reason."""
    assert run.code == 3
    said = run.told.splitlines()
    assert len(said) == 3, run.told
    assert name in said[1]


@pytest.mark.parametrize(
    "words",
    [
        ("impose", "--grayscale"),
        pytest.param(("impose", "--booklet"), marks=pytest.mark.slow),
        pytest.param(("cover",), marks=pytest.mark.slow),
    ],
)
def test_a_pdf_that_swells_costs_itself(stranger: Stranger, words: tuple[str, ...]) -> None:
    bomb = printed(stranger.root / "bomb.pdf", inflating(b"q ", 200))
    assert bomb.stat().st_size < 100_000
    former = stranger.out / "press.pdf"
    stranger.out.mkdir()
    former.write_bytes(b"former")
    run = stranger.run(words[0], bomb, *words[1:], "--output", former, "--lang", "en", patience=1)
    refuses(run, "bomb.pdf")
    assert "takes more than its" in run.told
    assert former.read_bytes() == b"former"
    assert list(stranger.out.iterdir()) == [former]  # nothing half-written beside it


def test_a_book_that_swells_is_named_and_the_others_are_listed(stranger: Stranger) -> None:
    shelf = stranger.root / "shelf"
    shelf.mkdir()
    good = b'<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest/></package>'
    book(shelf / "a.epub", good)
    book(
        shelf / "bomb.epub",
        good.replace(b"<manifest/>", b"<manifest>" + b'<item href="a"/>' * 1_500_000 + b"</manifest>"),
    )
    book(shelf / "c.epub", good)
    run = stranger.run("catalogue", shelf, "--lang", "en", patience=1)
    assert run.code == 1
    assert "bomb.epub" in run.told
    assert "takes more than its" in run.told
    assert (shelf / "opds.xml").read_text(encoding="utf-8").count("<entry>") == 2
    former = {path: path.read_bytes() for path in shelf.glob("o*")}
    for path in (shelf / "a.epub", shelf / "c.epub"):
        path.unlink()
    run = stranger.run("catalogue", shelf, "--lang", "en", patience=1)
    assert run.code == 3
    assert "bomb.epub: it takes more than its" in run.told
    assert {path: path.read_bytes() for path in shelf.glob("o*")} == former


def test_an_export_without_end_leaves_the_library_whole(stranger: Stranger) -> None:
    library = shelved(stranger)
    bomb = stranger.root / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("library.jsonl", b"{}\n" * (16 * MEGABYTE))
    run = stranger.run("library", "import", bomb, "--library", library, "--lang", "en", patience=1)
    refuses(run, "bomb.zip")
    assert "takes more than its" in run.told
    with open_library(library, fold=fold) as opened:
        assert (len(opened), opened.check()) == (1, ())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the editor is a script with a first line")
def test_a_draft_that_takes_too_long_stays_where_it_is(stranger: Stranger) -> None:
    library = shelved(stranger)
    editor = stranger.root / "editor.py"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "open(sys.argv[1], 'a', encoding='utf-8').write('\\n- 甲\\n' * 300_000)\n",
        encoding="utf-8",
    )
    editor.chmod(0o755)
    words = ("edit", "1", "--library", library, "--lang", "en")
    run = stranger.run(*words, patience=1, environment={"VISUAL": str(editor)}, leaves=1)
    refuses(run, "0001.md")
    draft = Path(run.told.splitlines()[1].strip().partition(": ")[0])
    assert draft.read_text(encoding="utf-8").count("甲") == 300_000
    with open_library(library, fold=fold) as opened:
        assert opened.get(1).article.body == Body("<p>书屋开在河边。</p>")
