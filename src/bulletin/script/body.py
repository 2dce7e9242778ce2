"""An article's body in another script. In: a Body. Out: the same tree with other text.

Elements, attributes and white space stay. A phrase that markup splits converts as one; where its length changes,
each boundary inside it moves in proportion (Conversion.offsets). Only `lang` is written: it follows the text it
describes, and stands on every element whose text is left in another script than the edition's.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.model import Body, Script
from bulletin.model.body import BLOCKS, PARTS
from bulletin.script.detect import script_of
from bulletin.script.gather import Gatherer, is_locked
from bulletin.script.passage import Passage
from bulletin.script.scribe import Scribe

# An element and what is written on it: `text`, `tail` or the name of an attribute.
Place = tuple[etree._Element, str]

_READ_ATTRIBUTES: Final = ("alt", "title")
_HOLDERS: Final = (BLOCKS | PARTS) - {"img"}


def convert_body(body: Body, scribe: Scribe, target: Script, around: Script) -> tuple[Body, int]:
    """`body` in `target`, and how many blocks were left because they already were in it.

    `around` is the script of the article, for blocks that do not tell (Scribe.surroundings)."""
    root = body.tree()
    gatherer: Gatherer[Place] = Gatherer(target, around)
    changes, kept = scribe.copy(_passages(root, gatherer))
    for (element, name), text in changes:
        _write(element, name, text)
    for element in root.iter():
        if _is_locked(element):
            _mark(element, "".join(element.itertext()), target)
        elif (language := element.get("lang")) and not any(map(_is_locked, element.iterancestors())):
            element.set("lang", gatherer.language(str(element.tag), language))
    return Body.from_tree(root), kept


def mark_scripts(body: Body, script: Script, around: Script) -> Body:
    """`body` as it is, with `lang` on every block that is not written in `script`.

    `around` is the script of the article, for blocks that do not tell."""
    root = body.tree()
    for passage in _passages(root, Gatherer(script, around)):
        if passage.slots:
            _mark(_holder(passage), passage.text, script, around)
    return Body.from_tree(root)


def _passages(root: etree._Element, gatherer: Gatherer[Place]) -> list[Passage[Place]]:
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            gatherer.close()
            gatherer.text(element.tail or "", (element, "tail"))
            continue
        gatherer.open(str(element.tag), _attributes(element))
        for name in _READ_ATTRIBUTES:
            if value := element.get(name):
                gatherer.attribute((value, (element, name)))
        gatherer.text(element.text or "", (element, "text"))
    return gatherer.passages


def _is_locked(element: etree._Element) -> bool:
    return is_locked(str(element.tag), _attributes(element))


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _write(element: etree._Element, name: str, text: str) -> None:
    if name == "text":
        element.text = text
    elif name == "tail":
        element.tail = text
    else:
        element.set(name, text)


def _holder(passage: Passage[Place]) -> etree._Element:
    """The block that holds a passage."""
    element, name = passage.slots[0].place
    return next(_upwards(element, name))


def _upwards(element: etree._Element, name: str) -> Iterator[etree._Element]:
    above = [*element.iterancestors()]
    for each in above if name == "tail" else [element, *above]:
        if each.tag in _HOLDERS:
            yield each
    yield above[-1] if above else element


def _mark(element: etree._Element, text: str, edition: Script, around: Script | None = None) -> None:
    """Set `lang` on an element without one whose text is in another script than the edition."""
    seen = script_of(text)
    if around is not None and (seen is None or seen.is_traditional == around.is_traditional):
        seen = around
    if seen is not None and seen.is_traditional != edition.is_traditional and not element.get("lang"):
        element.set("lang", seen.value)
