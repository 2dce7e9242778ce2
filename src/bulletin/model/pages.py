"""The pages of a printed edition, as the e-book of the same edition must know them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page and where it begins.

    `place` is the part of the issue whose text begins the page, as a theme's templates name it in `data-place`
    (`cover`, `title`, `contents`, `note`, `a1` for the first article …); empty on a page without text. `letters` is how
    many letters, digits and ideographs of that part stand on the pages before. Marks and spaces are not counted: they
    may differ between print and e-book.
    """

    folio: str  # as printed; where none is printed, as it would be
    place: str = ""
    letters: int = 0


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """Every page of `name`, the file of the printed edition, in order."""

    name: str
    pages: tuple[PrintedPage, ...]


def letters_in(text: str) -> int:
    """How many characters of `text` are letters, digits or ideographs."""
    return sum(map(str.isalnum, text))
