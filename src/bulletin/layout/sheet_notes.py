"""Notes at the foot of the page. In: a body's tree. Out: the same tree with each note moved to its first call.

The style sheet floats a `span.note` to the foot of the page that its call stands on. Numbers run through the
article: 〔1〕, 〔2〕 or ①, ② as the house wants; the style sheet writes them from `data-mark`.
"""

from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_class, append_text, has_class, put_in_place, take_out
from bulletin.model import NoteMarks
from bulletin.model.body import BLOCKS

# U+2460…, U+3251…, U+32B1…: ① to ㊿.
_CIRCLED: Final = "".join(map(chr, (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))))
# What the end of an article may stand in: prose first of all.
_BLOCKS: Final = BLOCKS | {"li", "dd", "div"}


def note_mark(number: int, marks: NoteMarks) -> str:
    """The number of a note as it is printed; there are fifty circled ones."""
    if marks is NoteMarks.CIRCLED and number <= len(_CIRCLED):
        return _CIRCLED[number - 1]
    return f"〔{number}〕"


def move_notes(root: etree._Element, marks: NoteMarks, *, at_end: bool) -> None:
    """Put every note that is called in place of its first call, or `at_end` of the article; later calls link to it;
    a note nobody calls stays where it is, as a small paragraph; a call of nothing goes."""
    notes = {note.get("id", ""): note for note in root.iter("aside") if has_class(note, "footnote")}
    numbers: dict[str, int] = {}
    for call in [link for link in root.iter("a") if has_class(link, "noteref")]:
        target = call.get("href", "")[1:]
        if target not in notes or any(has_class(parent, "footnote") for parent in call.iterancestors()):
            take_out(call)
            continue
        is_first = target not in numbers
        mark = note_mark(numbers.setdefault(target, len(numbers) + 1), marks)
        if is_first:
            take_out(notes[target])
            note = _note(notes[target], mark)
        if not is_first or at_end:
            call.text = f"\u2060{mark}"
        else:
            put_in_place(call, note)
        if is_first and at_end:
            _put_at_end(root, note)


def _put_at_end(root: etree._Element, note: etree._Element) -> None:
    """Add a note to those at the end of the article."""
    last = root[-1] if len(root) else None
    if last is None or not has_class(last, "endnotes"):
        last = etree.SubElement(root, "section", {"class": "endnotes"})
    note.tag = "p"
    note.set("class", "endnote")
    mark = etree.Element("span", {"class": "mark"})
    mark.text = note.get("data-mark")
    note.insert(0, mark)
    last.append(note)


def _note(aside: etree._Element, mark: str) -> etree._Element:
    """A note as one inline element, for it stands inside a paragraph; its paragraphs are lines of their own."""
    note = etree.Element("span", {"class": "note", "id": aside.get("id", ""), "data-mark": mark})
    if lang := aside.get("lang"):
        note.set("lang", lang)
    for block in list(aside.iter("p", "li", "dt", "dd", "pre")) or [aside]:
        line = etree.SubElement(note, "span", {"class": "note-line"})
        line.text = (block.text or "").lstrip()
        line.extend([child for child in block if child.tag not in ("ul", "ol", "p")])
    return note


def mark_end(root: etree._Element) -> None:
    """Put the sign of the article's end after its last words, on a line of its own after a table or a picture. That of a
    picture belongs to it, or it could stand alone on the next page."""
    last = root
    while (inside := _last_block(last)) is not None:
        last = inside
    if last.tag not in ("p", "li", "dd"):
        outermost = _last_block(root)
        line = etree.Element("p", {"class": "end-line"})
        if last.tag == "figure":
            last.append(line)
        elif outermost is None:
            root.append(line)
        else:
            outermost.addnext(line)
        last = line
    append_text(last, "\u2060")  # WORD JOINER: the sign never begins a line alone
    add_class(etree.SubElement(last, "span"), "end")


def name_editor(root: etree._Element, words: str, voice: str) -> None:
    """Put the line that names the article's editor below the text, in the last of its columns: outside them it could
    stand alone on the next page."""
    line = etree.Element("p", {"class": f"article-editor {voice}"})
    line.text = words
    last = root[-1] if len(root) else root
    (last if has_class(last, "columns") else root).append(line)


def _last_block(element: etree._Element) -> etree._Element | None:
    blocks = [child for child in element if child.tag in _BLOCKS and not _stands_apart(child)]
    return blocks[-1] if blocks else None


def _stands_apart(block: etree._Element) -> bool:
    """True for what follows the end of the text: notes, the lines about the author."""
    return any(has_class(block, name) for name in ("footnote", "endnotes", "author"))
