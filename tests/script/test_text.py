"""Plain text converts line by line."""

import time

import pytest

from bulletin.errors import InputError, UsageError
from bulletin.model import HouseStyle, Quotes, Script
from bulletin.script import CONFIGS, convert_text, ends_of


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("软件", Script.ZH_HANT, "軟件"),
        ("软件", Script.ZH_HANT_TW, "軟體"),
        ("软件里", Script.ZH_HANT_HK, "軟件裏"),
        ("軟體裡", Script.ZH_HANS, "软体里"),
        ("于谦", Script.ZH_HANT_TW, "于謙"),
        ("他说“好”", Script.ZH_HANT_TW, "他說「好」"),
        ("他說「好」", Script.ZH_HANS, "他说“好”"),
    ],
)
def test_a_text_converts_to_the_region(source: str, target: Script, expected: str) -> None:
    assert convert_text(source, target) == expected


def test_the_vocabulary_of_taiwan_comes_back_when_the_source_is_named() -> None:
    assert convert_text("軟體裡", Script.ZH_HANS, Script.ZH_HANT_TW) == "软件里"


@pytest.mark.parametrize(
    ("source", "start", "target", "expected"),
    [
        ("裏面著", Script.ZH_HANT, Script.ZH_HANT_TW, "裡面著"),
        ("裡面說", Script.ZH_HANT_TW, Script.ZH_HANT_HK, "裏面説"),
        ("裏面説", Script.ZH_HANT_HK, Script.ZH_HANT_TW, "裡面說"),
    ],
)
def test_regions_convert_into_one_another_when_named(
    source: str, start: Script, target: Script, expected: str
) -> None:
    assert convert_text(source, target, start) == expected


def test_a_line_already_in_the_target_script_is_left_alone() -> None:
    assert (
        convert_text("这里说的话\r\n“什麼”是這裏\n里面", Script.ZH_HANT_TW)
        == "這裡說的話\r\n“什麼”是這裏\n裡面"
    )


def test_a_named_source_counts_for_every_line() -> None:
    assert convert_text("“這后面”為", Script.ZH_HANT, Script.ZH_HANS) == "「這後面」為"


@pytest.mark.parametrize("target", [Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK])
def test_a_quotation_in_the_other_script_stays_inside_the_marks_of_the_region(target: Script) -> None:
    assert convert_text("这本书叫《後漢書》，他写的是“裏面著”。", target).endswith(
        "《後漢書》，他寫的是「裏面著」。"
    )
    assert (
        convert_text("這本書叫〈后汉书〉，他寫的是「里面」。", Script.ZH_HANS)
        == "这本书叫《后汉书》，他写的是“里面”。"
    )


def test_what_is_marked_stays_and_the_marks_go() -> None:
    assert convert_text("头{=干=}发，{=https://a.b/后=}里{=没完", Script.ZH_HANT_TW) == (
        "頭干發，https://a.b/后裡{=沒完"
    )
    assert convert_text("{=“里”=}{==}里", Script.ZH_HANT) == "“里”裏"


def test_numbers_of_standards_stay() -> None:
    style = HouseStyle(quotes=Quotes.CORNER)
    assert (
        convert_text("“见ISBN：978-0-00-000000-2”", Script.ZH_HANT, style=style)
        == "「見ISBN：978-0-00-000000-2」"
    )


def test_addresses_stay() -> None:
    assert convert_text("这是https://a.b/c/软件。", Script.ZH_HANT_TW) == "這是https://a.b/c/软件。"


def test_the_source_script_changes_nothing() -> None:
    assert convert_text("这里說", Script.SOURCE) == "这里說"


def test_converting_twice_changes_nothing_more(sentences: list[str]) -> None:
    text = "\n".join(sentences)
    for target in (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK, Script.ZH_HANS):
        once = convert_text(text, target)
        assert convert_text(once, target) == once


def test_the_second_engine_says_what_it_lacks() -> None:
    with pytest.raises(InputError):
        convert_text("裡面", Script.ZH_HANT_HK, Script.ZH_HANT_TW, style=HouseStyle(engine="reimplemented"))


def test_odd_characters_pass_through() -> None:
    assert convert_text("这\ud800\ufdd0\u2029\x00里", Script.ZH_HANT_TW) == "這\ud800\ufdd0\u2029\x00裡"


def test_the_vocabulary_of_a_region_can_be_left_out_or_asked_for() -> None:
    plain, worded = HouseStyle(vocabulary=False), HouseStyle(vocabulary=True)
    assert convert_text("鼠标里的软件", Script.ZH_HANT_TW, style=plain) == "鼠標裡的軟件"
    assert convert_text("鼠标里的软件", Script.ZH_HANT_TW, style=worded) == "滑鼠裡的軟體"
    assert convert_text("加利福尼亚州的鼠标", Script.ZH_HANT_HK) == "加利福尼亞州的鼠標"
    assert convert_text("加利福尼亚州的鼠标", Script.ZH_HANT_HK, style=worded) == "加利福尼亞州的滑鼠"
    assert convert_text("軟體", Script.ZH_HANS, Script.ZH_HANT_TW, style=plain) == "软体"


def test_every_configuration_of_opencc_can_be_named(opencc_cases: list[tuple[str, str, str]]) -> None:
    assert {config for config, _, _ in opencc_cases} == set(CONFIGS)
    for config, text, expected in opencc_cases:
        source, target = ends_of(config)
        if not set("“”‘’「」『』〈〉·‧") & set(text + expected):
            assert convert_text(text, target, source, style=HouseStyle(config=config)) == expected


def test_a_configuration_that_opencc_lacks_is_told() -> None:
    with pytest.raises(UsageError):
        ends_of("t2twp")


@pytest.mark.parametrize(
    "text",
    [
        "这里的“软件”说{=里=}发，" * 20_000,
        "“" * 100_000 + "’" * 100_000 + "这里",
        "“‘" * 50_000 + "这里" + "’”" * 50_000,
        "《" * 100_000 + "後这" + "》" * 100_000,
        "{=" * 100_000 + "这里" + "=}" * 50_000,
        "a.b@" * 60_000 + "这里",
        "http://" * 40_000 + "这里",
    ],
    ids=["prose", "unpaired", "nested", "titles", "marks", "mail", "addresses"],
)
def test_a_long_paragraph_takes_time_by_its_length(text: str) -> None:
    started = time.process_time()
    convert_text(text, Script.ZH_HANT_TW)
    assert time.process_time() - started < 6
