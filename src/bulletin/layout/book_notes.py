"""Notes that pop up. In: a body whose links lead to ids of their own. Out: the same tree with calls and ways back.

EPUB 3.3 structural semantics `noteref` and `footnote`, with the matching DPUB-ARIA roles: reading systems that know
them show a note over the page, the others turn to the end of the article and back.
"""

from typing import Final

from lxml import etree

OPS: Final = "http://www.idpf.org/2007/ops"
EPUB_TYPE: Final = f"{{{OPS}}}type"

# Written as `epub:type`, the way every document of the book declares it.
etree.register_namespace("epub", OPS)


def has_class(element: etree._Element, name: str) -> bool:
    """True if `name` is among the classes of `element`."""
    return name in element.get("class", "").split()


def link_notes(root: etree._Element, prefix: str, way_back: str) -> etree._Element:
    """Mark every note and every call that leads to one; each note begins with its call's number, a link back to
    the (first) call that is read out as `way_back` and the number. The notes at the end of `root` are taken out of it
    and returned under a root of their own."""
    notes = {note.get("id", ""): note for note in root.iter("aside") if has_class(note, "footnote")}
    answered: set[str] = set()
    for note in notes.values():
        note.set(EPUB_TYPE, "footnote")
        note.set("role", "doc-footnote")
    for number, call in enumerate(list(root.iter("a")), start=1):
        target = call.get("href", "")[1:]
        if target not in notes or not has_class(call, "noteref"):
            continue
        call.set(EPUB_TYPE, "noteref")
        call.set("role", "doc-noteref")
        if target not in answered:
            if "id" not in call.attrib:
                call.set("id", f"{prefix}.call-{number}")  # a full stop: no id of the article's holds one
            _lead_back(notes[target], call, way_back)
            answered.add(target)
    return _tail_of_notes(root)


def _tail_of_notes(root: etree._Element) -> etree._Element:
    """Take the notes that end `root` out of it."""
    tail = etree.Element("body")
    while len(root) and has_class(root[-1], "footnote"):
        tail.insert(0, root[-1])
    return tail


def _lead_back(note: etree._Element, call: etree._Element, way_back: str) -> None:
    """Begin `note` with the number of `call`, which leads back to it."""
    number = "".join(str(text) for text in call.itertext())
    first = note[0] if len(note) and note[0].tag == "p" else note
    back = etree.Element("a", {"class": "back", "role": "doc-backlink", "href": f"#{call.get('id')}"})
    back.set("aria-label", f"{way_back} {number}")
    back.text, back.tail = number, " " + (first.text or "")
    first.text = None
    first.insert(0, back)
