"""A cache of a test's own."""

from pathlib import Path

import pytest


@pytest.fixture
def stages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of what is kept, empty."""
    monkeypatch.setenv("BULLETIN_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("BULLETIN_CACHE_LIMIT")
    return tmp_path / "cache" / "stages"
