"""What pictures show, in words. In: WeasyPrint's tree of the sheet. Out: every picture with words, and what to tell of it.

PDF/UA wants a description of every figure (ISO 14289-1 §7.3): a file without one would be invalid.
"""

from typing import Final
from xml.etree.ElementTree import Element, SubElement

from bulletin.model import Notice

_SVG: Final = "{http://www.w3.org/2000/svg}svg"
_TITLE: Final = "{http://www.w3.org/2000/svg}title"
# Said of a picture nobody has described.
_PICTURE: Final = {"zh-Hans": "图片", "zh-Hant": "圖片"}


def describe_pictures(root: Element, lang: str) -> tuple[Notice, ...]:
    """Give each picture without words those of its caption, else the word "picture" in the language of the page.

    The notices count the pictures that nothing describes.
    """
    word = next((text for tag, text in _PICTURE.items() if lang.startswith(tag)), _PICTURE["zh-Hans"])
    undescribed = 0
    for picture, caption in _pictures(root, ""):
        if _words(picture):
            continue
        undescribed += not caption
        if picture.tag == _SVG:
            title = picture.find(_TITLE)
            (SubElement(picture, _TITLE) if title is None else title).text = caption or word
        else:
            picture.set("alt", caption or word)
    return (Notice("pdf.no-alt", {"count": undescribed}),) if undescribed else ()


def _pictures(element: Element, caption: str) -> list[tuple[Element, str]]:
    """Every picture below `element` with the caption of the figure it stands in."""
    if element.tag == "figure":
        found = element.find(".//figcaption")
        caption = " ".join("".join(found.itertext()).split()) if found is not None else ""
    if element.tag in ("img", _SVG):
        return [(element, caption)]
    return [pair for child in element for pair in _pictures(child, caption)]


def _words(picture: Element) -> str:
    if picture.tag == _SVG:
        return (picture.findtext(_TITLE) or "").strip()
    return picture.get("alt", "").strip()
