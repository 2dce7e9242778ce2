"""Lines of keys: every path tomllib finds has the line it stands on."""

import tomllib

import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.planning.locate import KeyPath, lines_of

SOURCE = '''\
number = 3                       # 1
"total" . x = 1979-05-27 07:32:00

note = """
[not.a.table]
key = "inside a \\"""text"
"""
[a.b]                            # 8
list = [
  1.5,   # a comment, with ] and "
  { file = "x]", deep = { y = [1, 2,
    3] } },
]
[[section]]                      # 14
title = '[[literal]]'
[[section.part]]
x = 1
[[section]]                      # 18
[section.part.z]
"k=y" = true
'''


def paths_in(value: object, path: KeyPath = ()) -> set[KeyPath]:
    """Every key path and list item path of parsed TOML."""
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    below = {inner for key, item in items for inner in paths_in(item, (*path, key))}
    return below | {(*path, key) for key, _ in items}


def test_keys_and_items_have_the_line_they_stand_on() -> None:
    lines = lines_of(SOURCE)
    assert lines["number",] == 1
    assert lines["total", "x"] == 2
    assert lines["note",] == 4
    assert lines["a", "b"] == 8
    assert lines["a", "b", "list", 0] == 10
    assert lines["a", "b", "list", 1, "file"] == 11
    assert lines["a", "b", "list", 1, "deep", "y", 2] == 12
    assert lines["section", 0] == 14
    assert lines["section", 0, "part", 0, "x"] == 17
    assert lines["section", 1] == 18
    assert lines["section", 1, "part", "z", "k=y"] == 20


def test_nothing_inside_a_text_or_comment_is_taken_for_a_key() -> None:
    lines = lines_of(SOURCE)
    assert ("not", "a", "table") not in lines
    assert ("note", "key") not in lines


def test_quotes_at_the_end_of_a_long_text_belong_to_it() -> None:
    assert lines_of('a = """"x"""""\nb = 1\n')["b",] == 2
    assert lines_of("a = ''''x'''''\nb = 1\n")["b",] == 2


names = st.text("abc-", min_size=1, max_size=3)
scalars = st.one_of(
    st.integers(-9, 99),
    st.booleans(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.text("a中 \"'\n#[]{}=,.\\", max_size=8),
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(names, values, max_size=4))
def test_every_path_of_any_file_has_a_line(data: dict[str, object]) -> None:
    source = tomlkit.dumps(data)
    lines = lines_of(source)
    headers = {path[:length] for path in lines for length in range(1, len(path))}
    assert paths_in(tomllib.loads(source)) <= set(lines) | headers
    assert all(1 <= line <= source.count("\n") + 1 for line in lines.values())
