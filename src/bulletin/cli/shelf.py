"""How articles look on the terminal and in JSON. In: what the press found. Out: lines, JSON values, an exit code."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from bulletin.cli.language import say
from bulletin.cli.report import console, notice_as_json, show_notices
from bulletin.collect import words_of
from bulletin.library import Hit, Holding, Record
from bulletin.messages import Language
from bulletin.model import Article
from bulletin.planning import SETTINGS_FILE
from bulletin.press.collecting import Collected, Found

# Lists are results: they go to stdout.
out = Console(highlight=False, soft_wrap=True)

_COLUMNS = ("number", "date", "source", "section", "title", "marks")


def found_as_json(found: Found, language: Language) -> dict[str, object]:
    """An article as a run found it; `id`, `state` and `copy_of` when it was filed."""
    filed = {"id": found.number, "state": found.state, "copy_of": found.copy_of} if found.number else {}
    return {
        **filed,
        **article_as_json(found.article),
        "confidence": dict(found.accession.confidence),
        "notices": [notice_as_json(notice, language) for notice in found.notices],
    }


def article_as_json(article: Article) -> dict[str, object]:
    """An article with all its fields; `text` has one paragraph a line, the date is ISO 8601 or null."""
    return {
        "title": article.title,
        "subtitle": article.subtitle,
        "byline": article.byline,
        "source": article.source,
        "editor": article.editor,
        "date": article.date.isoformat() if article.date else None,
        "section": article.section,
        "script": article.script.value if article.script else None,
        "url": article.url,
        "text": words_of(article.body),
        "body": article.body.xhtml,
        "assets": [
            {
                "name": asset.name,
                "media_type": asset.media_type,
                "bytes": len(asset.data),
                "width_px": asset.width_px,
                "height_px": asset.height_px,
            }
            for asset in article.assets
        ],
    }


def record_as_json(record: Record) -> dict[str, object]:
    """An article as a list has it."""
    return {
        "id": record.number,
        "title": record.title,
        "byline": record.byline,
        "source": record.source,
        "section": record.section,
        "date": record.date.isoformat() if record.date else None,
        "script": record.script.value if record.script else None,
        "url": record.url,
        "permission": record.permission.value,
        "collected": record.collected.isoformat() if record.collected else None,
        "copy_of": record.copy_of,
        "tags": list(record.tags),
        "used_in": list(record.used_in),
    }


def hit_as_json(hit: Hit) -> dict[str, object]:
    """An article that a search found, with the passage."""
    passage = hit.passage
    words = {"before": passage.before, "found": passage.found, "after": passage.after}
    return {**record_as_json(hit.record), "passage": words}


def holding_as_json(holding: Holding) -> dict[str, object]:
    """All the library has of an article."""
    provenance = [
        {"url": each.url, "fetched": each.fetched.isoformat(), "sha256": each.sha256}
        for each in holding.provenance
    ]
    return {
        **record_as_json(holding.record),
        **article_as_json(holding.article),
        "confidence": dict(holding.confidence),
        "edited": sorted(holding.edited),
        "provenance": provenance,
    }


def show_records(records: Sequence[Record]) -> None:
    """A table on a terminal; elsewhere one line an article, with tabs."""
    rows = [_row(record) for record in records]
    if not out.is_terminal:
        for row in rows:
            typer.echo("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name in _COLUMNS:
        table.add_column(say(f"column-{name}"), no_wrap=name in ("number", "date"), overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table, soft_wrap=False)


def show_hits(hits: Iterable[Hit]) -> None:
    """Each article found, and the words around what was looked for."""
    for hit in hits:
        number, date, source, _, title, marks = _row(hit.record)
        out.print(Text("  ".join(filter(None, (number, date, title, source, marks))), style="bold"))
        passage = hit.passage
        line = (
            Text("    ").append(passage.before).append(passage.found, style="bold red").append(passage.after)
        )
        line.plain = line.plain.replace("\n", " ")
        out.print(line)


def show_holding(holding: Holding) -> None:
    """The fields, then the text."""
    article, record = holding.article, holding.record
    facts = {
        "number": f"#{record.number}",
        "kicker": article.kicker,
        "title": article.title,
        "subtitle": article.subtitle,
        "byline": article.byline,
        "source": article.source,
        "editor": article.editor,
        "date": str(article.date or ""),
        "section": article.section,
        "script": str(article.script or ""),
        "url": article.url or article.origin,
        "permission": say(f"permission-{record.permission.value}"),
        "tags": "、".join(record.tags),
        "used": "、".join(record.used_in),
        "copy": f"#{record.copy_of}" if record.copy_of else "",
    }
    for name, value in facts.items():
        if value:
            is_doubtful = 0 < holding.confidence.get(name, 1) < 0.6 and name not in holding.edited
            doubt = f"  {say('doubtful')}" if is_doubtful else ""
            out.print(
                Text(f"{say(f'column-{name}')}  ", style="dim").append(f"{value}{doubt}", style="default")
            )
    out.print()
    out.print(article.body.text, markup=False)


def show_collected(collected: Collected) -> None:
    """One line for each article that is new or has changed, then what needs a human eye."""
    for found in collected.found:
        if found.state == "unchanged":
            continue
        article = found.article
        number = f"#{found.number} " if found.number else ""
        facts = "  ".join(
            filter(None, (say(f"state-{found.state}"), article.source, str(article.date or "")))
        )
        line = Text("✓ ", style="green").append(f"{number}{article.title}", style="default")
        console.print(line.append(f"  {facts}", style="dim"))
    show_notices((*(notice for found in collected.found for notice in found.notices), *collected.notices))
    states = Counter(found.state for found in collected.found)
    unchanged = collected.unchanged + states["unchanged"]
    entry = "looked" if states["found"] else "collected"
    numbers = {"added": states["added"], "updated": states["updated"], "unchanged": unchanged}
    console.print(say(entry, articles=len(collected.found), **numbers), style="dim")


def exit_code(collected: Collected) -> int:
    """3 nothing found; 1 a source failed; 0 otherwise."""
    if not collected.found and not collected.unchanged:
        return 3 if collected.notices else 0
    return int(any(notice.severity == "error" for notice in collected.notices))


def show_done(entry: str, **values: object) -> None:
    """One sentence of success, on stderr."""
    console.print(f"[green]✓[/] {say(entry, **values)}")


def tell_where(new: Path, project: Path) -> None:
    """That `new` will stand outside every periodical: whoever is in another folder than he thinks must know."""
    if not (new.exists() or (project / SETTINGS_FILE).is_file()):
        typer.echo(say("outside-periodical", new=new.absolute()), err=True)


def _row(record: Record) -> tuple[str, ...]:
    marks = [say("mark-copy", number=record.copy_of)] if record.copy_of else []
    marks += [f"→ {issue}" for issue in record.used_in]
    return (
        f"#{record.number}",
        str(record.date or ""),
        record.source,
        record.section,
        record.title,
        "  ".join(marks),
    )
