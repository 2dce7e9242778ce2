"""Equal values have one fingerprint in every process, others have others."""

import datetime
import subprocess
import sys
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model import Glossary, HouseStyle, Script
from bulletin.stages import fingerprint

_SETS = "from bulletin.stages import fingerprint; print(fingerprint({'山', '水', '里'}).hex())"


@dataclass(frozen=True)
class _Pair:
    one: object
    other: object


@dataclass(frozen=True)
class _Couple:
    one: object
    other: object


def test_values_of_another_kind_or_shape_differ() -> None:
    values = [
        "1", 1, 1.0, True, None, b"1", "", b"", (), (1,), ((1,),), ("a", "bc"), ("ab", "c"), {"a": 1}, {1: "a"},
        frozenset({"a"}), ("a",), datetime.date(2026, 3, 1), datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC),
        Script.ZH_HANS, "zh-Hans", _Pair(1, 2), _Pair(2, 1), _Couple(1, 2), ("_Pair", 1, 2), HouseStyle(), Glossary(),
    ]  # fmt: skip
    for one, other in combinations(values, 2):
        assert fingerprint(one) != fingerprint(other), (one, other)


@given(
    st.recursive(
        st.text() | st.integers() | st.binary(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_a_value_is_known_again(value: object) -> None:
    assert fingerprint(value) == fingerprint(value)


def test_the_order_of_a_set_or_a_mapping_is_nothing() -> None:
    assert fingerprint({"a": 1, "b": 2}) == fingerprint({"b": 2, "a": 1})
    assert fingerprint({"山", "水"}) == fingerprint({"水", "山"})


def test_it_is_the_same_in_every_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", _SETS], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in "12"
    ]
    assert runs[0] == runs[1]


def test_what_nobody_can_tell_apart_is_refused() -> None:
    with pytest.raises(TypeError):
        fingerprint((1, object()))
