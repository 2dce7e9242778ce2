"""A face that a theme or a periodical brings. In: a font file. Out: what it can print, and a cut of it for one document.

Its Chinese characters are used. Marks, Latin letters and digits come from Bulletin Marks, as those of 楷 and 仿宋 do: they
follow the region, squeeze at the edges of lines, and match the other voices. What it lacks prints in the shipped face.
"""

import io
import re
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

import uharfbuzz as hb
from fontTools.ttLib import TTFont, TTLibError

from bulletin.errors import InputError
from bulletin.fonts.passages import passages
from bulletin.model import Coverage, Edition, Notice, Voice

_LARGEST_BYTES: Final = 64 << 20
_SIGNATURES: Final = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"ttcf")
# OpenType, OS/2 fsType: bits 1–3 say whether a font may be embedded (2: not at all), 8 that it may not be subset, 9 that
# only its bitmaps may be embedded.
_EMBEDDING: Final = 0x000E
_RESTRICTED: Final = 0x0002
_WHOLE_OR_BITMAPS: Final = 0x0300
_USE_TYPO_METRICS: Final = 1 << 7
_REGULAR: Final = 1 << 6
# OpenType, name: family, style, unique, full and PostScript names, then licence text and its address.
_NAMES: Final = (1, 2, 3, 4, 6)
_FAMILY: Final = 1
_LICENCE: Final = 13
_LICENCE_URL: Final = 14
_TYPOGRAPHIC_FAMILY: Final = 16
_OPEN_LICENCE: Final = re.compile(
    r"open font licen|\bOFL\b|apache|public domain|CC0|ubuntu font|IPA font", re.IGNORECASE
)
# All faces of a page share these, in ems: voices mix on one grid (docs/fonts.md).
_ASCENT_EM: Final = 0.88
_DESCENT_EM: Final = 0.12
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_NAMED: Final = 12
# What fontTools and HarfBuzz raise on a broken table.
_BROKEN: Final = (
    *(OSError, TTLibError, KeyError, ValueError, AssertionError, AttributeError, IndexError, TypeError),
    *(struct.error, RuntimeError),
)


@dataclass(frozen=True, slots=True)
class OwnFace:
    """A checked font file: its own name, what it says of its licence (may be empty), the code points it draws."""

    voice: Voice
    path: Path
    name: str
    licence: str
    codepoints: frozenset[int]
    data: bytes

    @property
    def is_open(self) -> bool:
        """True if its licence is one of those under which fonts are given away to be used so."""
        return bool(_OPEN_LICENCE.search(self.licence))


def own_faces(files: Mapping[Voice, Path]) -> tuple[OwnFace, ...]:
    """The faces in `files`. Raises InputError `fonts.face-unreadable`, or `fonts.face-not-embeddable` where the file itself
    forbids what a document does with it."""
    return tuple(_read(voice, path) for voice, path in files.items())


def with_own(shipped: Coverage, faces: tuple[OwnFace, ...]) -> Coverage:
    """What the voices print once they have these faces; marks and Latin letters as before."""
    more = {face.voice: face.codepoints for face in faces}
    return Coverage(
        {
            voice: more[voice] | frozenset(code for code in known if not _HAN.match(chr(code)))
            if voice in more
            else known
            for voice, known in shipped.codepoints.items()
        }
    )


def document_face(face: OwnFace, text: str) -> bytes:
    """A font of the Chinese characters of `text` that the face has, with the metrics of all faces of the page and a name
    of its own; the same bytes for the same face and text. Raises InputError `fonts.face-unreadable`."""
    try:
        return _cut(face, text)
    except _BROKEN as error:
        raise InputError("fonts.face-unreadable", place=str(face.path)) from error


def _cut(face: OwnFace, text: str) -> bytes:
    wanted = {ord(char) for char in set(_HAN.findall(text))} & face.codepoints
    request = hb.SubsetInput()
    request.unicode_set.update(wanted)
    request.unicode_set.update({*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)})
    source = hb.Face(face.data)
    if source.axis_infos:
        request.pin_all_axes_to_default(source)
    font = TTFont(io.BytesIO(bytes(hb.subset(source, request).blob.data)), recalcTimestamp=False)
    _align(font)
    _rename(font, face)
    file = io.BytesIO()
    font.save(file, reorderTables=False)
    return file.getvalue()


