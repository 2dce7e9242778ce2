"""Half-width marks of old pages, set full width only where they stand in Chinese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.collect.characters import bare
from bulletin.collect.fullwidth import to_full_width


@pytest.mark.parametrize(
    ("half", "full"),
    [
        ("先看,再说;谁来?好!如下:", "先看，再说；谁来？好！如下："),
        ("“好”,他说。", "“好”，他说。"),
        ("占97.5%,余下", "占97.5%，余下"),
        ("共3,127条", "共3,127条"),
        ("上午8:30到11:30", "上午8:30到11:30"),
        ("比分是3:2,赢了", "比分是3:2，赢了"),
        ("党委(党组)和县志(1931年本)", "党委（党组）和县志（1931年本）"),
        ("函数f(x)与g(y, z)", "函数f(x)与g(y, z)"),
        ("见http://example.org/a?b=1,c", "见http://example.org/a?b=1,c"),
        ("用 Python, Rust 和 Go", "用 Python, Rust 和 Go"),
        ("plain, English: text!", "plain, English: text!"),
        ("网址:http://example.org", "网址：http://example.org"),
        ("第一, 第二", "第一，第二"),
        (":)", ":)"),
    ],
)
def test_marks_in_chinese_are_set_full_width(half: str, full: str) -> None:
    assert to_full_width(half) == full


@given(st.text("中文，。,:;!?()（）12ab ./"))
def test_nothing_but_the_width_of_marks_changes(line: str) -> None:
    assert bare(to_full_width(line)) == bare(line)
