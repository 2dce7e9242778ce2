"""Write the example's Word file: `python scripts/make_example_docx.py [OUT]`.

In: scripts/example_docx/west-water-gate.txt, a paragraph a line: the name of its style, a tab, its text, with notes
between 【注】 and 【/注】. Out: the .docx as a Chinese word processor would have saved it, the same bytes every time.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

ROOT: Final = Path(__file__).resolve().parent.parent
TEXT: Final = Path(__file__).resolve().parent / "example_docx" / "west-water-gate.txt"
PICTURES: Final = ROOT / "examples" / "2026-03" / "pictures"
TARGET: Final = ROOT / "examples" / "2026-03" / "articles" / "03-west-water-gate.docx"

SAVED: Final = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
NOTE: Final = re.compile(r"【注】(.*?)【/注】")

# The styles by the names a Chinese word processor shows: face, size in points, outline level.
STYLES: Final[dict[str, tuple[str, float, int | None]]] = {
    "标题": ("黑体", 18, None),
    "副标题": ("楷体", 14, None),
    "作者": ("楷体", 12, None),
    "标题 1": ("黑体", 14, 0),
    "正文": ("宋体", 12, None),
    "引文": ("楷体", 12, None),
    "题注": ("楷体", 9, None),
    "脚注文本": ("宋体", 9, None),
}

CALL_STYLE: Final = "脚注引用"


def main(target: Path = TARGET) -> None:
    """Write the document to `target`."""
    document = docx.Document()
    _set_up(document)
    notes: list[str] = []
    for style, lines in groupby(_lines(), key=lambda line: line[0]):
        if style == "表":
            _table(document, [cells for _, *cells in lines])
        else:
            for _, text, *more in lines:
                _block(document, style, text, more, notes)
    _footnotes(document, notes)
    target.write_bytes(_packed(document))


def _lines() -> Iterator[list[str]]:
    for line in TEXT.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def _set_up(document: Document) -> None:
    """The page, the styles, the properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, (face, size_pt, level) in STYLES.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.size, style.font.name = Pt(size_pt), face
        style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
        if level is not None:
            outline = OxmlElement("w:outlineLvl")
            outline.set(qn("w:val"), str(level))
            style.element.get_or_add_pPr().append(outline)
    document.styles.add_style(CALL_STYLE, WD_STYLE_TYPE.CHARACTER).font.superscript = True
    properties = document.core_properties
    properties.title, properties.author, properties.language = "西水关旧址方位再考", "沈砚农", "zh-CN"
    properties.comments = properties.last_modified_by = ""
    properties.created = properties.modified = SAVED


def _block(document: Document, style: str, text: str, more: list[str], notes: list[str]) -> None:
    """A paragraph, or a picture (`more` is its alternative text)."""
    if style == "图":
        picture = document.add_picture(str(PICTURES / text), width=Mm(150))
        picture._inline.docPr.set("descr", more[0])
        return
    paragraph = document.add_paragraph(style=style)
    for index, piece in enumerate(NOTE.split(text)):
        if index % 2 == 0:
            paragraph.add_run(piece)
        else:
            notes.append(piece)
            _call(paragraph, len(notes))


def _call(paragraph: Paragraph, number: int) -> None:
    """The call of a note, as python-docx has no word for it."""
    run = paragraph.add_run(style=CALL_STYLE)
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _table(document: Document, rows: list[list[str]]) -> None:
    """A table whose first row is its head."""
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].style = "正文"
            cell.paragraphs[0].add_run(text).bold = (
                True if row is table.rows[0] or cells[0] == "平均" else None
            )
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)


def _footnotes(document: Document, notes: list[str]) -> None:
    """The part with the notes: two rules first, as the format wants (ECMA-376 part 1, 17.11.23), then the texts."""
    root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
    for identifier, kind in ((-1, "separator"), (0, "continuationSeparator")):
        root.append(
            parse_xml(
                f'<w:footnote {nsdecls("w")} w:type="{kind}" w:id="{identifier}"><w:p><w:r><w:{kind}/></w:r></w:p>'
                "</w:footnote>"
            )
        )
    style, call = (document.styles[name].style_id for name in ("脚注文本", CALL_STYLE))
    for number, text in enumerate(notes, 1):
        root.append(
            parse_xml(
                f'<w:footnote {nsdecls("w")} w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
                f'<w:r><w:rPr><w:rStyle w:val="{call}"/></w:rPr><w:footnoteRef/></w:r>'
                f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            )
        )
    package = document.part.package
    blob = root.getroottree()
    stream = io.BytesIO()
    blob.write(stream, encoding="UTF-8", xml_declaration=True, standalone=True)
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, stream.getvalue(), package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _packed(document: Document) -> bytes:
    """The saved document, its archive written anew with one date for every file."""
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, SAVED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return packed.getvalue()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
