"""One text from one script to another. In: its bytes, as they came. Out: the text converted, and what there is to tell."""

from typing import Final

from bulletin.collect import decode, doubts_of
from bulletin.errors import InputError
from bulletin.model import HouseStyle, Outcome
from bulletin.planning import read_glossary
from bulletin.press import limits
from bulletin.press.order import Conversion
from bulletin.script import convert_html, convert_text, ends_of

# How files begin that hold no plain text: .docx, .xlsx, .epub and .zip; .pdf; .doc and .wps.
_NO_TEXT: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")


def convert(job: Conversion) -> Outcome[str]:
    """The text, converted. Raises UsageError for a configuration that OpenCC lacks, InputError for a glossary that
    cannot be used, and `press.no-text` for a Word file and the like."""
    if job.data.startswith(_NO_TEXT):
        raise InputError("press.no-text", place=job.place)
    source, to = ends_of(job.config) if job.config else (job.source, job.to)
    assert to is not None  # noqa: S101 whoever asks names a script or a configuration
    terms = read_glossary(*job.glossary)
    with limits.within(limits.for_bytes(len(job.data))):
        decoded = decode(job.data)
        converted = convert_html if job.is_html else convert_text
        style = HouseStyle(config=job.config)
        result = converted(decoded.text, to, source, style=style, glossary=terms.value)
    return Outcome(result, (*doubts_of(decoded, place=job.place), *terms.notices))
