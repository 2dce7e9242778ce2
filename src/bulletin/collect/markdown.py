"""Markdown to an Article. In: the text of a file with front matter. Out: the article.

CommonMark with tables, footnotes and strikethrough, and what Chinese needs: `**重点：**后文` is bold, `{汉|hàn}` is
ruby, `[不可]{.emphasis}` gives a stretch of text a class of the grammar and a line `{.verse}` below a block gives it
one, `表：标题` above a table is its caption.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree
from markdown_it import MarkdownIt
from markdown_it.common import utils as characters
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock, list_block
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from bulletin.collect.body import finish, grow
from bulletin.collect.body.edits import text_of
from bulletin.collect.characters import bare, clean, is_wide, one_line
from bulletin.collect.dates import date_of
from bulletin.collect.details import Details
from bulletin.collect.front_matter import split_front_matter
from bulletin.collect.parsing import parse_fragment
from bulletin.collect.pictures import files_beside, take_pictures
from bulletin.errors import InputError
from bulletin.model import Article, Body, Notice, Outcome
from bulletin.model.body import CLASSES

# markdown-it leaves out, without a word, what is nested deeper.
_MAX_NESTING: Final = 400
_CLASS_LINE: Final = re.compile(r"(?:^|\n)[^\S\n]*\{\.([a-z]+)\}\s*$")
_RUBY: Final = re.compile(r"\{([^{}|\n]{1,20})\|([^{}|\n]{1,40})\}")
_SPAN: Final = re.compile(r"\[([^\[\]\n]+)\]\{\.([a-z]+)\}")
_MANUSCRIPT: Final = re.compile(r"(?:\./)?([^/:#?]+)\.(?:md|markdown|html?|docx|txt)")
_CAPTION: Final = re.compile(r"^(?:Table|表)\s*[:：]\s*(.+)$", re.DOTALL)
_YEAR: Final = re.compile(r"\d{4}[.)]")
_VERSE_NAMES: Final = frozenset({"诗", "詩", "verse", "poem"})
_SIGNATURE_LIMIT: Final = 24  # characters of a line of a 落款


def read_markdown(text: str, path: Path) -> Outcome[Article]:
    """The article in `text`; `path` is where it came from, for its pictures and its key.

    The title is the front matter's, else the first heading's, else the file's name. Raises InputError for front
    matter that cannot be read and for a text without any content.
    """
    front = split_front_matter(clean(text), path.name)
    parsed: dict[str, dict[str, dict[str, int]]] = {}
    html = _parser().render(front.text, parsed)
    draft = grow(parse_fragment(html), breaks="line")
    details = front.details.or_else(Details(title=take_title(draft, front.details.title)))
    details = details.or_else(Details(title=path.stem))
    root = finish(draft)
    assets, notices = take_pictures(root, files_beside(path))
    body = Body.from_tree(root)
    if body.is_empty:
        raise InputError("collect.empty", place=path.name)
    article = details.article(path.stem, body, str(path), assets)
    told = (*front.notices, *notices, *_uncalled_notes(parsed))
    return Outcome(article, tuple(notice.in_article(article.title) for notice in told))


def _uncalled_notes(parsed: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Iterator[Notice]:
    """The notes that the text never calls; the parser leaves them out."""
    for label, calls in parsed.get("footnotes", {}).get("refs", {}).items():
        if calls < 0:
            yield Notice("collect.uncalled-note", {"label": label.removeprefix(":")})


@cache
def _parser() -> MarkdownIt:
    """The parser, which keeps nothing of a text."""
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _MAX_NESTING}).enable(
        ["table", "strikethrough"]
    )
    parser.disable("code")  # four spaces at the head of a paragraph are a Chinese indent, not a program
    parser.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.add_render_rule("fence", _fence)
    parser.use(footnote_plugin)
    parser.inline.ruler.before("emphasis", "chinese_emphasis", _emphasis)
    parser.inline.ruler.before("emphasis", "ruby", _ruby)
    parser.inline.ruler.before("link", "classed_span", _classed_span)
    parser.core.ruler.after("block", "class_lines", _class_lines)
    parser.core.ruler.after("class_lines", "captions", _captions)
    parser.core.ruler.after("captions", "signature", _signature)
    parser.core.ruler.after("inline", "article_links", _article_links)
    parser.core.ruler.after("inline", "picture_captions", _picture_captions)
    return parser


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that begins with a year (`2021. 年终总结`) is no list with 2,021 items."""
    if _YEAR.match(state.src, state.bMarks[start] + state.tShift[start]):
        return False
    return list_block(state, start, end, silent)


