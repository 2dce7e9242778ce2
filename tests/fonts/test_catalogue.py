"""The catalogue and the files it names."""

import tomllib
from pathlib import Path

import pytest

from bulletin.errors import EngineError
from bulletin.fonts import catalogue, face_files, faces, fonts_folder
from bulletin.model import Voice


def test_every_face_has_its_checksum() -> None:
    assert catalogue.damaged_faces() == ()


def test_the_folder_holds_the_faces_of_the_catalogue_and_no_others() -> None:
    assert {path.name for path in fonts_folder().rglob("*.ttf")} == {face.path.name for face in faces()}


def test_every_voice_has_a_face_of_its_own() -> None:
    assert set(face_files()) == set(Voice)


def test_every_copyright_line_ships_with_the_licence() -> None:
    shown = (fonts_folder() / "licences" / "COPYRIGHT.txt").read_text(encoding="utf-8")
    for face in faces():
        assert face.licence == "OFL-1.1"
        assert face.copyright in shown
    assert "SIL OPEN FONT LICENSE" in (fonts_folder() / "licences" / "OFL-1.1.txt").read_text(
        encoding="utf-8"
    )


def test_a_changed_byte_makes_a_face_damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    latin = next(face for face in faces() if face.family == "Bulletin Latin")
    data = bytearray(latin.path.read_bytes())
    data[-1] ^= 1
    (tmp_path / latin.path.name).write_bytes(data)
    _catalogue_in(tmp_path, latin.path.name)
    monkeypatch.setattr(catalogue, "fonts_folder", lambda: tmp_path)
    assert [face.family for face in catalogue.damaged_faces()] == ["Bulletin Latin"]
    assert [face.family for face in catalogue.usable_faces()] == ["Bulletin Latin"]


def test_a_file_that_is_no_font_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "BulletinLatin-Regular.ttf").write_bytes(b"version https://git-lfs.example/spec/v1\n")
    _catalogue_in(tmp_path, "BulletinLatin-Regular.ttf")
    monkeypatch.setattr(catalogue, "fonts_folder", lambda: tmp_path)
    with pytest.raises(EngineError) as caught:
        catalogue.usable_faces()
    assert caught.value.code == "fonts.no-usable-face"
    assert caught.value.place == str(tmp_path)


def test_a_folder_without_a_catalogue_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "fonts_folder", lambda: tmp_path)
    with pytest.raises(EngineError) as caught:
        catalogue.faces()
    assert caught.value.code == "fonts.no-catalogue"


def _catalogue_in(folder: Path, file: str) -> None:
    """Copy the entry of one file into a catalogue of its own."""
    text = (fonts_folder() / "fonts.toml").read_text(encoding="utf-8")
    entry = next(part for part in text.split("[[faces]]") if f'"{file}"' in part)
    (folder / "fonts.toml").write_text(f"[[faces]]{entry}", encoding="utf-8")
    assert tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["faces"][0]["file"] == file
