"""The example in every theme and script: what it claims holds, by veraPDF too. Minutes, so in make check-all only."""

import os
import shutil
from pathlib import Path

import pytest

from bulletin import layout, pdf
from bulletin.model import Format, Script, Severity
from bulletin.press.make import make
from bulletin.press.order import Order

ROOT = Path(__file__).parents[2]
THEMES = [theme.name for theme in layout.themes_in([])]
SCRIPTS = (Script.ZH_HANS, Script.ZH_HANT_TW, Script.ZH_HANT_HK)


@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_every_edition_keeps_its_claims(theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{ROOT / '.build' / 'verapdf'}{os.pathsep}{os.environ['PATH']}")
    checkers = {"page-validation"} | ({"veraPDF"} if shutil.which("verapdf") else set())
    order = Order((ROOT / "examples" / "2026-03",), (Format.PDF,), SCRIPTS, theme, output=tmp_path)
    made = make(order)
    assert len(made.artefacts) == len(SCRIPTS)
    for artefact in made.artefacts:
        notices = pdf.check(artefact.path).notices
        assert [notice.message() for notice in notices if notice.severity is Severity.ERROR] == []
        held = {
            (notice.values["standard"], notice.values["checker"])
            for notice in notices
            if notice.code == "pdf.conforms"
        }
        assert held == {(standard, checker) for standard in ("PDF/A-3a", "PDF/UA-1") for checker in checkers}
