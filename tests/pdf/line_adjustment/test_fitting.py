"""What is left over on a line, given to its gaps, and what is missing, taken from them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.pdf.line_adjustment.fitting import in_thousandths, shared
from bulletin.pdf.line_adjustment.marks import GapKind, Give, gap_between

WORD, SCRIPT, IDEOGRAPH = GapKind


def test_word_spaces_open_first_then_small_spaces_then_gaps_between_ideographs() -> None:
    kinds, most = [IDEOGRAPH, SCRIPT, WORD, IDEOGRAPH], [3.0, 1.0, 2.0, 3.0]
    assert shared(1.5, kinds, most) == [0.0, 0.0, 1.5, 0.0]
    assert shared(2.5, kinds, most) == [0.0, 0.5, 2.0, 0.0]
    assert shared(5.0, kinds, most) == [1.0, 1.0, 2.0, 1.0]


def test_a_line_is_compressed_in_the_order_of_clreq_and_marks_of_a_kind_alike() -> None:
    kinds = [Give.STOP, Give.PAUSE, Give.BRACKET, Give.PAUSE, Give.WORD]
    half = [5.0, 5.0, 5.0, 5.0, 1.0]
    assert shared(4.0, kinds, half) == [0.0, 0.0, 3.0, 0.0, 1.0]
    assert shared(12.0, kinds, half) == [0.0, 3.0, 5.0, 3.0, 1.0]
    assert shared(19.0, kinds, half) == [3.0, 5.0, 5.0, 5.0, 1.0]


def test_what_cannot_be_given_is_told() -> None:
    assert shared(6.5, [IDEOGRAPH] * 3, [2.0] * 3) is None
    assert shared(1.0, [], []) is None
    assert shared(0.0, [], []) == []


@pytest.mark.parametrize(
    "pair",
    [
        "——",
        "……",
        "12",
        "ab",
        "5％",
        "￥5",
        "a，",
        "，a",
        "（a",
        "a）",
        "汉～",
        "～汉",
        "a/",
        "”）",
        "。」",
        "（《",
    ],
)
def test_nothing_opens_inside_numbers_words_signs_and_groups_of_marks_or_between_latin_and_its_marks(
    pair: str,
) -> None:
    assert gap_between(*pair) is None


@pytest.mark.parametrize(
    ("pair", "kind"),
    [
        (" a", WORD),
        ("汉a", SCRIPT),
        ("7月", SCRIPT),
        ("汉字", IDEOGRAPH),
        ("，汉", IDEOGRAPH),
        ("—汉", IDEOGRAPH),
    ],
)
def test_every_other_place_has_its_kind_of_gap(pair: str, kind: GapKind) -> None:
    assert gap_between(*pair) is kind


@given(st.lists(st.floats(0, 5), min_size=1, max_size=40), st.floats(0, 1))
def test_the_gaps_fill_exactly_what_is_left_over(most: list[float], share: float) -> None:
    extra = sum(most) * share
    opened = shared(extra, [IDEOGRAPH] * len(most), most)
    assert opened is not None
    assert sum(opened) == pytest.approx(extra, abs=1e-5)
    assert all(length <= limit + 1e-9 for length, limit in zip(opened, most, strict=True))


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_whole_thousandths_of_an_em_add_up_to_the_same_length(lengths: list[float]) -> None:
    assert sum(in_thousandths(lengths, 10.0)) == pytest.approx(sum(lengths) * 100, abs=0.51)
