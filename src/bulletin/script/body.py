"""An article's body in another script. In: a Body. Out: the same tree with other text.

Elements, attributes and white space stay. A phrase that markup splits converts as one; where its length changes,
each boundary inside it moves in proportion (Conversion.offsets). Only `lang` is written: it follows the text it
describes, and stands on every element whose text is left in another script than the edition's.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from bulletin.model import Body, Script
from bulletin.model.body import BLOCKS, PARTS
from bulletin.script.detect import script_of, tells
from bulletin.script.gather import Gatherer, is_locked
from bulletin.script.keeping import Place, keep_elements, keep_spans
from bulletin.script.passage import Passage
from bulletin.script.scribe import Scribe

_READ_ATTRIBUTES: Final = ("alt", "title")
_HOLDERS: Final = (BLOCKS | PARTS) - {"img"}


class BodyCopy(NamedTuple):
    """A body, how many blocks of it were left because they already were in its script, and how many quotations because
    they are in the other."""

    body: Body
    kept: int
    quotations: int


def convert_body(body: Body, scribe: Scribe, target: Script, around: Script) -> BodyCopy:
    """`body` in `target`. `around` is the script of the article, for blocks that do not tell (Scribe.surroundings)."""
    root = body.tree()
    locked = scribe.style.locked
    quotations = _keep(root, target, around, locked)
    gatherer: Gatherer[Place] = Gatherer(target, around, locked)
    changes, kept = scribe.copy(_passages(root, gatherer))
    for (element, name), text in changes:
        _write(element, name, text)
    for element in root.iter():
        if _is_locked(element, locked):
            _mark(element, "".join(element.itertext()), target)
        elif (language := element.get("lang")) and not any(
            _is_locked(each, locked) for each in element.iterancestors()
        ):
            element.set("lang", gatherer.language(str(element.tag), language))
    return BodyCopy(Body.from_tree(root), kept, quotations)


def mark_scripts(body: Body, script: Script, around: Script) -> Body:
    """`body` as it is, with `lang` on every block that is not written in `script`.

    `around` is the script of the article, for blocks that do not tell."""
    root = body.tree()
    _keep(root, script, around, frozenset())
    for passage in _passages(root, Gatherer(script, around)):
        if passage.slots:
            _mark(_holder(passage), passage.text, script, around)
    for element in root.iter():
        if _is_locked(element, frozenset()):
            _mark(element, "".join(element.itertext()), script)
    return Body.from_tree(root)


def _keep(root: etree._Element, target: Script, around: Script, locked: frozenset[str]) -> int:
    """Lock what stays as it is; the number of quotations among that."""
    text = "".join(root.itertext())
    is_mixed = tells(text, Script.ZH_HANS) and tells(text, Script.ZH_HANT)
    if not is_mixed and "{=" not in text and root.find(".//*[@lang]") is None:
        return 0
    count = keep_elements(root, around)
    return count + keep_spans(_passages(root, Gatherer(target, around, locked)))


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


def _is_locked(element: etree._Element, locked: frozenset[str]) -> bool:
    return is_locked(str(element.tag), _attributes(element), locked)


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
