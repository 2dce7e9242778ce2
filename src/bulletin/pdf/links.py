"""Where a page may lead. In: WeasyPrint's tree of the sheet, later its pages. Out: both with the links they may have."""

import re
from collections.abc import Iterable
from typing import Any, Final
from xml.etree.ElementTree import Element

from bulletin.model import Notice

_ALLOWED: Final = re.compile(r"(https?://|mailto:|tel:|#)", re.IGNORECASE)
# Viewers ignore these inside a scheme: "java\tscript:" works.
_IGNORED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]")


def drop_unsafe_links(root: Element) -> tuple[Notice, ...]:
    """Take the address off every link that is not http(s), mailto, tel or inside the document; its text stays.

    A `<base>` would turn relative addresses into others, and `rel=attachment` would embed a file: both go too.
    """
    told: dict[str, Notice] = {}
    for element in root.iter():
        if element.tag == "base":
            element.attrib.clear()
        elif "attachment" in element.get("rel", "").lower().split():
            del element.attrib["rel"]
        address = element.get("href")
        is_link = element.tag in ("a", "area")
        if is_link and address is not None and not _ALLOWED.match(_IGNORED.sub("", address)):
            del element.attrib["href"]
            told[address] = Notice("pdf.unsafe-link", {"address": address[:120]})
    return tuple(told.values())


def one_area_a_link(pages: Iterable[Any]) -> None:
    """Leave each link its own boxes to click on, one a line; `pages` are WeasyPrint pages, changed in place.

    WeasyPrint gives every box inside a link an area of its own, tagged as what the box is; PDF/UA (ISO 14289-1
    §7.18.5) wants areas tagged as links and nothing else.
    """
    for page in pages:
        page.links = [link for link in page.links if (link[3].element_tag or "").partition(":")[0] == "a"]
