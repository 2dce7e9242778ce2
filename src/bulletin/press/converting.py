"""One text from one script to another. In: its bytes, as they came. Out: the text converted, and what there is to tell."""

from bulletin.collect import decode, doubts_of
from bulletin.model import HouseStyle, Outcome
from bulletin.planning import read_glossary
from bulletin.press import limits
from bulletin.press.order import Conversion
from bulletin.script import convert_html, convert_text, ends_of


def convert(job: Conversion) -> Outcome[str]:
    """The text, converted. Raises UsageError for a configuration that OpenCC lacks, InputError for a glossary that
    cannot be used."""
    source, to = ends_of(job.config) if job.config else (job.source, job.to)
    assert to is not None  # noqa: S101 whoever asks names a script or a configuration
    terms = read_glossary(*job.glossary)
    with limits.within(limits.for_bytes(len(job.data))):
        decoded = decode(job.data)
        converted = convert_html if job.is_html else convert_text
        style = HouseStyle(config=job.config)
        result = converted(decoded.text, to, source, style=style, glossary=terms.value)
    return Outcome(result, (*doubts_of(decoded, place=job.place), *terms.notices))
