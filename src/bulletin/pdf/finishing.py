"""What a PDF carries beside its pages. In: a sheet, the document WeasyPrint is about to write. Out: bleed, inks, attachments."""

import datetime
from typing import Any, Final

import pydyf
import weasyprint

from bulletin.model import Sheet
from bulletin.pdf.imposition import INKS, PIECE

# Where a file without a date is dated: attachments must bear one (ISO 19005-3 §6.8).
_NO_DATE: Final = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)


def bleed_style(sheet: Sheet) -> str:
    """The style sheet that lets pages bleed."""
    return f"@page {{ bleed: {sheet.bleed_mm:g}mm }}" if sheet.bleed_mm else ""


def attachments(sheet: Sheet) -> list[Any]:
    """The sheet's files as WeasyPrint attaches them: sources of what is printed, dated like the document."""
    moment = sheet.created or _NO_DATE
    return [
        weasyprint.Attachment(
            string=attached.data,
            name=attached.name,
            description=attached.description,
            created=moment,
            modified=moment,
            relationship="Source",
        )
        for attached in sheet.attachments
    ]


def finish(sheet: Sheet, pdf: Any) -> None:
    """Show the trimmed page only, whatever bleeds; keep the inks for whoever turns the file into a press's colours."""
    if sheet.bleed_mm:
        for page in pdf.objects:
            if isinstance(page, pydyf.Dictionary) and page.get("Type") == "/Page":
                page["CropBox"] = page["TrimBox"]
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))  # WeasyPrint 70.0 lists each twice
    if sheet.inks:
        inks = {colour.lstrip("#"): pydyf.Array(list(shares)) for colour, shares in sheet.inks.items()}
        moment = (sheet.created or _NO_DATE).astimezone(datetime.UTC)
        piece = pydyf.Dictionary(
            {
                "LastModified": pydyf.String(moment.strftime("D:%Y%m%d%H%M%SZ")),
                "Private": pydyf.Dictionary({INKS: pydyf.Dictionary(inks)}),
            }
        )
        pdf.catalog["PieceInfo"] = pydyf.Dictionary({PIECE: piece})
