"""The matcher finds the leftmost, then the longest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.script.automaton import HAS_AUTOMATON
from bulletin.script.dictionary import read_config
from bulletin.script.matcher import Matcher

WORDS = st.text(alphabet="甲乙丙-]^", min_size=1, max_size=4)
TABLES = st.dictionaries(WORDS, WORDS, max_size=12)
TEXTS = st.text(alphabet="甲乙丙丁-]^", max_size=30)


def _naive(entries: dict[str, str], text: str) -> str:
    written, position = "", 0
    while position < len(text):
        keys = [key for key in entries if text.startswith(key, position)]
        key = max(keys, key=len, default=text[position])
        written += entries.get(key, key)
        position += len(key)
    return written


@given(TABLES, TEXTS)
def test_conversion_is_leftmost_longest_replacement(entries: dict[str, str], text: str) -> None:
    assert Matcher(entries).convert(text) == _naive(entries, text)


@pytest.mark.skipif(not HAS_AUTOMATON, reason="ahocorasick_rs is not installed")
@given(TABLES, st.text(alphabet="甲乙丙丁-]^𠮷\ud800", max_size=30))
def test_the_automaton_finds_what_pure_python_finds(entries: dict[str, str], text: str) -> None:
    pure, fast = Matcher(entries), Matcher(entries)
    fast.hasten()
    assert fast.pieces(text) == pure.pieces(text)
    assert fast.matches(text) == pure.matches(text)
    assert list(fast.keys(text)) == list(pure.keys(text))


@pytest.mark.skipif(not HAS_AUTOMATON, reason="ahocorasick_rs is not installed")
@pytest.mark.parametrize("config", ["s2t", "s2twp", "t2s"])
def test_the_dictionaries_of_opencc_give_the_same_bytes_either_way(config: str, sentences: list[str]) -> None:
    text = "\n".join(sentences)
    for table in read_config(config).chain:
        pure, fast = Matcher(table.entries), Matcher(table.entries)
        fast.hasten()
        assert fast.pieces(text) == pure.pieces(text)


@given(TABLES, TEXTS)
def test_keys_tell_every_replacement_that_convert_makes(entries: dict[str, str], text: str) -> None:
    written, position = "", 0
    for start, key, value in Matcher(entries).keys(text):
        assert text.startswith(key, start)
        assert start >= position
        written += text[position:start] + value
        position = start + len(key)
    assert written + text[position:] == Matcher(entries).convert(text)


def test_a_longer_key_that_fails_late_does_not_hide_a_shorter_one() -> None:
    assert Matcher({"甲乙": "一", "甲乙丙丁": "二"}).convert("甲乙丙戊") == "一丙戊"


def test_a_phrase_at_the_end_of_a_text_ends_there_though_a_longer_one_begins_alike() -> None:
    matcher = Matcher({"甲乙": "一", "甲乙丙丁": "二"})
    assert matcher.matches("丙甲乙") == [(1, 3)]
    assert list(matcher.keys("丙甲乙")) == [(1, "甲乙", "一")]


def test_pieces_are_phrases_and_the_runs_between_them() -> None:
    assert Matcher({"甲乙": "AB", "丙": "C"}).pieces("丙丁甲乙甲乙丙") == ["C丁", "AB", "AB", "C"]


def test_an_empty_table_changes_nothing() -> None:
    assert Matcher({}).convert("甲乙") == "甲乙"
    assert Matcher({}).matches("甲乙") == []
