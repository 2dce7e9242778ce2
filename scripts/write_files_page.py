"""Write what docs/ says of bulletin.toml, issue.toml, glossary.toml and decisions.toml from the tables that check them.

    python scripts/write_files_page.py            writes docs/schema/*.json and the tables in docs/files.md, docs/themes.md
    python scripts/write_files_page.py --check    writes nothing; exits 1 and names what is out of date

The prose of the pages is written by hand; a table stands between `<!-- keys of NAME -->` and `<!-- end -->`.
"""

import json
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Final

from bulletin import layout
from bulletin.collect.front_matter import KEYS as FRONT_MATTER
from bulletin.layout.theme_options import SIZES
from bulletin.planning.key import Key, Keys, Kind
from bulletin.planning.keys import ARTICLE, BULLETIN, ISSUE
from bulletin.planning.term_keys import DECISIONS, GLOSSARY

DOCS: Final = Path(__file__).parents[1] / "docs"
FILES: Final[dict[str, Keys]] = {
    "bulletin.toml": BULLETIN,
    "issue.toml": ISSUE,
    "glossary.toml": GLOSSARY,
    "decisions.toml": DECISIONS,
}
TABLES: Final[dict[str, Keys]] = {**FILES, "article": ARTICLE}

# A date as text, or as TOML's own, which editors show to a schema as text.
DATE_PATTERN: Final = (
    r"^\s*\d{4}\s*[-/.年]\s*\d{1,2}\s*(月|[-/.月]\s*\d{1,2}\s*日?)?([Tt ]\d{2}:\d{2}.*)?\s*$"
)
# A page of one's own: width × height in millimetres.
PAGE_PATTERN: Final = r"^\s*\d{2,3}(\.\d+)?\s*[×xX*]\s*\d{2,3}(\.\d+)?\s*(mm|毫米)?\s*$"
# A colophon label in the editor's own words: anything but a key in plain letters.
OWN_LABEL_PATTERN: Final = r"^(?![a-z_]+$)\s*\S"

VALUES: Final[dict[Kind, str]] = {
    Kind.TEXT: "文字 text",
    Kind.TEXTS: "几段文字 texts",
    Kind.FLAG: "true 或 false true or false",
    Kind.COUNT: "正整数 number",
    Kind.LENGTH: "数 number",
    Kind.DATE: "日期 date",
    Kind.FILE: "文件 file",
    Kind.PICTURE: "图片 picture",
    Kind.CHOICE: "选一项 one of",
    Kind.PAGE: "选一项，或宽×高 one of, or width × height",
    Kind.CHOICES: "选几项 some of",
    Kind.OPTIONS: "表 table",
    Kind.LABELS: "表 table",
    Kind.ENTRIES: "几段文字 texts",
    Kind.PAIRS: "表 table",
    Kind.ARTICLES: "文件，或带说明的文件 files, or files with keys",
    Kind.TABLE: "表 table",
    Kind.TABLES: "表，可重复 tables",
}


def schema_of_file(name: str, keys: Keys) -> dict[str, object]:
    """The JSON Schema (draft-07, as Taplo and Even Better TOML read it) of a file."""
    return {"$schema": "http://json-schema.org/draft-07/schema#", "title": name, **schema_of_table(keys)}


