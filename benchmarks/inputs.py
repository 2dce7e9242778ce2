"""What the contenders work on. In: a number of articles. Out: a folder that holds the same issue in every form.

`issue/` is the editor's folder (issue.toml, Markdown); `print.html` with `assets/` what our layout made of it, for
every engine that reads HTML; `sheet.pickle` and `book.pickle` the same as our writers take it; `issue.typ` for Typst.
"""

import datetime
import json
import pickle
import shutil
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from lxml import etree

from benchmarks.texts import Sections, Text, sections, texts
from benchmarks.typst_source import PAGE, typst_source
from bulletin import fonts, layout, typography
from bulletin.layout import Theme
from bulletin.model import (
    Article,
    Asset,
    Body,
    Book,
    Edition,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
    Sheet,
)
from bulletin.pictures import read_picture

PERIODICAL = "青溪会讯"
THEME = "circular"
DAY = datetime.date(2026, 3, 1)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The folder of one size of issue."""

    folder: Path
    articles: int
    characters: int


def build(folder: Path, articles: int) -> Inputs:
    """Write the issue of `articles` articles in every form to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = texts(articles)
    parts = sections(written)
    write_issue(folder / "issue", parts)
    edition = Edition(issue_of(parts), Script.ZH_HANS, Script.ZH_HANS.value)
    theme = layout.load_theme(THEME)
    sheet = layout.print_sheet(typography.set_edition(edition, medium="print"), theme, fonts.coverage())
    _write_html(folder, sheet)
    (folder / "sheet.pickle").write_bytes(pickle.dumps(sheet))
    (folder / "book.pickle").write_bytes(pickle.dumps(book_of(edition, theme)))
    (folder / "issue.typ").write_text(typst_source(PERIODICAL, parts, theme), encoding="utf-8")
    shutil.copy(PAGE, folder)
    return Inputs(folder, articles, sum(text.characters for text in written))


def issue_of(parts: Sections) -> Issue:
    """The issue as the planning room hands it over."""
    numbers = count(1)
    return Issue(
        key="bench",
        title=PERIODICAL,
        periodical=Periodical(PERIODICAL, Masthead(PERIODICAL)),
        sections=tuple(
            Section(title, tuple(_article(text, next(numbers)) for text in written))
            for title, written in parts
        ),
        number=3,
        date=DAY,
    )


def _article(text: Text, number: int) -> Article:
    assets = (read_picture(text.picture.read_bytes()),) if text.picture else ()
    return Article(
        f"a{number:03}",
        text.title,
        _body(text, assets),
        byline=text.byline,
        date=DAY,
        script=Script.ZH_HANS,
        assets=assets,
    )


def _body(text: Text, pictures: tuple[Asset, ...]) -> Body:
    root = etree.Element("body")
    for picture in pictures:
        figure = etree.SubElement(root, "figure")
        etree.SubElement(figure, "img", src=picture.name, alt=text.title)
        etree.SubElement(figure, "figcaption").text = text.title
    for head, paragraphs in text.parts:
        if head:
            etree.SubElement(root, "h2").text = head
        for paragraph in paragraphs:
            etree.SubElement(root, "p").text = paragraph
    return Body.from_tree(root)


def book_of(edition: Edition, theme: Theme) -> Book:
    """A cover of words: drawing one is no part of binding."""
    modified = datetime.datetime(DAY.year, DAY.month, DAY.day, tzinfo=datetime.UTC)
    return layout.make_book(typography.set_edition(edition, medium="epub"), theme, modified=modified).value


def _write_html(folder: Path, sheet: Sheet) -> None:
    """The sheet as a page on disk: what `asset:` names lies beside it."""
    assets = folder / "assets"
    assets.mkdir(exist_ok=True)
    for name, (data, _) in sheet.resources.items():
        (assets / name).write_bytes(data)
    (folder / "print.html").write_text(sheet.html.replace("asset:", "assets/"), encoding="utf-8")


def write_issue(folder: Path, parts: Sections) -> None:
    """The editor's folder: issue.toml, bulletin.toml and an article a file."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "bulletin.toml").write_text(
        f'[periodical]\nname = "{PERIODICAL}"\n[theme]\nname = "{THEME}"\n', encoding="utf-8"
    )
    numbers = count(1)
    plan = f"number = 3\ndate = {DAY}\n"
    for title, written in parts:
        names = [f"articles/{next(numbers):03}.md" for _ in written]
        for name, text in zip(names, written, strict=True):
            (folder / name).write_text(_markdown(text), encoding="utf-8")
        plan += f'\n[[section]]\ntitle = "{title}"\narticles = {json.dumps(names)}\n'
    (folder / "issue.toml").write_text(plan, encoding="utf-8")


def _markdown(text: Text) -> str:
    head = f"---\ntitle: {text.title}\nbyline: {text.byline}\ndate: {DAY}\n---"
    return f"{head}\n\n{blocks_of(text, '##')}"


def blocks_of(text: Text, mark: str) -> str:
    """The blocks of an article as Markdown, its sub-heads with `mark`; its picture lies in `pictures/` one folder up."""
    blocks = [f"![{text.title}](../pictures/{text.picture.name})"] if text.picture else []
    for head, paragraphs in text.parts:
        blocks += [f"{mark} {head}"] if head else []
        blocks += paragraphs
    return "\n\n".join(blocks) + "\n"
