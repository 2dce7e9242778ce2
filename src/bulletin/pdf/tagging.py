"""The structure tree, where WeasyPrint's falls short of PDF/UA. In: a document being written. Out: the same, well tagged.

Reaches into WeasyPrint 70.0; on another version `applied` does nothing.
"""

from collections.abc import Iterator
from itertools import count
from typing import Any, Final

import pydyf
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.pdf import tags

from bulletin.pdf.engine import Replacement, on_pinned

_HEADINGS: Final = {f"/H{level}": level for level in range(1, 7)}


@on_pinned
def applied(headings: tuple[int, ...] = (), part: str = "") -> list[Replacement]:
    """Tag every document written inside the `with` block as ISO 14289-1 asks.

    A part of a document says which levels of heading it stands under, and has a name that no other part has."""
    original = tags._build_box_tree
    mending = _Mending(headings, part)

    def build_box_tree(box: Any, *args: Any) -> Iterator[Any]:
        mending.enter(box)
        _, pdf, *_ = args
        for element in original(box, *args):
            mending.mend(element, box, pdf)
            yield element

    return [(tags, "_build_box_tree", build_box_tree)]


class _Mending:
    """One pass over the boxes of a document, in the order of its text."""

    def __init__(self, headings: tuple[int, ...], part: str) -> None:
        self._part = part
        # Boxes and elements by identity: they live as long as their document.
        self._seen: set[int] = set()  # elements: the page and the body hand on those of what is inside them
        self._notes: set[int] = set()
        self._numbers = count(1)
        self._levels = [*headings]  # of the headings the present one stands under, as the sheet has them
        self._rows: dict[int, Any] = {}  # the element of each row's box
        self._elements: dict[bytes, Any] = {}  # by reference, as their parents list them

    def enter(self, box: Any) -> None:
        """Remember what stands at the foot of a page."""
        if isinstance(box, FootnoteAreaBox):
            self._notes |= {id(child) for child in box.children}

    def mend(self, element: Any, box: Any, pdf: Any) -> None:
        """Notes, tables, items of lists, headings."""
        if id(element) in self._seen:
            return
        self._seen.add(id(element))
        self._elements[element.reference] = element
        if id(box) in self._notes:
            self._note(element)
        elif element["S"] == "/TH":
            # Told for each head: WeasyPrint's own lists forget the columns a wide head stands over (§7.5).
            element["A"]["Scope"] = "/Row" if box.element.get("scope", "").startswith("row") else "/Column"
        elif element["S"] == "/TR":
            self._rows[id(box)] = element
        elif element["S"] == "/LI":
            self._item(element, pdf)
        elif element["S"] == "/Table":
            self._table(box, pdf)
            self._name_cells(box)
        elif level := _HEADINGS.get(str(element["S"])):
            element["S"] = f"/H{self._level(level)}"

    def _note(self, element: Any) -> None:
        """A footnote is a Note with an identifier of its own (§7.9); one that goes on on the next page is two."""
        element["S"] = "/Note"
        element["ID"] = pydyf.String(f"note-{self._part}{next(self._numbers)}")

    def _table(self, box: Any, pdf: Any) -> None:
        """Every row of a table is as wide as the others (§7.5), also where a page ends inside a cell of several rows."""
        rows = [row for row in _rows_of(box) if id(row) in self._rows]
        widths = [0] * len(rows)
        for at, row in enumerate(rows):
            for cell in row.children:
                down = min(cell.rowspan, len(rows) - at)
                if down != cell.rowspan and hasattr(cell, "mark"):
                    cell.mark["A"]["RowSpan"] = down
                for covered in range(at, at + down):
                    widths[covered] += cell.colspan
        for row, width in zip(rows, widths, strict=True):
            element = self._rows[id(row)]
            for _ in range(max(widths) - width):
                filler = pydyf.Dictionary(
                    {
                        "Type": "/StructElem",
                        "S": "/TD",
                        "K": pydyf.Array([]),
                        "Pg": element["Pg"],
                        "P": element.reference,
                        "A": pydyf.Dictionary({"O": "/Table"}),
                    }
                )
                pdf.add_object(filler)
                element["K"].append(filler.reference)

    def _name_cells(self, box: Any) -> None:
        """Heads are known by numbers that begin anew in each part."""
        for cell in (cell for row in _rows_of(box) for cell in row.children if self._part):
            mark = getattr(cell, "mark", None)
            if mark is None:
                continue
            if "ID" in mark:
                mark["ID"] = pydyf.String(self._part + mark["ID"].string)
            if "Headers" in mark["A"]:
                heads = [pydyf.String(self._part + head.string) for head in mark["A"]["Headers"]]
                mark["A"]["Headers"] = pydyf.Array(heads)

    def _item(self, element: Any, pdf: Any) -> None:
        """An item of a list holds its mark and its body and nothing else (§7.2): paragraphs beside them go into a body."""
        found = [self._elements.get(kid) for kid in element["K"]]
        loose = [kid for kid in found if kid is not None and kid["S"] not in ("/Lbl", "/LBody")]
        if not loose:
            return
        body = pydyf.Dictionary(
            {
                "Type": "/StructElem",
                "S": "/LBody",
                "K": pydyf.Array([kid.reference for kid in loose]),
                "Pg": element["Pg"],
                "P": element.reference,
            }
        )
        pdf.add_object(body)
        place = element["K"].index(loose[0].reference)
        for kid in loose:
            element["K"].remove(kid.reference)
            kid["P"] = body.reference
        element["K"].insert(place, body.reference)

    def _level(self, level: int) -> int:
        """The level without gaps (§7.4.2): how many headings this one stands under, itself included."""
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        return len(self._levels)


def _rows_of(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if child.element_tag == "tr":
            yield child
        elif child.element_tag not in ("td", "th"):
            yield from _rows_of(child)
