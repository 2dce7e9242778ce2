"""Dictionaries, groups and configurations mean what OpenCC means by them."""

import pytest

from bulletin.errors import EngineError
from bulletin.script import dictionary
from bulletin.script.dictionary import Flat, read_config, read_dictionary


def _group(policy: str, *parts: dict[str, str]) -> dict[str, str]:
    tables = [Flat(part, ((f"part{number}", part),)) for number, part in enumerate(parts)]
    return dict(dictionary._group(tables, policy).entries)


def test_a_dictionary_keeps_all_values_of_a_key() -> None:
    assert read_dictionary("STCharacters")["发"].split(" ")[:2] == ["發", "髮"]


def test_comments_are_no_entries() -> None:
    assert not any(key.startswith("#") for key in read_dictionary("STPhrases"))


def test_a_union_takes_every_key_and_the_first_dictionary_wins_a_tie() -> None:
    assert _group("union", {"甲": "1"}, {"甲": "2", "甲乙": "3"}) == {"甲": "1", "甲乙": "3"}


def test_a_short_circuit_never_reaches_a_key_that_begins_with_an_earlier_one() -> None:
    assert _group("short_circuit", {"甲": "1"}, {"甲乙": "2", "丙甲": "3", "乙": "4"}) == {
        "甲": "1",
        "丙甲": "3",
        "乙": "4",
    }


def test_a_short_circuit_keeps_a_shorter_later_key_for_where_the_longer_one_does_not_match() -> None:
    assert _group("short_circuit", {"甲乙": "1"}, {"甲": "2"}) == {"甲乙": "1", "甲": "2"}


def test_a_table_names_the_dictionary_that_decides() -> None:
    chain = read_config("s2twp").chain
    assert chain[0].origin("皇后") == "STPhrases"
    assert chain[0].origin("发") == "STCharacters"
    assert chain[1].origin("軟件") == "TWPhrases"
    assert chain[0].names == ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases", "STCharacters")


def test_configurations_share_what_they_have_in_common() -> None:
    assert read_config("s2t").chain[0] is read_config("s2twp").chain[0]


def test_a_configuration_that_does_not_exist_is_an_engine_error() -> None:
    with pytest.raises(EngineError, match=r"config/s2x\.json"):
        read_config("s2x")
