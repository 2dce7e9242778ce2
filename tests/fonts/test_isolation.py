"""The page's own font world, asked by fontconfig's tools."""

import os
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bulletin.caches import cache_folder
from bulletin.fonts import faces, isolate, isolation


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What isolate() sets is put back after the test."""
    for name in ("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        monkeypatch.setenv(name, "set-by-someone")


def test_only_the_shipped_faces_are_seen(tmp_path: Path) -> None:
    isolate(tmp_path)
    seen = _fontconfig("fc-list", "--format", "%{file}\n").split("\n")
    assert sorted(filter(None, seen)) == sorted(str(face.path) for face in faces())


def test_a_users_own_fontconfig_settings_take_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config" / "fontconfig"
    settings.mkdir(parents=True)
    (settings / "fonts.conf").write_text(
        '<fontconfig><dir>/usr/share/fonts</dir><alias binding="strong"><family>Bulletin Song</family>'
        "<prefer><family>Bulletin Kai</family></prefer></alias></fontconfig>"
    )
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    isolate(tmp_path / "cache")
    assert _matched("Bulletin Song") == "Bulletin Song"
    assert "DejaVu" not in _fontconfig("fc-list")


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("serif", "Bulletin Song"),
        ("sans\\-serif", "Bulletin Hei"),
        ("monospace", "Bulletin Hei"),
        ("cursive", "Bulletin Kai"),
        ("DejaVu Sans", "Bulletin Song"),
        ("Bulletin Fang", "Bulletin Fang"),
        ("Bulletin Song:italic", "Bulletin Song"),
    ],
)
def test_a_family_is_answered_with_one_of_ours(asked: str, given: str, tmp_path: Path) -> None:
    isolate(tmp_path)
    assert _matched(asked) == given


def test_the_configuration_is_the_same_file_the_second_time(tmp_path: Path) -> None:
    first = isolate(tmp_path)
    stamp = first.stat().st_mtime_ns
    assert isolate(tmp_path) == first
    assert first.stat().st_mtime_ns == stamp
    assert os.environ["FONTCONFIG_FILE"] == str(first)
    assert "FONTCONFIG_SYSROOT" not in os.environ


def test_a_path_with_signs_of_xml_in_it_is_written_as_text(tmp_path: Path) -> None:
    root = ElementTree.parse(isolate(tmp_path / "a & <b>")).getroot()
    assert root.findtext("cachedir") == str(tmp_path / "a & <b>" / "fontconfig")


def test_where_the_cache_cannot_be_a_temporary_folder_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "file").write_text("")
    assert isolate(tmp_path / "file" / "cache").is_relative_to(tmp_path)
    isolation._temporary_folder().cleanup()
    isolation._temporary_folder.cache_clear()


def test_the_cache_lies_where_the_platform_keeps_caches() -> None:
    assert cache_folder({"BULLETIN_CACHE": "/c"}, "linux") == Path("/c")
    assert cache_folder({"XDG_CACHE_HOME": "/x"}, "linux") == Path("/x/bulletin")
    assert cache_folder({}, "linux") == Path.home() / ".cache" / "bulletin"
    assert cache_folder({}, "darwin") == Path.home() / "Library" / "Caches" / "bulletin"
    assert cache_folder({"LOCALAPPDATA": "/l"}, "win32") == Path("/l/bulletin")


def _matched(family: str) -> str:
    return _fontconfig("fc-match", "--format", "%{family}", family)


def _fontconfig(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
