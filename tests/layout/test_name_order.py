"""Names in the order of an index: pinyin, strokes."""

import pytest

from bulletin.layout.name_order import heading_of, place_of


def ordered(names: str, lang: str) -> list[str]:
    return sorted(names.split(), key=lambda name: place_of(name, lang))


def test_simplified_names_go_by_pinyin() -> None:
    assert ordered("赵一 Anna 陈二 周敏 安宁 马三", "zh-Hans") == [
        "安宁",
        "陈二",
        "马三",
        "赵一",
        "周敏",
        "Anna",
    ]


@pytest.mark.parametrize(
    ("name", "letter"),
    [
        ("曾国", "Z"),
        ("单田", "S"),
        ("褚遂", "C"),
        ("佟阳", "T"),
        ("仇英", "Q"),
        ("谷𬭎", "G"),
        ("阿明", "A"),
        ("左思", "Z"),
    ],
)
def test_surnames_stand_under_the_letter_they_are_read_with(name: str, letter: str) -> None:
    assert heading_of(name, "zh-Hans") == letter


@pytest.mark.parametrize("lang", ["zh-Hant-TW", "zh-Hant-HK", "zh-Hant"])
def test_traditional_names_go_by_strokes(lang: str) -> None:
    names = ordered("鍾以寧 丁一 黃二 王三 陳四 Anna 林五", lang)
    assert names == ["丁一", "王三", "林五", "陳四", "黃二", "鍾以寧", "Anna"]
    assert [heading_of(name, lang) for name in names] == ["2", "4", "8", "11", "12", "17", ""]


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant-TW"])
def test_what_no_list_has_comes_last_and_under_no_heading(lang: str) -> None:
    assert ordered("𠮷野 张一 张二 張一", lang)[-1] == "𠮷野"
    assert heading_of("𠮷野", lang) == heading_of("Anna", lang) == heading_of("", lang) == ""
