"""PDF/X-4 (ISO 15930-7), point by point: no checker of it can be installed. In: an open PDF. Out: what it lacks.

Each rule has a name of its own, not a clause: docs/print.md lists them. What PDF/X-4 has in common with PDF/A, fonts and
streams above all, the checkers of PDF/A see too.
"""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import pikepdf
from lxml import etree

from bulletin.pdf.imposing.pages import Box, box_of
from bulletin.pdf.imposing.pdf_x import fonts_not_embedded

_TOLERANCE_PT: Final = 0.1
_NEWEST: Final = "1.6"  # the version of PDF that PDF/X-4 is built on
_SCREEN: Final = ("/DeviceRGB", "/CalRGB")
_ACTIONS: Final = ("/AA", "/OpenAction")


class Lack(NamedTuple):
    """A rule by name, and what of it the file does not keep."""

    rule: str
    message: str


def lacks_of_pdf_x(pdf: pikepdf.Pdf) -> Iterator[Lack]:
    """Everything that keeps the file from being PDF/X-4, rule after rule."""
    for rule in RULES:
        yield from (Lack(rule.__name__.strip("_").replace("_", "-"), message) for message in rule(pdf))


def _file(pdf: pikepdf.Pdf) -> Iterator[str]:
    """One file, readable by all: not encrypted, identified, of a version PDF/X-4 knows."""
    if pdf.is_encrypted:
        yield "the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "the file has no identifier"
    if pdf.pdf_version > _NEWEST:
        yield f"the file is PDF {pdf.pdf_version}, newer than {_NEWEST}"


def _output_intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    """One printing condition, with the profile of a CMYK press inside the file."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield "there is no single output intent for a press"
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield "the output intent does not name its printing condition"
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream) or int(profile.get("/N", 0)) != 4:
        yield "the output intent holds no profile of a CMYK press"
    elif (head := profile.read_bytes()[:20])[12:] != b"prtrCMYK":
        yield f"the profile of the output intent is no press's: {head[12:]!r}"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Title, dates, trapping and identity, the same in the information dictionary and in XMP."""
    info = pdf.docinfo
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if not str(info.get(key, "")):
            yield f"the information dictionary lacks {key}"
    if str(info.get("/Trapped", "")) not in ("/True", "/False"):
        yield "the file does not say whether it is trapped"
    try:
        xmp = etree.fromstring(pdf.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False))
    except (AttributeError, etree.XMLSyntaxError, pikepdf.PdfError):
        yield "there is no readable XMP"
        return
    said = {etree.QName(each).localname: "".join(each.itertext()).strip() for each in xmp.iter(etree.Element)}
    for name in ("CreateDate", "ModifyDate", "MetadataDate", "DocumentID", "VersionID", "RenditionClass"):
        if not said.get(name):
            yield f"XMP lacks {name}"
    if said.get("title", "") != str(info.get("/Title", "")):
        yield "XMP and information dictionary have different titles"
    if said.get("Trapped", "") != str(info.get("/Trapped", "")).lstrip("/"):
        yield "XMP and information dictionary differ about trapping"


