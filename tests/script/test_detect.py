"""Scripts are told by the characters only one of them uses."""

import pytest

from bulletin.model import Script
from bulletin.script import convert_text, script_of, script_of_tag
from bulletin.script.detect import is_foreign


def test_ordinary_sentences_are_told_and_so_are_their_conversions(sentences: list[str]) -> None:
    for target in (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK):
        for sentence in sentences:
            assert script_of(sentence) is Script.ZH_HANS, sentence
            assert script_of(convert_text(sentence, target)) is Script.ZH_HANT, sentence


@pytest.mark.parametrize("text", ["", "hello 123", "皇后", "干事", "山水文人", "群峰秘密温床"])
def test_a_text_that_does_not_tell_is_neither(text: str) -> None:
    assert script_of(text) is None


def test_a_mention_in_the_other_script_does_not_change_a_sentence() -> None:
    assert script_of("这篇关于「鐘錶」的文章发表在县图书馆的馆刊上。") is Script.ZH_HANS


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("zh-CN", Script.ZH_HANS),
        ("zh_TW", Script.ZH_HANT_TW),
        ("zh-Hant-HK", Script.ZH_HANT_HK),
        ("zh-MO", Script.ZH_HANT_HK),
        ("zh-hant", Script.ZH_HANT),
        ("zh-Hans-HK", Script.ZH_HANS),
        ("zh", None),
        ("en", None),
        ("ja-JP", None),
        ("", None),
    ],
)
def test_a_language_tag_names_a_script(tag: str, script: Script | None) -> None:
    assert script_of_tag(tag) is script


def test_only_other_languages_are_foreign() -> None:
    assert is_foreign("ja-JP")
    assert is_foreign("en")
    assert not is_foreign("zh-CN")
    assert not is_foreign("")
    assert not is_foreign("und")
