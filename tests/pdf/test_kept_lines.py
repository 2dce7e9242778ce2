"""The lines of a document that were measured and drawn lie in a book of its own."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.render import render  # noqa: E402 WeasyPrint first


def test_issues_of_two_years_that_are_called_alike_have_a_book_each(
    sheet_of: Callable[..., Sheet], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("BULLETIN_CACHE_LIMIT", "100")
    for year in (2025, 2026, 2025):
        created = datetime.datetime(year, 3, 1, tzinfo=datetime.UTC)
        render(
            sheet_of(f"<p>桥头的柳树{year}年绿了。</p>", title="会刊 第3期", created=created),
            tmp_path / "a.pdf",
        )
    assert len(list((tmp_path / "cache" / "stages" / "lines").iterdir())) == 2
