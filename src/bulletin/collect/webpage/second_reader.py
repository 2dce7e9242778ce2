"""A second reader for pages of which ours is unsure. In: the page as text. Out: trafilatura's body, if it is installed.

Never the first choice: on Chinese pages ours is the better one, and this one knows no 来源 and no 责任编辑. It is asked
where ours found next to nothing.
"""

from typing import Final

from lxml import etree

from bulletin.collect.body import sanitise
from bulletin.collect.characters import weight_of
from bulletin.collect.details import Details
from bulletin.model.body import Body

_LITTLE: Final = 80  # characters; a short text without a date or a source is a doubtful one
_FEWEST: Final = 60
_MOST_TAGS: Final = 20_000  # its time grows with the square of the paragraphs
_MORE: Final = 3.0  # times as much text as ours


def second_reading(text: str, url: str, own: Body, details: Details) -> etree._Element | None:
    """A body that holds far more than `own`, where `own` is doubtful; None where it is not, or without trafilatura."""
    found = weight_of(own.text)
    is_known = bool(details.date or details.source) and not own.is_empty
    if found >= _LITTLE or is_known or text.count("<") > _MOST_TAGS:
        return None
    try:
        import trafilatura  # noqa: PLC0415 — an extra, slow to import and seldom needed
    except ImportError:
        return None
    html = trafilatura.extract(
        text,
        url=url or None,
        output_format="html",
        include_tables=True,
        include_images=True,
        include_comments=False,
    )
    other = sanitise(html or "", base_url=url)
    if weight_of(other.text) < max(_FEWEST, _MORE * found):
        return None
    return other.tree()
