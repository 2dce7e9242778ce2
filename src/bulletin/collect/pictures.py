"""The pictures of a body. In: a body whose `<img src>` are as the source wrote them. Out: Assets and their names.

A picture that cannot be had is never a failure: a line of text stands in its place and a notice says why.
"""

import base64
import binascii
import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from bulletin.collect.body.edits import replace, unwrap
from bulletin.collect.embedded import CODES, WORDS, is_stand_in, is_traditional, meaning_of, words_for
from bulletin.errors import InputError
from bulletin.model import Asset, Body, Notice
from bulletin.pictures import MAX_BYTES, clean_picture

# From a `src` to its bytes; raises InputError saying why there are none.
Fetch = Callable[[str], bytes]

_DATA: Final = re.compile(r"data:(?P<parameters>[^,]*),(?P<data>.*)", re.DOTALL | re.IGNORECASE)
_SHOWN: Final = 3  # addresses in one notice
_REMOTE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?!data:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)


def take_pictures(root: etree._Element, fetch: Fetch) -> tuple[tuple[Asset, ...], tuple[Notice, ...]]:
    """The assets `root` shows, each once; `root` names them, or says where one is missing."""
    images = list(root.iter("img"))
    traditional = bool(images) and is_traditional(root)
    assets: dict[str, Asset] = {}
    notices = [*_say_what_played(list(filter(is_stand_in, images)), traditional=traditional)]
    for image in list(root.iter("img")):
        source = image.get("src", "").strip()
        shown = "data:…" if source.lower().startswith("data:") else source
        try:
            read = clean_picture(_inline(source) if source.lower().startswith("data:") else fetch(source))
        except InputError as error:
            notices.append(Notice(error.code, error.values, place=shown))
            _put_words(image, words_for("picture", image.get("alt", ""), traditional=traditional))
            continue
        notices += [dataclasses.replace(notice, place=shown) for notice in read.notices]
        image.set("src", read.value.name)
        assets[read.value.name] = read.value
    return tuple(assets.values()), tuple(notices)


def files_beside(article: Path, *, above: int = 1) -> Fetch:
    """Pictures from the article's own folder, from folders inside it, and from `above` levels over it: an issue
    keeps `articles/` and `pictures/` side by side. No other file of the machine is read."""
    folder = article.resolve().parent
    home = folder.parents[above - 1] if above and len(folder.parents) >= above else folder

    def fetch(source: str) -> bytes:
        if _REMOTE.match(source):
            raise InputError("collect.picture-remote", address=source)
        try:
            path = (folder / unquote(source.partition("?")[0].partition("#")[0])).resolve()
            if not path.is_relative_to(home):
                raise InputError("collect.picture-outside", file=source)
            if not path.is_file():
                raise InputError("collect.picture-not-there", file=source)
            if path.stat().st_size > MAX_BYTES:
                raise InputError("pictures.too-big", size=f"{path.stat().st_size / (1 << 20):.0f} MB")
            return path.read_bytes()
        except (OSError, ValueError) as error:
            raise InputError("collect.picture-not-there", file=source) from error

    return fetch


def words_of(body: Body) -> str:
    """The text of a body, one block a line, without the words that stand where a picture is missing."""
    return "\n".join(filter(None, WORDS.sub("", body.text).split("\n")))


def _inline(source: str) -> bytes:
    found = _DATA.fullmatch(source)
    if not found:
        raise InputError("pictures.broken")
    try:
        if "base64" in found["parameters"].lower():
            return base64.b64decode("".join(unquote(found["data"]).split()), validate=True)
        return unquote_to_bytes(found["data"])
    except (binascii.Error, ValueError) as error:
        raise InputError("pictures.broken") from error


def _say_what_played(stand_ins: list[etree._Element], *, traditional: bool) -> Iterator[Notice]:
    """Put words in the place of every stand-in, and tell of each kind once: how many, and where they lie on the web."""
    found: dict[str, list[str]] = {}
    for image in stand_ins:
        kind, address = meaning_of(image)
        _put_words(image, words_for(kind, image.get("alt", ""), traditional=traditional), address)
        found.setdefault(kind, []).append(address)
    for kind, addresses in found.items():
        known = list(dict.fromkeys(filter(None, addresses)))
        place = " ".join(known[:_SHOWN]) + (" …" if len(known) > _SHOWN else "")
        words = words_for(kind, "", traditional=traditional)
        yield Notice(CODES[kind], {"count": len(addresses), "words": words}, place=place)


def _put_words(image: etree._Element, words: str, address: str = "") -> None:
    """Words where a picture should stand, so that the page shows that something is missing; they lead to `address`. What
    the picture is called in the source is for the notice: on a page it would mean nothing to a reader."""
    is_linked = address and next(image.iterancestors("a"), None) is None
    line = etree.Element("a", href=address) if is_linked else etree.Element("span")
    line.text = words
    figure = image.getparent()
    if figure is not None and figure.tag == "figure":
        paragraph = etree.Element("p")
        paragraph.append(line)
        captions = list(figure.iter("figcaption"))
        for caption in captions:
            caption.tag = "p"
        replace(figure, [paragraph, *captions])
    else:
        line.tail, image.tail = image.tail, None
        replace(image, [line])
    if not is_linked:
        unwrap(line)
