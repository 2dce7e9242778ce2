"""Any body of the grammar, for tests by property; and the words of a body and of a page, to hold one against the other."""

from collections.abc import Iterator
from typing import TypeVar

from hypothesis import strategies as st
from lxml import etree

from bulletin.layout.book_notes import EPUB_TYPE
from bulletin.model import Asset, Body

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="3"/></svg>'
DRAWING = Asset.of(SVG, "image/svg+xml", "svg", 8, 8)
XHTML = "{http://www.w3.org/1999/xhtml}"

# Chinese with its marks, Latin, digits, markup's own signs, rare and astral characters, spaces of every kind.
T = TypeVar("T")


def _named(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """The same with a short name: hypothesis writes out strategies built of strategies, by the hundred thousand letters."""

    @st.composite
    def drawn(draw: st.DrawFn) -> T:
        return draw(strategy)

    return drawn()


_LETTERS = "桥水甲乙AbcΩ012１２𠮷㐂é💻"
_SIGNS = "，。！“”《》（）—…<>&\"'\u0301\u200d\u3000\u00a0 \u200b\ufe0f\n"
_texts = _named(
    st.tuples(
        st.text(_SIGNS, max_size=2),
        st.text(_LETTERS, min_size=1, max_size=3),
        st.text(_LETTERS + _SIGNS, max_size=8),
    ).map("".join)
)


def _element(tag: str, *children: object, **attributes: str) -> etree._Element:
    """An element; `cls` is its class. Texts and elements are its content."""
    element = etree.Element(
        tag, {("class" if name == "cls" else name): said for name, said in attributes.items()}
    )
    for child in children:
        if isinstance(child, etree._Element):
            element.append(child)
        elif len(element):
            element[-1].tail = (element[-1].tail or "") + str(child)
        else:
            element.text = (element.text or "") + str(child)
    return element


def _made(
    tag: str, *content: st.SearchStrategy[object], **attributes: str
) -> st.SearchStrategy[etree._Element]:
    return st.tuples(*content).map(lambda children: _element(tag, *children, **attributes))


def _many(
    tag: str, content: st.SearchStrategy[object], most: int = 3, **attributes: str
) -> st.SearchStrategy[etree._Element]:
    return st.lists(content, min_size=1, max_size=most).map(
        lambda children: _element(tag, *children, **attributes)
    )


_ruby = st.tuples(_texts, st.text("hànzì", min_size=1, max_size=4)).map(
    lambda pair: _element("ruby", pair[0], _element("rp", "("), _element("rt", pair[1]), _element("rp", ")"))
)
_simple = _named(
    st.one_of(
        *(_made(tag, _texts) for tag in ("em", "strong", "sub", "sup", "code", "span")),
        *(_made("span", _texts, cls=name) for name in ("emphasis", "credit")),
        _made("em", _texts, lang="en"),
        _made("a", _texts, href="https://example.org/路?a=b&c"),
        _ruby,
        st.builds(lambda: _element("br")),
        st.builds(lambda: _element("img", src=DRAWING.name, alt="图")),
    )
)
_line = _named(
    st.tuples(
        st.lists(_simple, max_size=1),
        _texts,
        st.lists(st.one_of(_texts, _simple, _made("strong", _texts, _simple, _texts)), max_size=3),
    ).map(lambda parts: [*parts[0], parts[1], *parts[2]])
)


def _of_line(tag: str, **attributes: str) -> st.SearchStrategy[etree._Element]:
    return _line.map(lambda parts: _element(tag, *parts, **attributes))


_paragraph = st.one_of(
    _of_line("p"),
    *(_of_line("p", cls=name) for name in ("verse", "signature", "salutation", "unit", "author")),
)
_row = st.lists(st.one_of(_of_line("td"), _of_line("th")), min_size=2, max_size=2).map(
    lambda cells: _element("tr", *cells)
)
_table = st.one_of(
    _many("tbody", _row).map(lambda body: _element("table", body)),
    st.tuples(_of_line("caption"), _many("thead", _row, 1), _many("tbody", _row)).map(
        lambda parts: _element("table", *parts)
    ),
)
_blocks = st.recursive(
    _named(
        st.one_of(
            _paragraph,
            _table,
            _made(
                "figure", st.builds(lambda: _element("img", src=DRAWING.name, alt="")), _of_line("figcaption")
            ),
            _made("pre", _texts),
            st.builds(lambda: _element("hr")),
            *(_many(tag, _of_line("li")) for tag in ("ul", "ol")),
            _made("dl", _of_line("dt"), _of_line("dd")),
        )
    ),
    lambda inner: st.one_of(
        _many("blockquote", inner), _many("ul", _many("li", inner)), _many("blockquote", inner, cls="letter")
    ),
    max_leaves=5,
)
_heads = st.one_of(*(_of_line(tag) for tag in ("h2", "h2", "h3", "h4")))


def _with_notes(blocks: list[etree._Element], notes: list[etree._Element]) -> Body:
    """The blocks, and after them each note with a call in a paragraph; ids are all different, no level is skipped."""
    root = etree.Element("body")
    root.extend(blocks)
    before = 1
    for heading in root.iter("h2", "h3", "h4"):
        before = min(int(str(heading.tag)[1]), before + 1)
        heading.tag = f"h{before}"
    for number, note in enumerate(notes, start=1):
        call = _element("a", str(number), cls="noteref", href=f"#note-{number}")
        root.append(_element("p", "见注", call))
        note.set("id", f"note-{number}")
    root.extend(notes)
    return Body.from_tree(root)


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    """Any body of the grammar, with notes or without."""
    blocks = draw(st.lists(st.one_of(_blocks, _blocks, _heads), min_size=1, max_size=5))
    return _with_notes(blocks, draw(st.lists(_many("aside", _of_line("p"), 2, cls="footnote"), max_size=2)))


def words_of_body(body: Body) -> str:
    """Every character of a body, readings included, without the numbers of notes."""
    return "".join(_said(body.tree(), "noteref"))


def words_of_page(page: bytes) -> str:
    """Every character that an article's page shows of its body, without the numbers of notes and the ways back."""
    root = etree.fromstring(page, etree.XMLParser(huge_tree=True))
    parts = [part for part in root.iter(f"{XHTML}div") if part.get("class") in ("text", "notes")]
    for back in [link for part in parts for link in part.iter(f"{XHTML}a") if link.get("class") == "back"]:
        assert (back.tail or " ").startswith(" ")
        back.tail = (back.tail or " ")[1:]
    return "".join(text for part in parts for text in _said(part, "noteref", "back", "lost"))


def _said(element: etree._Element, *unsaid: str) -> Iterator[str]:
    is_silent = (
        bool(set(element.get("class", "").split()) & set(unsaid)) or element.get(EPUB_TYPE) == "pagebreak"
    )
    if not is_silent:
        yield element.text or ""
    for child in element:
        if not is_silent:
            yield from _said(child, *unsaid)
        yield (child.tail or "") if not is_silent else ""
