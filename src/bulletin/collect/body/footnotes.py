"""Footnotes of any origin. In: an HTML tree. Out: the same with calls and notes as the grammar has them.

Word, mammoth, Markdown, pandoc and wikis agree on one thing only: the call links to the note and the note links
back. By that a note is known; how it is marked does not matter.
"""

import re
from collections import Counter
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.body.edits import remove, text_of

# Blocks calls lead to, and how many links in each lead where, those left out that have been marked as calls.
_Leads = dict[HtmlElement, Counter[str]]

_NOTE_BLOCKS: Final = frozenset({"li", "p", "div", "dd", "aside"})
_CALL: Final = re.compile(r"\s*[\[［〔(（]?(?:注\s?)?(?:\d{1,3}|[①-⑳*＊†‡])[\]］〕)）]?\s*")
_MARKER: Final = re.compile(r"^\s*[\[［〔(（]?\d{1,3}[\]］〕)）.．、]?\s*")


def settle_footnotes(root: HtmlElement) -> None:
    """Give every pair of call and note the form `<a class="noteref" href="#note-1">1</a>`, `<aside class="footnote">`."""
    targets = {name: element for element in root.iter() for name in _names(element)}
    leads: _Leads = {}
    numbers: dict[HtmlElement, int] = {}
    for call in [link for link in root.iter("a") if link.get("href", "").startswith("#")]:
        block = _note_of(call, targets, leads) if _CALL.fullmatch(text_of(call)) else None
        if block is not None and call is not block and block not in call.iterancestors():
            for outer in call.iterancestors():
                if outer in leads:
                    leads[outer][call.get("href", "")] -= 1
            _mark_call(call, numbers.setdefault(block, len(numbers) + 1))
    for block, number in numbers.items():
        _move_note(root, block, number)


def _names(element: HtmlElement) -> set[str]:
    return {name for name in (element.get("id"), element.get("name")) if name}


def _note_of(call: HtmlElement, targets: dict[str, HtmlElement], leads: _Leads) -> HtmlElement | None:
    """The block `call` leads to, if something in it leads back to the call."""
    block = targets.get(call.get("href", "")[1:])
    while block is not None and block.tag not in _NOTE_BLOCKS:
        block = block.getparent()
    if block is None or any(True for _ in block.iterancestors("table")):
        return None
    names = {
        name for element in (call, *list(call.iterancestors())[:2], *call.iter()) for name in _names(element)
    }
    if block not in leads:
        leads[block] = Counter(link.get("href", "") for link in block.iter("a"))
    return block if any(leads[block][f"#{name}"] > 0 for name in names) else None


def _mark_call(call: HtmlElement, number: int) -> None:
    tail = call.tail
    call.clear()
    call.tail = tail
    call.set("class", "noteref")
    call.set("href", f"#note-{number}")
    call.text = str(number)
    parent = call.getparent()
    if parent is not None and parent.tag in ("sup", "span") and text_of(parent).strip() == str(number):
        parent.drop_tag()


def _move_note(root: HtmlElement, block: HtmlElement, number: int) -> None:
    for link in [link for link in block.iter("a") if link.get("href", "").startswith("#")]:
        if "noteref" not in link.get("class", ""):
            _drop_back_link(link)
    remove(block)
    block.tail = None
    note = etree.SubElement(root, "aside", {"class": "footnote", "id": f"note-{number}"})
    block.tag = "p" if block.tag == "p" else "div"
    for name in ("id", "class", "name"):
        block.attrib.pop(name, None)
    first = next((element for element in block.iter() if (element.text or "").strip()), None)
    if first is not None and first.text:
        first.text = _MARKER.sub("", first.text) or first.text
    note.append(block)


def _drop_back_link(link: HtmlElement) -> None:
    parent = link.getparent()
    remove(link)
    if parent is not None and parent.tag in ("sup", "span") and not text_of(parent).strip():
        remove(parent)
