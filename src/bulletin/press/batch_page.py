"""The end report as a page for a browser. In: what became of a batch. Out: one HTML file without anything beside it.

Written with the standard library alone: a run that finds everything fresh loads no engine for it either.
"""

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from bulletin.model import Artefact, Notice

if TYPE_CHECKING:  # that module writes this page
    from bulletin.press.batch import BatchMade
    from bulletin.press.editions import EditionMade

_STATES: Final = {
    "made": "做成 · made",
    "fresh": "没有改动 · fresh",
    "failed": "没有做成 · failed",
}
_SEVERITIES: Final = {
    "error": "错误 · errors",
    "warning": "警告 · warnings",
    "info": "说明 · notes",
}
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #222; --dim: #666; --line: #ccc; --bad: #b00020; --good: #1b6e3a; --paper: #fff }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ddd; --dim: #999; --line: #444; --bad: #ff8a80; --good: #7fd39b; --paper: #181818 }
}
body { font: 16px/1.6 system-ui, "Noto Sans CJK SC", sans-serif; color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
.number { text-align: right; font-variant-numeric: tabular-nums }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0 2rem; padding: 0; list-style: none }
.counts strong { font-size: 1.75rem; display: block; line-height: 1.2 }
.failed, .error { color: var(--bad) } .made { color: var(--good) } .fresh, .info, .hint { color: var(--dim) }
.hint { display: block } li { margin: .4rem 0 } a { color: inherit }
"""


def batch_page(batch: "BatchMade") -> str:
    """The whole page; its links are the names of files beside it."""
    return "\n".join(_lines(batch)) + "\n"


def _lines(batch: "BatchMade") -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="zh-Hans">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width">\n<title>制作报告 · Report</title>'
    yield f"<style>{_STYLE}</style>\n</head>\n<body>\n<h1>制作报告 · Report</h1>"
    yield '<ul class="counts">'
    for state, words in _STATES.items():
        count = sum(edition.state == state for edition in batch.editions)
        yield f'<li class="{state if count else "fresh"}"><strong>{count}</strong>{words}</li>'
    for severity, words in _SEVERITIES.items():
        count = sum(notice.severity.value == severity for notice in batch.all_notices)
        yield f'<li class="{severity if count else "fresh"}"><strong>{count}</strong>{words}</li>'
    yield f"<li><strong>{batch.seconds:.1f}</strong>秒 · seconds</li>\n</ul>"
    yield "<table>\n<thead><tr><th>期 · Edition</th><th>结果 · State</th><th>成品 · Files</th>"
    yield '<th class="number">页 · Pages</th><th class="number">秒 · Seconds</th></tr></thead>\n<tbody>'
    for edition in batch.editions:
        yield _row(edition)
    yield "</tbody>\n</table>"
    yield from _told("", batch.notices)
    for edition in batch.editions:
        yield from _told(edition.name, edition.notices)
    yield "</body>\n</html>"


def _row(edition: "EditionMade") -> str:
    files = "<br>".join(map(_file, edition.artefacts))
    pages = max((artefact.pages for artefact in edition.artefacts), default=0)
    return (
        f'<tr><td>{escape(edition.name)}</td><td class="{edition.state}">{_STATES[edition.state]}</td><td>{files}</td>'
        f'<td class="number">{pages or ""}</td><td class="number">{edition.seconds:.1f}</td></tr>'
    )


def _file(artefact: Artefact) -> str:
    name = artefact.path.name
    return f'<a href="{quote(name)}">{escape(name)}</a> <span class="fresh">{artefact.bytes / (1 << 20):.2f} MB</span>'


def _told(name: str, notices: tuple[Notice, ...]) -> Iterator[str]:
    """What needs a human eye of one edition, or of none."""
    if notices:
        yield f"<h2>{escape(name) or '全部 · All'}</h2>\n<ul>"
        for notice in notices:
            where = escape(" · ".join(filter(None, (notice.article, notice.place))))
            yield f'<li class="{notice.severity.value}">{f"<b>{where}</b><br>" if where else ""}'
            yield f"{escape(notice.message('zh'))}<br>{escape(notice.message('en'))}"
            hints = " · ".join(filter(None, (notice.hint("zh"), notice.hint("en"))))
            yield f'<span class="hint">{escape(hints)}</span></li>' if hints else "</li>"
        yield "</ul>"
