"""`bulletin cache info|clear`: what is kept between runs."""

import datetime
import json
from dataclasses import asdict
from typing import Annotated, Any

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.stages import upkeep
from bulletin.stages.tally import Tally

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

CacheJsonOption = Annotated[bool, typer.Option("--json", help=say("opt-json-cache"))]


@app.command(help=say("help-cache-info"))
def info(as_json: CacheJsonOption = False) -> None:
    """Where the cache is and what it holds."""
    found = upkeep.contents()
    if as_json:
        typer.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        return
    report.console.print(str(found.folder), markup=False)
    for kind in found.kinds:
        day = datetime.datetime.fromtimestamp(kind.last_used).date().isoformat()
        size = report.room(kind.bytes)
        line = say("cache-kind", what=_what(kind.name), count=kind.entries, size=size, day=day)
        if kind.all_runs != Tally():
            line += say("cache-use", **asdict(kind.last_run), **_of_all(kind.all_runs))
        report.console.print(f"  {line}", markup=False)
    total = {"count": found.entries, "size": report.room(found.bytes)}
    limit = report.room(found.limit_bytes)
    report.console.print(say("cache-total" if found.limit_bytes else "cache-off", limit=limit, **total))


@app.command(help=say("help-cache-clear"))
def clear(as_json: CacheJsonOption = False) -> None:
    """Empty the cache and say what was in it."""
    removed = upkeep.clear()
    if as_json:
        typer.echo(json.dumps(_as_json(removed), ensure_ascii=False, indent=2))
        return
    report.console.print(say("cache-cleared", count=removed.entries, size=report.room(removed.bytes)))


def _what(kind: str) -> str:
    """What a kind of entries is, in words; another version of the program may have left kinds that this one has no name for."""
    try:
        return say(f"cache-{kind}")
    except KeyError:
        return kind


def _of_all(tally: Tally) -> dict[str, int]:
    return {"all_taken": tally.taken, "all_made": tally.made}


def _as_json(found: upkeep.Contents) -> dict[str, Any]:
    return {
        "folder": str(found.folder),
        "limit_bytes": found.limit_bytes,
        "entries": found.entries,
        "bytes": found.bytes,
        "kinds": {
            kind.name: {
                "entries": kind.entries,
                "bytes": kind.bytes,
                "last_used": datetime.datetime.fromtimestamp(kind.last_used, datetime.UTC).isoformat(
                    timespec="seconds"
                ),
                "last_run": asdict(kind.last_run),
                "all_runs": asdict(kind.all_runs),
            }
            for kind in found.kinds
        },
    }
