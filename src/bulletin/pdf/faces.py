"""The whole files of embedded faces. In: a font of WeasyPrint's. Out: a name for its face; its bytes, when they are asked for.

WeasyPrint copies the file of every face of a document, sixteen megabytes each, to cut it down. Where the cut is kept from an
earlier run nobody needs the whole.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz
from weasyprint.text.fonts import get_hb_object_data

from bulletin.pdf.engine import Replacement, on_pinned

_CONTENT: Final = "file_content"
_NAME: Final = "face_name"
# What of a font is Pango's, or is had again from its face.
_NOT_PLAIN: Final = ("hb_font", "hb_face", _CONTENT)


@on_pinned
def applied() -> list[Replacement]:
    """Read no face of the documents written inside the `with` block before its content is asked for."""
    return [(Font, _CONTENT, _Content()), (pdf_fonts, "get_hb_object_data", lambda _face: None)]


def name_of(font: Any) -> str:
    """A name for a font's face, from its length and its head table, which has the checksum of its whole file (OpenType
    `checkSumAdjustment`)."""
    if _NAME not in vars(font):
        vars(font)[_NAME] = _name(font.hb_face)
    return str(vars(font)[_NAME])


def plain(font: Any, folder: Path) -> dict[str, Any]:
    """What a font is, without Pango; its whole face goes into a file of `folder`, once; `file` tells which."""
    file = folder / f"{name_of(font)}.font"
    if not file.exists():
        part = folder / f"{file.stem}.{id(font)}.part"
        part.write_bytes(get_hb_object_data(font.hb_face))
        part.replace(file)
    return {name: value for name, value in vars(font).items() if name not in _NOT_PLAIN} | {"file": file}


def font_of(plain: dict[str, Any]) -> Font:
    """The font again, without Pango."""
    font = Font.__new__(Font)
    vars(font).update(plain)
    return font


class _Content:
    """Stands in for an attribute of Font; None is a content that has not been read."""

    def __get__(self, font: Any, _owner: type) -> bytes:
        if vars(font).get(_CONTENT) is None:
            file: Path | None = vars(font).get("file")
            vars(font)[_CONTENT] = file.read_bytes() if file else get_hb_object_data(font.hb_face)
        content: bytes = vars(font)[_CONTENT]
        return content

    def __set__(self, font: Any, content: bytes | None) -> None:
        vars(font)[_CONTENT] = content


def _name(face: Any) -> str:
    whole = harfbuzz.hb_face_reference_blob(face)
    head = harfbuzz.hb_face_reference_table(face, harfbuzz.hb_tag_from_string(b"head", -1))
    with ffi.new("unsigned int *") as length:
        data = harfbuzz.hb_blob_get_data(head, length)
        table = bytes(ffi.unpack(data, length[0])) if data != ffi.NULL else b""
    digest = sha256(table + b"%d" % harfbuzz.hb_blob_get_length(whole)).hexdigest()
    harfbuzz.hb_blob_destroy(head)
    harfbuzz.hb_blob_destroy(whole)
    return digest
