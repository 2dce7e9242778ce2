"""Bitmaps as a PDF holds them. In: a picture of Pillow's, on its way into a document. Out: its packed pixels, packed once.

To pack a large picture takes longer than to set the page around it. Written against the `RasterImage` of WeasyPrint 70.0; on
another version `applied` does nothing.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from weasyprint.images import RasterImage

from bulletin.pdf.engine import Replacement, on_pinned
from bulletin.stages import kept


@on_pinned
def applied() -> list[Replacement]:
    """Take packed pixels from the cache for every document written inside the `with` block."""
    pack: Callable[[Any], bytes] = RasterImage._get_png_data

    def packed(picture: Any) -> bytes:
        made_of = picture.mode, picture.size, sha256(picture.tobytes()).digest()
        return kept("pictures", made_of, lambda: pack(picture))

    return [(RasterImage, "_get_png_data", staticmethod(packed))]
