"""Themes seen, begun and checked."""

import os
from pathlib import Path

import pytest

from bulletin import layout
from bulletin.errors import InputError, UsageError
from bulletin.press.themes import check_theme, theme_for

ROOT = Path(__file__).parents[2]


def test_a_theme_that_was_begun_stands_on_another_and_lists_its_options(tmp_path: Path) -> None:
    written = layout.new_theme("ours", tmp_path, extends="reader", copy=False)
    assert [path.name for path in written] == ["theme.toml", "print.css"]
    begun = layout.load_theme("ours", folders=[tmp_path])
    assert begun.measure == layout.load_theme("reader").measure
    assert '# accent = "#8f0d12"' in written[0].read_text(encoding="utf-8")
    assert ("ours", "reader") in [(theme.name, theme.extends) for theme in layout.themes_in([tmp_path])]


def test_a_copied_theme_stands_alone(tmp_path: Path) -> None:
    layout.new_theme("ours", tmp_path, extends="circular", copy=True)
    assert layout.load_theme("ours", folders=[tmp_path]).folders == (tmp_path / "ours",)


@pytest.mark.parametrize("name", ["../ours", "", "taken"])
def test_a_name_that_is_none_or_taken_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(UsageError):
        layout.new_theme(name, tmp_path, extends="circular", copy=False)


def test_a_broken_template_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
    over = tmp_path / "templates" / "circular" / "print"
    over.mkdir(parents=True)
    (over / "masthead.html.j2").write_text("<p>\n{% if %}", encoding="utf-8")
    (notice,) = check_theme(theme_for("circular", tmp_path))
    assert notice.code == "layout.template-broken"
    assert notice.place.endswith("masthead.html.j2:2")


def test_a_broken_theme_is_listed_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "theme.toml").write_text('extends = "nothing"', encoding="utf-8")
    (broken,) = [theme for theme in layout.themes_in([tmp_path]) if theme.name == "ours"]
    assert isinstance(broken.error, InputError)


@pytest.mark.slow
@pytest.mark.parametrize("name", [theme.name for theme in layout.themes_in([]) if theme.name != "proof"])
def test_every_shipped_theme_is_well(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With everything an article may hold, in three scripts, by veraPDF too where make check-all has installed it."""
    monkeypatch.setenv("PATH", f"{ROOT / '.build' / 'verapdf'}{os.pathsep}{os.environ['PATH']}")
    notices = check_theme(theme_for(name, tmp_path))
    assert [notice.message() for notice in notices if notice.severity != "info"] == []
