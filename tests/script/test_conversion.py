"""Spans account for every character, and positions follow them."""

from bulletin.script.conversion import Conversion, Rule, Span


def _span(start: int, end: int, target_start: int, target_end: int, *keys: str) -> Span:
    return Span(start, end, target_start, target_end, tuple(Rule("D", key) for key in keys))


def test_an_unchanged_text_keeps_its_positions() -> None:
    assert Conversion.unchanged("甲乙丙").offsets([0, 2, 3]) == [0, 2, 3]


def test_joined_conversions_lie_behind_one_another() -> None:
    longer = _span(0, 1, 0, 2, "甲")
    part = Conversion("甲乙", "一二乙", (longer,), (longer,))
    joined = Conversion.joined([part, Conversion.unchanged("，"), part])
    assert (joined.source, joined.target) == ("甲乙，甲乙", "一二乙，一二乙")
    assert joined.spans == (_span(0, 1, 0, 2, "甲"), _span(3, 4, 4, 6, "甲"))
    assert joined.offsets([0, 1, 2, 3, 4, 5]) == [0, 2, 3, 4, 6, 7]


def test_overlapping_spans_of_two_stages_become_one_with_the_rules_of_both() -> None:
    first = Conversion("软件园", "軟件園", (_span(0, 1, 0, 1, "软"), _span(2, 3, 2, 3, "园")))
    second = Conversion("軟件園", "軟體園", (_span(0, 2, 0, 2, "軟件"),))
    assert first.then(second).spans == (_span(0, 2, 0, 2, "软", "軟件"), _span(2, 3, 2, 3, "园"))


def test_a_chain_of_overlaps_becomes_one_span() -> None:
    first = Conversion("甲乙丙丁戊", "甲乙丙丁戊", (_span(0, 2, 0, 2, "甲乙"), _span(3, 5, 3, 5, "丁戊")))
    second = Conversion("甲乙丙丁戊", "甲乙丙丁戊", (_span(1, 4, 1, 4, "乙丙丁"),))
    assert first.then(second).spans == (_span(0, 5, 0, 5, "甲乙", "丁戊", "乙丙丁"),)


def test_lengths_that_change_in_both_stages_add_up() -> None:
    first = Conversion("甲乙", "一二乙", (_span(0, 1, 0, 2, "甲"),), (_span(0, 1, 0, 2, "甲"),))
    second = Conversion("一二乙", "一二三四", (_span(2, 3, 2, 4, "乙"),), (_span(2, 3, 2, 4, "乙"),))
    both = first.then(second)
    assert both.spans == (_span(0, 1, 0, 2, "甲"), _span(1, 2, 2, 4, "乙"))
    assert both.offsets([0, 1, 2]) == [0, 2, 4]


def _stretched(length: int, target_length: int) -> Conversion:
    span = _span(0, length, 0, target_length, "甲" * length)
    return Conversion("甲" * length, "一" * target_length, (span,), (span,))


def test_a_position_inside_a_longer_phrase_moves_in_proportion_rounded_down() -> None:
    assert _stretched(2, 3).offsets([0, 1, 2]) == [0, 1, 3]
    assert _stretched(3, 5).offsets([0, 1, 2, 3]) == [0, 1, 3, 5]


def test_a_position_inside_a_shorter_phrase_leaves_a_character_on_either_side() -> None:
    assert _stretched(3, 2).offsets([0, 1, 2, 3]) == [0, 1, 1, 2]
    assert _stretched(5, 2).offsets([1, 4]) == [1, 1]
    assert _stretched(2, 1).offsets([0, 1, 2]) == [0, 1, 1]
