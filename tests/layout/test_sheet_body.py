"""What becomes of a body on its way to the page."""

import pytest
from lxml import etree, html

from bulletin.layout import load_theme
from bulletin.layout.sheet_body import print_body
from bulletin.layout.sheet_figures import picture_size
from bulletin.layout.sheet_notes import mark_end
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.sheet_trees import inner_html, text_of
from bulletin.model import Article, Asset, Body, Coverage, Edition, Issue, Masthead, Periodical, Script, Voice

PICTURE = Asset("wide.png", "image/png", b"", 1500, 900)
SMALL = Asset("small.png", "image/png", b"", 400, 300)
PLAIN = frozenset(range(0x3000)) | frozenset(map(ord, "水不急人也修志云桥，。——《》图中注"))


@pytest.fixture
def setup() -> Setup:
    issue = Issue("i", "", Periodical("", Masthead("")), ())
    coverage = Coverage(dict.fromkeys(Voice, PLAIN))
    return Setup(Edition(issue, Script.ZH_HANS, "zh-Hans"), load_theme("circular"), coverage)


def printed(setup: Setup, markup: str, *assets: Asset) -> etree._Element:
    article = Article("a", "题", Body(f"<body>{markup}</body>"), assets=assets)
    return print_body(article, "a1", setup, 3).root


def one(root: etree._Element, path: str) -> etree._Element:
    (found,) = root.iterfind(path)
    return found


NOTED = (
    '<p>云<a class="noteref" href="#note-1">1</a>。桥<a class="noteref" href="#note-1">1</a></p>'
    '<aside class="footnote" id="note-1"><p>见一。</p><p>注</p></aside>'
)


def test_a_note_goes_to_its_first_call_and_the_second_call_leads_to_it(setup: Setup) -> None:
    root = printed(setup, NOTED)
    note = one(root, ".//span[@class='note']")
    assert note.getparent().tag == "p"
    assert (note.get("data-mark"), note.tail) == ("〔1〕", "。桥")
    assert [text_of(line) for line in note] == ["见\u2060一。", "注"]
    again = one(root, ".//a[@class='noteref']")
    assert (again.text, again.get("href")) == ("\u2060〔1〕", f"#{note.get('id')}")
    assert root.find(".//aside") is None


def test_a_call_of_nothing_goes_and_a_note_nobody_calls_stays(setup: Setup) -> None:
    root = printed(
        setup, '<p>云<a class="noteref" href="#x">1</a>桥</p><aside class="footnote" id="n"><p>注</p></aside>'
    )
    assert text_of(root[0]) == "云桥"
    assert root[1].tag == "aside"


def test_a_note_is_no_part_of_the_text_around_it(setup: Setup) -> None:
    assert text_of(printed(setup, NOTED)[0]).replace("\u2060", "") == "云。桥〔1〕"


def test_ids_are_made_unique_and_links_follow_them(setup: Setup) -> None:
    root = printed(
        setup, '<p id="x">云</p><p><a href="#x">桥</a><a href="#y">水</a><a href="javascript:1">志</a></p>'
    )
    links = list(root.iter("a"))
    assert links[0].get("href") == f"#{root[0].get('id')}"
    assert root[0].get("id", "").startswith("a1-")
    assert [link.get("href") for link in links[1:]] == [None, None]


def test_headings_rank_without_gaps_below_their_article(setup: Setup) -> None:
    root = printed(setup, "<h2>一</h2><h4>1</h4><h4>2</h4><h2>二</h2>")
    assert [(heading.tag, heading.get("class")) for heading in root] == [
        ("h3", "rank-1"), ("h4", "rank-2"), ("h4", "rank-2"), ("h3", "rank-1"),
    ]  # fmt: skip


def test_a_long_heading_is_broken_by_sense(setup: Setup) -> None:
    heading = printed(
        setup, "<h2>关于进一步做好居民意见收集、分类、办理、答复、公布工作和志愿者培训工作的说明</h2>"
    )[0]
    assert [child.tag for child in heading] == ["br"]


