"""Addresses are locked, and only addresses."""

import pytest

from bulletin.model import Script
from bulletin.script import convert_text
from bulletin.script.locks import locks_of, merged, pieces


@pytest.mark.parametrize(
    ("text", "locked"),
    [
        ("见https://example.org/a?b=1，第二版", "https://example.org/a?b=1"),
        ("见 https://example.org/wiki/软件，第二版", "https://example.org/wiki/软件"),
        ("见https://example.org/的说明", "https://example.org/"),
        ("见https://example.org/a的说明", "https://example.org/a"),
        ("见https://example.org的说明", "https://example.org"),
        ("信箱desk@example.org。", "desk@example.org"),
    ],
)
def test_an_address_is_locked_and_the_sentence_goes_on(text: str, locked: str) -> None:
    ((start, end),) = locks_of(text)
    assert text[start:end] == locked


def test_a_text_is_cut_at_its_locks() -> None:
    assert list(pieces("甲乙丙丁", [(1, 2), (2, 3)])) == [
        ("甲", False),
        ("乙", True),
        ("丙", True),
        ("丁", False),
    ]


def test_overlapping_locks_are_one() -> None:
    assert merged([(4, 6), (0, 2), (1, 3)]) == [(0, 3), (4, 6)]


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("临内资准字第26017号", "臨內資准字第26017號"),
        ("国药准字Z20260001", "國藥准字Z20260001"),
        ("看得准，字第一笔要重", "看得準，字第一筆要重"),
    ],
)
def test_the_number_of_a_permit_keeps_its_leave(written: str, printed: str) -> None:
    assert convert_text(written, Script.ZH_HANT) == printed
