"""Pictures that a plan names. In: a PNG, JPEG or SVG file. Out: an Asset that knows its size."""

import re
from pathlib import Path
from typing import Final

from lxml import etree
from PIL import Image

from bulletin.errors import InputError
from bulletin.model import Asset

# Pillow's name of a format → media type, extension.
_BITMAPS: Final = {"PNG": ("image/png", "png"), "JPEG": ("image/jpeg", "jpg")}

_SVG: Final = "{http://www.w3.org/2000/svg}"
_XML: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
_PIXELS: Final = re.compile(r"(\d+(?:\.\d+)?)(?:px)?")


def read_picture(path: Path, *, place: str) -> Asset:
    """The picture at `path`. Raises InputError, said of `place`, when it is broken, of another kind, or a
    drawing that runs scripts or draws on other files."""
    try:
        asset = _drawing(path) if path.suffix.lower() == ".svg" else _bitmap(path)
    except (OSError, ValueError, Image.DecompressionBombError, etree.XMLSyntaxError) as error:
        raise InputError("planning.not-a-picture", place=place, file=path.name) from error
    if asset is None:
        raise InputError("planning.not-a-picture", place=place, file=path.name)
    return asset


def _bitmap(path: Path) -> Asset | None:
    with Image.open(path) as image:
        if image.format not in _BITMAPS:
            return None
        media_type, extension = _BITMAPS[image.format]
        return Asset.of(path.read_bytes(), media_type, extension, *image.size)


def _drawing(path: Path) -> Asset | None:
    data = path.read_bytes()
    root = etree.fromstring(data, _XML)
    if root.tag != f"{_SVG}svg" or not all(_is_harmless(element) for element in root.iter(etree.Element)):
        return None
    # SVG 2 §8.2: a drawing without width and height takes the shape of its viewBox.
    box = root.get("viewBox", "").replace(",", " ").split()
    width_px = _pixels(root.get("width")) or _pixels(*box[2:3])
    height_px = _pixels(root.get("height")) or _pixels(*box[3:4])
    return Asset.of(data, "image/svg+xml", "svg", width_px, height_px)


def _is_harmless(element: etree._Element) -> bool:
    if element.tag in (f"{_SVG}script", f"{_SVG}foreignObject"):
        return False
    links = [value for name, value in element.attrib.items() if name.endswith("href")]
    return all(link.startswith(("#", "data:image/")) for link in links)


def _pixels(length: str | None = None) -> int:
    """A CSS length in pixels, rounded; 0 for none and for other units."""
    match = _PIXELS.fullmatch((length or "").strip())
    return round(float(match[1])) if match else 0
