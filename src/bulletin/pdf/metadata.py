"""What the file says of itself. In: a sheet and WeasyPrint's metadata. Out: metadata that claims PDF/UA beside PDF/A.

WeasyPrint writes one claim or the other. Both belong in one rdf:RDF: of a second one validators take no notice.
"""

import datetime
import re
from typing import Any, Final

from weasyprint.pdf.metadata import DocumentMetadata

from bulletin.model import Sheet

# PDF/A wants a schema for every property it does not know; this is ISO 14289-1's, as its annex gives it.
_PDF_UA: Final = """
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""

# Characters XML cannot hold, and those that turn the direction of the text around them.
_UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


class AccessibleMetadata(DocumentMetadata):  # type: ignore[misc]  # WeasyPrint has no types
    """WeasyPrint's metadata with the claim of PDF/UA-1 (ISO 14289-1 §5) in it, readable without unpacking.

    `accessible` is False for a document that cannot keep that claim.
    """

    accessible = True

    def include_in_pdf(self, pdf: Any, *claim: Any, **options: Any) -> None:
        super().include_in_pdf(pdf, *claim[:3], **options | {"compress": False})

    def generate_rdf_metadata(self, *claim: Any) -> bytes:
        rdf: bytes = super().generate_rdf_metadata(*claim)
        if not self.accessible:
            return rdf
        head, end, tail = rdf.rpartition(b"</rdf:RDF>")
        return head + _PDF_UA.encode() + end + tail


def metadata_of(sheet: Sheet, found: Any) -> AccessibleMetadata:
    """The sheet's title, language and date; author, subject and keywords as `found` in its `<meta>` elements."""
    moment = _moment(sheet.created)
    return AccessibleMetadata(
        title=_clean(sheet.title or found.title or ""),
        authors=[_clean(author) for author in found.authors],
        description=_clean(found.description or ""),
        keywords=[_clean(keyword) for keyword in found.keywords],
        generator=_clean(found.generator or ""),
        created=moment,
        modified=moment,
        lang=sheet.lang,
    )


def _clean(text: str) -> str:
    return _UNFIT.sub("", text)


def _moment(created: datetime.datetime | None) -> str | None:
    """As W3C writes a time, in UTC; a time without a zone is taken as UTC, so that machines agree."""
    if created is None:
        return None
    aware = created if created.tzinfo else created.replace(tzinfo=datetime.UTC)
    return aware.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
