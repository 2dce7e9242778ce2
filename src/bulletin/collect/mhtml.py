"""Pages saved as one file to Articles. In: MHTML, or HTML of SingleFile. Out: the article, with the pictures in the file.

RFC 2557: the page and its pictures are parts of a MIME message, named by the address each was fetched from.
"""

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from typing import Final

from lxml import html

from bulletin.collect.addresses import joined
from bulletin.collect.characters import clean
from bulletin.collect.decode import decode, doubts_of
from bulletin.collect.details import Details
from bulletin.collect.parsing import parse_page
from bulletin.collect.pictures import Fetch, take_pictures
from bulletin.collect.webpage import extract
from bulletin.errors import InputError
from bulletin.model import Article, Body, Outcome

MHTML: Final = "multipart/related"
_MAX_PARTS: Final = 5_000
_SINGLE_FILE: Final = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_INLINE: Final = re.compile(r"data:image/(?:jpeg|png|webp|gif|svg\+xml)[;,]", re.IGNORECASE)
_KEPT: Final = frozenset({"src", "alt", "title", "width", "height"})  # of a picture in the file
_INLINE_ENOUGH: Final = 400  # characters; a shorter one is a dot that holds the place of a picture


def read_mhtml(data: bytes, path: Path) -> Outcome[Article]:
    """The article of an .mhtml file. Raises InputError `web.archive-page` or `collect.empty`."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    parts = [part for part in _parts(message) if not part.is_multipart()]
    page = next(
        (part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise InputError("web.archive-page", place=str(path))
    url = _location(page) or _address(message.get("Snapshot-Content-Location", ""))
    source = decode(_content(page), page.get_content_charset(""))
    stored = {joined(url, name): part for part in parts for name in _names(part)}
    outcome = _article(source.text, url, path, _stored_pictures(stored), set(stored))
    doubts = doubts_of(source, article=outcome.value.title, place=path.name)
    return Outcome(outcome.value, (*doubts, *outcome.notices))


def is_single_file(text: str) -> bool:
    """True for a page that SingleFile has saved with everything in it."""
    return bool(_SINGLE_FILE.search(text[:4096]))


def read_single_file(text: str, path: Path) -> Outcome[Article]:
    """The article of a page saved by SingleFile. Raises InputError `collect.empty`."""
    found = _SINGLE_FILE.search(text[:4096])
    return _article(text, found[1] if found else "", path, _nothing_stored, set())


def _article(text: str, url: str, path: Path, fetch: Fetch, stored: set[str]) -> Outcome[Article]:
    page = extract(_with_own_pictures(text, url, stored), url)
    assets, notices = take_pictures(page.body, fetch)
    body = Body.from_tree(page.body)
    if body.is_empty:
        raise InputError("collect.empty", place=path.name)
    details = page.details.or_else(Details(title=path.stem, url=url))
    article = details.article(path.stem, body, str(path), assets)
    return Outcome(article, tuple(notice.in_article(article.title) for notice in (*page.notices, *notices)))


def _with_own_pictures(text: str, url: str, stored: set[str]) -> str:
    """What the file holds as a picture's `src` is the picture; the attributes of late loading lead to the web."""
    page = parse_page(text)
    for picture in page.iter("img"):
        source = _addressed(picture.get("src", "").strip())
        picture.set("src", source)
        is_inline = bool(_INLINE.match(source)) and len(source) >= _INLINE_ENOUGH
        if is_inline or joined(url, source) in stored:
            kept = {name: value for name, value in picture.items() if name in _KEPT}
            picture.attrib.clear()  # one by one those could not go whose names are none, such as `{{x}}`
            picture.attrib.update(kept)
    return html.tostring(page, encoding="unicode")


def _parts(message: Message) -> Iterator[Message]:
    for count, part in enumerate(message.walk()):
        if count == _MAX_PARTS:
            raise InputError("collect.archive-unsafe")
        yield part


def _names(part: Message) -> list[str]:
    identity = _address(part.get("Content-ID", "")).strip("<>")
    return [name for name in (_location(part), _addressed(f"cid:{identity}") if identity else "") if name]


def _addressed(source: str) -> str:
    """RFC 2392's `cid:` as an address that lasts through the extraction; `.invalid` is nobody's (RFC 2606)."""
    return f"http://cid.invalid/{source[4:]}" if source.lower().startswith("cid:") else source


def _location(part: Message) -> str:
    return _address(part.get("Content-Location", ""))


def _address(value: object) -> str:
    """An address in a header; it is folded where it is long, and must be fit for an attribute."""
    return "".join(clean(str(value)).split())


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _stored_pictures(stored: dict[str, Message]) -> Fetch:
    def fetch(source: str) -> bytes:
        if source not in stored:
            return _nothing_stored(source)
        return _content(stored[source])

    return fetch


def _nothing_stored(source: str) -> bytes:
    """Saved pages hold their pictures; the web is not asked."""
    raise InputError("web.archive-picture", file=source)
