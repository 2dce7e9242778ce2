"""Pictures as a reading system can take them. In: an asset. Out: the asset, made smaller where it has too many pixels.

Older e-readers refuse or choke on pictures beyond some 3.5 megapixels, and know no colours but grey and RGB.
"""

import io
import math
from functools import lru_cache
from typing import Final

from PIL import Image

from bulletin.model import Asset

MOST_PIXELS: Final = 3_500_000
_QUALITY: Final = 85
_BITMAPS: Final = {"image/jpeg": ("JPEG", "jpg"), "image/png": ("PNG", "png"), "image/webp": ("JPEG", "jpg")}
_COLOURS: Final = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}


@lru_cache(maxsize=64)
def for_reading(asset: Asset) -> Asset:
    """`asset`, or a copy of at most 3.5 Mpx in grey or RGB; drawings and moving pictures stay as they are.

    A bitmap that cannot be decoded comes back unchanged: the collect room has judged it, and the book says the rest.
    """
    if asset.media_type not in _BITMAPS:
        return asset
    kind, extension = _BITMAPS[asset.media_type]
    try:
        with Image.open(io.BytesIO(asset.data)) as picture:
            sound = picture.mode in _COLOURS[kind] and picture.format == kind
            if sound and picture.width * picture.height <= MOST_PIXELS and not picture.info.get("exif"):
                return asset
            return _redrawn(picture, kind, extension)
    except (OSError, ValueError, SyntaxError):
        return asset


def _redrawn(picture: Image.Image, kind: str, extension: str) -> Asset:
    shrink = min(1.0, math.sqrt(MOST_PIXELS / (picture.width * picture.height)))
    size = max(1, math.floor(picture.width * shrink)), max(1, math.floor(picture.height * shrink))
    palette = picture.mode in ("1", "P") and shrink < 1
    if picture.mode not in _COLOURS[kind] or palette:
        picture = picture.convert("RGBA" if kind == "PNG" and "transparency" in picture.info else "RGB")
    small = picture.resize(size, Image.Resampling.LANCZOS) if shrink < 1 else picture
    stream = io.BytesIO()
    small.save(stream, kind, **({"quality": _QUALITY} if kind == "JPEG" else {"optimize": True}))
    return Asset.of(stream.getvalue(), f"image/{kind.lower()}", extension, *size)
