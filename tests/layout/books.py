"""A small issue, the book that is made of it, and its pages."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from bulletin.model import (
    Article,
    Body,
    Book,
    Colophon,
    EbookStyle,
    Issue,
    Masthead,
    Outcome,
    Periodical,
    Section,
)

EBOOK = EbookStyle()
MODIFIED = datetime.datetime(2026, 4, 5, tzinfo=datetime.UTC)
NAMES = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}

BRIDGE = Article(
    "bridge",
    "旧桥重开 两岸少走六里",
    Body("<body><p>桥修好了。</p><h2>两岸</h2><p>少走六里。</p></body>"),
    byline="余大成 John Smith 范小雨",
    source="河畔日报",
    date=datetime.date(2026, 4, 2),
)
POEM = Article("poem", "桥", Body.from_paragraphs("桥上的人记得水。"), byline="范小雨")
ISSUE = Issue(
    key="2026-04",
    title="旧桥专号",
    periodical=Periodical(
        "河畔通讯",
        Masthead("河畔通讯", note="内部资料 免费交流"),
        Colophon((("publisher", "河畔学会"), ("网上投稿", "letters@example.org"))),
        publisher="河畔学会",
        editors=("余大成",),
    ),
    sections=(Section("本会要闻", (BRIDGE,)), Section("", (POEM,))),
    number=4,
    total_number=128,
    date=datetime.date(2026, 4, 5),
    editors_note=Body.from_paragraphs("这一期写一座桥。"),
)


Made = Callable[..., Outcome[Book]]


def of_articles(*articles: Article) -> Issue:
    return replace(ISSUE, sections=(Section("", articles),))


def page(book: Book, href: str) -> etree._Element:
    return etree.fromstring(next(leaf.xhtml for leaf in book.leaves if leaf.href == href))


def said(root: etree._Element, path: str) -> list[str]:
    return ["".join(node.itertext()) for node in root.xpath(path, namespaces=NAMES)]
