"""The measure: whole characters, whole lines, margins in their order."""

import pytest

from bulletin.errors import InputError
from bulletin.layout import load_theme
from bulletin.layout.measure import Measure
from bulletin.units import PAGE_SIZES_MM


@pytest.fixture(params=sorted(PAGE_SIZES_MM))
def measure(request: pytest.FixtureRequest) -> Measure:
    return load_theme("circular", options={"page": request.param}).measure


def test_the_type_area_and_the_margins_make_the_page(measure: Measure) -> None:
    assert measure.inner_pt + measure.type_width_pt + measure.outer_pt == pytest.approx(measure.page_width_pt)
    assert measure.head_pt + measure.type_height_pt + measure.foot_pt == pytest.approx(measure.page_height_pt)


def test_the_type_area_is_whole_characters_wide_and_whole_lines_high(measure: Measure) -> None:
    assert measure.type_width_pt == measure.characters * measure.type_size_pt
    assert measure.type_height_pt == measure.lines * measure.leading_pt


def test_a_line_holds_24_to_40_characters_at_a_readable_size(measure: Measure) -> None:
    assert 24 <= measure.characters <= 40
    assert measure.type_size_pt in (10.5, 12.0)
    assert 1.6 <= measure.leading_pt / measure.type_size_pt <= 1.75


def test_the_inner_margin_is_narrower_than_the_outer(measure: Measure) -> None:
    assert measure.inner_pt < measure.outer_pt
    assert measure.head_pt < measure.foot_pt


def test_on_a4_the_margins_grow_from_inner_to_outer_to_foot() -> None:
    measure = load_theme("circular").measure
    assert (measure.characters, measure.lines, measure.type_size_pt, measure.leading_pt) == (
        36,
        34,
        12.0,
        20.0,
    )
    assert measure.inner_pt < measure.outer_pt < measure.foot_pt


def test_another_type_size_has_its_characters_and_lines_counted_anew() -> None:
    measure = load_theme("circular", options={"type_size": "五号"}).measure
    assert (measure.type_size_pt, measure.characters, measure.leading_pt) == (10.5, 40, 17.5)
    assert measure.lines > 34


def test_a_type_size_may_be_points() -> None:
    assert load_theme("circular", options={"type_size": 11}).measure.type_size_pt == 11.0


def test_characters_that_are_asked_for_are_given() -> None:
    assert load_theme("circular", options={"page": "A5", "characters": 25}).measure.characters == 25


def test_titles_and_sections_climb_the_ladder_of_sizes() -> None:
    a4, a5 = (load_theme("circular", options={"page": name}).measure for name in ("A4", "A5"))
    assert (a4.title_pt, a4.long_title_pt, a4.section_pt, a4.note_pt) == (22.0, 18.0, 16.0, 9.0)
    assert (a5.title_pt, a5.long_title_pt, a5.section_pt, a5.note_pt) == (18.0, 16.0, 15.0, 9.0)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"page": "A3"}, "layout.page-unknown"),
        ({"type_size": "大号"}, "layout.type-size-unknown"),
        ({"lines": 60}, "layout.type-area-too-large"),
        ({"characters": 60}, "layout.type-area-too-large"),
    ],
)
def test_a_measure_that_cannot_be_is_refused(options: dict[str, object], code: str) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options=options)
    assert caught.value.code == code


@pytest.mark.parametrize(("page", "columns"), [("A5", 1), ("B5", 1), ("大32开", 1), ("A4", 2), ("大16开", 2)])
def test_columns_that_are_left_to_be_counted_are_two_where_the_page_is_wide_enough(
    page: str, columns: int
) -> None:
    measure = load_theme("newsletter", options={"page": page, "type_size": "五号"}).measure
    assert measure.columns == columns
    assert measure.column.characters >= (17 if columns > 1 else 24)
