"""Bleed, inks and attachments: in the file, valid, and the same bytes each time."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from bulletin.model import Attached, Severity, Sheet
from bulletin.pdf import check, impose, print_pdf
from bulletin.pdf.imposition import Imposition

MakeSheet = Callable[..., Sheet]
ATTACHED = (
    Attached("001.xhtml", "<p>桥</p>".encode(), "修桥"),
    Attached("002.xhtml", "<p>路</p>".encode(), "修路"),
)
FULL: dict[str, Any] = {"attachments": ATTACHED, "bleed_mm": 3.0, "inks": {"#c8161d": (0.0, 1.0, 0.95, 0.1)}}


@pytest.fixture
def finished(sheet_of: MakeSheet, tmp_path: Path) -> Path:
    path = tmp_path / "finished.pdf"
    sheet = sheet_of('<h1 style="color: #c8161d">云桥</h1>', style="@page { background: #eee }")
    print_pdf(replace(sheet, **FULL), path)
    return path


def test_a_file_with_all_of_them_keeps_its_claims(finished: Path) -> None:
    notices = check(finished).notices
    assert [notice.message() for notice in notices if notice.severity is not Severity.INFO] == []


def test_attachments_can_be_had_back_and_say_what_they_are(finished: Path) -> None:
    with pikepdf.open(finished) as document:
        assert list(document.attachments) == ["001.xhtml", "002.xhtml"]
        spec = document.attachments["001.xhtml"]
        assert spec.description == "修桥"
        assert spec.get_file().read_bytes() == "<p>桥</p>".encode()
        assert spec.get_file().mime_type == "application/xhtml+xml"
        assert [str(file.AFRelationship) for file in document.Root.AF] == ["/Source", "/Source"]


def test_a_reader_sees_the_trimmed_page_and_a_press_what_bleeds(finished: Path) -> None:
    document = pypdfium2.PdfDocument(finished)
    try:
        assert document[0].get_size() == pytest.approx((120 * 72 / 25.4, 80 * 72 / 25.4), abs=0.1)
    finally:
        document.close()
    with pikepdf.open(finished) as opened:
        page = opened.pages[0]
        media, trim = ([float(edge) for edge in box] for box in (page.mediabox, page.trimbox))
        assert [round((inner - outer) * 25.4 / 72, 1) for inner, outer in zip(trim, media, strict=True)] == [
            3,
            3,
            -3,
            -3,
        ]


def test_a_themes_own_inks_go_before_the_presss_profile(finished: Path, tmp_path: Path) -> None:
    impose(finished, tmp_path / "x.pdf", Imposition(pdf_x=True))
    with pikepdf.open(tmp_path / "x.pdf") as document:
        steps = pikepdf.parse_content_stream(document.pages[0])
        inks = {tuple(float(ink) for ink in step.operands) for step in steps if str(step.operator) == "k"}
        assert "/PieceInfo" not in document.Root
    assert (0.0, 1.0, 0.95, 0.1) in inks


@pytest.mark.parametrize("created", [None, datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)])
def test_two_runs_give_the_same_bytes_attachments_included(
    sheet_of: MakeSheet, tmp_path: Path, created: datetime.datetime | None
) -> None:
    for name in ("one.pdf", "two.pdf"):
        print_pdf(replace(sheet_of("<p>桥</p>", created=created), **FULL), tmp_path / name)
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()
