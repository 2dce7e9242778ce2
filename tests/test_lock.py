"""The lock follows pyproject.toml, and names neither an index nor this machine."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUNTIME = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
DEVELOPMENT = (ROOT / "requirements" / "dev.txt").read_text(encoding="utf-8")


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^\w.-]", line, maxsplit=1)[0].lower() for line in requirements}


def pins(lock: str) -> set[str]:
    return set(re.findall(r"^[\w.-]+==\S+", lock, re.MULTILINE))


def locked_names(lock: str) -> set[str]:
    return {pin.partition("==")[0] for pin in pins(lock)}


def test_every_dependency_is_argued() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    argued = {
        word
        for line in page.splitlines()
        for word in re.findall(r"[\w.-]+", line.split("|")[1] if "|" in line else "")
    }
    asked = names(PROJECT["project"]["dependencies"])
    for group in PROJECT["dependency-groups"].values():
        asked |= names(group)
    assert asked <= argued


def test_everything_the_program_asks_for_is_locked() -> None:
    assert names(PROJECT["project"]["dependencies"]) <= locked_names(RUNTIME)


def test_everything_development_asks_for_is_locked() -> None:
    asked = [line for group in PROJECT["dependency-groups"].values() for line in group]
    assert names(asked) <= locked_names(DEVELOPMENT)


def test_development_runs_on_what_users_run_on() -> None:
    assert pins(RUNTIME) <= pins(DEVELOPMENT)


def test_every_pin_has_hashes_and_nothing_names_an_index_or_a_path() -> None:
    for lock in (
        RUNTIME,
        DEVELOPMENT,
        (ROOT / "requirements" / "native-opencc.txt").read_text(encoding="utf-8"),
        (ROOT / "requirements" / "verapdf.txt").read_text(encoding="utf-8"),
        (ROOT / "requirements" / "pandoc.txt").read_text(encoding="utf-8"),
    ):
        blocks = re.split(r"^(?=\w)", lock, flags=re.MULTILINE)[1:]
        assert all("--hash=sha256:" in block for block in blocks)
        assert not re.search(r"://|--(extra-)?index-url|--find-links|(^|\s)/", lock)
