"""The engine's version, its failures, its silence."""

import logging
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import weasyprint

from bulletin.errors import EngineError, OutputError
from bulletin.model import Severity, Sheet
from bulletin.pdf import engine, print_pdf, render

Print = Callable[..., Any]
MakeSheet = Callable[..., Sheet]


def test_weasyprint_is_the_version_our_changes_to_it_were_written_for() -> None:
    """On another version read subsetting.py, metadata.py, complaints.py and line_adjustment/ against it, then raise the pin."""
    assert weasyprint.__version__ == engine.PINNED


def test_without_pango_there_is_an_error_that_says_so(
    monkeypatch: pytest.MonkeyPatch, sheet_of: MakeSheet, tmp_path: Path
) -> None:
    def broken(_: str) -> None:
        raise OSError("cannot load library 'libpango-1.0-0': not found\nmore\n")

    monkeypatch.setattr(engine, "import_module", broken)
    with pytest.raises(EngineError) as caught:
        print_pdf(sheet_of("<p>桥</p>"), tmp_path / "a.pdf")
    assert caught.value.code == "pdf.no-pango"
    assert "libpango" in caught.value.message("zh")
    assert "more" not in caught.value.message("zh")


def test_what_stood_in_leaves_everything_as_it_was() -> None:
    class Press:
        @staticmethod
        def name() -> str:
            return "press"

    held = dict(vars(Press))
    with engine.standing_in((Press, "name", staticmethod(lambda: "other"))):
        assert Press().name() == "other"
    assert Press().name() == "press"
    assert dict(vars(Press)) == held


def test_a_variable_that_no_style_sheet_sets_is_named(sheet_of: MakeSheet, tmp_path: Path) -> None:
    style = ":root { --line: 18pt } p { margin: calc(var(--line) - var(--lines)) var(--side, 0) }"
    with pytest.raises(EngineError) as caught:
        print_pdf(sheet_of("<p>桥</p>", style=style), tmp_path / "a.pdf")
    assert caught.value.code == "pdf.undefined-variable"
    assert caught.value.message("en").endswith(": --lines")


def test_with_no_font_at_all_there_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from bulletin.errors import EngineError
from bulletin.model import Sheet
from bulletin.pdf import print_pdf
folder = Path(sys.argv[1])
configuration = folder / "fonts.conf"
configuration.write_text(f"<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>")
os.environ["FONTCONFIG_FILE"] = str(configuration)
try:
    print_pdf(Sheet("<p>桥"), folder / "a.pdf")
except EngineError as error:
    print(error.code)
"""
    command = [sys.executable, "-W", "error", "-c", script, str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "pdf.no-fonts")


def test_a_folder_of_fonts_that_is_empty_is_an_error_and_not_a_crash(tmp_path: Path) -> None:
    script = """
import sys
from pathlib import Path
from bulletin import fonts
from bulletin.errors import EngineError
from bulletin.fonts import catalogue
shipped = catalogue.fonts_folder() / "fonts.toml"
folder = Path(sys.argv[1])
(folder / "fonts.toml").write_bytes(shipped.read_bytes())
catalogue.fonts_folder = lambda: folder
try:
    fonts.isolate(folder / "cache")
except EngineError as error:
    print(error.code)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stdout.strip()) == (0, "fonts.no-usable-face")


@pytest.mark.parametrize("characters", [1, 110_000], ids=["small", "large"])
def test_what_the_engine_stumbles_over_is_one_error(
    characters: int, sheet_of: MakeSheet, tmp_path: Path
) -> None:
    with pytest.raises(EngineError) as caught:
        print_pdf(sheet_of("<div>" * 4000 + "桥" * characters), tmp_path / "a.pdf")
    assert caught.value.code == "pdf.engine-failed"
    assert caught.value.place == "云桥月报"
    assert "\n" not in caught.value.message("zh")
    assert not (tmp_path / "a.pdf").exists()


def test_a_failure_leaves_the_former_file_as_it_was(
    sheet_of: MakeSheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"former")

    def broken(*_: object) -> bytes:
        raise ZeroDivisionError("float division by zero")

    monkeypatch.setattr(render, "_written", broken)
    with pytest.raises(EngineError, match="ZeroDivisionError"):
        print_pdf(sheet_of("<p>桥</p>"), path)
    assert path.read_bytes() == b"former"


def test_a_place_that_cannot_be_written_is_an_output_error(sheet_of: MakeSheet, tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        print_pdf(sheet_of("<p>桥</p>"), tmp_path / "none" / "a.pdf")
    assert caught.value.code == "pdf.unwritable"


@pytest.mark.parametrize(
    ("body", "style", "code", "values"),
    [
        ("<p>桥</p>", "p { colour: red }", "pdf.style-ignored", {"rule": "colour: red"}),
        ('<p><a href="#x">桥</a></p>', "", "pdf.dead-link", {"target": "x"}),
        ('<p id="x">桥</p><p id="x">路</p>', "", "pdf.double-anchor", {"target": "x"}),
        (
            '<p>桥<img src="asset:print.css" alt="图"></p>',
            "",
            "pdf.unreadable-picture",
            {"name": "print.css"},
        ),
        ('<p>桥<img src="asset:none.png" alt="图"></p>', "", "pdf.missing-resource", {"address": "none.png"}),
    ],
)
def test_what_the_engine_says_comes_as_notices_in_our_words(
    printed: Print, body: str, style: str, code: str, values: dict[str, str]
) -> None:
    (notice,) = printed(body, style=style).notices
    assert notice.code == code
    assert values.items() <= dict(notice.values).items()
    assert all(notice.message(language) and notice.hint(language) for language in ("zh", "en"))


def test_nothing_is_printed_and_the_log_is_left_as_it_was(
    printed: Print, capfd: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("weasyprint")
    before = (list(logger.handlers), logger.propagate)
    printed("<p>桥🙂</p>", style="p { colour: red }")
    assert (list(logger.handlers), logger.propagate) == before
    assert capfd.readouterr() == ("", "")


def test_another_version_prints_without_our_changes_and_says_so(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PINNED", "71.0")
    page = printed("<p>“桥，”他说。</p>")
    assert page.codes == ["pdf.other-engine"]
    assert page.notices[0].severity is Severity.WARNING
    assert page.text() == "“桥，”他说。"
    assert b"pdfaid" not in page.data
