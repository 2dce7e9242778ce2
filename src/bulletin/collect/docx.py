"""Word files to an Article. In: the bytes of a .docx. Out: the article: styles become structure, pictures come along.

mammoth reads the file; what it loses is rewritten in the XML first: the base text of ruby, emphasis dots, wavy lines.
"""

import datetime
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.archive import checked_archive, read_entry
from bulletin.collect.article_head import take_head
from bulletin.collect.body import finish, grow
from bulletin.collect.body.edits import text_of
from bulletin.collect.body.figures import CAPTION
from bulletin.collect.characters import clean, one_line
from bulletin.collect.details import Details
from bulletin.collect.markdown import take_title
from bulletin.collect.parsing import parse_fragment
from bulletin.collect.pictures import take_pictures
from bulletin.errors import InputError
from bulletin.model import Article, Body, Outcome

# Styles by the names Word shows in its Chinese, Taiwanese and English editions.
_STYLES: Final = "\n".join(
    [
        *(
            f"p[style-name='{name}'] => p.docx-{field}:fresh"
            for field, names in {
                "title": ("Title", "标题", "標題", "题目", "文章标题"),
                "subtitle": ("Subtitle", "副标题", "副標題"),
                "kicker": ("引题", "引題", "眉题"),
                "byline": ("作者", "Author", "署名"),
            }.items()
            for name in names
        ),
        *(
            f"p[style-name='{word} {level}'] => h{level + 1}:fresh"
            for level in (1, 2, 3)
            for word in ("标题", "標題", "Heading", "heading")
        ),
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "引用", "明显引用", "引文")
        ),
        *(f"p[style-name='{name}'] => p.verse:fresh" for name in ("诗", "诗歌", "詩", "Verse")),
        *(f"p[style-name='{name}'] => p.signature:fresh" for name in ("落款", "署名日期", "Signature")),
        *(f"p[style-name='{name}'] => p.caption:fresh" for name in ("Caption", "caption", "题注", "標號")),
        "u => em",
        "p[style-name='bulletin right'] => p.aligned-right:fresh",
        "p[style-name='bulletin center'] => p.aligned-center:fresh",
    ]
)
# Alignment is all that most Word files say of a title or a 落款; mammoth passes on styles only.
_PLAIN_STYLES: Final = frozenset({None, "Normal", "正文", "Body Text", "Normal (Web)"})
_TITLE_LIMIT: Final = 60  # characters
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE: Final = "docProps/core.xml"
_DUBLIN: Final = "{http://purl.org/dc/elements/1.1/}"
_TERMS: Final = "{http://purl.org/dc/terms/}"
_XML: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
# Private-use characters carry ruby through mammoth, which knows nothing of it.
_OPEN, _MIDDLE, _CLOSE = "\ue0f0", "\ue0f1", "\ue0f2"
_SPANS: Final = {"emphasis": ("\ue0f3", "\ue0f4"), "work": ("\ue0f5", "\ue0f6")}
_RUBY: Final = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_MIDDLE}([^{_OPEN}{_CLOSE}]*){_CLOSE}")


