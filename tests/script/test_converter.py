"""Our engine is OpenCC: its own cases, its segmentation, and spans that tell the truth."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.script.conversion import Conversion
from bulletin.script.converter import opencc
from bulletin.script.dictionary import read_dictionary

CONFIGS = ("s2t", "s2twp", "s2hk", "t2s", "tw2sp", "hk2s", "t2tw", "tw2t")


def _texts() -> st.SearchStrategy[str]:
    """Phrases, their fragments and single characters in any order: where segmentation matters."""
    phrases = sorted(read_dictionary("STPhrases"))[::97] + sorted(read_dictionary("TWPhrases"))[::7]
    parts = st.one_of(st.sampled_from(phrases), st.sampled_from("的了里后发干面云台着，。“”\n\ufdd0𠮷ab1"))
    cut = st.tuples(parts, st.integers(0, 6)).map(lambda part: part[0][: part[1]] or part[0])
    return st.lists(cut, max_size=12).map("".join)


def _is_whole(conversion: Conversion) -> bool:
    """True if the text between the spans is the same on both sides, and the stretches lie inside the spans."""
    position = target_position = 0
    for start, end, target_start, target_end, rules in conversion.spans:
        if conversion.source[position:start] != conversion.target[target_position:target_start] or not rules:
            return False
        position, target_position = end, target_end
    return conversion.source[position:] == conversion.target[target_position:]


def test_every_case_of_opencc_itself_passes(opencc_cases: list[tuple[str, str, str]]) -> None:
    failures = [case for case in opencc_cases if opencc(case[0]).convert(case[1]) != case[2]]
    assert len(opencc_cases) == 556
    assert failures == []


def test_tracing_gives_the_same_text_in_every_case(opencc_cases: list[tuple[str, str, str]]) -> None:
    for config, source, expected in opencc_cases:
        conversion = opencc(config).trace(source)
        assert conversion.target == expected
        assert _is_whole(conversion)


@settings(max_examples=150, deadline=None)
@given(_texts(), st.sampled_from(CONFIGS))
def test_tracing_and_converting_agree_and_spans_leave_nothing_out(text: str, config: str) -> None:
    conversion = opencc(config).trace(text)
    assert conversion.source == text
    assert conversion.target == opencc(config).convert(text)
    assert _is_whole(conversion)
    bounds = conversion.offsets(range(len(text) + 1))
    assert bounds == sorted(bounds)
    assert (bounds[0], bounds[-1]) == (0, len(conversion.target))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("软件园里", "軟體園裡"),
        ("星露谷", "星露谷"),
        ("司法程序", "司法程序"),
        ("芒果干", "芒果乾"),
        ("高钠血症", "高鈉血症"),
    ],
)
def test_vocabulary_never_crosses_a_segment(source: str, expected: str) -> None:
    assert opencc("s2twp").convert(source) == expected


def test_a_span_names_the_dictionaries_that_decided() -> None:
    (span,) = opencc("s2twp").trace("鼠标").spans
    assert [rule.dictionary for rule in span.rules] == ["STCharacters", "TWPhrases"]
    assert [rule.key for rule in span.rules] == ["标", "鼠標"]


def test_a_phrase_that_stays_is_a_decision_too() -> None:
    (span,) = opencc("s2t").trace("皇后").spans
    assert span[:4] == (0, 2, 0, 2)
    assert span.rules[0].key == "皇后"


def test_the_character_between_segments_survives_in_a_text_that_holds_it() -> None:
    assert opencc("s2twp").convert("鼠\ufdd0标软件") == "鼠\ufdd0標軟體"


def test_compatibility_ideographs_are_normalised_first() -> None:
    assert opencc("t2s").convert("\uf9ba") == "了"


def test_lone_surrogates_pass_through() -> None:
    assert opencc("s2t").convert("软\ud800件") == "軟\ud800件"
