"""The schemas and the reference page are those of the tables, and say the same as the check."""

import datetime
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from bulletin.errors import InputError
from bulletin.messages import Language
from bulletin.model import Voice
from bulletin.planning import new_periodical, read_issue_plan, read_settings
from bulletin.planning.key import Keys, Kind
from bulletin.planning.keys import BULLETIN, ISSUE

ROOT = Path(__file__).parents[2]
WriteProject = Callable[..., Path]


def complaints(name: str, source: str) -> list[str]:
    """What the committed schema of `name` has to say of a TOML source, as an editor would show it."""
    schema = json.loads((ROOT / f"docs/schema/{name}.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    # An editor shows TOML's dates to a schema as text.
    data = json.loads(json.dumps(tomllib.loads(source), default=str))
    return [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(data)]


def every_key(keys: Keys, header: str = "") -> str:
    """A TOML source that gives every key its example, once as `key = …`, tables after."""
    lines = [f"[{header}]" if header else ""]
    tables = []
    for name, key in keys.items():
        if key.kind in (Kind.TABLE, Kind.LABELS):
            inside = f"{header}.{name}" if header else name
            tables.append(every_key(key.keys, inside) + (key.example if key.kind is Kind.LABELS else ""))
        elif key.kind is Kind.TABLES:
            tables.append(every_key(key.keys, f"[{name}]"))
        else:
            lines.append(f"{name} = {key.example}")
    return "\n".join([*lines, *tables, ""])


def _with_drawings(source: str) -> str:
    """The source with drawings for pictures: they need no pixels."""
    return source.replace("logo.png", "logo.svg").replace("cover.jpg", "cover.svg")


def test_the_committed_schemas_and_the_reference_page_are_up_to_date() -> None:
    command = [sys.executable, ROOT / "scripts" / "write_files_page.py", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_the_example_of_every_key_passes_the_schema_and_the_check(project: WriteProject) -> None:
    bulletin = every_key(BULLETIN)
    issue = every_key(ISSUE).replace('editors_note_file = "note.md"', "")
    assert complaints("bulletin", bulletin) == []
    assert complaints("issue", every_key(ISSUE)) == []
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files = {"bulletin.toml": _with_drawings(bulletin), "logo.svg": svg, "cover.svg": svg, "glossary.csv": ""}
    files |= {"2026-03/issue.toml": _with_drawings(issue), "2026-03/cover.svg": svg, "2026-03/logo.svg": svg}
    files |= {f"{home}fonts/our-{voice}.ttf": "" for home in ("", "2026-03/") for voice in Voice}
    folder = project(**files, **{"2026-03/articles/a.md": ""})
    assert read_settings(folder).style.engine == "opencc"
    assert read_issue_plan(folder).number == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_scaffold_passes_the_schemas(tmp_path: Path, language: Language) -> None:
    settings, issue, _ = new_periodical(tmp_path / "p", None, language, datetime.date(2026, 3, 5))
    assert complaints("bulletin", settings.read_text(encoding="utf-8")) == []
    assert complaints("issue", issue.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("bulletin", ""),
        ("bulletin", '[periodical]\nname = "甲"\ntitel = "乙"'),
        ("bulletin", '[periodical]\nname = "甲"\n[colophon]\nadress = "乙"'),
        ("bulletin", '[periodical]\nname = "甲"\n[output]\nscripts = []'),
        ("issue", 'number = "三"'),
        ("issue", 'date = "三月"'),
        ("issue", "articles = [1]"),
        ("issue", 'articles = [{ title = "甲" }]'),
        ("issue", '[section]\ntitle = "甲"'),
    ],
)
def test_the_schema_refuses_what_the_check_refuses(tmp_path: Path, name: str, source: str) -> None:
    assert complaints(name, source)
    (tmp_path / f"{name}.toml").write_text(source, encoding="utf-8")
    with pytest.raises(InputError):
        (read_settings if name == "bulletin" else read_issue_plan)(tmp_path)


@pytest.mark.parametrize("path", sorted((ROOT / "examples").rglob("*.toml")), ids=str)
def test_the_examples_pass_the_schemas(path: Path) -> None:
    assert complaints(path.stem, path.read_text(encoding="utf-8")) == []
