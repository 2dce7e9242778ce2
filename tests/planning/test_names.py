"""Names every file system takes."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.planning.names import file_stem, unique


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("2026-03", "2026-03"),
        ("学习资料", "学习资料"),
        ("第3期/总第128期", "第3期-总第128期"),
        ("a:b*c?d|e", "a-b-c-d-e"),
        ("..", "issue"),
        ("", "issue"),
        ("CON", "issue-CON"),
        ("com1.x", "issue-com1.x"),
        ("name. ", "name"),
        ("a\u202eb\n c", "ab c"),
        ("0 \U00018cd6 0", "0 0"),
        ("e\u200b\u0301", "é"),
    ],
)
def test_a_stem_is_taken_by_every_file_system(text: str, stem: str) -> None:
    assert file_stem(text) == stem


RESERVED = st.sampled_from("CON con PRN aux NUL com1 LPT9 com¹ . .. ~ - … 　 /etc/passwd C:\\a".split(" "))


@given(st.one_of(st.text(max_size=300), st.lists(st.one_of(RESERVED, st.text(max_size=3))).map("".join)))
def test_any_text_makes_a_safe_stem(text: str) -> None:
    stem = file_stem(text)
    assert 0 < len(stem.encode()) <= 170
    assert not set(stem) & set('<>:"/\\|?*\0')
    assert stem == stem.strip(" .")
    assert not any(unicodedata.category(char)[0] == "C" for char in stem)
    assert not re.fullmatch(r"(?i:con|prn|aux|nul|(?:com|lpt)[\d¹²³])", stem.partition(".")[0])
    assert file_stem(stem) == stem


def test_a_second_namesake_is_numbered_whatever_its_case() -> None:
    assert unique(["a", "A", "a-2", "b", "a"]) == ["a", "A-2", "a-2-2", "b", "a-3"]
