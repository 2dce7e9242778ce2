"""Plain text to Articles. In: the text of a .txt file. Out: its articles, from pages' dumps or from a writer's own file.

A writer's file: the first short line is the title, a line with the author may follow, every line is a paragraph.
"""

import re
from itertools import takewhile
from pathlib import Path
from typing import Final

from lxml import etree

from bulletin.collect import credits, labels, values
from bulletin.collect.body import finish
from bulletin.collect.body.builder import RANK
from bulletin.collect.body.headings import rank_of
from bulletin.collect.characters import HAN, clean, one_line, shortened, weight_of
from bulletin.collect.details import Details
from bulletin.collect.textdump import Paragraph, articles_in, extract_dump, is_dump
from bulletin.collect.textdump.lines import lines_of
from bulletin.collect.textdump.subheads import with_subheads
from bulletin.errors import InputError
from bulletin.model import Article, Body, Notice, Outcome

_TITLE_LIMIT: Final = 45  # characters
_VERSE_LIMIT: Final = 20
_SHORTEST_VERSE: Final = 3  # lines
_LINES_A_STANZA: Final = 2  # on average, at least
_LABELLED_TITLE: Final = re.compile(r"^(?:标题|標題|题目|題目)\s*[:：]\s*")
# A name alone below the title: 王小明, 王　芳, 陈大文 林晓.
_NAME_ALONE: Final = re.compile(rf"[{HAN}](?:[{HAN}·]{{1,3}}|\s+[{HAN}])(?:[\s、]+[{HAN}]{{2,4}}){{0,3}}")


def read_text(text: str, path: Path) -> Outcome[tuple[Article, ...]]:
    """The articles in `text`, mostly one. Raises InputError `collect.empty` for a text without any content."""
    texts = articles_in(text)
    keys = (
        [path.stem] if len(texts) == 1 else [f"{path.stem}-{number}" for number in range(1, len(texts) + 1)]
    )
    articles: list[Article] = []
    notices: list[Notice] = []
    for key, part in zip(keys, texts, strict=True):
        details, body, left_out = _from_dump(part) if is_dump(part) else (*_from_writer(part), "")
        if not body.is_empty:
            article = details.or_else(Details(title=key)).article(key, body, str(path), ())
            articles.append(article)
            notices += (
                [Notice("collect.cut-text", {"text": shortened(left_out)}, article.title)] if left_out else []
            )
    if not articles:
        raise InputError("collect.empty", place=path.name)
    return Outcome(tuple(articles), tuple(notices))


def _from_dump(text: str) -> tuple[Details, Body, str]:
    dump = extract_dump(text)
    return dump.details, _body_of(list(dump.paragraphs)), dump.left_out


def _from_writer(text: str) -> tuple[Details, Body]:
    stanzas = _stanzas(text)
    lines = [line for stanza in stanzas for line in stanza]
    details, used = _head(lines)
    if _is_verse(stanzas, used):
        return details, _verse(stanzas, used)
    return details, _body_of(list(with_subheads(lines_of(text)[used:])))


def _stanzas(text: str) -> list[list[str]]:
    """The lines of `text` in groups that blank lines divide."""
    blocks = re.split(r"\n\s*\n", clean(text))
    return [
        [one_line(line) for line in block.split("\n") if line.strip()] for block in blocks if block.strip()
    ]


def _head(lines: list[str]) -> tuple[Details, int]:
    """Title, sub-title and credits at the head of a writer's file, and how many lines they take."""
    if len(lines) < 2 or weight_of(lines[0]) > _TITLE_LIMIT or lines[0][-1] in "。；，,;：:":
        return Details(), 0
    credit_lines = list(takewhile(_is_credit, lines[1:-1]))
    details = Details(
        title=_LABELLED_TITLE.sub("", lines[0]),
        subtitle=credits.find_subtitle(credit_lines),
        byline=credits.find_byline(credit_lines, ())
        or next((credits.names(line) for line in credit_lines if _NAME_ALONE.fullmatch(line)), ""),
        source=credits.find_source(credit_lines, ()),
        date=credits.find_date(credit_lines, ()),
    )
    return details, 1 + len(credit_lines)


def _is_credit(line: str) -> bool:
    if weight_of(line) > 60:
        return False
    patterns = (labels.CREDIT_LINE, values.byline(), values.SUBTITLE)
    return bool(_NAME_ALONE.fullmatch(line)) or any(pattern.search(line) for pattern in patterns)


def _is_verse(stanzas: list[list[str]], used: int) -> bool:
    """True if all lines below the first `used` are short and stand in stanzas."""
    rest = _without_head(stanzas, used)
    lines = [line for stanza in rest for line in stanza]
    return (
        len(lines) >= _SHORTEST_VERSE
        and all(weight_of(line) <= _VERSE_LIMIT for line in lines)
        and len(lines) >= _LINES_A_STANZA * len(rest)
    )


def _without_head(stanzas: list[list[str]], used: int) -> list[list[str]]:
    rest = []
    for stanza in stanzas:
        left = stanza[used:]
        used = max(0, used - len(stanza))
        if left:
            rest.append(left)
    return rest


def _verse(stanzas: list[list[str]], used: int) -> Body:
    root = etree.Element("body")
    for stanza in _without_head(stanzas, used):
        block = etree.SubElement(root, "p", {"class": "verse"})
        block.text = stanza[0]
        for line in stanza[1:]:
            etree.SubElement(block, "br").tail = line
    return Body.from_tree(root)


def _body_of(paragraphs: list[Paragraph]) -> Body:
    root = etree.Element("body")
    for paragraph in paragraphs:
        block = etree.SubElement(root, "h2" if paragraph.is_subhead else "p")
        block.text = paragraph.text
        if paragraph.is_subhead:
            block.set(RANK, str(rank_of(paragraph.text)))
    return Body.from_tree(finish(root))
