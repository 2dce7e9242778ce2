"""docs/typography.md: every rule of text is told, every picture is there."""

import re
from pathlib import Path

from bulletin.model import TextRule
from bulletin.planning.keys import BULLETIN

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "typography.md").read_text(encoding="utf-8")


def test_every_rule_and_every_key_of_the_house_style_is_told() -> None:
    assert [rule for rule in TextRule if f"`{rule}`" not in PAGE] == []
    assert [key for key in BULLETIN["typography"].keys if f"`{key}" not in PAGE] == []


def test_every_picture_is_there_and_every_one_is_shown() -> None:
    named = set(re.findall(r"pictures/typography/[\w-]+\.png", PAGE))
    there = {f"pictures/typography/{path.name}" for path in (ROOT / "docs/pictures/typography").glob("*.png")}
    assert named == there
