"""Files written whole or not at all."""

from pathlib import Path

import pytest

from bulletin.errors import OutputError
from bulletin.press.output import replaced, sha256_of


def test_a_finished_file_takes_the_place_of_the_former_one(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "issue.pdf"
    for content in ("former", "new"):
        with replaced(target) as part:
            part.write_text(content)
    assert target.read_text() == "new"
    assert [path.name for path in target.parent.iterdir()] == ["issue.pdf"]


def _fail_half_way(target: Path, error: type[BaseException]) -> None:
    with replaced(target) as part:
        part.write_text("half")
        raise error


def test_a_failed_run_leaves_the_former_file_and_no_half_file(tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    target.write_text("former")
    with pytest.raises(RuntimeError):
        _fail_half_way(target, RuntimeError)
    assert target.read_text() == "former"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupted_run_leaves_the_former_file_and_no_half_file(tmp_path: Path) -> None:
    target = tmp_path / "issue.epub"
    target.write_text("former")
    with pytest.raises(KeyboardInterrupt):
        _fail_half_way(target, KeyboardInterrupt)
    assert target.read_text() == "former"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_where_the_folder_should_be_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    with pytest.raises(OutputError) as caught, replaced(tmp_path / "out" / "issue.pdf"):
        pass
    assert caught.value.code == "press.cannot-write"
    assert caught.value.place.endswith("issue.pdf")
    assert (tmp_path / "out").read_text() == "in the way"


def test_a_finished_file_has_the_rights_of_any_new_file(tmp_path: Path) -> None:
    ordinary = tmp_path / "ordinary"
    ordinary.touch()
    with replaced(tmp_path / "issue.pdf") as part:
        part.write_bytes(b"x")
    assert (tmp_path / "issue.pdf").stat().st_mode == ordinary.stat().st_mode


def test_the_checksum_is_that_of_the_bytes(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert sha256_of(file) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
