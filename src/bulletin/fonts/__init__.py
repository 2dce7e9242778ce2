"""The fonts room: the shipped faces, what they can print, and the page's isolation from all others."""

from bulletin.fonts.catalogue import Face, damaged_faces, face_files, faces, fonts_folder, usable_faces
from bulletin.fonts.coverage import coverage, printable
from bulletin.fonts.isolation import isolate
from bulletin.fonts.missing import missing_glyphs
from bulletin.fonts.rare import book_font, rare_characters, text_characters

__all__ = [
    "Face",
    "book_font",
    "coverage",
    "damaged_faces",
    "face_files",
    "faces",
    "fonts_folder",
    "isolate",
    "missing_glyphs",
    "printable",
    "rare_characters",
    "text_characters",
    "usable_faces",
]
