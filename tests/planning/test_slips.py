"""Slips an editor makes, and what is said of them. A golden folder holds a project and the words, per language."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.errors import BulletinError, InputError
from bulletin.messages import Language
from bulletin.planning import read_issue_plan, read_settings

GOLDEN = Path(__file__).parents[1] / "golden" / "planning"
CASES = [("bulletin-slips", read_settings, "."), ("issue-slips", read_issue_plan, "2026-03")]


def problems(read: Callable[[Path], object], target: Path) -> tuple[BulletinError, ...]:
    with pytest.raises(InputError) as caught:
        read(target)
    return (caught.value, *caught.value.also)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("case", "read", "target"), CASES, ids=[case for case, _, _ in CASES])
def test_every_slip_of_a_file_is_named_by_line_and_key(
    case: str, read: Callable[[Path], object], target: str, language: Language
) -> None:
    folder = GOLDEN / case
    said = [
        f"{slip.place}: {slip.message(language)} → {slip.hint(language)}".replace(f"{folder}/", "").replace(
            str(folder), "PROJECT"
        )
        for slip in problems(read, folder / target)
    ]
    assert said == (folder / f"expected.{language}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("source", "line", "code"),
    [
        ("number = 3\ntitle = “春天”\n", 2, "planning.toml-chinese-mark"),
        ('title ＝ "春天"\n', 1, "planning.toml-chinese-mark"),
        ('articles = ["a.md"， "b.md"]\n', 1, "planning.toml-chinese-mark"),
        ('articles = ["articles\\a.md"]\n', 1, "planning.toml-backslash"),
        ('number = 1\n标题 = "春天"\n', 2, "planning.toml-bare-key"),
        ('title = "春天\nnumber = 3\n', 1, "planning.toml-unclosed"),
        ('articles = ["a.md"\n', 1, "planning.toml-unclosed"),
        ('[section]\ntitle = "甲"\n[section]\n', 3, "planning.toml-twice"),
        ("number = 1\nnumber = 2\n", 2, "planning.toml-twice"),
        ("title = spring\n", 1, "planning.toml-value"),
        ("title\n", 1, "planning.toml-syntax"),
        ("number = 1\ndate = 2026-02-30\n", 2, "planning.toml-date"),
        ("x = " + "[" * 20_000, None, "planning.toml-syntax"),
        ("x = " + "9" * 5_000, None, "planning.toml-syntax"),
    ],
)
def test_a_mistake_of_toml_is_told_in_the_editors_words(
    tmp_path: Path, source: str, line: int | None, code: str
) -> None:
    file = tmp_path / "issue.toml"
    file.write_text(source, encoding="utf-8")
    (slip,) = problems(read_issue_plan, file)
    assert slip.code == code
    assert slip.place == (f"{file}:{line}" if line else str(file))
    assert slip.message("zh")
    assert slip.hint("en")


def test_a_file_saved_by_notepad_with_a_byte_order_mark_and_crlf_reads_well(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_bytes(b"\xef\xbb\xbf" + '[periodical]\r\nname = "青禾"\r\n'.encode())
    assert read_settings(tmp_path).periodical.name == "青禾"


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_bytes('[periodical]\nname = "青禾"\n'.encode("gb18030"))
    (slip,) = problems(read_settings, tmp_path)
    assert slip.code == "planning.not-utf8"


def test_an_empty_settings_file_misses_the_periodical(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text("")
    (slip,) = problems(read_settings, tmp_path)
    assert slip.message("zh") == "缺少“periodical”。"
    assert slip.hint("zh") == "加上 [periodical]"


def test_all_problems_come_back_from_a_worker_process(tmp_path: Path) -> None:
    (tmp_path / "bulletin.toml").write_text("[periodical]\nname = 1\ntitel = 2\n")
    with pytest.raises(InputError) as caught:
        read_settings(tmp_path)
    returned = pickle.loads(pickle.dumps(caught.value))  # noqa: S301  # our own bytes
    assert [slip.code for slip in returned.also] == ["planning.unknown-key"]


KEYS = "periodical name logo editors colophon output scripts formats theme page options conversion glossary".split()
KEYS += "number date cover articles file section title editors_note 栏目 key".split()
SCALARS = st.one_of(
    st.integers(),
    st.booleans(),
    st.floats(),
    st.sampled_from(["", "a", "../x", "/", "A4", "pdf", "2026-02-30", "\\u0000", "～", "C:/x", "."]),
    st.sampled_from(["x" * 5000, "\\n", "2026年3月"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=12,
)


def toml(value: object) -> str:
    """Any value as inline TOML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {toml(item)}' for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=5))
def test_whatever_the_file_says_only_an_input_error_comes_of_it(
    tmp_path: Path, data: dict[str, object]
) -> None:
    for name, read in (("bulletin.toml", read_settings), ("issue.toml", read_issue_plan)):
        folder = tmp_path / name.replace(".", "-")
        folder.mkdir(exist_ok=True)
        lines = [f'"{key}" = {toml(value)}' for key, value in data.items()]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        try:
            read(folder)
        except InputError as error:
            for slip in (error, *error.also):
                assert slip.message("zh")
                assert slip.message("en")
                assert str(folder) in slip.place


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_or_refused_with_an_input_error(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "issue.toml").write_bytes(data)
    with pytest.raises(InputError):
        read_issue_plan(tmp_path)
