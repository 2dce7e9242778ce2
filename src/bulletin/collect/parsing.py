"""HTML and XML to a tree, for every reader. In: HTML as str, XML as bytes. Out: an lxml tree, of HTML without comments,
scripts and styles."""

import re
import sys
from typing import Final

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from bulletin.collect.characters import clean
from bulletin.collect.embedded import put_stand_ins
from bulletin.collect.foreign import settle_foreign
from bulletin.errors import InputError

# A stray </html> in mid-page (old government templates) makes the parser drop what follows.
_CLOSERS: Final = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_REFERENCE: Final = re.compile(
    r"&#(?:[xX]0*(?P<hex>[0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*(?P<number>\d{1,7})(?!\d));?"
)
_XML: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)
# What no browser shows as text; what plays or moves leaves a stand-in.
_UNSEEN: Final = "script style noscript template head title math svg map datalist".split()
_PLAYED: Final = "object applet embed iframe audio video canvas".split()


def parse_page(text: str) -> HtmlElement:
    """The `<html>` tree of a whole page, head and scripts included. Raises InputError for one nested too deeply."""
    prepared = _REFERENCE.sub(_referred, _CLOSERS.sub("", _DECLARATION.sub("", clean(text))))
    # huge_tree: 2,048 levels instead of 256; old pages never close <font>.
    parser = lxml_html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    page: HtmlElement | None
    try:
        page = lxml_html.document_fromstring(prepared.encode("utf-8"), parser=parser)
    except etree.ParserError:  # nothing but white space and comments
        page = lxml_html.document_fromstring("<p></p>")
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise InputError("collect.too-deep")
    return page


def _referred(found: re.Match[str]) -> str:
    """A character named by its number, nothing for what is no character. Of 128 to 159, which mean those of Windows, the
    parser knows (https://html.spec.whatwg.org/#numeric-character-reference-end-state)."""
    code = int(found["hex"], 16) if found["hex"] else int(found["number"])
    return found[0] if 0x80 <= code < 0xA0 or code > sys.maxunicode or clean(chr(code)) else ""


def parse_xml(data: bytes | None) -> etree._Element | None:
    """The root of XML as far as it can be read, entities left alone; None where there is not one element."""
    try:
        return etree.fromstring(data, _XML) if data else None
    except etree.XMLSyntaxError:  # it begins with a zero byte
        return None


def parse_fragment(text: str) -> HtmlElement:
    """The `<body>` of a piece of HTML, without what is never shown. Raises InputError for one nested too deeply."""
    return body_of(parse_page(text))


def body_of(page: HtmlElement) -> HtmlElement:
    """The `<body>` of a page, without what is never shown."""
    body = page.find("body")
    if body is None:
        body = page
    drop_unseen(body)
    return body


def drop_unseen(root: HtmlElement) -> None:
    """Take scripts, styles and embedded objects out of the tree; formulas and drawings stay as text and pictures, and
    what plays leaves a stand-in."""
    settle_foreign(root)
    _drop(root, _UNSEEN)
    put_stand_ins(root)
    _drop(root, _PLAYED)


def _drop(root: HtmlElement, tags: list[str]) -> None:
    for element in list(root.iter(*tags)):
        if element is not root:
            element.drop_tree()
