"""A project on disk, written in one call."""

from collections.abc import Callable
from pathlib import Path

import pytest

WriteProject = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> WriteProject:
    """`project(**{"bulletin.toml": "…", "2026-03/issue.toml": "…"})` writes the files and returns the folder."""

    def write(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write
