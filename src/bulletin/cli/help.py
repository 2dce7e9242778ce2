"""What `--help` prints, in plain words of the run's language. In: a command. Out: the text of its help.

Typer heads its lists in English and names types as Python does, and wraps lines by characters where Chinese takes two
columns each: here are the headings, kinds of values, ranges and lines of our own.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

from bulletin.cli.language import say

# The wide marks that must not begin a line.
_CLOSING: Final = "，。、；：？！）》”’…—"
_NAME_COLUMNS: Final = 26
# What is not broken apart: a remark in brackets, a word or a character of Chinese, each with the mark behind it.
_PIECE: Final = re.compile(rf"\[[^\]]*\]|[!-~]+[{_CLOSING}]*\s*|[^!-~][{_CLOSING}]*\s*")
_RANGE: Final = re.compile(r"(?:(?P<least>[\d.]+)<=)?x(?:>=(?P<only_least>[\d.]+)|<=(?P<most>[\d.]+))")
# Options that Typer declares, and describes in English.
_ITS_OWN: Final = {
    "help": "help-help",
    "install_completion": "help-install-completion",
    "show_completion": "help-show-completion",
}


class Command(TyperCommand):
    """A command whose help speaks the run's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_parameters(self, ctx, formatter)


class Group(TyperGroup):
    """A group of commands whose help speaks the run's language."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _write_parameters(self, ctx, formatter)
        commands = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        _write_list(formatter, "help-commands", [(name, each.help or "") for name, each in commands if each])


def _write_usage(command: Command | Group, ctx: Any, formatter: Any) -> None:
    words = " ".join(command.collect_usage_pieces(ctx))
    for pattern, plain in (
        (r"\[OPTIONS\]", f"[{say('help-options-word')}]"),
        (r"COMMAND \[ARGS\]\.\.\.", say("help-command-word")),
        (r"\{([^{}]*)\}", r"\1"),
        (r"\[\[([^\[\]]*)\]\]", r"[\1]"),
        (r"…(\]?)\.\.\.", r"…\1"),
    ):
        words = re.sub(pattern, plain, words)
    formatter.write(f"{say('help-usage')}{ctx.command_path} {words}\n")


def _write_parameters(command: Command | Group, ctx: Any, formatter: Any) -> None:
    arguments, options = [], []
    for parameter in command.get_params(ctx):
        record: tuple[str, str] | None = parameter.get_help_record(ctx)
        if record is None:
            continue
        name, text = record
        if parameter.param_type_name == "argument":
            arguments.append((re.sub(r" <.*>$", "", name).strip("[]"), _plain(text)))
        else:
            own = _ITS_OWN.get(parameter.name)
            options.append((_plain_kind(name), say(own) if own else _plain(text)))
    _write_list(formatter, "help-arguments", arguments)
    _write_list(formatter, "help-options", options)


def _plain_kind(name: str) -> str:
    """`--script <list[zh-Hans|zh-Hant]>` as an editor reads it: `--script zh-Hans|zh-Hant`."""
    name = re.sub(r"<list\[(.*)\]>", r"<\1>", name)
    for kind, entry in (("int range", ""), ("str", "help-text-word"), ("path|Path", "help-path-word")):
        name = re.sub(rf"<(?:{kind})>", say(entry) if entry else "N", name)
    return re.sub(r"<(.*)>", r"\1", name)


def _plain(text: str) -> str:
    """Typer's remarks in brackets behind a help text, in words."""
    text, bracket, remarks = text.partition("  [")
    if not bracket:
        return text
    said = []
    for remark in remarks.removesuffix("]").split("; "):
        if remark == "required":
            said.append(say("help-required"))
        elif remark.startswith("default: "):
            said.append(say("help-default", value=remark.removeprefix("default: ")))
        elif found := _RANGE.fullmatch(remark):
            said.append(_range(found["least"] or found["only_least"], found["most"]))
        else:
            said.append(remark)
    return f"{text} [{' · '.join(said)}]"


def _range(least: str | None, most: str | None) -> str:
    if least and most:
        return say("help-range", least=least, most=most)
    return say("help-least", least=least) if least else say("help-most", most=most)


def _write_list(formatter: Any, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    """Names in one column and what they mean in another; a long name stands on a line of its own."""
    if not rows:
        return
    formatter.write(f"\n{say(heading)}\n")
    column = min(max(_columns(name) for name, _ in rows), _NAME_COLUMNS) + 4
    for name, text in rows:
        lines = list(_wrapped(text, formatter.width - column))
        first = f"  {name}"
        if _columns(first) + 2 > column:
            formatter.write(f"{first}\n")
        else:
            formatter.write(f"{padded(first, column)}{lines.pop(0) if lines else ''}\n")
        for line in lines:
            formatter.write(f"{' ' * column}{line}\n")


def _wrapped(text: str, columns: int) -> Iterable[str]:
    line = ""
    for piece in _PIECE.findall(text):
        if line and _columns(line + piece.rstrip()) > columns:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def padded(text: str, columns: int) -> str:
    """`text` with spaces behind it, to the width of `columns` of a terminal."""
    return text + " " * (columns - _columns(text))


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
