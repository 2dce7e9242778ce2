"""What every tool gets. In: the example issue. Out: a folder of well-made web pages, and the facts about the issue.

One page an article and one a section, in the order of reading; notes are marked the way e-books mark them, pictures have
their alternative texts. Nobody has to guess what could be said.
"""

from dataclasses import dataclass
from html import escape
from itertools import count
from pathlib import Path
from typing import Final

from lxml import etree

from benchmarks.measure import ROOT
from bulletin.epub.opened import open_book
from bulletin.model import Article, Format, Issue, Script
from bulletin.model.calendar import NumberStyle, day_in_chinese
from bulletin.press.lint import draft_of
from bulletin.press.make import make
from bulletin.press.order import Order

EXAMPLE: Final = ROOT / "examples" / "2026-03"
LANG: Final = "zh-Hans"
_PAGE: Final = (
    '<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
    ' lang="{lang}" xml:lang="{lang}">\n<head><meta charset="utf-8"/><title>{title}</title></head>\n<body>{body}</body></html>\n'
)
_TYPE: Final = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Source:
    """The folder, its pages in order (name and title), the cover in it, and what there is to say of the issue. `ours` is
    what `bulletin make` makes of the same issue."""

    folder: Path
    pages: tuple[tuple[str, str], ...]
    cover: str
    issue: Issue
    title: str
    authors: tuple[str, ...]
    ours: Path


def build(folder: Path) -> Source:
    """Write the pages to `folder`."""
    folder.mkdir(parents=True)
    order = Order((EXAMPLE,), (Format.PDF, Format.EPUB), (Script.SOURCE,), output=folder / "ours")
    ours = next(file.path for file in make(order).artefacts if file.format is Format.EPUB)
    (folder / "cover.png").write_bytes((open_book(ours).cover or (b"", ""))[0])
    issue = draft_of(order).issue
    pages = []
    for number, section in enumerate(issue.sections, start=1):
        pages.append((f"section-{number}.xhtml", section.title))
        _write(
            folder / pages[-1][0], section.title, f'<h1 id="section-{number}">{escape(section.title)}</h1>'
        )
        for place, article in enumerate(section.articles, start=1):
            pages.append((f"article-{number}-{place}.xhtml", article.title))
            _write(folder / pages[-1][0], article.title, _article(article, f"{number}-{place}"))
            for asset in article.assets:
                (folder / f"picture-{asset.name}").write_bytes(asset.data)
    names = [name for article in issue.articles for name in article.byline.split()]
    title = f"{issue.periodical.name} 第{issue.number}期"
    return Source(folder, tuple(pages), "cover.png", issue, title, tuple(dict.fromkeys(names)), ours)


def _write(path: Path, title: str, body: str) -> None:
    path.write_text(_PAGE.format(lang=LANG, title=escape(title), body=body), encoding="utf-8")


def _article(article: Article, key: str) -> str:
    """Head and text; sub-heads stand one level below the title, ids are the article's own."""
    root, numbers = article.body.tree(), count(1)
    for element in root.iter(etree.Element):
        if name := element.get("id"):
            element.set("id", f"{key}-{name}")
        if element.get("href", "").startswith("#"):
            element.set("href", f"#{key}-{element.get('href', '')[1:]}")
        if element.get("href", "").startswith("article:"):  # our own way to say another article
            element.tag = "span"
            del element.attrib["href"]
        if element.tag == "img":
            element.set(
                "src", f"picture-{element.get('src')}"
            )  # some make ids of names, which may not begin with a digit
        if str(element.tag) in ("h2", "h3", "h4"):
            element.tag = f"h{int(str(element.tag)[1]) + 1}"
            element.set("id", f"{key}-head-{next(numbers)}")
        if "noteref" in element.get("class", "").split():
            element.set(_TYPE, "noteref")
            element.set("role", "doc-noteref")
        if "footnote" in element.get("class", "").split():
            element.set(_TYPE, "footnote")
            element.set("role", "doc-footnote")
        if element.tag == "th" and not element.get("scope"):
            element.set("scope", "col" if next(element.iterancestors("thead"), None) is not None else "row")
    etree.cleanup_namespaces(root)
    day = day_in_chinese(article.date, NumberStyle.DIGITS, LANG) if article.date else ""
    credits = " ".join(filter(None, (article.byline, article.source, day)))
    text = "".join(etree.tostring(block, encoding="unicode") for block in root)
    return f'<h2 id="article-{key}">{escape(article.title)}</h2><p>{escape(credits)}</p>{text}'
