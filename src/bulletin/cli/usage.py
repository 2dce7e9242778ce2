"""Usage errors in the run's language. In: what Typer raised. Out: a sentence that ends with where help is."""

import re
from typing import Final

import typer

from bulletin.cli.language import say

# Typer says this in words only.
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
            sentence = say("missing-argument", name=_parameter(problem))
        case "BadParameter":
            sentence = say("bad-value", name=_parameter(problem), detail=problem.message)
        case _ if found := _NO_COMMAND.fullmatch(problem.message):
            sentence = say("no-such-command", command=found["command"])
            sentence += say("did-you-mean", known=found["known"].replace("'", "")) if found["known"] else ""
        case _:
            sentence = say("usage", detail=problem.format_message())
    return f"{sentence}\n  → {command} --help"


def _parameter(problem: typer.TyperException) -> str:
    parameter = getattr(problem, "param", None)
    hint = getattr(problem, "param_hint", None)
    return str(hint or (parameter.get_error_hint() if parameter is not None else ""))
