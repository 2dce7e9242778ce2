"""Decisions written into a decisions.toml. In: the file and the decisions. Out: the file, every other line as it was."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import cast

from bulletin.model import Decision
from bulletin.planning.document import read_document, read_text
from bulletin.planning.glossary_edit import ended, write_toml
from bulletin.planning.locate import shape_of


def add_decisions(file: Path, decisions: Iterable[Decision]) -> None:
    """Write `decisions` at the end of `file`, making it where there is none.

    Raises InputError where the file is no TOML, OutputError where it cannot be written; it stays as it was."""
    source = ""
    if file.exists():
        read_document(file)
        source = ended(read_text(file))
    blocks = [source] if source else []
    write_toml(file, "\n".join((*blocks, *map(decision_block, decisions))))


def drop_decisions(file: Path, passages: Collection[str]) -> None:
    """Take every block about one of `passages` out of `file`; comments stay. Raises as `add_decisions`."""
    document, source = read_document(file), read_text(file)
    shape = shape_of(source)
    blocks = cast(list[dict[str, object]], document.data.get("decision", []))
    for number in reversed([at for at, block in enumerate(blocks) if block.get("text") in passages]):
        block = ("decision", number)
        end = max(stop for key, (_, stop) in shape.values.items() if key[:2] == block)
        after = source.find("\n", end) + 1 or len(source)
        source = f"{source[: shape.headers[block]]}{source[after:].removeprefix(chr(10))}"
    write_toml(file, source)


def decision_block(decision: Decision) -> str:
    """A decision as it stands in the file."""
    lines = [f"text = {_quoted(decision.passage)}"]
    lines += [f"{script.value} = {_quoted(form)}" for script, form in sorted(decision.forms.items())]
    if decision.keep:
        lines.append("keep = true")
    return "\n".join(("[[decision]]", *lines, ""))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
