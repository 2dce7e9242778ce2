"""Usage errors in the run's language. In: what Typer raised. Out: a sentence that ends with where help is."""

import re
from typing import Final

import typer

from bulletin.cli.language import say

# What Typer says in words only, and the entry that says it in ours; the groups are the entry's values.
_SENTENCES: Final = {
    re.compile(r"Option '(?P<option>.+)' requires .*"): "lacks-value",
    re.compile(r"Option '(?P<option>.+)' does not take a value\."): "takes-no-value",
    re.compile(r"Got unexpected extra argument\(s\) \((?P<words>.*)\)", re.DOTALL): "too-much",
}
_DETAILS: Final = {
    re.compile(r"Input should be greater than or equal to (?P<limit>\S+)"): "too-small",
    re.compile(r"Input should be less than or equal to (?P<limit>\S+)"): "too-large",
    re.compile(r"Input should be a valid integer.*"): "no-whole-number",
    re.compile(r"Input should be a valid number.*"): "no-number",
    re.compile(r"Value error, '(?P<value>.*)' is not one of (?P<choices>.*)\.", re.DOTALL): "no-choice",
    re.compile(r"\w+ '(?P<value>.*)' is not readable\.", re.DOTALL): "not-readable",
}
_NO_COMMAND: Final = re.compile(r"No such command '(?P<command>.*?)'\.(?: Did you mean (?P<known>.*)\?)?")


def explain(problem: typer.TyperException) -> str:
    """One or two lines: what is wrong with the command line and which `--help` to read."""
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else "bulletin"
    # Recognised by name: the classes live in a private module of Typer.
    match type(problem).__name__:
        case "NoArgsIsHelpError":
            return problem.message
        case "NoSuchOption":
            known = ", ".join(getattr(problem, "possibilities", None) or ())
            sentence = say("no-such-option", option=getattr(problem, "option_name", ""))
            sentence += say("did-you-mean", known=known) if known else ""
        case "MissingParameter":
            meaning = getattr(getattr(problem, "param", None), "help", None) or ""
            sentence = say("missing-argument", name=_parameter(problem), meaning=meaning)
        case "BadParameter":
            detail = _in_our_words(problem.message, _DETAILS) or problem.message
            sentence = say("bad-value", name=_parameter(problem), detail=detail)
        case _ if found := _NO_COMMAND.fullmatch(problem.message):
            sentence = say("no-such-command", command=found["command"])
            sentence += say("did-you-mean", known=found["known"].replace("'", "")) if found["known"] else ""
        case _:
            sentence = _in_our_words(problem.message, _SENTENCES)
            sentence = sentence or say("usage", detail=problem.format_message())
    return f"{sentence}\n  → {command} --help"


def _in_our_words(message: str, table: dict[re.Pattern[str], str]) -> str:
    """The sentence of `table` that fits `message`; empty where none does."""
    for pattern, entry in table.items():
        if found := pattern.fullmatch(message):
            return say(entry, **{name: text.replace("'", "") for name, text in found.groupdict().items()})
    return ""


def _parameter(problem: typer.TyperException) -> str:
    parameter = getattr(problem, "param", None)
    hint = getattr(problem, "param_hint", None)
    return str(hint or (parameter.get_error_hint() if parameter is not None else "")).strip("'")
