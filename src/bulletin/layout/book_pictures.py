"""Pictures as a reading system can take them. In: an asset. Out: the asset, made smaller where it has too many pixels.

Older e-readers refuse or choke on pictures beyond some 3.5 megapixels, and know no colours but grey and RGB. What a picture
is, its first bytes say; it is drawn anew only when the book is packed, so that no more than one is in memory.
"""

import io
import math
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import BinaryIO, Final

from PIL import Image

from bulletin.errors import InputError
from bulletin.model import Asset
from bulletin.model.content import opened
from bulletin.pictures.bitmaps import whole_only
from bulletin.stages import kept

MOST_PIXELS: Final = 3_500_000
_QUALITY: Final = 85
_BITMAPS: Final = {"image/jpeg": ("JPEG", "jpg"), "image/png": ("PNG", "png"), "image/webp": ("JPEG", "jpg")}
_COLOURS: Final = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}
_KEPT: Final = 8  # drawn pictures in memory: a few large ones are drawn once for all scripts


def for_reading(asset: Asset, *, on_white: bool = False) -> Asset:
    """`asset`, or one of at most 3.5 Mpx in grey or RGB, `on_white` without anything transparent; drawings and moving
    pictures stay as they are.

    A bitmap that is none comes back unchanged: the collect room has judged it, and the book says the rest.
    """
    if asset.media_type not in _BITMAPS:
        return asset
    kind, extension = _BITMAPS[asset.media_type]
    try:
        with opened(asset.content) as stream, Image.open(stream) as picture:
            sound = picture.mode in _COLOURS[kind] and picture.format == kind
            on_white = on_white and picture.has_transparency_data
            if (
                sound
                and not on_white
                and picture.width * picture.height <= MOST_PIXELS
                and not picture.info.get("exif")
            ):
                return asset
            size = _size_for_reading(picture)
    except (OSError, ValueError, SyntaxError):
        return asset
    stem = asset.name.rpartition(".")[0] or asset.name
    name = f"{stem}-{size[0]}x{size[1]}.{extension}"
    return Asset(name, f"image/{kind.lower()}", Redrawn(asset, kind, size, on_white), *size)


@dataclass(frozen=True, slots=True)
class Redrawn:
    """The bytes of a picture drawn anew as a `kind` of file of `size` pixels, when somebody asks for them; `on_white`,
    where it is transparent."""

    asset: Asset
    kind: str
    size: tuple[int, int]
    on_white: bool = False

    def open(self) -> BinaryIO:
        """The new picture. Raises InputError `epub.broken-picture` for one whose pixels cannot be read."""
        return io.BytesIO(_drawn(self))


def _size_for_reading(picture: Image.Image) -> tuple[int, int]:
    shrink = min(1.0, math.sqrt(MOST_PIXELS / (picture.width * picture.height)))
    return max(1, math.floor(picture.width * shrink)), max(1, math.floor(picture.height * shrink))


@lru_cache(maxsize=_KEPT)
def _drawn(wanted: Redrawn) -> bytes:
    digest = sha256(wanted.asset.data).digest()
    return kept("pictures", (digest, wanted.kind, wanted.size, wanted.on_white), lambda: _draw(wanted))


def _draw(wanted: Redrawn) -> bytes:
    stream = io.BytesIO()
    try:
        with opened(wanted.asset.content) as source, whole_only(), Image.open(source) as picture:
            small = _resized(picture, wanted)
            small.save(
                stream,
                wanted.kind,
                **({"quality": _QUALITY} if wanted.kind == "JPEG" else {"optimize": True}),
            )
    except (OSError, ValueError, SyntaxError) as error:
        raise InputError("epub.broken-picture", place=wanted.asset.name) from error
    return stream.getvalue()


def _resized(picture: Image.Image, wanted: Redrawn) -> Image.Image:
    is_smaller = wanted.size != picture.size
    if wanted.on_white:
        paper = Image.new("RGBA", picture.size, "#fff")
        picture = Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
    palette = picture.mode in ("1", "P") and is_smaller
    if picture.mode not in _COLOURS[wanted.kind] or palette:
        picture = picture.convert(
            "RGBA" if wanted.kind == "PNG" and "transparency" in picture.info else "RGB"
        )
    return picture.resize(wanted.size, Image.Resampling.LANCZOS) if is_smaller else picture