def test_a_picture_takes_whole_lines_and_the_whole_measure(setup: Setup) -> None:
    root = printed(setup, '<figure><img src="wide.png" alt="云"/></figure>', PICTURE)
    picture = one(root, ".//img")
    assert picture.get("src") == "asset:wide.png"
    assert picture.get("style") == "width:432.00pt;height:calc(var(--line)*13);"


def test_a_small_picture_keeps_its_size_to_the_line(setup: Setup) -> None:
    picture = one(printed(setup, '<p><img src="small.png" alt=""/></p>', SMALL), ".//figure/img")
    assert picture.get("style") == "width:133.33pt;height:calc(var(--line)*5);"


@pytest.mark.parametrize(
    ("width_px", "media_type", "width_pt"),
    [
        (1200, "image/png", 432),  # 200 dots an inch fill the measure
        (1000, "image/png", 360),
        (300, "image/png", 144),  # a third of the measure, though it has 150 dots an inch
        (120, "image/png", 90),  # an icon, as large as on a screen
        (400, "image/svg+xml", 300),
        (500, "image/svg+xml", 432),
    ],
)
def test_a_picture_is_as_large_as_its_dots_allow(width_px: int, media_type: str, width_pt: float) -> None:
    asset = Asset("a", media_type, b"", width_px, width_px // 2)
    found, lines = picture_size(asset, 432, 30, 20)
    assert found == pytest.approx(width_pt, abs=20 * 2)  # down to whole lines
    assert found <= width_pt + 0.01
    assert found == pytest.approx(min(432, lines * 20 * 2), abs=0.01)


def test_a_picture_that_did_not_arrive_leaves_its_words(setup: Setup) -> None:
    root = printed(setup, '<p>云<img src="lost.png" alt="桥"/>水</p>')
    assert root.find(".//img") is None
    assert text_of(root) == "云桥水"


@pytest.mark.parametrize(("text", "style"), [("图" * 10, "*1"), ("图" * 60, "*2"), ("图" * 110, "*3")])
def test_a_caption_takes_whole_lines(setup: Setup, text: str, style: str) -> None:
    root = printed(setup, f'<figure><img src="wide.png"/><figcaption>{text}</figcaption></figure>', PICTURE)
    assert style in one(root, ".//figcaption").get("style", "")


def test_a_run_that_kai_does_not_wholly_cover_is_set_in_song(setup: Setup) -> None:
    quotes = printed(setup, "<blockquote><p>水不急</p></blockquote><blockquote><p>水不㙍</p></blockquote>")
    assert [quote.get("class") for quote in quotes] == [None, "song"]


def test_the_credit_of_a_quotation_stands_at_the_right(setup: Setup) -> None:
    root = printed(setup, "<blockquote><p>水不急</p><p>——《云桥》</p></blockquote>")
    assert [paragraph.get("class") for paragraph in root[0]] == [None, "signature"]


def test_stanzas_are_one_block_as_wide_as_their_longest_line(setup: Setup) -> None:
    root = printed(setup, '<p class="verse">水不急<br/>人也不急</p><p class="verse">云桥</p><p>志</p>')
    poem = root[0]
    assert (poem.tag, poem.get("style"), len(poem)) == ("div", "--longest:4.00em;", 2)
    assert root[1].tag == "p"


def test_emphasis_is_dotted_below_characters_and_not_below_marks(setup: Setup) -> None:
    span = one(printed(setup, '<p><span class="emphasis">水，急</span></p>'), ".//span[@class='emphasis']")
    assert [child.text for child in span] == ["水", "急"]
    assert span[0].tail == "，"


def test_a_reading_stands_before_its_base(setup: Setup) -> None:
    box = one(
        printed(setup, "<p><ruby>桥<rp>(</rp><rt>qiáo</rt><rp>)</rp></ruby>上</p>"), ".//span[@class='ruby']"
    )
    assert [child.text for child in box] == ["qiáo", "桥"]
    assert box.tail == "上"


def test_a_list_counts_from_where_its_author_said(setup: Setup) -> None:
    root = printed(setup, '<ol start="3" type="a"><li>一</li><li value="7">二</li></ol>')
    assert root[0].get("style") == "counter-reset:list-item 2;list-style-type:lower-alpha;"
    assert root[0][1].get("style") == "counter-set:list-item 7;"


def test_the_paragraph_that_leads_up_to_a_list_or_a_table_stays_with_it(setup: Setup) -> None:
    root = printed(
        setup,
        "<p>有三条：</p><ul><li>一</li></ul><p>完：</p><p>见表：</p><table><caption>表</caption><tr><td>一</td></tr></table>",
    )
    assert [paragraph.get("class") for paragraph in root.iterfind("p")] == ["leads", None, "leads", "caption"]


def test_what_is_said_of_the_author_is_no_part_of_the_text_though_notes_follow_it(setup: Setup) -> None:
    root = printed(setup, NOTED.replace("<aside", "<p>作者简介：周敏，写河写了二十年。</p><aside"))
    mark_end(root)
    assert root[-1].get("class") == "author"
    assert root.find("p[@class='author']//span[@class='end']") is None
    assert root.find("p/span[@class='end']") is not None


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("<p>本报讯</p><p>水</p>", "leads"),
        (f"<p>{'水' * 60}</p><p>水</p>", None),
        ('<p>本报讯</p><figure><img src="wide.png"/></figure>', None),
        ("<p>本报讯</p>", None),
    ],
)
def test_a_first_paragraph_of_one_line_stays_with_the_second(
    setup: Setup, markup: str, kept: str | None
) -> None:
    assert printed(setup, markup, PICTURE)[0].get("class") == kept


