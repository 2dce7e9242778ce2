"""The file itself: what it says of itself, its bytes, its structure."""

import datetime
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest

from bulletin.model import Sheet
from bulletin.pdf import print_pdf

Print = Callable[..., Any]
HEAD = '<meta name="author" content="李大可"><meta name="description" content="三月的事"><meta name="keywords" content="桥,路">'
BODY = '<h1>云桥月报</h1><h2>一、修桥</h2><p>“好，”他说。</p><h2>二、修路</h2><p class="kai">好。</p>'


def test_title_language_author_subject_and_date_are_in_the_file(printed: Print) -> None:
    page = printed(BODY, head=HEAD, lang="zh-Hant-TW")
    with pdfplumber.open(page.path) as document:
        info, catalog = document.metadata, document.doc.catalog
    assert info["Title"] == "云桥月报"
    assert (info["Author"], info["Subject"], info["Keywords"]) == ("李大可", "三月的事", "桥, 路")
    assert info["CreationDate"] == info["ModDate"] == "D:20260301000000Z"
    assert catalog["Lang"] == b"zh-Hant-TW"


def test_a_date_is_the_sheets_or_there_is_none(printed: Print) -> None:
    head = '<meta name="dcterms.created" content="1999-01-01">'
    with pdfplumber.open(printed(BODY, head=head, created=None).path) as document:
        assert "CreationDate" not in document.metadata
    beijing = datetime.timezone(datetime.timedelta(hours=8))
    page = printed(BODY, created=datetime.datetime(2026, 3, 1, 9, 30, tzinfo=beijing))
    assert b"<xmp:CreateDate>2026-03-01T01:30:00Z</xmp:CreateDate>" in page.data


def test_characters_that_metadata_cannot_hold_are_left_out(printed: Print) -> None:
    page = printed(BODY, title="云桥\x0b\u202e月报\ud800")
    with pdfplumber.open(page.path) as document:
        assert document.metadata["Title"] == "云桥月报"


def test_one_file_claims_pdf_a_and_pdf_ua_in_one_description(printed: Print) -> None:
    page = printed(BODY)
    xmp = page.data[page.data.index(b"<x:xmpmeta") : page.data.index(b"</x:xmpmeta>")]
    assert xmp.count(b"<rdf:RDF") == 1
    assert b'pdfaid:part="3"' in xmp
    assert b'pdfaid:conformance="A"' in xmp
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_file_is_tagged_and_has_an_outline(printed: Print) -> None:
    page = printed(BODY)
    with pdfplumber.open(page.path) as document:
        catalog = document.doc.catalog
        assert "StructTreeRoot" in catalog
        assert "OutputIntents" in catalog
    document = pypdfium2.PdfDocument(page.path)
    entries = [(entry.level, entry.get_title()) for entry in document.get_toc()]
    document.close()
    assert entries == [(0, "云桥月报"), (1, "一、修桥"), (1, "二、修路")]


def test_a_picture_is_not_smoothed_which_pdf_a_forbids(printed: Print) -> None:
    png = bytes.fromhex(
        "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c636068f80f00030201801ad4a0ff"
        "0000000049454e44ae426082"
    )
    page = printed('<p><img src="asset:a.png" alt="点"></p>', resources={"a.png": (png, "image/png")})
    assert page.codes == []
    assert b"/Interpolate true" not in page.data


def test_the_embedded_fonts_are_small(printed: Print) -> None:
    page = printed("".join(f'<p class="{voice}">桥</p>' for voice in ("song", "hei", "title", "kai", "fang")))
    assert len(page.data) < 40_000


def test_two_runs_give_the_same_bytes(sheet_of: Callable[..., Sheet], tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        print_pdf(sheet_of(BODY, head=HEAD), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


SCRIPT = """
import sys
from pathlib import Path
from bulletin import fonts
from bulletin.model import Sheet
from bulletin.pdf import print_pdf
fonts.isolate(Path(sys.argv[2]))
html = '<html lang="zh-Hans"><style>p { font: 12pt/18pt Arial }</style><h1>云桥</h1><p>“好，”他说 Hello。<b>粗</b>'
print_pdf(Sheet(html, title="云桥"), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("own_settings", [False, True])
def test_another_users_machine_gives_the_same_bytes(tmp_path: Path, own_settings: bool) -> None:
    """Another home, locale, time zone, hash seed, fontconfig settings and cold caches."""
    reference, other = tmp_path / "reference.pdf", tmp_path / "other.pdf"
    _run(SCRIPT, reference, tmp_path / "cache", {})
    settings = tmp_path / "home" / ".config" / "fontconfig"
    settings.mkdir(parents=True)
    if own_settings:
        (settings / "fonts.conf").write_text("<fontconfig><dir>/usr/share/fonts</dir></fontconfig>")
    environment = {
        "HOME": str(tmp_path / "home"),
        "LC_ALL": "ja_JP.UTF-8",
        "TZ": "Asia/Tokyo",
        "PYTHONHASHSEED": "7",
    }
    _run(SCRIPT, other, tmp_path / "other-cache", environment)
    assert reference.read_bytes() == other.read_bytes()


def _run(script: str, target: Path, cache: Path, environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-c", script, target, cache], check=True, env=os.environ | environment)
