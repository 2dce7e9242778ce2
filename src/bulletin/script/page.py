"""Any HTML page or fragment in another script. In: the source text. Out: the same text with its prose converted.

The source is cut into tokens, not parsed into a tree and written anew, so that whatever is not prose comes out
byte for byte: comments, scripts, styles, spelling of tags, white space. A character reference stays as it was spelt
unless the character it stands for changes. `lang` follows the text where it names the other script.
"""

import html
import re
from collections.abc import Iterator
from typing import Final

from bulletin.script.gather import BLOCKS, Gatherer

_TOKEN: Final = re.compile(
    r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>"
    r"""|</?[A-Za-z](?:[^<>"']++|"[^"]*"|'[^']*')*+>|</?[A-Za-z][^<>]*>""",
    re.DOTALL,
)
_NAME: Final = re.compile(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE: Final = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+))""")
_REFERENCE: Final = re.compile(r"(&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);)")
_RAW: Final = frozenset("script style textarea xmp iframe noembed noframes plaintext".split())
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_READ_ATTRIBUTES: Final = ("alt", "title")

# Elements whose end tag may be missing, and what ends them (HTML §13.1.2.4).
_ENDED_BY: Final[dict[str, frozenset[str]]] = {
    "p": BLOCKS - {"button", "caption", "head", "legend", "link", "meta", "summary"},
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "td": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "th": frozenset({"td", "th", "tr", "tbody", "tfoot"}),
    "tr": frozenset({"tr", "tbody", "tfoot"}),
    "option": frozenset({"option", "optgroup"}),
    "rt": frozenset({"rt", "rp"}),
    "rp": frozenset({"rt", "rp"}),
}
_ENDING: Final = frozenset().union(*_ENDED_BY.values())


class Page:
    """A page cut into pieces, some of which are text. A place is the index of a piece."""

    def __init__(self, source: str, gatherer: Gatherer[int]) -> None:
        self._pieces: list[str] = []
        self._gatherer: Final = gatherer
        position = 0
        for start, end, is_tag in _tokens(source):
            self._text(source[position:start])
            if is_tag:
                self._tag(source[start:end])
            else:
                self._pieces.append(source[start:end])
            position = end
        self._text(source[position:])

    def written(self, changes: list[tuple[int, str]]) -> str:
        """The page's source with the pieces of `changes` exchanged."""
        pieces = list(self._pieces)
        for place, text in changes:
            pieces[place] = text
        return "".join(pieces)

    def _text(self, text: str) -> None:
        for part, place in self._parts(text):
            self._gatherer.text(part, place)

    def _parts(self, text: str) -> Iterator[tuple[str, int]]:
        """Keep `text` as pieces, character references apart: what each reads as, and its place."""
        for part in filter(None, _REFERENCE.split(text)):
            self._pieces.append(part)
            yield html.unescape(part) if part.startswith("&") else part, len(self._pieces) - 1

    def _tag(self, tag: str) -> None:
        name = _named(tag)
        if tag.startswith("</"):
            self._close(name)
            self._pieces.append(tag)
            return
        self._end_what(name)
        attributes = {match[1].lower(): _value(match) for match in _ATTRIBUTE.finditer(tag)}
        self._gatherer.open(
            name, attributes | {"lang": attributes.get("lang") or attributes.get("xml:lang", "")}
        )
        self._attributes(name, tag)
        if name in _VOID or name in _RAW or tag.endswith("/>"):
            self._gatherer.close()

    def _attributes(self, name: str, tag: str) -> None:
        position = 0
        for match in _ATTRIBUTE.finditer(tag):
            attribute, group = match[1].lower(), match.lastindex or 1
            if attribute in _READ_ATTRIBUTES:
                self._pieces.append(tag[position : match.start(group)])
                self._gatherer.attribute(*self._parts(match[group]))
                position = match.end(group)
            elif attribute in ("lang", "xml:lang"):
                self._pieces += (
                    tag[position : match.start(group)],
                    self._gatherer.language(name, match[group]),
                )
                position = match.end(group)
        self._pieces.append(tag[position:])

    def _close(self, name: str) -> None:
        depth = next((depth for depth, tag in enumerate(self._gatherer.open_tags()) if tag == name), -1)
        for _ in range(depth + 1):
            self._gatherer.close()

    def _end_what(self, name: str) -> None:
        """End the elements whose own end tag was left out before `<name>`."""
        while ended := self._ended(name):
            self._close(ended)

    def _ended(self, name: str) -> str:
        for tag in self._gatherer.open_tags() if name in _ENDING else ():
            if name in _ENDED_BY.get(tag, ()):
                return tag
            if tag in BLOCKS:
                break
        return ""


def _tokens(source: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of whatever is not text, and whether it is a tag. What stands in a script is one such token."""
    position = 0
    while match := _TOKEN.search(source, position):
        start, position = match.span()
        is_tag = source[start + 1] not in "!?"
        yield start, position, is_tag
        name = _named(match[0]) if is_tag else ""
        if name in _RAW and not match[0].startswith("</"):
            end_tag = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, position)
            end = end_tag.start() if end_tag else len(source)
            yield position, end, False
            position = end


def _named(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _value(match: re.Match[str]) -> str:
    return html.unescape(match[match.lastindex or 1])
