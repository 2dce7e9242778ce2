"""Text PDFs to Articles. In: the bytes of a PDF. Out: the article, its paragraphs guessed from where the lines stand.

A PDF knows no paragraphs: an indent begins one, a short line ends one, a larger size is a heading. So a notice asks
for a person's eye, always.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from lxml import etree

from bulletin.collect import credits, labels
from bulletin.collect.body import finish
from bulletin.collect.body.builder import RANK
from bulletin.collect.characters import weight_of
from bulletin.collect.details import Details
from bulletin.collect.pdf_lines import PdfLine, pdf_lines
from bulletin.collect.webpage.trimming import trim
from bulletin.errors import InputError
from bulletin.model import Article, Body, Notice, Outcome

PDF: Final = "application/pdf"
_HEADING: Final = 1.12  # times the size of the text
_TITLE: Final = 1.3
_INDENT: Final = 1.2  # ems
_WIDEST_INDENT: Final = 4.0
_SHORT: Final = 1.6  # ems left free at the end of a paragraph's last line
_SHORT_FOR_CERTAIN: Final = 4.0
_ENDS: Final = tuple("。！？：；…”」』.!?:;")
_HEAD_LINES: Final = 6


def read_pdf(data: bytes, path: Path) -> Outcome[Article]:
    """The article of a PDF, with the notice `web.pdf-review`. Raises InputError `web.pdf`, `web.pdf-locked`,
    `web.pdf-long` or, for a scan, `web.pdf-no-text`."""
    lines = pdf_lines(data)
    if not any(weight_of(line.text) for line in lines):
        raise InputError("web.pdf-no-text", place=str(path))
    text_size = _text_size(lines)
    title, rest = _title(lines, text_size)
    head = [line.text for line in rest[:_HEAD_LINES]]
    draft = _draft(rest, text_size)
    below = trim(draft, title)
    details = Details(
        title=title or path.stem,
        byline=credits.find_byline(head, ()) or credits.find_lone_byline(head),
        source=credits.find_source(head, ()),
        editor=credits.find_editor(below.lines),
        date=credits.find_date(head, ()),
    )
    body = Body.from_tree(finish(draft))
    if body.is_empty:
        raise InputError("web.pdf-no-text", place=str(path))
    article = details.article(path.stem, body, str(path), ())
    return Outcome(article, (Notice("web.pdf-review", article=article.title, place=path.name),))


def _text_size(lines: Sequence[PdfLine]) -> float:
    """The size most characters have."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size_pt, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _title(lines: tuple[PdfLine, ...], text_size: float) -> tuple[str, tuple[PdfLine, ...]]:
    """The largest lines of the first page that follow one another, and the lines of the text."""
    first_page = [line for line in lines if line.page == lines[0].page]
    largest = max(line.size_pt for line in first_page)
    if largest < _TITLE * text_size:
        return "", lines
    start = next(at for at, line in enumerate(lines) if line.size_pt == largest)
    end = start
    while end < len(lines) and abs(lines[end].size_pt - largest) < 0.1:
        end += 1
    above = lines[:start]
    if not any(line.text.endswith(_ENDS) for line in above):
        above = ()  # a menu, a masthead: no sentence stands above a title
    return _joined(lines[start:end]), above + lines[end:]


def _draft(lines: Sequence[PdfLine], text_size: float) -> etree._Element:
    root = etree.Element("body")
    for group in _paragraphs(lines):
        is_heading = group[0].size_pt >= _HEADING * text_size
        block = etree.SubElement(root, "h2" if is_heading else "p")
        block.text = _joined(group)
        if is_heading:
            # The larger the higher: the ranks of a draft count from 0.
            block.set(RANK, str(round(max(0.0, 10 - group[0].size_pt / text_size))))
    return root


def _paragraphs(lines: Sequence[PdfLine]) -> Iterator[list[PdfLine]]:
    edges = _edges(lines)
    group: list[PdfLine] = []
    for line in lines:
        if group and _begins(line, group[-1], edges):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _edges(lines: Sequence[PdfLine]) -> dict[int, tuple[float, float]]:
    """The left and right edge of each column of text: where most of its lines begin, and the furthest end of those."""
    edges: dict[int, tuple[float, float]] = {}
    for run in {line.run for line in lines}:
        column = [line for line in lines if line.run == run]
        left = float(Counter(round(line.left_pt) for line in column).most_common(1)[0][0])
        inside = [line for line in column if abs(line.left_pt - left) <= _WIDEST_INDENT * line.size_pt]
        edges[run] = (min(line.left_pt for line in inside), max(line.right_pt for line in inside))
    return edges


def _begins(line: PdfLine, before: PdfLine, edges: dict[int, tuple[float, float]]) -> bool:
    """True if a paragraph begins with `line`."""
    left, right = edges[before.run]
    free = (right - before.right_pt) / line.size_pt if right - left > 6 * line.size_pt else 0.0
    return (
        abs(line.size_pt - before.size_pt) > 0.05 * line.size_pt
        or line.left_pt - edges[line.run][0] > _INDENT * line.size_pt
        or free > _SHORT_FOR_CERTAIN
        # Kinsoku may leave two ems free in the middle of a sentence.
        or (
            free > _SHORT
            and (before.text.endswith(_ENDS) or labels.CREDIT_LINE.search(before.text) is not None)
        )
        or bool(labels.CLOSING_CREDIT.match(line.text))
    )


def _joined(lines: Sequence[PdfLine]) -> str:
    """The lines as one: nothing between Chinese ones, a space where a Western word ends, a divided word whole again."""
    text = ""
    for line in lines:
        if text.endswith(("‐", "-")) and text[-2:-1].islower() and line.text[:1].islower():
            text = text[:-1] + line.text
            continue
        is_western = text[-1:].isascii() and text[-1:].strip() != "" and line.text[:1].isascii()
        text += (" " if is_western else "") + line.text
    return text
