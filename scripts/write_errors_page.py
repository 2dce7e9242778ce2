"""Write docs/errors.md, the catalogue of everything bulletin may complain of, from the tables of bulletin.messages.

python scripts/write_errors_page.py            writes docs/errors.md
python scripts/write_errors_page.py --check    writes nothing; exits 1 when the page is out of date
"""

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bulletin.messages import rooms, table

PAGE: Final = Path(__file__).parents[1] / "docs" / "errors.md"

# These tables also hold help texts, good news and parts of sentences; only an entry with a hint is a complaint.
CONVERSATION: Final = frozenset({"cli", "health", "system"})

SEVERITIES: Final = {"error": "错误 error", "warning": "警告 warning", "info": "说明 note"}

# The rooms in the order in which an issue passes through them; a room not named here follows.
ROOMS: Final[dict[str, str]] = {
    "planning": "bulletin.toml、issue.toml · the files of a periodical",
    "collect": "读入文章 · reading articles",
    "script": "简繁转换 · conversion between scripts",
    "typography": "文字规则 · the rules of text",
    "fonts": "字体 · faces",
    "layout": "版式 · themes",
    "checks": "付印前的检查，见 checks.md · what is looked at before printing, see checks.md",
    "pdf": "排印 · printing the PDF",
    "epub": "装订 · binding the EPUB",
    "press": "成品 · the finished files",
    "health": "`bulletin doctor`",
    "cli": "命令 · the command line",
}

# `{count:line|lines}`: the page shows the words for several.
ONE_OR_MORE: Final = re.compile(r"\{\w+:[^|{}]+\|([^|{}]+)\}")

HEAD: Final = """\
# 错误与提示 · Errors and notices

<!-- written by scripts/write_errors_page.py from src/bulletin/messages/*.toml -->

**错误** 使一篇文章、一个成品或全部未能做成；**警告** 请看一眼；**说明** 仅供了解。
箭头后面是该做的事。花括号里的词在提示时换成具体的内容。
An **error** leaves out an article, a file, or everything; a **warning** asks for a look; a **note** is good to know.
What to do follows the arrow. Words in braces are filled in.

`--json` 给出代码；退出代码：0 做成；1 做成，但有文章出错（`--strict` 时有警告也算）；2 命令写错；3 没有做成。
`--json` gives the codes. Exit codes: 0 made; 1 made, with errors in some articles (or any warning under `--strict`);
2 the command is wrong; 3 nothing made.
"""


def page() -> str:
    """The whole of docs/errors.md."""
    order = [*(room for room in ROOMS if room in rooms()), *(room for room in rooms() if room not in ROOMS)]
    return "\n".join([HEAD, *(line for room in order for line in section(room))])


def section(room: str) -> Iterator[str]:
    """One room's complaints, in the order of its table."""
    entries = {
        name: entry
        for name, entry in table(room).items()
        if room not in CONVERSATION or "zh_hint" in entry or "severity" in entry
    }
    if not entries:
        return
    yield f"## {room} {ROOMS.get(room, '')}".rstrip()
    yield ""
    yield "| 代码 code | | 中文 | English |"
    yield "|---|---|---|---|"
    for name, entry in entries.items():
        severity = SEVERITIES[entry.get("severity", "error")]
        yield f"| `{room}.{name}` | {severity} | {cell(entry, 'zh')} | {cell(entry, 'en')} |"
    yield ""


def cell(entry: Mapping[str, str], language: str) -> str:
    """Sentence and hint as one cell of a Markdown table."""
    text = " → ".join(filter(None, (entry[language], entry.get(f"{language}_hint", ""))))
    text = ONE_OR_MORE.sub(r"\1", text).replace("{{", "{").replace("}}", "}")
    for mark in "\\|<>*_`":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", " ")


def main(arguments: list[str]) -> int:
    """Write the page, or with `--check` only compare."""
    text = page()
    if "--check" in arguments:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text:
            return 0
        print(f"out of date: {PAGE}; run python scripts/{Path(__file__).name}", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
