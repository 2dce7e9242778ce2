"""`bulletin glossary` as a person types it."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples"


def bulletin(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", "--lang", "en", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "200"}
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment, check=False, timeout=120, encoding="utf-8"
    )


@pytest.fixture
def periodical(tmp_path: Path) -> Path:
    article = "---\ntitle: 会员大会\nbyline: 范晓松\n---\n\n余仲安说，余仲安到会。后根生没有来，后根生请假。项目照旧。\n"
    files = {
        "bulletin.toml": '[periodical]\nname = "青禾"\n',
        "2026-03/issue.toml": "number = 3\n",
        "2026-03/articles/a.md": article,
    }
    for name, source in files.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source, encoding="utf-8")
    return tmp_path


def test_what_suggest_prints_can_be_pasted_and_leaves_no_name_to_suggest(periodical: Path) -> None:
    first = bulletin("glossary", "suggest", periodical / "2026-03")
    assert tomllib.loads(first.stdout)["names"] == ["余仲安", "后根生", "范晓松"]
    assert '# "项目" = "項目"  # ×1 now becomes 專案' in first.stdout
    (periodical / "glossary.toml").write_text(first.stdout.replace('# "项目"', '"项目"'), encoding="utf-8")
    second = bulletin("glossary", "suggest", periodical / "2026-03")
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "Nothing to add.\n")


def test_entries_are_added_once_and_checked(periodical: Path) -> None:
    assert bulletin("glossary", "check", periodical).returncode == 2
    added = bulletin("glossary", "add", "余仲安", "软件园路=軟件園路", "--to", periodical)
    assert added.stderr == f"2 entries added to {periodical}/glossary.toml.\n"
    assert "is there already" in bulletin("glossary", "add", "余仲安", "--to", periodical).stderr
    checked = bulletin("glossary", "check", periodical / "2026-03")
    assert checked.returncode == 0
    assert checked.stdout.splitlines() == [
        "软件园路  →  zh-Hant 軟件園路  zh-Hant-TW 軟件園路  zh-Hant-HK 軟件園路",
        "余仲安  →  zh-Hant 余仲安  zh-Hant-TW 余仲安  zh-Hant-HK 余仲安",
    ]


def test_a_table_is_imported(periodical: Path) -> None:
    table = periodical / "members.csv"
    table.write_text("简体,繁体,类别\n后晓棠,,\n出租车,計程車,\n云上牌,,keep\n坏,\n", encoding="utf-8")
    run = bulletin("glossary", "import", table, "--to", periodical)
    assert "members.csv:5" in run.stderr
    written = tomllib.loads((periodical / "glossary.toml").read_text(encoding="utf-8"))
    assert written == {"names": ["后晓棠"], "keep": ["云上牌"], "forms": {"出租车": "計程車"}}


def test_check_tells_file_and_line_and_exits_with_1(periodical: Path) -> None:
    (periodical / "glossary.toml").write_text('names = ["余仲安"]\nkep = ["云上牌"]\n', encoding="utf-8")
    run = bulletin("glossary", "check", periodical)
    assert run.returncode == 1
    assert "glossary.toml:2: Unknown key 'kep'; did you mean 'keep'?" in run.stderr


@pytest.mark.parametrize("entry", ["余", "软件=", "=軟件", " "])
def test_what_is_no_entry_is_refused(periodical: Path, entry: str) -> None:
    run = bulletin("glossary", "add", entry, "--to", periodical)
    assert run.returncode == 2
    assert "is no entry" in run.stderr
    assert not (periodical / "glossary.toml").exists()


def test_entries_go_into_the_file_that_bulletin_toml_names(periodical: Path) -> None:
    settings = '[periodical]\nname = "青禾"\n[conversion]\nglossary = "{}"\n'
    (periodical / "words.toml").write_text("", encoding="utf-8")
    (periodical / "words.csv").write_text("zh-Hans\n余仲安\n", encoding="utf-8")
    (periodical / "bulletin.toml").write_text(settings.format("words.toml"), encoding="utf-8")
    assert bulletin("glossary", "add", "余仲安", "--to", periodical).returncode == 0
    assert (periodical / "words.toml").read_text(encoding="utf-8") == 'names = ["余仲安"]\n'
    (periodical / "bulletin.toml").write_text(settings.format("words.csv"), encoding="utf-8")
    assert bulletin("glossary", "add", "后根生", "--to", periodical).returncode == 2
    assert not (periodical / "glossary.toml").exists()


def test_convert_takes_a_glossary(periodical: Path) -> None:
    glossary = EXAMPLE / "glossary.toml"
    run = bulletin("convert", "--to", "zh-Hant-TW", "--glossary", glossary, stdin="余仲安公布了项目。")
    assert run.stdout == "余仲安公布了項目。"


@pytest.mark.parametrize("place", ["bulletin.toml", "2026-03/issue.toml", "2026-4", "2026-4/glossary.toml"])
def test_a_glossary_is_never_written_into_another_file_or_where_no_folder_is(
    periodical: Path, place: str
) -> None:
    before = {file: file.read_bytes() for file in periodical.rglob("*") if file.is_file()}
    run = bulletin("glossary", "add", "余仲安", "--to", periodical / place)
    assert run.returncode == 2
    assert "No glossary can lie here" in run.stderr
    assert {file: file.read_bytes() for file in periodical.rglob("*") if file.is_file()} == before


def test_an_entry_that_stands_otherwise_is_told_and_left(periodical: Path) -> None:
    bulletin("glossary", "add", "软件园路=軟件園路", "--to", periodical)
    same = bulletin("glossary", "add", "软件园路=軟件園路", "--to", periodical / "glossary.toml")
    assert (same.returncode, "is there already" in same.stderr) == (0, True)
    other = bulletin("glossary", "add", "软件园路=軟體園路", "余仲安", "--to", periodical)
    assert other.returncode == 1
    assert "'软件园路' stands in the glossary in another form" in other.stderr
    assert (
        tomllib.loads((periodical / "glossary.toml").read_text(encoding="utf-8"))["forms"]["软件园路"]
        == "軟件園路"
    )


def test_a_workbook_is_told_to_be_saved_as_csv(periodical: Path) -> None:
    table = periodical / "members.xlsx"
    table.write_bytes(b"PK\x03\x04")
    run = bulletin("glossary", "import", table, "--to", periodical)
    assert run.returncode == 2
    assert "save it as CSV" in run.stderr
