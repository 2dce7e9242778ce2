"""What a printed edition is made with for the press and the archive, whatever its theme."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finish:
    """`bleed_mm` is printed beyond the trim, for pictures that run off the page; `attach` puts the articles into the
    PDF as XHTML, so that the text can be had back."""

    bleed_mm: float = 0.0
    attach: bool = False
