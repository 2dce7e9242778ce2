"""An article as a file that a person can edit. In: an Article. Out: Markdown that `read_markdown` takes back as it was.

What Markdown says plainly (paragraphs, headings) is written so; all else stands as the body grammar's own XHTML,
which Markdown lets through.
"""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from lxml import etree

from bulletin.collect.characters import one_line
from bulletin.model import Article

# In the order of the page. Every field is written, empty ones too: they may be filled.
FIELDS: Final = "kicker title subtitle byline source editor date section note script url".split()

_HEADINGS: Final = {"h2": "##", "h3": "###", "h4": "####"}
_SPECIAL: Final = re.compile(r"[\\`*_\[\]{}|~^!]")
# What would begin a heading, a list, a quotation or a rule.
_AT_START: Final = re.compile(r"(?P<mark>[#>+=-])|(?P<number>\d{1,9})(?P<end>[.)])")
_QUOTED: Final = re.compile(r"(?:(?P<mark>[\"']).*(?P=mark)|\[.*\])")
_BLANK_LINE: Final = re.compile(r"\n(?=[^\S\n]*\n)")


def manuscript(article: Article, *, pictures: str = "", remarks: Mapping[str, str] | None = None) -> str:
    """The article as Markdown with its fields at the head. `pictures` is the folder of its assets, with a `/` at the
    end; `remarks` by field (or `""` for all) are written above the field, as lines that are not read."""
    said = remarks or {}
    lines = ["---", *_remark(said.get("", ""))]
    for name in FIELDS:
        lines += [*_remark(said.get(name, "")), f"{name}: {_value(getattr(article, name))}".rstrip()]
    blocks = "\n\n".join(_blocks(article, pictures))
    return "\n".join((*lines, "---", "", blocks, ""))


def _remark(text: str) -> list[str]:
    return [f"# {line}" for line in text.splitlines()]


def _value(value: object) -> str:
    text = one_line(str(value)) if value else ""
    return f'"{text}"' if _QUOTED.fullmatch(text) else text


def _blocks(article: Article, pictures: str) -> Iterator[str]:
    root = article.body.tree()
    for image in root.iter("img"):
        image.set("src", pictures + image.get("src", ""))
    for block in root:
        yield _block(block)


def _block(block: etree._Element) -> str:
    plain = not block.attrib and bool("".join(block.itertext()).strip())
    if plain and block.tag in _HEADINGS:
        return f"{_HEADINGS[str(block.tag)]} {_inline(block)}"
    if plain and block.tag == "p":
        return _at_start(_inline(block))
    xhtml = etree.tostring(block, encoding="unicode", with_tail=False)
    # A blank line ends XHTML in Markdown, but not inside <pre> (CommonMark 0.31 §4.6).
    return xhtml if block.tag == "pre" else _BLANK_LINE.sub("&#10;", xhtml)


def _inline(element: etree._Element) -> str:
    """What stands in an element: its text as Markdown, the elements in it as XHTML."""
    parts = [_text(element.text)]
    for child in element:
        tag = str(child.tag)
        opened = " ".join((tag, *(f'{name}="{escape(value)}"' for name, value in child.items())))
        if len(child) or child.text:
            parts.append(f"<{opened}>{_inline(child)}</{tag}>")
        else:
            parts.append(f"<{opened}/>")
        parts.append(_text(child.tail))
    return "".join(parts)


def _text(text: str | None) -> str:
    marked = _SPECIAL.sub(r"\\\g<0>", text or "")
    return escape(re.sub(r"\s*\n\s*", " ", marked), quote=False)


def _at_start(line: str) -> str:
    found = _AT_START.match(line)
    if not found:
        return line
    if found["mark"]:
        return f"\\{line}"
    return f"{found['number']}\\{line[found.start('end') :]}"
