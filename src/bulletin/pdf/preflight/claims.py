"""What a PDF says of itself. In: its metadata. Out: the standards it claims."""

from typing import Final, NamedTuple

import pikepdf
from lxml import etree

_NAMESPACES: Final = {
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
}


class Claim(NamedTuple):
    """A standard: its name, and the profile by which the checkers know it (empty for PDF/X, which they do not)."""

    standard: str
    profile: str


def claims_of(pdf: pikepdf.Pdf) -> tuple[Claim, ...]:
    """The standards named in the XMP metadata; none where there is none or it cannot be read."""
    try:
        root = etree.fromstring(pdf.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False))
    except (AttributeError, etree.XMLSyntaxError, pikepdf.PdfError):
        return ()
    found = []
    part, level = _value(root, "pdfaid:part"), _value(root, "pdfaid:conformance")
    if part:
        found.append(Claim(f"PDF/A-{part}{level.lower()}", f"{part}{level.lower()}"))
    if universal := _value(root, "pdfuaid:part"):
        found.append(Claim(f"PDF/UA-{universal}", f"ua{universal}"))
    if press := _value(root, "pdfxid:GTS_PDFXVersion"):
        found.append(Claim(press, ""))
    return tuple(found)


def _value(root: etree._Element, name: str) -> str:
    """A property, written as an element or as an attribute."""
    prefix, _, local = name.partition(":")
    qualified = f"{{{_NAMESPACES[prefix]}}}{local}"
    for element in root.iter(etree.Element):
        if element.tag == qualified:
            return (element.text or "").strip()
        if qualified in element.attrib:
            return str(element.get(qualified, "")).strip()
    return ""
