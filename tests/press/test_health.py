"""The doctor's findings: right on this machine, and a finding instead of a crash where something is missing."""

import re
from pathlib import Path

import pytest

from bulletin import fonts, libraries
from bulletin.errors import EngineError
from bulletin.messages import table
from bulletin.press import health, probes
from bulletin.press.health import COMMANDS, Finding, command_for, examine

SETUP = Path(__file__).parents[2] / "scripts" / "setup.sh"


def found(code: str) -> Finding | None:
    return next((finding for finding in examine() if finding.code == code), None)


@pytest.fixture
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with Python and this program alone."""
    monkeypatch.setattr(health, "library_version", lambda _name: None)
    monkeypatch.setattr(health, "package_version", lambda _name: None)
    monkeypatch.setattr(health, "java_runs", lambda: False)
    monkeypatch.setattr(health, "is_writable", lambda _folder: False)


def test_every_finding_speaks_both_languages() -> None:
    for finding in examine():
        assert finding.message("zh")
        assert finding.message("en")


def test_what_is_well_has_no_hint_and_what_is_not_says_what_to_do() -> None:
    for entry, words in table("health").items():
        lacking = entry.endswith(
            ("-missing", "-old", "-other", "-damaged", "-clash", "-unwritable", "broken")
        )
        assert ("zh_hint" in words, "en_hint" in words) == (lacking, lacking), entry
        assert (words.get("severity") == "info") is not lacking, entry


def test_this_machine_can_make_a_pdf() -> None:
    findings = {finding.code: finding for finding in examine()}
    assert findings["health.pango"].values["version"]
    assert findings["health.weasyprint"].values["version"] == "70.0"
    assert [code for code, finding in findings.items() if finding.state == "missing"] == []


@pytest.mark.usefixtures("bare_machine")
def test_a_bare_machine_is_examined_to_the_end() -> None:
    states = {finding.code: finding.state for finding in examine()}
    assert states["health.pango-missing"] == "missing"
    assert states["health.packages-missing"] == "missing"
    assert states["health.dictionaries-missing"] == "missing"
    assert states["health.subset-missing"] == "warning"
    assert states["health.java-missing"] == "warning"
    assert states["health.cache-unwritable"] == "warning"


def test_a_missing_library_names_the_command_that_installs_it_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        health, "library_version", lambda name: None if name == "harfbuzz-subset" else "6.0.0"
    )
    monkeypatch.setattr(health.shutil, "which", lambda tool: tool if tool == "dnf" else None)
    finding = found("health.subset-missing")
    assert finding is not None
    assert finding.hint("en").endswith("sudo dnf install harfbuzz")


def test_a_machine_without_a_known_packager_is_told_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health.shutil, "which", lambda _tool: None)
    assert command_for("java") == " / ".join(COMMANDS["java"].values())


@pytest.mark.parametrize(
    ("library", "version", "code"),
    [("pango-1.0", "1.42.4", "health.pango-old"), ("harfbuzz", "2.7.4", "health.subset-missing")],
)
def test_a_library_older_than_the_engine_needs_is_told(
    monkeypatch: pytest.MonkeyPatch, library: str, version: str, code: str
) -> None:
    monkeypatch.setattr(health, "library_version", lambda name: version if name == library else "9.9")
    assert found(code) is not None


def test_native_opencc_beside_the_second_engine_is_a_clash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "package_version", lambda _name: "1.4.2")
    assert found("health.opencc-clash") is not None


def test_another_weasyprint_is_named_beside_the_one_we_know(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "package_version", lambda _name: "71.0")
    finding = found("health.weasyprint-other")
    assert finding is not None
    assert finding.message("en") == "WeasyPrint is 71.0, not 70.0"


def test_a_damaged_face_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "damaged_faces", lambda: fonts.faces()[:1])
    finding = found("health.faces-damaged")
    assert finding is not None
    assert fonts.faces()[0].path.name in finding.message("zh")


def test_a_room_that_is_broken_itself_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_catalogue() -> None:
        raise EngineError("fonts.no-catalogue", place="fonts")

    monkeypatch.setattr(fonts, "damaged_faces", no_catalogue)
    finding = found("health.broken")
    assert finding is not None
    assert "fonts.toml" in finding.message("en")


def test_the_doctor_and_the_set_up_name_the_same_packages() -> None:
    table_of_setup = {
        need: dict(zip(("apt-get", "dnf", "brew"), columns, strict=True))
        for need, *columns in re.findall(
            r"^(\w+)\|([^|\n]+)\|([^|\n]+)\|([^|\n]+)\|", SETUP.read_text("utf-8"), re.M
        )
    }
    for need, commands in COMMANDS.items():
        said = {packager: command.partition("install ")[2] for packager, command in commands.items()}
        assert said == table_of_setup[need], need


def test_a_library_that_is_not_there_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(libraries._LIBRARIES, "ghost", (("libghost.so.0",), ""))
    assert libraries.library_version("ghost") is None


def test_a_java_that_only_fails_does_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stub = tmp_path / "java"
    stub.write_text("#!/bin/sh\nexit 1\n")
    stub.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not probes.java_runs()


def test_a_folder_that_is_not_there_yet_is_writable_where_its_parent_is(tmp_path: Path) -> None:
    assert probes.is_writable(tmp_path / "a" / "b")
    (tmp_path / "file").touch()
    assert not probes.is_writable(tmp_path / "file" / "b")


def test_versions_compare_as_numbers() -> None:
    assert probes.version_numbers("1.50.12") > probes.version_numbers("1.44")
    assert probes.version_numbers("") < (4, 1)
