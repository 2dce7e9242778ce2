"""Bytes of a picture to an Asset. In: bytes of any origin. Out: a JPEG, PNG or clean SVG, upright, without private metadata.

What a picture is, its bytes say; names and declared types are not believed. Size and pixels are capped before
anything is decoded: a 20 KB file can hold a picture of 169 million pixels.
"""

import io
import re
import warnings
from typing import Final

from lxml import etree
from PIL import ExifTags, Image, ImageOps

from bulletin.errors import InputError
from bulletin.model import Asset

MAX_BYTES: Final = 20 << 20
MAX_PIXELS: Final = 40_000_000

_PNG_MODES: Final = ("1", "L", "LA", "P", "RGB", "RGBA")
# What Pillow may know of a PNG besides its pixels that is not about a person or a machine.
_HARMLESS_INFO: Final = frozenset(
    {"dpi", "gamma", "transparency", "srgb", "aspect", "interlace", "chromaticity"}
)

_ORIENTATION: Final = ExifTags.Base.Orientation
_DEEPEST: Final = 300  # elements in one another, through <use> too
_MAX_SHAPES: Final = 100_000  # of a drawing, those that <use> repeats counted

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_FORBIDDEN: Final = frozenset(
    {f"{_SVG}script", f"{_SVG}foreignObject", f"{_SVG}iframe", f"{_SVG}audio", f"{_SVG}video"}
)
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def read_image(data: bytes) -> Asset:
    """The picture. Raises InputError `collect.picture-too-big`, `collect.picture-broken` or `collect.picture-unsafe`."""
    if len(data) > MAX_BYTES:
        raise InputError("collect.picture-too-big", size=f"{len(data) / (1 << 20):.0f} MB")
    if b"<svg" in data[:4096].lower():
        return _drawing(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is lower
            with Image.open(io.BytesIO(data)) as image:
                if image.width * image.height > MAX_PIXELS:
                    raise InputError("collect.picture-too-big", size=f"{image.width} × {image.height}")
                return _as_it_is(image, data) or _bitmap(image)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise InputError("collect.picture-broken") from error


def _as_it_is(image: Image.Image, data: bytes) -> Asset | None:
    """A PNG that carries nothing but its picture need not be written anew."""
    if image.format != "PNG" or image.mode not in _PNG_MODES or not image.info.keys() <= _HARMLESS_INFO:
        return None
    image.load()  # a broken one says so here
    return Asset.of(data, "image/png", "png", *image.size) if image.info.keys() <= _HARMLESS_INFO else None


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


def _drawing(data: bytes) -> Asset:
    """An SVG that runs nothing and refers to nothing outside itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("collect.picture-broken") from error
    if root.tag != f"{_SVG}svg":
        raise InputError("collect.picture-broken")
    if not all(map(_is_harmless, root.iter(etree.Element))) or _shapes(root) > _MAX_SHAPES:
        raise InputError("collect.picture-unsafe")
    # SVG 2 §8.2: without width and height a drawing takes the shape of its viewBox.
    box = root.get("viewBox", "").replace(",", " ").split()
    width_px, height_px = (
        _pixels(root.get(name)) or _pixels(*box[at : at + 1]) for name, at in (("width", 2), ("height", 3))
    )
    clean: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Asset.of(clean, "image/svg+xml", "svg", width_px, height_px)


def _is_harmless(element: etree._Element) -> bool:
    if element.tag in _FORBIDDEN:
        return False
    if element.tag == f"{_SVG}style" and _REFERENCE.search(element.text or ""):
        return False
    for name, value in element.items():
        if name.lower().startswith("on") or _REFERENCE.search(value):
            return False
        if name in _HREFS and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
            return False
    return True


def _shapes(root: etree._Element) -> int:
    """How many elements are drawn when every `<use>` is followed; a circle of them counts as endless."""
    named = {name: element for element in root.iter(etree.Element) if (name := element.get("id"))}
    known: dict[etree._Element, int] = {}
    open_elements: set[etree._Element] = set()

    def count(element: etree._Element) -> int:
        if element in open_elements or len(open_elements) > _DEEPEST:
            return _MAX_SHAPES + 1
        if element not in known:
            open_elements.add(element)
            used = (named.get(element.get(name, "")[1:]) for name in _HREFS if element.tag == f"{_SVG}use")
            below = [*element.iterchildren(etree.Element), *(target for target in used if target is not None)]
            known[element] = min(1 + sum(map(count, below)), _MAX_SHAPES + 1)
            open_elements.discard(element)
        return known[element]

    return count(root)


def _pixels(length: str | None = None) -> int:
    """A CSS length in pixels, rounded; 0 for none and for other units."""
    found = _LENGTH.fullmatch(length or "")
    return round(float(found[1])) if found else 0
