"""Pages to Articles. In: a link. Out: the article, all its parts and pictures together, and the answers it was made of."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from bulletin.collect.addresses import joined
from bulletin.collect.body import sanitise
from bulletin.collect.body.edits import text_of
from bulletin.collect.characters import bare, weight_of
from bulletin.collect.decode import doubts_of
from bulletin.collect.details import Details
from bulletin.collect.mishaps import told_in_a_sentence
from bulletin.collect.parsing import parse_page
from bulletin.collect.pictures import take_pictures
from bulletin.collect.web.answer import Answer
from bulletin.collect.web.fetch import Fetcher
from bulletin.collect.web.kinds import kind_of
from bulletin.collect.web.links import Link
from bulletin.collect.web.paging import is_part_of, next_of
from bulletin.collect.webpage import extract
from bulletin.errors import InputError
from bulletin.model import Article, Body, Notice, Outcome

_MAX_PARTS: Final = 20
_TELLING: Final = 12  # characters that make a repeated block no accident


@dataclass(frozen=True, slots=True)
class Collected:
    """An article from the web, and every answer it was made of: its page, further parts, pictures.

    `unchanged`: all of them are what was kept before, so the article is too.
    """

    article: Article
    answers: tuple[Answer, ...] = ()
    tags: tuple[str, ...] = ()
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before its pictures are there."""

    root: etree._Element
    details: Details
    pages: tuple[Answer, ...] = ()
    notices: tuple[Notice, ...] = ()


def collect_link(fetcher: Fetcher, link: Link) -> Outcome[Collected]:
    """The article behind `link`; what the feed or list knows fills what the page does not say.

    Raises InputError: those of `Fetcher.get` for the page itself, `web.not-a-page`, `web.no-article`. A part or a
    picture that cannot be had is a notice.
    """
    with told_in_a_sentence():
        return _collected(fetcher, link)


def _collected(fetcher: Fetcher, link: Link) -> Outcome[Collected]:
    draft = _from_feed(link) if link.content else _from_pages(fetcher, link)
    address = draft.pages[0].final_url if draft.pages else link.url
    pictures: dict[str, Answer] = {}

    def fetch(source: str) -> bytes:
        if source not in pictures:
            # A picture's address always shows the same picture: what is kept is not asked for again.
            pictures[source] = fetcher.kept(source) or fetcher.get(source, referer=address)
        return pictures[source].body

    assets, missing = take_pictures(draft.root, fetch)
    body = Body.from_tree(draft.root)
    if body.is_empty:
        raise InputError("web.no-article", place=link.url)
    key = _key(address)
    article = draft.details.or_else(Details(title=key, url=address)).article(key, body, link.url, assets)
    answers = (*draft.pages, *pictures.values())
    told = tuple(notice.in_article(article.title) for notice in (*draft.notices, *missing))
    unchanged = bool(answers) and all(answer.unchanged for answer in answers) and not missing
    return Outcome(Collected(article, answers, link.tags, unchanged), told)


def _from_feed(link: Link) -> _Draft:
    root = sanitise(link.content, base_url=link.url).tree()
    for picture in root.iter("img"):
        if not picture.get("src", "").startswith("data:"):
            picture.set("src", joined(link.url, picture.get("src", "")))
    return _Draft(root, link.known)


def _from_pages(fetcher: Fetcher, link: Link) -> _Draft:
    pages, notices = _parts(fetcher, link.url)
    root, details, cut = _stitched(pages)
    return _Draft(root, details.or_else(link.known), pages, (*_losses(pages), *notices, *cut))


def _parts(fetcher: Fetcher, url: str) -> tuple[tuple[Answer, ...], tuple[Notice, ...]]:
    """The page and those that go on where it ends, in order."""
    pages = [fetcher.get(url)]
    if kind_of(pages[0]) != "page":
        raise InputError("web.not-a-page", place=url, kind=pages[0].media_type or "?")
    first = pages[0].final_url
    seen = {url, first}
    while True:
        following = next_of(parse_page(pages[-1].text().text), pages[-1].final_url)
        if not following or following in seen or not is_part_of(following, first):
            return tuple(pages), ()
        if len(pages) == _MAX_PARTS:
            return tuple(pages), (Notice("web.too-many-parts", {"limit": _MAX_PARTS}, place=following),)
        seen.add(following)
        try:
            pages.append(fetcher.get(following, referer=first))
        except InputError as error:
            missing = Notice("web.part-missing", {"number": len(pages) + 1}, place=following)
            return tuple(pages), (missing, Notice(error.code, error.values, place=following))


def _losses(pages: tuple[Answer, ...]) -> tuple[Notice, ...]:
    return tuple(notice for page in pages for notice in doubts_of(page.text(), place=page.final_url))


def _stitched(pages: tuple[Answer, ...]) -> tuple[etree._Element, Details, tuple[Notice, ...]]:
    """One body of all parts, and what was cut from it. The editor's name often stands below the last."""
    first, *others = [extract(page.text().text, page.final_url) for page in pages]
    root, details = first.body, first.details
    seen = {bare(text_of(block)) for block in root}
    for number, part in enumerate(others, 2):
        _number_ids(part.body, number)
        blocks = list(part.body)
        while blocks and weight_of(text_of(blocks[0])) > _TELLING and bare(text_of(blocks[0])) in seen:
            del blocks[0]  # lead and editor's note stand on every part
        seen.update(bare(text_of(block)) for block in blocks)
        root.extend(blocks)
        details = details.or_else(part.details)
    return root, details, tuple(notice for page in (first, *others) for notice in page.notices)


def _number_ids(root: etree._Element, number: int) -> None:
    """Every part begins its notes with 1."""
    for element in root.iter():
        if name := element.get("id"):
            element.set("id", f"{name}-{number}")
        if (reference := element.get("href", "")).startswith("#"):
            element.set("href", f"{reference}-{number}")


def _key(url: str) -> str:
    """A short name for the article from its address: letters, digits, hyphens."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    stem = parts[-1].partition(".")[0] if parts else urlsplit(url).hostname or ""
    return re.sub(r"[^\w]+", "-", stem)[:60].strip("-") or "article"
