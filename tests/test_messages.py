"""Everything told to the editor has its words in both languages, and no words lie unused."""

import ast
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from bulletin.messages import rooms, table, wording

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "bulletin"
PACKAGES = {path.name for path in SOURCE.iterdir() if path.is_dir()}

CODE = re.compile(r"([a-z]+)\.([a-z][a-z0-9-]*)")
# `fonts.toml`, `title.xhtml`: names of files, not codes.
FILE_ENDINGS = set("toml css html xhtml ncx opf json jsonl md csv png py txt sqlite lock".split())
# What takes a code first and then its values: in a dict, or as keywords.
TELLERS = re.compile(r"\w*(Notice|Error|Finding)")


class Told(NamedTuple):
    """A call that tells a code: where, which, and the names of its values, None when they are not literal."""

    place: str
    teller: str
    code: str
    values: frozenset[str] | None


@cache
def sources() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def texts_in(node: ast.AST) -> Iterator[str]:
    return (
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    )


def code_in(text: str) -> str:
    """The text itself when it is a code, or nothing."""
    match = CODE.fullmatch(text)
    is_code = match and match[1] in PACKAGES | set(rooms()) and match[2] not in FILE_ENDINGS
    return text if is_code else ""


def codes_in(node: ast.AST) -> set[str]:
    """The codes written out in a piece of source."""
    return set(filter(None, map(code_in, texts_in(node))))


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def told() -> Iterator[Told]:
    for path, module in sources().items():
        for node in ast.walk(module):
            if isinstance(node, ast.Call) and node.args and TELLERS.fullmatch(called(node)):
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                for code in codes_in(node.args[0]):
                    yield Told(place, called(node), code, value_names(node))


def value_names(node: ast.Call) -> frozenset[str] | None:
    if called(node).endswith("Error"):
        return None if any(word.arg is None for word in node.keywords) else _names(node.keywords)
    given = [*node.args[1:], *(word.value for word in node.keywords if word.arg == "values")]
    tables = [each for each in given if isinstance(each, ast.Dict)]
    literal = all(isinstance(each, ast.Dict | ast.Constant) for each in given)
    if not literal or any(key is None for each in tables for key in each.keys):
        return None
    return frozenset(str(key.value) for each in tables for key in each.keys if isinstance(key, ast.Constant))


def _names(keywords: list[ast.keyword]) -> frozenset[str]:
    return frozenset(word.arg for word in keywords if word.arg)


def placeholders(code: str, *fields: str) -> frozenset[str]:
    room, _, entry = code.partition(".")
    words = table(room)[entry]
    text = " ".join(words.get(field, "") for field in fields)
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name)


def has_words(code: str) -> bool:
    room, _, entry = code.partition(".")
    return room in rooms() and entry in table(room)


ALL = [f"{room}.{entry}" for room in rooms() for entry in table(room)]


@pytest.mark.parametrize("room", sorted(PACKAGES | set(rooms())))
def test_every_code_in_the_source_has_words(room: str) -> None:
    written = {code for module in sources().values() for code in codes_in(module)}
    lacking = sorted(code for code in written if code.startswith(f"{room}.") and not has_words(code))
    assert not lacking, f"no entry in messages/{room}.toml: {lacking}"


@pytest.mark.parametrize("room", rooms())
def test_no_words_lie_unused(room: str) -> None:
    patterns = {code for module in sources().values() for code in codes_in(module)} | entries_said(room)
    unused = [
        code
        for code in ALL
        if code.startswith(f"{room}.") and not any(re.fullmatch(p, code) for p in patterns)
    ]
    assert not unused, f"nothing says {unused}"


def entries_said(room: str) -> set[str]:
    """Where a package makes its codes as `f"{room}.{entry}"`, every text in it may be an entry, and `f"help-{name}"`
    may be several."""
    folders = {
        path.parent
        for path, module in sources().items()
        if any(pattern_of(node).startswith(f"{room}.[") for node in ast.walk(module))
    }
    nodes = [
        node for path, module in sources().items() if path.parent in folders for node in ast.walk(module)
    ]
    return {
        f"{room}.{entry}"
        for entry in {*filter(None, map(pattern_of, nodes)), *filter(None, map(text_of, nodes))}
    }


def pattern_of(node: ast.AST) -> str:
    """An f-string as a pattern for what it may say; nothing for another node or one that is all open."""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    fixed = [str(part.value) for part in parts if isinstance(part, ast.Constant)]
    if not fixed or not isinstance(parts[0], ast.Constant) or not re.fullmatch("[a-z.-]+", "".join(fixed)):
        return ""
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "[a-z-]+" for part in parts)


def text_of(node: ast.AST) -> str:
    """A text that may be the name of an entry."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if re.fullmatch("[a-z0-9-]+", text) else ""


@pytest.mark.parametrize("code", ALL)
def test_both_languages_say_the_same(code: str) -> None:
    room, _, entry = code.partition(".")
    words = table(room)[entry]
    assert words.keys() <= {"severity", "zh", "en", "zh_hint", "en_hint"}
    assert words["zh"].strip()
    assert words["en"].strip()
    assert ("zh_hint" in words) == ("en_hint" in words)
    assert words.get("severity", "error") in {"info", "warning", "error"}
    assert placeholders(code, "zh") == placeholders(code, "en")
    assert placeholders(code, "zh_hint") == placeholders(code, "en_hint")
    assert re.search("[\u4e00-\u9fff]", words["zh"]) or words["zh"] == words["en"]


def test_one_thing_is_told_in_the_singular() -> None:
    values = {"page": 4, "words": "又一句"}
    one = wording("pdf.short-lines", values | {"count": 1}, "en").message
    several = wording("pdf.short-lines", values | {"count": 21}, "en").message
    assert one == "1 line could not be filled to the right margin; it is on page 4: 又一句"
    assert several == "21 lines could not be filled to the right margin; the first is on page 4: 又一句"


def test_a_word_in_the_singular_has_its_plural_beside_it() -> None:
    """`{count:line|lines}` and no other format: anything else in braces would be told to the editor as it is."""
    fields = [
        (code, name, spec)
        for code in ALL
        for words in table(code.partition(".")[0])[code.partition(".")[2]].values()
        for _, name, spec, _ in string.Formatter().parse(words)
        if spec
    ]
    assert len(fields) > 30
    assert [field for field in fields if not re.fullmatch(r"[^|{}]+\|[^|{}]+", field[2])] == []


def test_every_teller_gives_the_values_its_words_need() -> None:
    problems = [
        f"{each.place}: {each.code} lacks {sorted(needed - each.values)}"
        for each in told()
        if has_words(each.code)
        and each.values is not None
        and not (needed := placeholders(each.code, "zh", "en", "zh_hint", "en_hint")) <= each.values
    ]
    assert not problems


def test_every_notice_has_a_severity() -> None:
    lacking = [
        f"{each.place}: {each.code}"
        for each in told()
        if each.teller == "Notice"
        and has_words(each.code)
        and "severity" not in table(each.code.partition(".")[0])[each.code.partition(".")[2]]
    ]
    assert not lacking


def test_the_errors_page_is_up_to_date() -> None:
    command = [sys.executable, ROOT / "scripts" / "write_errors_page.py", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