def read_docx(data: bytes, path: Path) -> Outcome[Article]:
    """The article in a Word file. The title is the one in the style Title, else a first centred line, else the first
    heading, else the file's properties, else its name. Raises InputError for a file that is not Word, is unsafe, or is empty."""
    archive = checked_archive(data)
    document = read_entry(archive, "word/document.xml")
    if document is None:
        raise InputError("collect.not-word", place=path.name)
    try:
        html = _html_of(_with_document(archive, _with_marks(document)))
    except (InputError, MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever a broken file makes of mammoth
        raise InputError("collect.not-word", place=path.name) from error
    source = parse_fragment(_marks_as_elements(clean(html)))
    details = _details(source)
    _take_captions(source)
    _align(source)
    centred = _centred_title(source) if not details.title else ""
    draft = grow(source, breaks="line")
    details = details.or_else(Details(title=centred or take_title(draft, details.title)))
    if details.title:
        details = details.or_else(take_head(draft, details.title))
    details = details.or_else(_properties(archive)).or_else(Details(title=path.stem))
    root = finish(draft)
    assets, notices = take_pictures(root, _no_file)
    body = Body.from_tree(root)
    if body.is_empty:
        raise InputError("collect.empty", place=path.name)
    article = details.article(path.stem, body, str(path), assets)
    return Outcome(article, tuple(notice.in_article(article.title) for notice in notices))


def _html_of(prepared: io.BytesIO) -> str:
    import mammoth  # noqa: PLC0415 most issues have no Word file

    aligned = mammoth.transforms.paragraph(_with_alignment)
    made = mammoth.convert_to_html(prepared, style_map=_STYLES, transform_document=aligned)
    return cast(str, made.value)


def _details(source: HtmlElement) -> Details:
    """The paragraphs in the styles of a title page; they leave the text."""
    found: dict[str, str] = {}
    for paragraph in list(source.iter("p")):
        field = paragraph.get("class", "")
        if field.startswith("docx-"):
            name, text = field.removeprefix("docx-"), one_line(text_of(paragraph))
            found[name] = f"{found[name]} {text}" if name in found else text
            paragraph.drop_tree()
    return replace(Details(), **cast("dict[str, Any]", found))


def _with_alignment(paragraph: Any) -> Any:
    """A paragraph without a style of its own, named by its alignment."""
    if paragraph.style_name not in _PLAIN_STYLES or paragraph.numbering is not None:
        return paragraph
    if paragraph.alignment not in ("right", "end", "center"):
        return paragraph
    name = "center" if paragraph.alignment == "center" else "right"
    return paragraph.copy(style_id=None, style_name=f"bulletin {name}")


def _align(source: HtmlElement) -> None:
    for paragraph in source.iter("p"):
        if (name := paragraph.get("class", "")).startswith("aligned-"):
            del paragraph.attrib["class"]
            paragraph.set("align", name.removeprefix("aligned-"))


def _centred_title(source: HtmlElement) -> str:
    """The first paragraph if it is short and centred; it leaves the text."""
    first = next((block for block in source if text_of(block).strip()), None)
    if first is None or first.tag != "p" or first.get("align") != "center":
        return ""
    title = one_line(text_of(first))
    if len(title) > _TITLE_LIMIT:
        return ""
    first.drop_tree()
    return title


def _take_captions(source: HtmlElement) -> None:
    """A paragraph in the style Caption right above a table is the table's, unless it speaks of the picture above it."""
    for paragraph in list(source.iter("p")):
        table, above = paragraph.getnext(), paragraph.getprevious()
        is_picture_s = (
            above is not None and above.find(".//img") is not None and CAPTION.search(text_of(paragraph))
        )
        if (
            paragraph.get("class") == "caption"
            and not is_picture_s
            and table is not None
            and table.tag == "table"
        ):
            paragraph.tag = "caption"
            table.insert(0, paragraph)


def _properties(archive: zipfile.ZipFile) -> Details:
    """Title and author from the file's properties. Word names the machine's user as author: kept only with a title."""
    data = read_entry(archive, _CORE)
    if not data:
        return Details()
    try:
        core = etree.fromstring(data, _XML)
    except etree.XMLSyntaxError:
        return Details()
    title = one_line(core.findtext(f"{_DUBLIN}title") or "")
    return Details(title=title, date=_day(core.findtext(f"{_TERMS}created") or "") if title else None)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _marks_as_elements(html: str) -> str:
    html = _RUBY.sub(r"<ruby>\1<rt>\2</rt></ruby>", html)
    for name, (opening, closing) in _SPANS.items():
        html = html.replace(closing + opening, "")  # a phrase that Word has split into runs
        html = html.replace(opening, f'<span class="{name}">').replace(closing, "</span>")
    return html


def _with_marks(document: bytes) -> bytes:
    """The document's XML with private marks around the text of every ruby, and around text with emphasis dots or a
    wavy line below it."""
    try:
        root = etree.fromstring(document, _XML)
    except etree.XMLSyntaxError as error:
        raise InputError("collect.not-an-archive") from error
    for ruby in list(root.iter(f"{_WORD}ruby")):
        base, reading = (
            "".join(text.text or "" for text in ruby.iterfind(f"{_WORD}{part}//{_WORD}t"))
            for part in ("rubyBase", "rt")
        )
        parent = ruby.getparent()
        if parent is None:
            continue
        text = etree.Element(f"{_WORD}t")
        text.text = f"{_OPEN}{base}{_MIDDLE}{reading}{_CLOSE}" if reading else base
        parent.replace(ruby, text)
    _mark_runs(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _mark_runs(root: etree._Element) -> None:
    for properties in root.iter(f"{_WORD}rPr"):
        dots, line = properties.find(f"{_WORD}em"), properties.find(f"{_WORD}u")
        names = ["emphasis"] if dots is not None and dots.get(f"{_WORD}val") != "none" else []
        if line is not None and line.get(f"{_WORD}val", "").startswith("wav"):
            names.append("work")
            properties.remove(line)  # or mammoth would take it for emphasis
        run = properties.getparent()
        texts = [] if run is None else list(run.iterchildren(f"{_WORD}t"))
        for name in names if texts else ():
            texts[0].text = _SPANS[name][0] + (texts[0].text or "")
            texts[-1].text = (texts[-1].text or "") + _SPANS[name][1]


def _with_document(archive: zipfile.ZipFile, document: bytes) -> io.BytesIO:
    """The archive again with another document.xml, every entry read within its limits."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in archive.infolist():
            if entry.filename == "word/document.xml":
                copy.writestr(entry.filename, document)
            elif not entry.is_dir():
                copy.writestr(entry.filename, read_entry(archive, entry.filename) or b"")
    stream.seek(0)
    return stream


def _no_file(source: str) -> bytes:
    """A Word file carries its pictures; an address in it is never followed."""
    raise InputError("collect.picture-remote", address=source)
