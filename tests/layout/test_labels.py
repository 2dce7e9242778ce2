"""The words of the page, in every region."""

import tomllib
from importlib import resources

import pytest

from bulletin.layout import labels
from bulletin.model import Script

LANGS = [script.value for script in Script if script is not Script.SOURCE]
TABLE = tomllib.loads(resources.files("bulletin.layout").joinpath("labels.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("lang", LANGS)
def test_every_region_has_every_word(lang: str) -> None:
    assert set(labels(lang)) == set(TABLE)
    assert all(labels(lang).values())


def test_the_table_holds_no_other_region() -> None:
    assert {lang for words in TABLE.values() for lang in words} == set(LANGS)


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("contents", ("目录", "目錄", "目錄", "目錄")),
        ("editors_note", ("编者按", "編者按", "編者按", "編者按")),
        ("colophon", ("版权页", "版權頁", "版權頁", "版權頁")),
        ("source", ("来源", "來源", "來源", "來源")),
        ("printer", ("印刷", "印刷", "印刷", "承印")),
        ("email", ("电子邮箱", "電子郵箱", "電子信箱", "電郵")),
    ],
)
def test_words_are_the_regions_own(key: str, words: tuple[str, ...]) -> None:
    assert tuple(labels(lang)[key] for lang in ("zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK")) == words


def test_no_word_hides_a_method_of_a_mapping_from_the_templates() -> None:
    assert not [key for key in TABLE if hasattr(dict, key)]
