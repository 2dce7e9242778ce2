"""No pattern of the readers takes its time over a line that is nearly what it looks for."""

import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import pytest

import bulletin.collect
from bulletin.collect import labels, values

_LIMIT_S = 0.1
_ANYWHERE = " 1ax字，。.-/|"


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of the readers holds, alone or in a tuple."""
    yield "values.byline", values.byline()
    yield "values.name_and_medium", values.name_and_medium()
    for module in pkgutil.walk_packages(bulletin.collect.__path__, "bulletin.collect."):
        for name, held in vars(importlib.import_module(module.name)).items():
            for pattern in held if isinstance(held, tuple) else (held,):
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{module.name}.{name}", pattern


@pytest.mark.parametrize("way", ["search", "fullmatch"])
def test_a_run_of_any_character_that_a_pattern_names_is_read_at_once(way: str) -> None:
    patterns = dict(_patterns())
    assert len(patterns) > 100
    for name, pattern in patterns.items():
        look = getattr(pattern, way)
        for character in {*pattern.pattern, *_ANYWHERE}:
            for length in range(
                16, 80, 8
            ):  # what doubles with each character is caught before it takes hours
                started = time.process_time()
                look(character * length + "\x01")
                assert time.process_time() - started < _LIMIT_S, (name, character, length)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("front_matter._LINE", f"甲{' ' * 20_000}乙"),
        ("markdown._CLASS_LINE", "甲" + "\n　" * 20_000 + "乙"),
        ("pdf_lines._CONTENTS", "." * 20_000 + "甲"),
        ("pdf_lines._FOLIO", "-" * 20_000 + "甲"),
        ("pictures._DATA", "data:" + "a" * 20_000),
        ("web.feeds._TAG", "<" * 20_000),
    ],
)
def test_a_long_line_takes_no_longer_than_it_is(name: str, line: str) -> None:
    pattern = dict(_patterns())[f"bulletin.collect.{name}"]
    started = time.process_time()
    assert not pattern.fullmatch(line)
    pattern.search(line)
    assert time.process_time() - started < _LIMIT_S


@pytest.mark.parametrize("line", ["1" * 40 + "人", "|" * 40 + "人", "【" * 40 + "人", "收藏 " * 20 + "人"])
def test_numbers_and_rules_before_a_word_are_no_litter_and_take_no_time(line: str) -> None:
    started = time.process_time()
    assert not labels.LITTER.fullmatch(line)
    assert time.process_time() - started < _LIMIT_S


def test_names_joined_by_a_word_that_names_hold_too_take_no_time() -> None:
    started = time.process_time()
    assert not values.name_and_medium().search("和" * 60)
    assert not values.byline().search("记者 " + "和" * 60 + "x")
    assert time.process_time() - started < _LIMIT_S
    found = values.name_and_medium().search("张三三和李四四、王五五/青年报")
    assert found
    assert found["name"] == "张三三和李四四、王五五"


@pytest.mark.parametrize(
    "names",
    [
        "张三 李四 王五 赵六 孙七 周八 吴九",
        "张三、李四、王五、赵六、孙七、周八和吴九",
        "张三　　　　李四 和 王 五",
    ],
)
def test_as_many_reporters_as_sign_a_report_are_named_however_far_apart(names: str) -> None:
    found = values.byline().fullmatch(f"本报记者 {names}")
    assert found
    assert found["reporter"] == names
