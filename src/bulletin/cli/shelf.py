"""How articles look on the terminal and in JSON. In: what the press found. Out: lines, JSON values, an exit code."""

from rich.text import Text

from bulletin.cli.language import say
from bulletin.cli.report import console, notice_as_json, show_notices
from bulletin.messages import Language
from bulletin.press.collecting import Collected, Found


def found_as_json(found: Found, language: Language) -> dict[str, object]:
    """An article with all its fields; `text` has one paragraph a line, the date is ISO 8601 or null."""
    article = found.article
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
        "text": article.body.text,
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
        "confidence": {},
        "notices": [notice_as_json(notice, language) for notice in found.notices],
    }


def show_collected(collected: Collected) -> None:
    """One line an article, then what needs a human eye."""
    for found in collected.found:
        article = found.article
        facts = "  ".join(filter(None, (article.source, article.date.isoformat() if article.date else "")))
        console.print(
            Text("✓ ", style="green").append(article.title, style="default").append(f"  {facts}", style="dim")
        )
    show_notices((*(notice for found in collected.found for notice in found.notices), *collected.notices))
    console.print(say("collected", articles=len(collected.found)), style="dim")


def exit_code(collected: Collected) -> int:
    """3 nothing found; 1 a source was left out; 0 otherwise."""
    if collected.notices:
        return 1 if collected.found else 3
    return 0