def _fence(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    """A fence named 诗 or verse holds verse: its lines stay lines, a blank line divides stanzas."""
    token = tokens[index]
    if token.info.strip().lower() not in _VERSE_NAMES:
        return renderer.fence(tokens, index, options, env)
    stanzas = re.split(r"\n[ \t]*\n", token.content.strip("\n"))
    blocks = ("<br>".join(map(characters.escapeHtml, stanza.strip().split("\n"))) for stanza in stanzas)
    return "".join(f'<p class="verse">{block}</p>\n' for block in blocks if block)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Asterisks beside Chinese: `**重点：**后文` is bold. CommonMark's flanking rule takes ： for the end of a word and
    would leave it plain; a Chinese sentence has no spaces for that rule to go by."""
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    end = state.pos + scanned.length
    before, after = state.src[state.pos - 1 : state.pos] or " ", state.src[end : end + 1] or " "
    if not (is_wide(before) or is_wide(after)):
        return False
    for _ in range(scanned.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(
            Delimiter(
                marker=ord("*"),
                length=scanned.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=not after.isspace(),
                close=not before.isspace(),
            )
        )
    state.pos = end
    return True


def _ruby(state: StateInline, silent: bool) -> bool:
    """`{褰|qiān}`: the reading of a character or a word."""
    found = _RUBY.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("html_inline", "", 0)
        token.content = "".join(
            f"<ruby>{characters.escapeHtml(base)}<rt>{characters.escapeHtml(reading)}</rt></ruby>"
            for base, reading in _readings(found[1].strip(), found[2].strip())
        )
    state.pos = found.end()
    return True


def _readings(base: str, reading: str) -> Sequence[tuple[str, str]]:
    """As many readings as characters belong to one each; else the whole reading to the whole word."""
    readings = reading.split()
    return list(zip(base, readings, strict=True)) if len(readings) == len(base) else [(base, reading)]


def _classed_span(state: StateInline, silent: bool) -> bool:
    """`[不可不记]{.emphasis}`: text in a class of the grammar; markup inside it stays markup."""
    found = _SPAN.match(state.src, state.pos)
    if not found or found[2] not in CLASSES["span"]:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = f'<span class="{found[2]}">'
        end, state.posMax, state.pos = state.posMax, found.end(1), found.start(1)
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("html_inline", "", 0).content = "</span>"
    state.pos = found.end()
    return True


def _class_lines(state: StateCore) -> None:
    """A last line `{.verse}` gives its class to the block, or to the quotation around it, and goes."""
    tokens = state.tokens
    for index, token in enumerate(tokens):
        found = _CLASS_LINE.search(token.content) if token.type == "inline" else None
        if not found:
            continue
        token.content = token.content[: found.start()]
        paragraph = tokens[index - 1]
        is_last_in_quote = len(tokens) > index + 2 and tokens[index + 2].type == "blockquote_close"
        block = _opening(tokens, index + 2) if is_last_in_quote else paragraph
        if not token.content.strip():
            paragraph.hidden = tokens[index + 1].hidden = True
            block = _block_before(tokens, index - 1) or block
        block.attrJoin("class", found[1])


def _opening(tokens: Sequence[Token], closing: int) -> Token:
    level = tokens[closing].level
    return next(token for token in reversed(tokens[:closing]) if token.level == level and token.nesting == 1)


def _block_before(tokens: Sequence[Token], index: int) -> Token | None:
    """The block that ends right before token `index`."""
    return _opening(tokens, index - 1) if index > 0 and tokens[index - 1].nesting == -1 else None


def _captions(state: StateCore) -> None:
    """A paragraph `表：…` or `Table: …` right above a table is its caption."""
    for index, token in enumerate(state.tokens):
        if token.type != "table_open" or index < 3 or state.tokens[index - 1].type != "paragraph_close":
            continue
        inline = state.tokens[index - 2]
        if found := _CAPTION.match(inline.content):
            inline.content = found[1]
            opening, closing = state.tokens[index - 3], state.tokens[index - 1]
            opening.tag = closing.tag = "caption"
            state.tokens[index - 3 : index + 1] = [token, opening, inline, closing]


def _signature(state: StateCore) -> None:
    """落款: the last paragraph of a text, or of a letter it quotes, that has short lines and ends with a date stands line
    under line, at the right."""
    blocks = [token for token in state.tokens if token.type != "footnote_block_open"]
    _sign(blocks, 0)
    for start, token in enumerate(blocks):
        if token.type == "blockquote_open" and "letter" in str(token.attrGet("class")).split():
            end = next(
                place
                for place in range(start, len(blocks))
                if blocks[place].type == "blockquote_close" and blocks[place].level == token.level
            )
            _sign(blocks[start + 1 : end], token.level + 1)


def _sign(blocks: Sequence[Token], level: int) -> None:
    if len(blocks) < 3 or blocks[-1].type != "paragraph_close" or blocks[-1].level != level:
        return
    opening, inline = blocks[-3], blocks[-2]
    lines = [line.strip() for line in inline.content.split("\n")]
    is_short = all(len(line) <= _SIGNATURE_LIMIT for line in lines)
    if len(lines) > 1 and is_short and date_of(lines[-1]) and not opening.attrGet("class"):
        inline.content = "\\\n".join(line.removesuffix("\\") for line in lines)
        opening.attrJoin("class", "signature")


def _article_links(state: StateCore) -> None:
    """A link to a manuscript beside this one is a link to its article, whose key is the stem of the file."""
    for token in state.tokens:
        for child in token.children or []:
            if child.type == "link_open" and (
                found := _MANUSCRIPT.fullmatch(unquote(str(child.attrs["href"])))
            ):
                child.attrSet("href", f"article:{found[1]}")


def _picture_captions(state: StateCore) -> None:
    """The title of a picture that stands alone is its caption."""
    for token in state.tokens:
        children = token.children or []
        if token.type == "inline" and len(children) == 1 and children[0].type == "image":
            picture = children[0]
            if caption := str(picture.attrs.pop("title", "")):
                begin, end = Token("html_inline", "", 0), Token("html_inline", "", 0)
                begin.content = "<figure>"
                end.content = f"<figcaption>{characters.escapeHtml(caption)}</figcaption></figure>"
                token.children = [begin, picture, end]


def take_title(draft: etree._Element, known: str = "") -> str:
    """The text of a heading that opens the draft; it leaves the draft. One that differs from a `known` title stays."""
    if len(draft) and draft[0].tag == "h2":
        title = one_line(text_of(draft[0]))
        if not known or bare(title) == bare(known):
            draft.remove(draft[0])
            return title
    return ""