def _page_boxes(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Each page says where it is trimmed, inside its bleed, inside the sheet."""
    for number, page in enumerate(pdf.pages, 1):
        if ("/TrimBox" in page.obj) is ("/ArtBox" in page.obj):
            yield f"page {number} has not one of trim box and art box"
        trim, bleed = box_of(page.trimbox), box_of(page.obj.get("/BleedBox", page.trimbox))
        if not (_inside(trim, bleed) and _inside(bleed, box_of(page.mediabox))):
            yield f"the boxes of page {number} do not lie within each other"


def _no_interaction(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Nothing happens in a file for the press: no annotations, forms, scripts, actions."""
    yield from (f"the catalogue has {key}" for key in (*_ACTIONS, "/AcroForm") if key in pdf.Root)
    if "/JavaScript" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "the catalogue has /JavaScript"
    for number, page in enumerate(pdf.pages, 1):
        yield from (f"page {number} has {key}" for key in ("/Annots", "/AA") if key in page.obj)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Every font is in the file."""
    yield from (f"the font {name} is not embedded" for name in sorted(fonts_not_embedded(pdf)))


def _colours(pdf: pikepdf.Pdf) -> Iterator[str]:
    """With a CMYK condition nothing is in a screen's colours: text, lines, pictures, gradients, groups."""
    for where, holder, resources in _drawings(pdf):
        for step in pikepdf.parse_content_stream(holder):
            operator = str(step.operator)
            if operator in ("rg", "RG") or (operator in ("cs", "CS") and str(step.operands[0]) in _SCREEN):
                yield f"{where} has colours of a screen (DeviceRGB)"
                break
        spaces: list[pikepdf.Object | None] = [*_values(resources, "/ColorSpace")]
        for thing in (*_values(resources, "/XObject"), *_values(resources, "/Shading")):
            spaces.append(thing.get("/ColorSpace"))
        for pattern in _values(resources, "/Pattern"):
            spaces.append(pattern.get("/Shading", pikepdf.Dictionary()).get("/ColorSpace"))
        group = holder.obj.get("/Group") if isinstance(holder, pikepdf.Page) else holder.get("/Group")
        spaces.append(group.get("/CS") if group is not None else None)
        if any(_is_screen(space) for space in spaces):
            yield f"{where} has a picture, gradient or group in colours of a screen (DeviceRGB)"


def _no_press_instructions(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Nothing that depends on one device or another file: transfer curves, halftone names, PostScript, OPI, alternates."""
    for where, _, resources in _drawings(pdf):
        for state in _values(resources, "/ExtGState"):
            if "/TR" in state or state.get("/TR2", "/Default") != "/Default" or "/HTP" in state:
                yield f"{where} has a transfer curve or a halftone of its own"
        for drawn in _values(resources, "/XObject"):
            if drawn.get("/Subtype") == "/PS" or drawn.get("/Subtype2") == "/PS":
                yield f"{where} has PostScript"
            if any(key in drawn for key in ("/OPI", "/Alternates", "/Ref")):
                yield f"{where} has a picture that stands for another file"


# The extension point: a rule yields what the file lacks of it.
RULES: Final[tuple[Callable[[pikepdf.Pdf], Iterator[str]], ...]] = (
    _file,
    _output_intent,
    _metadata,
    _page_boxes,
    _no_interaction,
    _fonts,
    _colours,
    _no_press_instructions,
)

_Drawing = tuple[str, pikepdf.Page | pikepdf.Object, pikepdf.Object]


def _drawings(pdf: pikepdf.Pdf) -> Iterator[_Drawing]:
    """Every page, and every form and tile drawn on one, once: where it is met, the holder of its content, its resources."""
    seen: set[tuple[int, int]] = set()
    for number, page in enumerate(pdf.pages, 1):
        where = f"page {number}"
        waiting: list[tuple[pikepdf.Page | pikepdf.Object, pikepdf.Object]] = [
            (page, page.obj.get("/Resources", pikepdf.Dictionary()))
        ]
        while waiting:
            holder, resources = waiting.pop()
            yield where, holder, resources
            for thing in (
                *_values(resources, "/XObject"),
                *_values(resources, "/Pattern"),
                *_masks(resources),
            ):
                is_drawing = isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") in (None, "/Form")
                if is_drawing and thing.objgen not in seen:
                    seen.add(thing.objgen)
                    waiting.append((thing, thing.get("/Resources", pikepdf.Dictionary())))


def _masks(resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """What soft masks draw."""
    for state in _values(resources, "/ExtGState"):
        mask = state.get("/SMask")
        if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
            yield mask.G


def _values(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    return list(resources.get(kind, pikepdf.Dictionary()).values())


def _is_screen(space: pikepdf.Object | None) -> bool:
    """True for RGB, also where it is the base of a palette."""
    if isinstance(space, pikepdf.Array):
        if str(space[0]) == "/Indexed":
            return _is_screen(space[1])
        return str(space[0]) in _SCREEN
    return space is not None and str(space) in _SCREEN


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - _TOLERANCE_PT
        and inner.bottom >= outer.bottom - _TOLERANCE_PT
        and inner.right <= outer.right + _TOLERANCE_PT
        and inner.top <= outer.top + _TOLERANCE_PT
    )
