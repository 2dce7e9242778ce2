"""Quotation marks follow the region, in pairs, and never inside Latin."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model import HouseStyle, Quotes, Script
from bulletin.script import convert_text
from bulletin.script.marks import PARAGRAPH, middle_dots, regional_quotes, title_marks


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("“好”", "「好」"),
        ("他说：“什么叫‘好’？”", "他说：「什么叫『好』？」"),
        ("“甲‘乙“丙”丁’戊”", "「甲『乙「丙」丁』戊」"),
        ("“甲”和“乙”", "「甲」和「乙」"),
        ("“OK”这个词", "「OK」这个词"),
        ("他说“it’s OK”", "他说「it’s OK」"),
        ("身高5’10”的他说“好”", "身高5’10”的他说「好」"),
        ("“他高5’10”吗？”", "「他高5’10”吗？」"),
        ("“He said ‘yes’ twice.”他答", "「He said ‘yes’ twice.」他答"),
        ("读The “New” Era一书", "读The “New” Era一书"),
        ("“Hello,” she said.", "“Hello,” she said."),
        ("students’ 作业", "students’ 作业"),
        (f"“甲。{PARAGRAPH}“乙‘丙’。”", f"「甲。{PARAGRAPH}「乙『丙』。」"),
        (f"他说：“{PARAGRAPH}‘甲。’{PARAGRAPH}乙。”", f"他说：「{PARAGRAPH}『甲。』{PARAGRAPH}乙。」"),
    ],
)
def test_marks_of_one_region_become_those_of_the_other_and_back(simplified: str, traditional: str) -> None:
    assert regional_quotes(simplified, traditional=True) == traditional
    assert regional_quotes(traditional, traditional=False) == simplified


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        ("‘单’引号开头", "「单」引号开头"),  # by depth, whatever stood there
        ("“外“内”外”", "「外『内』外」"),
        ("“没有完", "「没有完"),
        ("没有开始。”", "没有开始。」"),
        ("约15”宽", "约15”宽"),
        ("‘90年代", "‘90年代"),
        ("“甲‘乙”", "「甲‘乙」"),
        ("「甲“乙”」", "「甲『乙』」"),
        ("", ""),
    ],
)
def test_what_stands_there_unpaired_or_mixed_is_written_as_well_as_it_can(
    text: str, traditional: str
) -> None:
    assert regional_quotes(text, traditional=True) == traditional


@given(st.text(alphabet="“”‘’「」『』甲aA5 。" + PARAGRAPH, max_size=40), st.booleans())
def test_only_marks_change_and_every_character_keeps_its_place(text: str, traditional: bool) -> None:
    once = regional_quotes(text, traditional=traditional)
    marks = set("“”‘’「」『』")
    assert len(once) == len(text)
    assert all(before == after or {before, after} <= marks for before, after in zip(text, once, strict=True))


@given(
    st.recursive(
        st.just("甲"), lambda inner: st.lists(inner, min_size=1, max_size=3).map(lambda x: f"“{''.join(x)}”")
    )
)
def test_balanced_quotations_make_the_round_trip(text: str) -> None:
    traditional = regional_quotes(text, traditional=True)
    simplified = regional_quotes(traditional, traditional=False)
    assert not set(traditional) & set("“”‘’")
    assert regional_quotes(simplified, traditional=True) == traditional


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("讀〈論語〉", "讀《論語》"),
        ("〈論《論語》〉", "《論〈論語〉》"),
        ("《論〈論語〉》", "《論〈論語〉》"),
        ("《甲》和〈乙〉", "《甲》和《乙》"),
        ("a〈b〉c，甲〉乙〈丙", "a〈b〉c，甲〉乙〈丙"),
    ],
)
def test_the_mainland_has_one_title_mark_and_another_inside_it(traditional: str, simplified: str) -> None:
    assert title_marks(traditional) == simplified
    assert title_marks(simplified) == simplified


def test_the_dot_in_a_foreign_name_is_the_regions_own() -> None:
    assert middle_dots("阿兰·图灵（A·T，3·8）", Script.ZH_HANT_TW) == "阿兰‧图灵（A·T，3·8）"
    assert middle_dots("阿蘭‧圖靈・甲", Script.ZH_HANS) == "阿蘭·圖靈·甲"
    assert middle_dots("阿蘭‧圖靈", Script.ZH_HANT_HK) == "阿蘭·圖靈"


@pytest.mark.parametrize(
    ("quotes", "target", "expected"),
    [
        (Quotes.REGION, Script.ZH_HANT_TW, "他說「好」"),
        (Quotes.KEEP, Script.ZH_HANT_TW, "他說“好”"),
        (Quotes.CURLY, Script.ZH_HANT_TW, "他說“好”"),
        (Quotes.CORNER, Script.ZH_HANT_TW, "他說「好」"),
        (Quotes.CORNER, Script.ZH_HANS, "他说「好」"),
        (Quotes.REGION, Script.ZH_HANS, "他说“好”"),
    ],
)
def test_a_house_may_want_other_quotation_marks(quotes: Quotes, target: Script, expected: str) -> None:
    assert convert_text("他说“好”", target, style=HouseStyle(quotes=quotes)) == expected
    assert convert_text(expected, target, style=HouseStyle(quotes=quotes)) == expected
