"""The parallel text that a review is measured on, and how it is measured."""

import re

import pytest
from benchmarks.reviewing import Pair, Quality, measured, sections

from bulletin.model import Script, Tier
from bulletin.script import convert_text


@pytest.fixture(scope="module")
def qualities() -> list[Quality]:
    return measured()


def test_the_parallel_text_has_three_hundred_sentences_and_says_the_same_on_both_sides() -> None:
    pairs = [pair for section in sections().values() for pair in section]
    assert len(set(pairs)) == len(pairs) >= 300
    # Words are as they are in the source; only Taiwan's 身分, 查帳 and 聯絡, and the variants of two names, lead elsewhere.
    back = [convert_text(pair.expected(""), Script.ZH_HANS, Script.ZH_HANT_TW) for pair in pairs]
    changed = [pair.source for pair, simplified in zip(pairs, back, strict=True) if simplified != pair.source]
    assert len(changed) == 5
    assert all(re.search("身份|查账|联络|徐乾学|王汎森", source) for source in changed)


def test_of_two_printed_forms_the_one_that_was_written_is_expected() -> None:
    pair = Pair("公布", "公[布佈]")
    assert [pair.expected(target) for target in ("公佈", "公布", "公步", "公")] == [
        "公佈",
        "公布",
        "公布",
        "公布",
    ]


def test_every_error_is_counted_and_most_stand_under_a_flag(qualities: list[Quality]) -> None:
    prose, traps = qualities
    assert 5 <= prose.errors <= 12
    assert prose.covered >= 0.85 * prose.errors
    assert traps.errors > 25
    assert traps.covered == traps.errors
    assert traps.right[Tier.RED] / traps.flags[Tier.RED] > 0.4
    assert "errors" in prose.lines()[0]