def test_the_last_two_characters_of_a_paragraph_stay_together(setup: Setup) -> None:
    assert printed(setup, "<p>水不急。”</p>")[0].text == "水不\u2060急。”"


@pytest.mark.parametrize(
    ("markup", "where"),
    [
        ("<p>云</p>", "p"),
        ("<ul><li>云</li></ul>", "ul/li"),
        ("<blockquote><p>云</p></blockquote>", "blockquote/p"),
        ("<table><tr><td>云</td></tr></table>", "p[@class='end-line']"),
        ('<p>云</p><figure><img src="wide.png"/></figure>', "figure/p[@class='end-line']"),
        (
            '<blockquote><figure><img src="wide.png"/><figcaption>云</figcaption></figure></blockquote>',
            "blockquote/figure/p[@class='end-line']",
        ),
        ('<p>云</p><aside class="footnote" id="n"><p>注</p></aside>', "p"),
    ],
)
def test_the_sign_of_the_end_stands_after_the_last_words(setup: Setup, markup: str, where: str) -> None:
    root = printed(setup, markup, PICTURE)
    mark_end(root)
    assert one(root, f"{where}/span").get("class") == "end"


def test_markup_is_html_with_its_end_tags(setup: Setup) -> None:
    markup = inner_html(printed(setup, "<p>a &lt; b<br/></p><p></p>"))
    assert markup == "<p>a &lt; b<br></p><p></p>"
    assert len(html.fragments_fromstring(markup)) == 2


def test_the_words_that_close_a_letter_stay_with_its_signature(setup: Setup) -> None:
    root = printed(
        setup, f"<p>水不急，{'人也不急，' * 9}</p><p>此致</p><p>敬礼</p>" + '<p class="signature">桥</p>' * 2
    )
    assert [paragraph.get("class") for paragraph in root.iterfind("p")] == [
        None,
        "leads",
        "leads",
        "signature",
        "signature",
    ]