def own_face_notices(edition: Edition, faces: tuple[OwnFace, ...]) -> tuple[Notice, ...]:
    """What a person must answer for, the licence, and the characters of the edition that a face does not have."""
    found: list[Notice] = []
    for face in faces:
        if not face.is_open:
            said = " ".join(face.licence.split())[:120] or "—"
            found.append(
                Notice("fonts.face-licence", {"name": face.name, "licence": said}, place=face.path.name)
            )
        text = "".join(_set_in(face.voice, edition))
        lacking = dict.fromkeys(char for char in _HAN.findall(text) if ord(char) not in face.codepoints)
        if lacking:
            values = {"name": face.name, "characters": "".join(list(lacking)[:_NAMED]), "count": len(lacking)}
            found.append(Notice("fonts.face-lacks", values, place=face.path.name))
    return tuple(found)


def _set_in(voice: Voice, edition: Edition) -> list[str]:
    """The words of an edition that are surely set in a voice: everything in 宋, titles in 小标宋."""
    issue = edition.issue
    match voice:
        case Voice.SONG:
            return [passage.text for passage in passages(issue)]
        case Voice.TITLE:
            return [issue.periodical.name, issue.title, *(article.title for article in issue.articles)]
        case _:
            return []


def _read(voice: Voice, path: Path) -> OwnFace:
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
        if len(data) > _LARGEST_BYTES or not data.startswith(_SIGNATURES):
            raise InputError("fonts.face-unreadable", place=str(path))
        font = TTFont(io.BytesIO(data), fontNumber=0, lazy=True)
        rights = font["OS/2"].fsType
        names = {
            record: font["name"].getDebugName(record) or ""
            for record in (_FAMILY, _LICENCE, _LICENCE_URL, _TYPOGRAPHIC_FAMILY)
        }
    except _BROKEN as error:
        raise InputError("fonts.face-unreadable", place=str(path)) from error
    if rights & _EMBEDDING == _RESTRICTED or rights & _WHOLE_OR_BITMAPS:
        raise InputError("fonts.face-not-embeddable", place=str(path), rights=f"0x{rights:04X}")
    codepoints = frozenset(hb.Face(data).unicodes)
    if not any(_HAN.match(chr(code)) for code in codepoints):
        raise InputError("fonts.face-not-chinese", place=str(path))
    return OwnFace(
        voice,
        path,
        names[_TYPOGRAPHIC_FAMILY] or names[_FAMILY] or path.stem,
        names[_LICENCE] or names[_LICENCE_URL],
        codepoints,
        data,
    )


def _align(font: TTFont) -> None:
    """Ascent, descent and weight as those of the shipped faces."""
    em = font["head"].unitsPerEm
    ascent, descent = round(_ASCENT_EM * em), round(_DESCENT_EM * em)
    head, hhea, os2 = font["head"], font["hhea"], font["OS/2"]
    hhea.ascent, hhea.descent, hhea.lineGap = ascent, -descent, 0
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ascent, -descent, 0
    os2.usWinAscent, os2.usWinDescent = ascent, descent
    os2.version = max(os2.version, 4) if os2.version >= 2 else os2.version
    os2.fsSelection = _REGULAR | (_USE_TYPO_METRICS if os2.version >= 4 else 0)
    os2.usWeightClass, head.macStyle = 400, 0


def _rename(font: TTFont, face: OwnFace) -> None:
    family = f"Bulletin Own {face.voice.value.title()}"
    postscript = f"{family.replace(' ', '')}-{sha256(face.data).hexdigest()[:8]}"
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 13, 14)]
    for number, text in zip(_NAMES, (family, "Regular", postscript, family, postscript), strict=True):
        table.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        font["CFF "].cff.fontNames = [postscript]
