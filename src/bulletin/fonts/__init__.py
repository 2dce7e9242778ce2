"""The fonts room: the shipped faces, what they can print, the page's isolation from all others, and faces of an editor's
own."""

from bulletin.fonts.catalogue import Face, damaged_faces, face_files, faces, fonts_folder, usable_faces
from bulletin.fonts.coverage import coverage, printable
from bulletin.fonts.isolation import isolate
from bulletin.fonts.missing import missing_glyphs
from bulletin.fonts.own import OwnFace, document_face, own_face_notices, own_faces, with_own
from bulletin.fonts.rare import book_font, rare_characters, text_characters

__all__ = [
    "Face",
    "OwnFace",
    "book_font",
    "coverage",
    "damaged_faces",
    "document_face",
    "face_files",
    "faces",
    "fonts_folder",
    "isolate",
    "missing_glyphs",
    "own_face_notices",
    "own_faces",
    "printable",
    "rare_characters",
    "text_characters",
    "usable_faces",
    "with_own",
]
