"""Decisions written into a decisions.toml. In: the file and the decisions. Out: the file, every other line as it was."""

import json
from collections.abc import Iterable
from pathlib import Path

from bulletin.model import Decision
from bulletin.planning.document import read_document, read_text
from bulletin.planning.glossary_edit import ended, write_toml


def add_decisions(file: Path, decisions: Iterable[Decision]) -> None:
    """Write `decisions` at the end of `file`, making it where there is none.

    Raises InputError where the file is no TOML, OutputError where it cannot be written; it stays as it was."""
    source = ""
    if file.exists():
        read_document(file)
        source = ended(read_text(file))
    blocks = [source] if source else []
    write_toml(file, "\n".join((*blocks, *map(decision_block, decisions))))


def decision_block(decision: Decision) -> str:
    """A decision as it stands in the file."""
    lines = [f"text = {_quoted(decision.passage)}"]
    lines += [f"{script.value} = {_quoted(form)}" for script, form in sorted(decision.forms.items())]
    if decision.keep:
        lines.append("keep = true")
    return "\n".join(("[[decision]]", *lines, ""))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
