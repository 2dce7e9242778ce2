"""A body goes into the book whole: what changes is where it leads and what it says to a reader who cannot see."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.builder import E

from bulletin.layout.book_body import BookBody, book_body, markup, outward
from bulletin.layout.labels import labels
from bulletin.model import Article, Asset, Body

WORDS = labels("zh-Hans")
PICTURE = Asset("bridge.png", "image/png", b"png", 640, 360)


def in_book(xhtml: str, *assets: Asset) -> BookBody:
    return book_body(Article("bridge", "修桥记", Body(f"<body>{xhtml}</body>"), assets=assets), "a1", WORDS)


def codes(body: BookBody) -> list[str]:
    return [notice.code for notice in body.notices]


NOTE = '<aside class="footnote" id="note-1"><p>据观测记录。</p></aside>'
CALL = '<a class="noteref" href="#note-1">1</a>'


def test_a_note_pops_up_and_leads_back_to_its_call() -> None:
    body = in_book(f"<p>下沉七厘米{CALL}。</p>{NOTE}")
    call = body.root.find(".//a")
    note = body.notes[0]
    assert call is not None
    assert call.get("{http://www.idpf.org/2007/ops}type") == "noteref"
    assert call.get("role") == "doc-noteref"
    assert call.get("href") == f"#{note.get('id')}" == "#a1-note-1"
    assert note.get("{http://www.idpf.org/2007/ops}type") == "footnote"
    assert note.get("role") == "doc-footnote"
    back = note.find(".//a")
    assert back is not None
    assert (back.get("href"), back.text, back.tail) == (f"#{call.get('id')}", "1", " 据观测记录。")
    assert back.get("aria-label") == "返回正文 1"


def test_a_note_called_twice_leads_back_to_its_first_call() -> None:
    body = in_book(f"<p>一{CALL}，二{CALL}</p>{NOTE}")
    first, second = body.root.findall(".//a")
    assert [back.get("href") for back in body.notes.iter("a")] == [f"#{first.get('id')}"]
    assert second.get("role") == "doc-noteref"


def test_notes_come_after_what_ends_the_article() -> None:
    body = in_book(f"<p>正文{CALL}</p>{NOTE}")
    assert "据观测记录" not in markup(body.root)
    assert "据观测记录" in markup(body.notes)


def test_a_call_without_its_note_keeps_its_text_and_is_told() -> None:
    body = in_book('<p>正文<a class="noteref" href="#note-9">9</a></p>')
    assert markup(body.root) == '<p>正文<a class="noteref">9</a></p>'
    assert codes(body) == ["epub.lost-link"]
    assert body.notices[0].article == "修桥记"
    assert "#note-9" in body.notices[0].message("zh")


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "JavaScript:alert(1)", "other.html", "file:///etc/passwd", "http://", "http://["],
)
def test_a_link_that_leads_nowhere_in_a_book_keeps_its_text_and_is_told(href: str) -> None:
    body = in_book(f'<p><a href="{href}">文字</a></p>')
    assert markup(body.root) == "<p><a>文字</a></p>"
    assert codes(body) == ["epub.lost-link"]


def test_an_address_is_written_so_that_every_reader_can_parse_it() -> None:
    assert outward("https://example.org/修桥 记?期=3#一") == (
        "https://example.org/%E4%BF%AE%E6%A1%A5%20%E8%AE%B0?%E6%9C%9F=3#%E4%B8%80"
    )
    assert outward("https://example.org/a%20b") == "https://example.org/a%20b"
    assert outward("https://example.org/50%|[1]") == "https://example.org/50%25%7C%5B1%5D"
    assert outward("http://[::1]:8000/") == "http://[::1]:8000/"
    assert outward("mailto:letters@example.org") == "mailto:letters@example.org"


def test_ids_get_the_prefix_and_the_links_to_them_follow() -> None:
    body = in_book('<h2 id="一 二">题</h2><p><a href="#一 二">见上</a></p>')
    heading, link = body.root.find("h2"), body.root.find(".//a")
    assert heading is not None
    assert link is not None
    assert heading.get("id") == "a1----"
    assert link.get("href") == "#a1----"


def test_two_odd_ids_never_become_one() -> None:
    body = in_book('<p id="一">甲</p><p id="二">乙</p>')
    first, second = (paragraph.get("id") for paragraph in body.root)
    assert first != second


def test_an_id_said_twice_stays_once_and_is_told() -> None:
    body = in_book('<p id="x">甲</p><p id="x">乙</p>')
    assert markup(body.root) == '<p id="a1-x">甲</p><p>乙</p>'
    assert codes(body) == ["epub.repeated-id"]


def test_a_picture_without_words_takes_those_of_its_caption_but_not_the_credit() -> None:
    figure = '<figure><img src="bridge.png"/><figcaption>旧桥<span class="credit">张摄</span></figcaption></figure>'
    body = in_book(figure, PICTURE)
    picture = body.root.find(".//img")
    assert picture is not None
    assert (picture.get("alt"), picture.get("src")) == ("旧桥", "images/bridge.png")
    assert codes(body) == []
    assert body.pictures == [PICTURE]


def test_a_picture_that_nothing_describes_is_told() -> None:
    body = in_book('<p><img src="bridge.png" alt=" "/></p>', PICTURE)
    picture = body.root.find(".//img")
    assert picture is not None
    assert picture.get("alt") == "图片"
    assert codes(body) == ["epub.no-alt"]


@pytest.mark.parametrize("asset", [PICTURE, Asset("map.tif", "image/tiff", b"tif")])
def test_a_picture_that_cannot_be_shown_leaves_its_words_and_is_told(asset: Asset) -> None:
    body = in_book('<p>前<img src="map.tif" alt="地图"/>后</p>', asset)
    assert markup(body.root) == '<p>前<span class="lost">地图</span>后</p>'
    assert codes(body) == ["epub.lost-picture"]
    assert body.pictures == []


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        (("h2", "h4", "h4", "h2"), ("h2", "h3", "h3", "h2")),
        (("h3", "h3"), ("h2", "h2")),
        (("h4", "h2", "h3"), ("h2", "h2", "h3")),
        (("h2", "h3", "h4"), ("h2", "h3", "h4")),
    ],
)
def test_headings_follow_one_another_without_a_gap(written: tuple[str, ...], bound: tuple[str, ...]) -> None:
    body = in_book("".join(f"<{tag}>题</{tag}>" for tag in written))
    assert tuple(heading.tag for heading in body.root) == bound


def test_head_cells_say_what_they_head() -> None:
    body = in_book(
        "<table><tr><th>日期</th><th>水位</th></tr><tr><th>3月</th><td>4.2</td></tr>"
        '<tr><th scope="rowgroup">4月</th><td>5.1</td></tr></table>'
    )
    assert [cell.get("scope") for cell in body.root.iter("th")] == ["col", "col", "row", "rowgroup"]


def test_stanzas_in_a_row_are_one_poem() -> None:
    body = in_book('<p class="verse">一</p><p class="verse">二</p><p>文</p><p class="verse">三</p>')
    assert markup(body.root) == (
        '<div class="poem"><p class="verse">一</p><p class="verse">二</p></div><p>文</p>'
        '<div class="poem"><p class="verse">三</p></div>'
    )


def test_no_space_comes_between_two_ruby_bases() -> None:
    ruby = "<p><ruby>砥<rt>dǐ</rt></ruby><ruby>柱<rt>zhù</rt></ruby></p>"
    assert markup(in_book(ruby).root) == ruby


def test_attributes_that_would_spoil_the_document_go() -> None:
    body = in_book(
        '<ol start="x" type="一"><li value="2">甲</li></ol><table><tr><td colspan="0">乙</td></tr></table>'
    )
    assert markup(body.root) == '<ol><li value="2">甲</li></ol><table><tr><td>乙</td></tr></table>'


def test_a_run_in_another_language_says_so_in_both_ways() -> None:
    assert markup(in_book('<p><span lang="en">total station</span></p>').root) == (
        '<p><span lang="en" xml:lang="en">total station</span></p>'
    )


# ---- the text of the book is the text of the article ----

texts = st.text(st.sampled_from("桥水，。“”𠮷a1 <>&\n"), max_size=6)


@st.composite
def inlines(draw: st.DrawFn, depth: int = 2) -> etree._Element:
    tag = draw(st.sampled_from(["em", "strong", "span", "ruby", "br", "link", "call", "code"]))
    if tag == "br":
        return E.br()
    if tag == "ruby":
        return E.ruby(draw(texts), E.rt("zhù"))
    if tag == "link":
        href = draw(st.sampled_from(["https://example.org/", "#x", "#note-2", "javascript:x", ""]))
        return E.a(draw(texts), href=href)
    if tag == "call":
        return E.a("2", {"class": "noteref", "href": draw(st.sampled_from(["#note-1", "#note-7"]))})
    return draw(filled(E(tag), depth))


@st.composite
def filled(draw: st.DrawFn, element: etree._Element, depth: int = 2) -> etree._Element:
    element.text = draw(texts)
    for child in draw(st.lists(inlines(depth - 1), max_size=2)) if depth > 0 else []:
        child.tail = draw(texts)
        element.append(child)
    return element


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    root = E.body()
    for tag in draw(
        st.lists(st.sampled_from(["p", "h2", "h4", "verse", "quote", "list", "table"]), max_size=5)
    ):
        paragraph = draw(filled(E.p()))
        match tag:
            case "verse":
                paragraph.set("class", "verse")
                root.append(paragraph)
            case "quote":
                root.append(E.blockquote(paragraph))
            case "list":
                root.append(E.ul(E.li(paragraph), E.li(draw(texts))))
            case "table":
                root.append(E.table(E.tr(E.th(draw(texts)), E.td(paragraph))))
            case "p":
                paragraph.set("id", draw(st.sampled_from(["x", "y", "一"])))
                root.append(paragraph)
            case _:
                root.append(draw(filled(E(tag))))
    for number in range(1, draw(st.integers(1, 3))):
        note = draw(filled(E.p()))
        root.append(E.aside(note, {"class": "footnote", "id": f"note-{number}"}))
    return Body.from_tree(root)


@settings(max_examples=150, deadline=None)
@given(bodies())
def test_the_text_of_the_book_is_the_text_of_the_article(body: Body) -> None:
    bound = book_body(Article("x", "题", body), "a1", WORDS)
    whole = etree.fromstring(f"<body>{markup(bound.root)}{markup(bound.notes)}</body>")
    for back in list(whole.iter("a")):
        if back.get("class") == "back":
            parent = back.getparent()
            assert parent is not None
            parent.text = (back.tail or "").removeprefix(" ")
            parent.remove(back)
    assert Body.from_tree(whole).text == body.text


def _rows(*rows: tuple[str, ...]) -> str:
    return f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}</td>' for cell in row) + '</tr>' for row in rows)}</table>"


@pytest.mark.parametrize(
    ("rows", "short"),
    [
        ([("1", "编号", "一个句子，在一列里写得很长。")], [0, 1]),
        ([("一二三四五", "编号", "一个句子，在一列里写得很长。")], [1]),
        ([("甲", "乙丙丁", "戊己庚辛", "一个句子，在一列里写得很长。")], [0, 1]),  # no room for more
        ([("甲", "乙"), ("丙", "丁")], []),  # nothing squeezes them
    ],
)
def test_words_of_a_short_column_beside_sentences_stay_whole(
    rows: list[tuple[str, ...]], short: list[int]
) -> None:
    body = in_book(_rows(*rows))
    cells = list(body.root.iter("td"))[: len(rows[0])]
    assert [place for place, cell in enumerate(cells) if "short" in cell.get("class", "")] == short


def test_numbers_below_a_head_stand_at_the_right_with_it() -> None:
    head = "<tr><th>项目</th><th>元</th><th>占比</th></tr>"
    rows = [("会费", "1,200", "12%"), ("捐赠", "−80", "—"), ("其他", "417", "另计")]
    body = in_book(_rows(*rows).replace("<table>", f"<table>{head}"))
    cells = [(cell.text, cell.get("class", "")) for cell in body.root.iter("th", "td")]
    assert [text for text, names in cells if "number" in names.split()] == ["元", "1,200", "−80", "417"]


def test_a_table_in_a_cell_has_columns_of_its_own() -> None:
    inner = _rows(("甲", "一个句子，在一列里写得很长。"))
    body = in_book(_rows((inner, "乙")))
    assert [(cell.text, cell.get("class")) for cell in body.root.iter("td")] == [
        (None, None),
        ("甲", "short"),
        ("一个句子，在一列里写得很长。", None),
        ("乙", "short"),
    ]
