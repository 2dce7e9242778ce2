"""The claim of PDF/X-4 (ISO 15930-7). In: a PDF in a press's colours and the profile. Out: the same PDF, claiming it.

What may not be in a file for the press goes: links, forms, attachments, actions, tags.
"""

import hashlib
import re
import uuid
from typing import Final
from xml.sax.saxutils import escape

import pikepdf

from bulletin.model import Notice
from bulletin.pdf.imposing.profile import Profile

_FORBIDDEN: Final = (
    "/AcroForm", "/AA", "/OpenAction", "/Names", "/Outlines", "/StructTreeRoot", "/MarkInfo", "/AF", "/Metadata",
    "/OutputIntents", "/PieceInfo", "/Collection", "/Perms", "/PageMode",
)  # fmt: skip
_PDF_DATE: Final = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?(\d\d)?")
# A file must say when it was made; one that does not know says what archives say of files without a date.
_NO_DATE: Final = "D:19800101000000Z"

_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{modified}</xmp:ModifyDate>
<xmp:MetadataDate>{modified}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{identity}</xmpMM:DocumentID><xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def claim_pdf_x(pdf: pikepdf.Pdf, profile: Profile) -> tuple[Notice, ...]:
    """Make the document a PDF/X-4 for the condition of `profile`, in place.

    The notices tell of fonts that are not embedded, which the standard forbids (§6.4): then nothing is claimed.
    """
    if lacking := sorted(fonts_not_embedded(pdf)):
        return (Notice("pdf.no-pdf-x", {"fonts": ", ".join(lacking)}),)
    for name in _FORBIDDEN:
        if name in pdf.Root:
            del pdf.Root[name]
    for page in pdf.pages:
        for name in ("/Annots", "/AA", "/StructParents", "/Tabs"):
            if name in page.obj:
                del page.obj[name]
        if "/TrimBox" not in page.obj:
            page.obj.TrimBox = pikepdf.Array(list(page.trimbox))
    _intend(pdf, profile)
    _describe(pdf)
    return ()


def fonts_not_embedded(pdf: pikepdf.Pdf) -> set[str]:
    """The names of fonts that a press would have to have itself."""
    found = set()
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != "/Font":
            continue
        if thing.get("/Subtype") in ("/Type0", "/Type3"):
            continue
        descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
        if not any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")):
            found.add(str(thing.get("/BaseFont", "?")).lstrip("/"))
    return found


def _intend(pdf: pikepdf.Pdf, profile: Profile) -> None:
    """The output intent: for which printing condition the colours are meant (ISO 15930-7 §6.2.2)."""
    stream = pdf.make_stream(profile.data)
    stream.N = 4
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=profile.condition,
        OutputCondition=profile.name,
        Info=profile.name,
        RegistryName="http://www.color.org",
        DestOutputProfile=stream,
    )
    pdf.Root.OutputIntents = pikepdf.Array([intent])


def _describe(pdf: pikepdf.Pdf) -> None:
    """Title, dates, trapping and an identity, in the information dictionary and in XMP alike (§6.5)."""
    info = pdf.docinfo
    title = str(info.get("/Title", "")) or "untitled"
    created = str(info.get("/CreationDate", _NO_DATE))
    modified = str(info.get("/ModDate", created))
    info.Title, info.CreationDate, info.ModDate = title, created, modified
    info.Trapped = pikepdf.Name("/False")
    info["/GTS_PDFXVersion"] = "PDF/X-4"
    digest = hashlib.sha256(f"{title}\n{created}\n".encode())
    for page in pdf.pages:
        page.contents_coalesce()
        digest.update(page.obj.Contents.read_bytes() if "/Contents" in page.obj else b"")
    xmp = _XMP.format(
        title=escape(title),
        created=_w3c(created),
        modified=_w3c(modified),
        identity=uuid.UUID(bytes=digest.digest()[:16], version=5),
    )
    stream = pdf.make_stream(xmp.encode("utf-8"))
    stream.Type, stream.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    pdf.Root.Metadata = stream


def _w3c(date: str) -> str:
    """A PDF date as W3C writes it; our own are all in UTC."""
    found = _PDF_DATE.match(date)
    if found is None:
        return _w3c(_NO_DATE)
    year, month, day, hour, minute, second = (part or "00" for part in found.groups())
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}Z"
