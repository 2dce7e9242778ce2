"""Second opinions: the other ways to cut a text, and the other engine's own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.errors import InputError
from bulletin.script.converter import opencc
from bulletin.script.cutting import Rank, backward, cut_by, longest
from bulletin.script.dictionary import read_dictionary
from bulletin.script.engines import Reimplemented
from bulletin.script.matcher import Cut, Matcher
from bulletin.script.opinions import opinions
from bulletin.script.reimplemented import LongestFirst

WORDS = st.text(alphabet="甲乙丙-]^", min_size=2, max_size=4)
TABLES = st.dictionaries(WORDS, WORDS, max_size=12)
TEXTS = st.text(alphabet="甲乙丙丁-]^", max_size=30)


def cut(rank: Rank, entries: dict[str, str], text: str) -> Cut:
    matcher = Matcher(entries)
    return cut_by(rank, matcher, text, matcher.cut(text))


@given(TABLES, TEXTS)
def test_backward_is_the_forward_match_of_everything_turned_round(entries: dict[str, str], text: str) -> None:
    turned = Matcher({key[::-1]: value for key, value in entries.items()}).matches(text[::-1])
    expected = sorted((len(text) - end, len(text) - start) for start, end in turned)
    assert [match[:2] for match in cut(backward, entries, text)] == expected


def longest_first(entries: dict[str, str], text: str, offset: int = 0) -> Cut:
    """The definition, word for word: the longest key anywhere, then what stands left and right of it."""
    found = [
        (-len(key), place, key)
        for key in entries
        for place in range(len(text))
        if text.startswith(key, place)
    ]
    if not found:
        return []
    _, start, key = min(found)
    end = start + len(key)
    return [
        *longest_first(entries, text[:start], offset),
        (offset + start, offset + end, entries[key]),
        *longest_first(entries, text[end:], offset + end),
    ]


@given(TABLES, TEXTS)
def test_longest_first_takes_the_longest_wherever_it_stands(entries: dict[str, str], text: str) -> None:
    assert cut(longest, entries, text) == longest_first(entries, text)


def test_a_phrase_that_repeats_without_end_is_cut_in_time() -> None:
    text = "甲" * 200_001
    assert len(cut(backward, {"甲甲": "乙乙"}, text)) == 100_000


def _texts() -> st.SearchStrategy[str]:
    phrases = sorted(read_dictionary("STPhrases"))[::97] + sorted(read_dictionary("TWPhrases"))[::7]
    parts = st.one_of(st.sampled_from(phrases), st.sampled_from("的了里后发干面云台着，。“”．-.\n𠮷ab1"))
    piece = st.tuples(parts, st.integers(0, 6)).map(lambda part: part[0][: part[1]] or part[0])
    return st.lists(piece, max_size=12).map("".join)


@settings(max_examples=150, deadline=None)
@given(_texts(), st.sampled_from(("s2t", "s2tw", "s2twp", "s2hk", "t2s", "tw2s", "tw2sp", "hk2s", "t2tw")))
def test_the_other_engines_words_are_its_own(text: str, config: str) -> None:
    assert LongestFirst(config).convert(text) == Reimplemented(config).convert(text)


def test_a_name_with_a_separator_in_it_is_one_that_the_other_engine_never_finds() -> None:
    assert LongestFirst("s2t").convert("乔治．布希和范") == Reimplemented("s2t").convert("乔治．布希和范")


def test_a_configuration_the_other_engine_lacks_is_an_input_error() -> None:
    with pytest.raises(InputError, match="s2hkp"):
        LongestFirst("s2hkp")


def test_opinions_lie_on_whole_spans_and_differ_from_what_was_written() -> None:
    for text in ("全厂都参与制造，它被发明了。", "请于月底前回复，软件里有山谷里的回声。"):
        conversion = opencc("s2twp").trace(text)
        found = opinions(conversion, "s2twp")
        assert found
        for opinion in found:
            start, end = conversion.offsets((opinion.start, opinion.end))
            assert opinion.form != conversion.target[start:end]
            for span in conversion.spans:
                is_inside = opinion.start <= span.start and span.end <= opinion.end
                assert is_inside or span.end <= opinion.start or opinion.end <= span.start