def schema_of_table(keys: Keys) -> dict[str, object]:
    """A table of known keys and no others."""
    return {
        "type": "object",
        "properties": {name: schema_of_key(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def schema_of_key(key: Key) -> dict[str, object]:
    """One key, with its meaning in both languages and its example."""
    facts: dict[str, object] = {"description": f"{key.zh} · {key.en}"}
    if key.example and key.kind is not Kind.LABELS:
        facts["examples"] = [tomllib.loads(f"x = {key.example}", parse_float=float)["x"]]
    return facts | schema_of_kind(key)


def schema_of_kind(key: Key) -> dict[str, object]:
    """What the value must be."""
    text: dict[str, object] = {"type": "string"}
    texts: dict[str, object] = {"type": "array", "items": text}
    choice: dict[str, object] = {"enum": list(key.choices)}
    table = schema_of_table(key.keys)
    own_label = {OWN_LABEL_PATTERN: {"anyOf": [text, texts]}}
    kinds: dict[Kind, dict[str, object]] = {
        Kind.TEXT: text,
        Kind.TEXTS: texts,
        Kind.FLAG: {"type": "boolean"},
        Kind.COUNT: {"type": "integer", "minimum": 1},
        Kind.LENGTH: {"type": "number", "minimum": 0, "maximum": key.most},
        Kind.DATE: text | {"pattern": DATE_PATTERN},
        Kind.FILE: text | {"minLength": 1},
        Kind.PICTURE: text | {"minLength": 1},
        Kind.CHOICE: choice,
        Kind.PAGE: {"anyOf": [choice, text | {"pattern": PAGE_PATTERN}]},
        Kind.CHOICES: {"type": "array", "items": choice, "minItems": 1},
        Kind.OPTIONS: {"type": "object", "properties": schema_of_options()},
        Kind.LABELS: table | {"patternProperties": own_label},
        Kind.ENTRIES: texts,
        Kind.PAIRS: {"type": "object", "additionalProperties": text},
        Kind.ARTICLES: {"type": "array", "items": {"anyOf": [text, table]}},
        Kind.TABLE: table,
        Kind.TABLES: {"type": "array", "items": table},
    }
    return kinds[key.kind]


@cache
def options_of_themes() -> dict[str, dict[str, layout.Theme]]:
    """Every option of the shipped themes, with the themes that have it."""
    found: dict[str, dict[str, layout.Theme]] = {}
    for shown in layout.themes_in([]):
        theme = layout.load_theme(shown.name)
        for key in theme.options:
            found.setdefault(key, {})[theme.name] = theme
    return found


def schema_of_options() -> dict[str, object]:
    """The options of the shipped themes; one of the periodical's own may have others."""
    facts: dict[str, object] = {}
    for key, themes in options_of_themes().items():
        meaning = next(iter(themes.values())).meanings[key]
        known = [choice for theme in themes.values() for choice in theme.choices.get(key, ())]
        description = f"{meaning['zh']} · {meaning['en']}"
        facts[key] = {"description": description} | ({"enum": list(dict.fromkeys(known))} if known else {})
    return facts


def kind_of_option(key: str, theme: layout.Theme) -> str:
    """What the value of a free option is."""
    default = theme.options[key]
    if key in SIZES:
        return "字号或磅数 size"
    if isinstance(default, bool):
        return "true 或 false true or false"
    if isinstance(default, str):
        return "颜色 colour" if default.startswith("#") else VALUES[Kind.TEXT]
    return VALUES[Kind.LENGTH]


def rows_of_options() -> list[str]:
    """A Markdown table of the options: what each may be, what it means, and its default in every theme that has it."""
    lines = [
        "| 选项 option | 值 value | 含义 | meaning | 各版式的默认值 default in each theme |",
        "|---|---|---|---|---|",
    ]
    every = {shown.name for shown in layout.themes_in([])}
    for key, themes in options_of_themes().items():
        meaning = next(iter(themes.values())).meanings[key]
        known = dict.fromkeys(
            str(choice) for theme in themes.values() for choice in theme.choices.get(key, ())
        )
        defaults: dict[str, list[str]] = {}
        for name, theme in themes.items():
            only = theme.choices.get(key, ())
            default = theme.options[key]
            written = (
                f"`{str(default).lower() if isinstance(default, bool) else default}`"
                if default != ""
                else "—"
            )
            defaults.setdefault(f"{written}{' 不可改 fixed' if len(only) == 1 else ''}", []).append(name)
        places = (
            next(iter(defaults))
            if len(defaults) == 1 and themes.keys() == every
            else "；".join(f"{value} {'、'.join(names)}" for value, names in defaults.items())
        )
        value = " ".join(f"`{choice}`" for choice in known) or kind_of_option(
            key, next(iter(themes.values()))
        )
        lines.append(f"| `{key}` | {value} | {meaning['zh']} | {meaning['en']} | {places} |")
    return lines


def rows_of(keys: Keys) -> list[str]:
    """A Markdown table of keys; the keys of a table inside it follow under its header."""
    inner = {name: key for name, key in keys.items() if key.kind in (Kind.TABLE, Kind.TABLES, Kind.LABELS)}
    lines = (
        []
        if len(inner) == len(keys)
        else ["| 键 key | 值 value | 含义 | meaning | 例 example |", "|---|---|---|---|---|"]
    )
    lines += [row_of(name, key) for name, key in keys.items() if name not in inner]
    for name, key in inner.items():
        header = f"[[{name}]]" if key.kind is Kind.TABLES else f"[{name}]"
        lines += ["", f"**`{header}`** {key.zh} · {key.en}", ""]
        if keys is ISSUE and name in BULLETIN:
            lines.append("键与 bulletin.toml 的相同。 The keys are those of bulletin.toml.")
            continue
        lines += rows_of(key.keys)
        if key.kind is Kind.LABELS:
            lines.append(f"| 自己的项目名 own label | {VALUES[Kind.TEXT]} | | | `{key.example}` |")
    return lines


def row_of(name: str, key: Key) -> str:
    """One line of a table."""
    value = VALUES[key.kind]
    if key.choices:
        value += f": {', '.join(f'`{choice}`' for choice in key.choices)}"
    if key.required:
        value += " **必填 required**"
    return f"| `{name}` | {value} | {key.zh} | {key.en} | `{key.example}` |"


def rows_of_front_matter() -> list[str]:
    """The keys of front matter with the other names each may have."""
    lines = ["| 键 key | 也可写作 also written |", "|---|---|"]
    for field in dict.fromkeys(FRONT_MATTER.values()):
        names = [name for name, meant in FRONT_MATTER.items() if meant == field and name != field]
        lines.append(f"| `{field}` | {' '.join(f'`{name}`' for name in names)} |")
    return lines


def filled(page: str, tables: dict[str, list[str]]) -> str:
    """A page with its tables written anew."""
    for name, rows in tables.items():
        start, end = f"<!-- keys of {name} -->", "<!-- end -->"
        before, _, rest = page.partition(start)
        page = "\n".join([f"{before}{start}", "", "\n".join(rows).strip(), "", end]) + rest.partition(end)[2]
    return page


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` only compare."""
    pages = {
        "files.md": {name: rows_of(keys) for name, keys in TABLES.items()}
        | {"front matter": rows_of_front_matter()},
        "themes.md": {"themes": rows_of_options()},
    }
    texts = {
        DOCS / name: filled((DOCS / name).read_text(encoding="utf-8"), tables)
        for name, tables in pages.items()
    }
    for name, keys in FILES.items():
        schema = json.dumps(schema_of_file(name, keys), ensure_ascii=False, indent=2, default=str)
        texts[DOCS / "schema" / f"{name.removesuffix('.toml')}.schema.json"] = schema + "\n"
    stale = [
        path for path, text in texts.items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        if "--check" in arguments:
            print(f"out of date: {path}; run python scripts/{Path(__file__).name}", file=sys.stderr)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(texts[path], encoding="utf-8", newline="\n")
    return int("--check" in arguments and bool(stale))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
