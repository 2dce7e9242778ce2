"""The pictures of a body. In: a body whose `<img src>` are as the source wrote them. Out: Assets and their names.

A picture that cannot be had is never a failure: a line of text stands in its place and a notice says why.
"""

import base64
import binascii
import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree

from bulletin.collect.body.edits import remove, replace
from bulletin.errors import InputError
from bulletin.model import Asset, Body, Notice
from bulletin.pictures import MAX_BYTES, clean_picture

# From a `src` to its bytes; raises InputError saying why there are none.
Fetch = Callable[[str], bytes]

_DATA: Final = re.compile(
    r"data:(?P<type>[^,;]*)(?P<parameters>[^,]*),(?P<data>.*)", re.DOTALL | re.IGNORECASE
)
_PLACEHOLDER: Final = re.compile("〔图(?:：[^〕]*)?〕")
_REMOTE: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|(?!data:)[a-z][a-z0-9+.-]+:", re.IGNORECASE)


def take_pictures(root: etree._Element, fetch: Fetch) -> tuple[tuple[Asset, ...], tuple[Notice, ...]]:
    """The assets `root` shows, each once; `root` names them, or says where one is missing."""
    assets: dict[str, Asset] = {}
    notices: list[Notice] = []
    for image in list(root.iter("img")):
        source = image.get("src", "").strip()
        shown = "data:…" if source.lower().startswith("data:") else source
        try:
            read = clean_picture(_inline(source) if source.lower().startswith("data:") else fetch(source))
        except InputError as error:
            notices.append(Notice(error.code, error.values, place=shown))
            _put_placeholder(image)
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
    return "\n".join(filter(None, _PLACEHOLDER.sub("", body.text).split("\n")))


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


def _put_placeholder(image: etree._Element) -> None:
    """A line of text where the picture should stand, so that the page shows that something is missing. What the picture
    is called in the source is for the notice: on a page it would mean nothing to a reader."""
    words = f"〔图：{image.get('alt')}〕" if image.get("alt") else "〔图〕"
    figure = image.getparent()
    if figure is not None and figure.tag == "figure":
        paragraph = etree.Element("p")
        paragraph.text = words
        captions = list(figure.iter("figcaption"))
        for caption in captions:
            caption.tag = "p"
        replace(figure, [paragraph, *captions])
        return
    image.tail = words + (image.tail or "")
    remove(image)
