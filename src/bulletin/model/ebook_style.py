"""How a house wants its e-books: what `[ebook]` of bulletin.toml says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EbookStyle:
    """`vertical` sets Traditional editions from right to left in columns (直排); `body_font` puts a font of every character
    into the book; `evaluated_by` is who has examined the book against EPUB Accessibility 1.1, empty while nobody has."""

    vertical: bool = False
    body_font: bool = False
    evaluated_by: str = ""
