"""The Typer application. In: the command line. Out: an exit code.

0 made · 1 made, with errors in some articles (or any warning under --strict) · 2 usage · 3 nothing made.
"""

import os
import signal
import sys
import time
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated, Any, Final, TextIO

import typer

from bulletin import __version__
from bulletin.cli import INTERRUPTED
from bulletin.cli.help import Command, Group
from bulletin.cli.language import LANGUAGE, check_language, say, without_language
from bulletin.cli.usage import explain
from bulletin.errors import BulletinError, OutputError

# The order is the order of `bulletin --help`: a command, the module of this package that
# declares it, and its name there.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "new": ("new", "new"),
    "collect": ("collect", "collect"),
    "articles": ("articles", "articles"),
    "search": ("articles", "search"),
    "show": ("articles", "show"),
    "edit": ("edit", "edit"),
    "remove": ("articles", "remove"),
    "duplicates": ("articles", "duplicates"),
    "library": ("library", "app"),
    "issue": ("issue", "app"),
    "make": ("make", "make"),
    "preview": ("preview", "preview"),
    "check": ("check", "check"),
    "review": ("review", "review"),
    "proof": ("proof", "proof"),
    "glossary": ("glossary", "glossary"),
    "batch": ("batch", "batch"),
    "bind": ("bind", "bind"),
    "schedule": ("schedule", "schedule"),
    "impose": ("impose", "impose"),
    "cover": ("cover", "cover"),
    "catalogue": ("catalogue", "catalogue"),
    "convert": ("convert", "convert"),
    "themes": ("themes", "app"),
    "cache": ("cache", "app"),
    "doctor": ("doctor", "doctor"),
}


def application(words: Sequence[str] = ()) -> typer.Typer:
    """The command line. Where `words` name a command, that one alone is loaded: the others would cost as much time as
    finding that nothing has changed."""
    made = typer.Typer(
        name="bulletin",
        help=say("help-app"),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # help in plain lines: drawing it with rich takes longer than all else together
        cls=_Bulletin,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    made.callback()(_options)
    first = words[0] if words else ""
    for name in [first] if first in COMMANDS else COMMANDS:
        module, attribute = COMMANDS[name]
        command = getattr(import_module(f"bulletin.cli.{module}"), attribute)
        if isinstance(command, typer.Typer):
            for member in command.registered_commands:
                member.cls = Command
            made.add_typer(command, name=name, cls=Group, help=say(f"help-{name}"))
        else:
            made.command(name, cls=Command, help=say(f"help-{name}"))(command)
    return made


class _Bulletin(Group):
    """All commands, in the order of `COMMANDS`: Typer would put every group behind the last command."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002  Typer hands it over
        return [name for name in COMMANDS if name in self.commands]


def __getattr__(name: str) -> typer.Typer:
    """`app`, with every command."""
    if name == "app":
        return application()
    raise AttributeError(name)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bulletin {__version__}")
        raise typer.Exit


def _options(
    _version: Annotated[
        bool, typer.Option("--version", help=say("help-version"), callback=_print_version, is_eager=True)
    ] = False,
    _lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=say("help-lang"))] = LANGUAGE,
) -> None:
    """The options that stand before a command; both are dealt with before it runs."""


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and exit the process. Errors become one sentence on stderr and a code."""
    # Closing the terminal or `kill` ends a run as Ctrl-C does: no half file stays behind.
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    # What the processes of this run have in common (stages/tally.py).
    os.environ["BULLETIN_RUN"] = f"{os.getpid()}-{time.time_ns()}"
    # A stream that was closed (`>&-`) takes what is written to it and is forgotten.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    words = sys.argv[1:] if arguments is None else arguments
    try:
        check_language(words)
        words = without_language(words)
        code = application(words)(words, standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as problem:
        typer.echo(explain(problem), err=True)
        sys.exit(2)
    except BulletinError as error:
        _tell(error)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of a pipe has gone (`bulletin … | head`); nobody is left to tell.
        _forget_output()
        sys.exit(1)
    except (typer.Abort, KeyboardInterrupt):
        typer.echo(say("stopped"), err=True)
        sys.exit(INTERRUPTED)
    except OSError as error:
        if os.environ.get("BULLETIN_DEBUG"):
            raise
        _tell(OutputError("cli.refused", place=str(error.filename or ""), reason=error))
        _forget_output()
        sys.exit(3)
    except Exception as error:
        if os.environ.get("BULLETIN_DEBUG"):
            raise
        typer.echo(say("bug", what=f"{type(error).__name__}: {error}"), err=True)
        sys.exit(3)
    if code == INTERRUPTED:  # Typer turns Ctrl-C into a code
        typer.echo(say("stopped"), err=True)
    sys.exit(code if isinstance(code, int) else 0)


def _tell(error: BulletinError) -> None:
    typer.echo(say("failed"), err=True)
    for each in (error, *error.also):
        typer.echo(f"  {_place(each)}{each.message(LANGUAGE)}", err=True)
        if hint := each.hint(LANGUAGE):
            typer.echo(f"    → {hint}", err=True)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _forget_output() -> None:
    """What still waits to be written to stdout would fail once more at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _place(error: BulletinError) -> str:
    return f"{error.place}: " if error.place else ""
