"""Where a Chinese line ends and what is pulled in by squeezing."""

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bulletin.pdf.line_adjustment.fitting import best_line
from bulletin.pdf.line_adjustment.marks import SQUEEZABLE, Kind, kind, may_break
from bulletin.pdf.line_adjustment.setting import LineRules, MeasuredText, SetLine, set_line

EM = 10.0


def measured(text: str, rules: LineRules | None = None) -> MeasuredText:
    """`text` as a face of square characters and half-width Latin would measure it."""
    widths = [EM / 2 if kind(char) in (Kind.LATIN, Kind.SPACE) else EM for char in text]
    savings = [EM / 2 if kind(char) in SQUEEZABLE else 0.0 for char in text]
    breaks = [False] + [
        chinese
        if (chinese := may_break(a, b)) is not None
        else " " in a or Kind.IDEOGRAPH in (kind(a), kind(b))
        for a, b in pairwise(text)
    ]
    return MeasuredText(text, widths, savings, breaks, frozenset(), EM, rules or LineRules())


@dataclass(frozen=True)
class Trial:
    """One line of one text: what a whole line of boxes tells `best_line`."""

    line: SetLine
    resume: int | None
    over: float
    give: float
    unseen: float


def lines_of(text: str, ems: int, rules: LineRules | None = None) -> list[str]:
    source, found, start = measured(text, rules), [], 0
    while True:
        line = line_of(source, start, ems)
        found.append(text[line.start : line.end])
        if line.resume is None:
            return found
        start = line.resume


def line_of(source: MeasuredText, start: int, ems: int) -> SetLine:
    def lay(more: float) -> Trial:
        line = set_line(source, start, ems * EM + more, line_start=True, break_anywhere=False)
        inside = range(line.start, line.end)
        give = sum(source.savings[index] for index in inside if index not in line.squeezed)
        if not source.rules.squeeze:
            give = 0.0
        unseen = (line.end - line.start - 1) * source.rules.unseen_gap_em * EM
        return Trial(line, line.resume, line.width - ems * EM, give, unseen)

    natural = lay(0.0)
    return (natural if natural.resume is None else best_line(natural, lay, reach=EM)).line


def test_a_comma_is_pulled_in_on_half_width_rather_than_dragging_its_word_down() -> None:
    assert lines_of("一二三（四五），六七八", 8) == ["一二三（四五），六", "七八"]


def test_marks_stay_whole_where_opening_the_line_would_not_be_seen() -> None:
    text = "一二三四五，六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六，七"
    assert lines_of(text, 36)[0] == text[:36]
    line = set_line(measured(text), 0, 36.9 * EM, line_start=True, break_anywhere=False)
    assert (line.end, line.squeezed) == (36, frozenset())


def test_an_opening_mark_gives_up_its_empty_half_at_the_line_start() -> None:
    line = set_line(measured("《一二三四五六》后"), 0, 9 * EM - EM / 2, line_start=True, break_anywhere=False)
    assert 0 in line.squeezed
    assert line.width <= 9 * EM - EM / 2 + 1e-3


def test_a_closing_mark_gives_up_its_empty_half_at_the_line_end() -> None:
    line = set_line(measured("一二三四五六七。八九十"), 0, 7.5 * EM, line_start=True, break_anywhere=False)
    assert (line.end, line.squeezed, line.width) == (8, {7}, 7.5 * EM)


def test_nothing_is_squeezed_when_the_house_style_forbids_it() -> None:
    rules = LineRules(squeeze=False, trim_edges=False)
    assert lines_of("一二三四五六七，八九", 7, rules) == ["一二三四五六", "七，八九"]


def test_dashes_ellipses_numbers_and_latin_words_are_never_divided() -> None:
    for whole in ("——", "……", "12.5%", "Bulletin"):
        for ems in range(5, 12):
            found = lines_of(f"一二三四五{whole}六七八九十一二三", ems)
            assert any(whole in line for line in found), (whole, ems, found)


def test_a_number_stays_with_its_unit_behind_a_typed_space() -> None:
    for whole in ("600 dpi", "12 km", "5 ℃", "60 km/h", "2.5 kWh", "9.8 m/s²", "16 GB", "90 µg/m³", "30 %"):
        for ems in range(5, 14):
            found = lines_of(f"一二三四五{whole}六七八 and more 九十一二三", ems)
            assert any(whole in line for line in found), (whole, ems, found)


def test_the_space_between_number_and_unit_is_not_opened_but_that_between_words_is() -> None:
    source = measured("用600 dpi的图 in colour")
    assert source.gaps[source.text.index(" ")] is None
    assert source.gaps[source.text.index(" in")] is not None


def test_a_word_behind_a_number_is_no_unit() -> None:
    for text in ("Windows 11 makes", "Chapter 3 may", "2024 dpix"):
        source = measured(text)
        assert source.breaks[text.rindex(" ") + 1]


def test_a_number_stays_with_what_it_counts() -> None:
    assert lines_of("一二三四五六7月8日开会", 7)[0] == "一二三四五六"
    assert may_break("7", "月") is False
    assert may_break("月", "8") is None


def test_a_quotation_may_start_a_line_after_a_colon() -> None:
    assert may_break("：", "“")
    assert lines_of("他们今天都说：“好极了啊”", 7)[1].startswith("“")


def test_an_apostrophe_inside_a_latin_word_is_not_a_place_to_break() -> None:
    assert may_break("t", "’") is False
    assert may_break("’", "s") is None  # Unicode's rule decides: no


def test_the_small_space_between_chinese_and_latin_belongs_to_the_line_but_not_to_its_end() -> None:
    source = measured("共12人")
    assert source.spaced[0] == source.spaced[2] == LineRules().autospace_em * EM
    assert source.width(0, 3) == EM * 2 + LineRules().autospace_em * EM


@given(
    st.text(alphabet="一二三四五六，。、；：！？“”《》（）—…·a1% ", min_size=1, max_size=120),
    st.integers(min_value=4, max_value=40),
)
def test_every_character_is_set_once_and_no_line_is_wider_than_its_room(text: str, ems: int) -> None:
    text = " ".join(text.split()) or "一"
    source, start, seen = measured(text), 0, ""
    while True:
        line = set_line(source, start, ems * EM, line_start=True, break_anywhere=True)
        assert line.end > line.start
        assert line.width <= ems * EM + 0.01
        seen += text[line.start : line.end]
        if line.resume is None:
            break
        assert text[line.end : line.resume].strip() == ""
        seen += text[line.end : line.resume]
        start = line.resume
    assert seen == text


@given(
    st.text(alphabet="一二三四五六，。、；：！？“”《》（）—…a1%", min_size=1, max_size=120),
    st.integers(6, 30),
)
def test_no_line_begins_or_ends_with_a_mark_that_must_not(text: str, ems: int) -> None:
    found = lines_of(text, ems)
    for before, after in pairwise(found):
        assert kind(after[0]) not in (Kind.CLOSING, Kind.PAUSE, Kind.STOP, Kind.MIDDLE)
        assert kind(before[-1]) is not Kind.OPENING
