"""What the book offers to every reader. In: a `Book` and its survey. Out: schema.org properties, in order.

EPUB Accessibility 1.1 §2.2. All of it is computed from the book; `conformsTo` and `certifiedBy` are claims of a
person who has evaluated it, so they are not made here.
"""

from collections.abc import Iterator
from typing import Final

from bulletin.epub.checks import Survey
from bulletin.model import Book

# One sentence a fact, in the book's own script (Traditional wording serves Taiwan and Hong Kong alike).
_SUMMARY: Final[dict[str, dict[str, str]]] = {
    "Hans": {
        "text": "本书为可重排的文本，有目录、地标与各级标题可供导航，阅读次序与版面次序一致。",
        "described": "书中 {count} 幅图片均有替代文字。",
        "undescribed": "书中 {count} 幅图片，其中 {missing} 幅没有替代文字。",
        "ruby": "部分文字附有注音。",
        "pages": "标有印刷版的 {pages} 个页码，可按页码查找。",
    },
    "Hant": {
        "text": "本書為可重排的文字，有目錄、地標與各級標題可供導覽，閱讀次序與版面次序一致。",
        "described": "書中 {count} 幅圖片均有替代文字。",
        "undescribed": "書中 {count} 幅圖片，其中 {missing} 幅沒有替代文字。",
        "ruby": "部分文字附有注音。",
        "pages": "標有印刷版的 {pages} 個頁碼，可按頁碼查找。",
    },
}


def accessibility(book: Book, survey: Survey) -> Iterator[tuple[str, str]]:
    """Property (without the `schema:` prefix) and value, as they stand in the package document."""
    all_described = not survey.pictures_without_alt
    yield "accessMode", "textual"
    if survey.pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual" if all_described else "textual,visual"
    yield "accessibilityFeature", "tableOfContents"
    yield "accessibilityFeature", "readingOrder"
    yield "accessibilityFeature", "displayTransformability"
    if survey.has_headings:
        yield "accessibilityFeature", "structuralNavigation"
    if survey.pictures and all_described:
        yield "accessibilityFeature", "alternativeText"
    if survey.has_ruby:
        yield "accessibilityFeature", "rubyAnnotations"
    if survey.pages:
        yield "accessibilityFeature", "pageBreakMarkers"
        yield "accessibilityFeature", "pageNavigation"
    yield "accessibilityHazard", _hazard(book)
    yield "accessibilitySummary", _summary(book, survey)


def _hazard(book: Book) -> str:
    """`none` for a book that stands still. A GIF may flash, and nobody has watched it."""
    moving = any(resource.media_type == "image/gif" for resource in book.resources)
    return "unknown" if moving else "none"


def _summary(book: Book, survey: Survey) -> str:
    """The facts in words."""
    words = _SUMMARY["Hant" if "Hant" in book.lang else "Hans"]
    sentences = [words["text"]]
    if survey.pictures:
        sentences.append(words["undescribed" if survey.pictures_without_alt else "described"])
    if survey.has_ruby:
        sentences.append(words["ruby"])
    if survey.pages:
        sentences.append(words["pages"])
    return "".join(sentences).format(
        count=survey.pictures, missing=survey.pictures_without_alt, pages=len(survey.pages)
    )
