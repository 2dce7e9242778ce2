"""Characters that only look right. In: a run's text. Out: edits that put the ordinary character in their place.

Kangxi radicals (⼀ for 一) and compatibility ideographs come out of PDFs and old code pages. In a PDF of ours one such
character would turn every later ordinary one into itself when text is copied.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from bulletin.typography.runs import Edit

# Kangxi radicals, the two radicals of the supplement that Unicode equates, compatibility ideographs.
_LOOKALIKES: Final = re.compile("[\u2f00-\u2fd5\u2e9f\u2ef3\uf900-\ufaff\U0002f800-\U0002fa1f]+")


def ordinary_characters(text: str) -> Iterator[Edit]:
    """NFKC of the characters that look like others."""
    for found in _LOOKALIKES.finditer(text):
        ordinary = unicodedata.normalize("NFKC", found.group())
        if ordinary != found.group():
            yield Edit(*found.span(), ordinary)
