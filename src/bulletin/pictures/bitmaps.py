"""Bytes of a picture to an Asset. In: bytes of any origin. Out: a JPEG, PNG or clean SVG, upright, without private metadata.

What a picture is, its bytes say; names and declared types are not believed. Size and pixels are capped before
anything is decoded: a 20 KB file can hold a picture of 169 million pixels.
"""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Final

from PIL import ExifTags, Image, ImageFile, ImageOps

from bulletin.errors import InputError
from bulletin.model import Asset, Notice, Outcome
from bulletin.pictures.drawings import cleaned, read_drawing
from bulletin.stages import kept

MAX_BYTES: Final = 20 << 20
MAX_PIXELS: Final = 40_000_000

_PNG_MODES: Final = ("1", "L", "LA", "P", "RGB", "RGBA")
# What Pillow may know of a PNG besides its pixels that is not about a person or a machine.
_HARMLESS_INFO: Final = frozenset(
    {"dpi", "gamma", "transparency", "srgb", "aspect", "interlace", "chromaticity"}
)

_HARMLESS_SEGMENTS: Final = {"APP0": b"JFIF", "APP2": b"ICC_PROFILE", "APP14": b"Adobe"}
_END_OF_JPEG: Final = b"\xff\xd9"
_ORIENTATION: Final = ExifTags.Base.Orientation


@contextmanager
def whole_only() -> Iterator[None]:
    """A picture that is cut short is refused, also after WeasyPrint has been loaded, which lets Pillow accept them. Of large
    ones Pillow says nothing: how large they may be is for the caller to say."""
    accepted, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = accepted


def read_picture(data: bytes) -> Asset:
    """The picture. Raises InputError `pictures.too-big`, `pictures.broken` or `pictures.unsafe`."""
    if len(data) > MAX_BYTES:
        raise InputError("pictures.too-big", size=f"{len(data) / (1 << 20):.0f} MB")
    if _is_drawing(data):
        return read_drawing(data)
    try:
        with whole_only(), Image.open(io.BytesIO(data)) as image:
            if image.width * image.height > MAX_PIXELS:
                raise InputError("pictures.too-big", size=f"{image.width} × {image.height}")
            return _as_it_is(image, data) or kept("pictures", sha256(data).digest(), lambda: _bitmap(image))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError("pictures.broken") from error


def clean_picture(data: bytes) -> Outcome[Asset]:
    """The picture as `read_picture` reads it, but a drawing that holds scripts or points elsewhere is kept without them,
    and a notice tells. Raises as `read_picture` does, for what is still unsafe too."""
    if len(data) > MAX_BYTES or not _is_drawing(data):
        return Outcome(read_picture(data))
    clean, removed = cleaned(data)
    notice = Notice("pictures.cleaned", {"removed": "、".join(removed)})
    return Outcome(read_picture(clean if removed else data), (notice,) if removed else ())


def _is_drawing(data: bytes) -> bool:
    return b"<svg" in data[:4096].lower()


def _as_it_is(image: Image.Image, data: bytes) -> Asset | None:
    """A PNG or JPEG that carries nothing but its picture need not be written anew."""
    if image.format == "PNG" and image.mode in _PNG_MODES and image.info.keys() <= _HARMLESS_INFO:
        image.load()  # a broken one says so here; chunks behind the pixels are known only now
        return (
            Asset.of(data, "image/png", "png", *image.size) if image.info.keys() <= _HARMLESS_INFO else None
        )
    if image.format == "JPEG" and image.mode in ("L", "RGB") and _is_plain_jpeg(image, data):
        size = image.size
        image.draft(image.mode, (1, 1))  # an eighth of the size shows as well whether the whole is there
        image.load()
        return Asset.of(data, "image/jpeg", "jpg", *size)
    return None


def _is_plain_jpeg(image: Image.Image, data: bytes) -> bool:
    """True for JFIF, colour profile and pixels: no camera data, no comment, nothing behind the end."""
    segments = getattr(image, "applist", ())
    is_harmless = all(said.startswith(_HARMLESS_SEGMENTS.get(name, ())) for name, said in segments)
    return is_harmless and not image.getexif() and data.endswith(_END_OF_JPEG)


def _bitmap(image: Image.Image) -> Asset:
    """JPEG stays JPEG, everything else becomes PNG. Written anew, so that no camera data or comment travels along."""
    is_jpeg = image.format == "JPEG"
    upright = ImageOps.exif_transpose(image)
    profile = image.info.get("icc_profile")
    # Four-colour pictures and odd modes break PDF/A and e-readers.
    if is_jpeg:
        plain = upright if upright.mode in ("L", "RGB") else upright.convert("RGB")
    else:
        plain = upright if upright.mode in _PNG_MODES else upright.convert("RGBA")
    if plain is not upright or upright.mode == "CMYK":
        profile = None
    plain.info.pop("exif", None)
    stream = io.BytesIO()
    if is_jpeg and image.mode in ("L", "RGB") and image.getexif().get(_ORIENTATION, 1) == 1:
        # Upright already: its own tables, so that nothing is lost twice.
        image.save(stream, "JPEG", quality="keep", optimize=True, icc_profile=profile, comment=b"")
        return Asset.of(stream.getvalue(), "image/jpeg", "jpg", *image.size)
    if is_jpeg:
        plain.save(stream, "JPEG", quality=90, optimize=True, icc_profile=profile)
        return Asset.of(stream.getvalue(), "image/jpeg", "jpg", *plain.size)
    plain.save(stream, "PNG", icc_profile=profile)
    return Asset.of(stream.getvalue(), "image/png", "png", *plain.size)
