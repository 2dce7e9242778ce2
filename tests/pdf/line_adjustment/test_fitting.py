"""What is left over on a line, given to its gaps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.pdf.line_adjustment.fitting import Gap, in_thousandths, shrink, stretch
from bulletin.pdf.line_adjustment.marks import GapKind


def test_word_spaces_open_before_the_gaps_between_ideographs() -> None:
    gaps = [Gap(GapKind.IDEOGRAPH, 3.0), Gap(GapKind.WORD, 2.0), Gap(GapKind.IDEOGRAPH, 3.0)]
    assert stretch(gaps, 1.5) == [0.0, 1.5, 0.0]
    assert stretch(gaps, 4.0) == [1.0, 2.0, 1.0]


def test_word_spaces_close_before_the_small_spaces_and_ideographs_never() -> None:
    gaps = [Gap(GapKind.IDEOGRAPH, 3.0), Gap(GapKind.SCRIPT, 2.0, give=1.0), Gap(GapKind.WORD, 2.0, give=0.5)]
    assert shrink(gaps, 0.4) == [0.0, 0.0, 0.4]
    assert shrink(gaps, 1.0) == [0.0, 0.5, 0.5]
    assert shrink(gaps, 1.6) is None


def test_small_spaces_open_after_word_spaces_and_before_ideographs() -> None:
    gaps = [Gap(GapKind.IDEOGRAPH, 3.0), Gap(GapKind.SCRIPT, 1.0), Gap(GapKind.WORD, 2.0)]
    assert stretch(gaps, 2.5) == [0.0, 0.5, 2.0]
    assert stretch(gaps, 4.0) == [1.0, 1.0, 2.0]


def test_gaps_that_would_open_too_far_are_left_alone() -> None:
    assert stretch([Gap(GapKind.IDEOGRAPH, 2.0)] * 3, 6.5) is None
    assert stretch([], 1.0) is None


@given(st.lists(st.floats(0, 5), min_size=1, max_size=40), st.floats(0, 1))
def test_the_gaps_fill_exactly_what_is_left_over(most: list[float], share: float) -> None:
    extra = sum(most) * share
    opened = stretch([Gap(GapKind.IDEOGRAPH, limit) for limit in most], extra)
    assert opened is not None
    assert sum(opened) == pytest.approx(extra, abs=1e-6)
    assert all(length <= limit + 1e-9 for length, limit in zip(opened, most, strict=True))


@given(st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_whole_thousandths_of_an_em_add_up_to_the_same_length(lengths: list[float]) -> None:
    assert sum(in_thousandths(lengths, 10.0)) == pytest.approx(sum(lengths) * 100, abs=0.51)
