"""`bulletin convert`: a text or an HTML page from one script to another, to stdout."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.errors import InputError, UsageError
from bulletin.model import Script


def convert(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE|-", help=say("arg-file"), show_default=False)
    ] = None,
    to: Annotated[Script | None, typer.Option("--to", help=say("opt-to"), show_default=False)] = None,
    source: Annotated[Script | None, typer.Option("--from", help=say("opt-from"), show_default=False)] = None,
    glossary: Annotated[
        list[Path] | None, typer.Option("--glossary", help=say("opt-glossary"), show_default=False)
    ] = None,
    config: Annotated[str, typer.Option("--config", help=say("opt-config"), show_default=False)] = "",
    html: Annotated[bool, typer.Option("--html", help=say("opt-html"))] = False,
) -> None:
    """Read `file` (or stdin), convert, write UTF-8 to stdout."""
    from bulletin.press.files_guarded import convert_guarded
    from bulletin.press.order import Conversion

    if config and (to or source):
        raise UsageError("cli.config-or-script")
    if not (config or to):
        raise UsageError("cli.no-target")
    if Script.SOURCE in (to, source):
        raise UsageError("cli.source-is-no-target")
    place = str(file or "-")
    job = Conversion(_read(file), place, to, source, config, tuple(glossary or ()), is_html=html)
    converted = convert_guarded(job)
    report.show_notices(converted.notices)
    sys.stdout.buffer.write(converted.value.encode("utf-8"))
    sys.stdout.buffer.flush()


def _read(file: Path | None) -> bytes:
    if file is None or str(file) == "-":
        if sys.stdin is None:  # closed with <&-
            raise UsageError("cli.no-stdin")
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError("cli.unreadable", place=str(file), reason=error) from error
