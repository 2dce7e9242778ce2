"""The page as it comes out of the press, measured. Lengths in points, from the top left corner of the page."""

import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from tests.layout.printed_issue import (
    BOTTOM,
    GRID_PT,
    MEASURE,
    SCRIPTS,
    Printed,
    left_edge,
    numbered,
    off_the_grid,
    print_issue,
    titles,
)

from bulletin import script
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section


@pytest.fixture(scope="module", params=SCRIPTS, ids=str)
def printed(
    request: pytest.FixtureRequest, hans_edition: Edition, tmp_path_factory: pytest.TempPathFactory
) -> Printed:
    target = Script(request.param)
    edition = (
        hans_edition if target is Script.ZH_HANS else script.make_edition(hans_edition.issue, target).value
    )
    return print_issue(edition, tmp_path_factory.mktemp("printed"))


def test_every_line_of_text_stands_on_the_grid(printed: Printed) -> None:
    assert off_the_grid(printed) == []
    assert sum(line.is_text for lines in printed.lines for line in lines) > 100


HARD = (
    '<h2>带注的标题<a class="noteref" href="#n1">1</a></h2><p>正文。</p>'
    '<ul><li><p>嵌套</p><ul><li>一</li><li>二<a class="noteref" href="#n2">2</a></li></ul></li><li>三</li></ul><p>正文。</p>'
    "<table><caption>表</caption><tr><th>甲</th><th>乙</th></tr>"
    f"<tr><td>{'说明文字' * 9}</td><td>{'说明文字' * 5}</td></tr>"
    '<tr><td rowspan="2">丙</td><td>1</td></tr><tr><td>2.5</td></tr></table>'
    "<p>正文H<sub>2</sub>O与x<sup>2</sup>、<code>code</code>和<em>强调</em>。</p><pre>第一行\n第二行</pre><p>正文。</p><hr/>"
    "<dl><dt>术语</dt><dd>解释。</dd></dl><blockquote><p>引文，“引文”。</p></blockquote><p>正文ř。</p>"
    f'<aside class="footnote" id="n1"><p>{"注文" * 70}</p><p>又一段。</p></aside>'
    '<aside class="footnote" id="n2"><p>注。</p></aside>'
)


@pytest.mark.parametrize("paragraphs", [2, 30])
def test_a_note_that_fits_stands_below_contents_of_two_pages(paragraphs: int, tmp_path: Path) -> None:
    articles = tuple(
        Article(f"a{number}", f"第{number}篇的题目", Body("<body><p>文。</p></body>")) for number in range(40)
    )
    note = Body(f"<body>{'<p>请各位会友指正，来稿请寄本会。</p>' * paragraphs}</body>")
    periodical = Periodical("晨光", Masthead("晨光"))
    issue = Issue("2026-01", "", periodical, (Section("", articles),), editors_note=note)
    made = print_issue(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path)
    pages = ["".join(line.text for line in lines) for lines in made.lines]
    of_note = next(number for number, text in enumerate(pages) if "请各位会友指正" in text)
    assert ("第39篇的题目" in pages[of_note]) is (paragraphs == 2)


@pytest.mark.parametrize("title", ["", "学习资料"])
def test_a_quick_issue_of_hard_matter_stands_on_the_grid(title: str, tmp_path: Path) -> None:
    articles = (Article("a", "难排的文章", Body(f"<body>{HARD}</body>")), Article("b", "空文", Body()))
    issue = Issue("quick", title or "难排的文章", Periodical("", Masthead("")), (Section("", articles),))
    quick = print_issue(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path)
    assert off_the_grid(quick) == []
    assert any(line.text == "正文ř。" for lines in quick.lines for line in lines)


MARKS = (
    '<p class="drop">开春以来，协会的信箱里多了许多手写的信。有人讲桥，有人讲树，有人讲隔壁的猫。我们把其中的几封排在末尾，'
    "把一条河的故事排在最前面，请大家慢慢看。</p><p>读音：<ruby>褰<rt>qiān</rt></ruby><ruby>裳<rt>cháng</rt></ruby>涉溱，注音的"
    "<ruby>漢<rt>ㄏㄢˋ</rt></ruby><ruby>窗<rt>ㄔㄨㄤ</rt></ruby>也可以排，行距不变，上下的字仍在格子上，读者从左到右读下去。</p>"
    '<p>这件事<span class="emphasis">不可不记，也不可乱记</span>，<span class="name">青禾浦</span>在云桥，'
    '见<span class="work">云桥水志</span>。元年<span class="inset">此年所修之志今已不存</span>修桥，'
    '参见<a href="#h">后面的说明</a>，'
    "再往后，二年成，三年又修，皆见于碑。</p><p>（1）先登记；</p><p>（2）后办理，办理的时候要有两个人在场，其中一个人是提出意见的人，"
    '另一个人是协会的志愿者；</p><p>（3）再公布。</p><h2 id="h">一、后面的说明</h2><h2>（一）停车</h2><p>正文。</p>'
)


def test_marks_of_chinese_text_leave_every_line_on_the_grid(tmp_path: Path) -> None:
    article = Article("a", "标记", Body(f"<body>{MARKS}</body>"))
    issue = Issue("m", "标记", Periodical("", Masthead("")), (Section("", (article,)),))
    for lang, target in (("zh-Hans", Script.ZH_HANS), ("zh-Hant-TW", Script.ZH_HANT_TW)):
        made = print_issue(Edition(issue, target, lang), tmp_path)
        assert off_the_grid(made) == []
        text = "".join(line.text for lines in made.lines for line in lines)
        assert ("（见第1页）" if lang == "zh-Hans" else "（見第1頁）") in text.replace(" ", "")
        assert sum("办理的时候" in line.text for lines in made.lines for line in lines) == 1


def test_readings_and_insets_stand_where_their_line_puts_them(tmp_path: Path) -> None:
    body = "".join(
        f"<p>{lead}读音<ruby>褰<rt>qiān</rt></ruby>，<ruby>漢<rt>ㄏㄢ</rt></ruby>，"
        '元年<span class="inset">此年所修之志今已不存</span>修桥。</p>'
        for lead in ("", "开春以来，", f"{'开春以来，' * 7}")
    )
    issue = Issue(
        "m",
        "标记",
        Periodical("", Masthead("")),
        (Section("", (Article("a", "题", Body(f"<body>{body}</body>")),)),),
    )
    made = print_issue(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path)
    assert off_the_grid(made) == []
    (lines,) = (page for page in made.lines if len(page) > 3)
    baselines = [line.baseline for line in lines if line.is_text]
    for text in ("qiān", "ㄏ", "ㄢ", "此年所修之", "志今已不存"):
        found = [line.baseline for line in lines if line.text == text]
        rises = [(place - baselines[0]) % MEASURE.leading_pt for place in found]
        assert len(rises) == 3, text
        assert max(rises) - min(rises) < GRID_PT, text
    upper, lower = (
        next(line for line in lines if line.text == text) for text in ("此年所修之", "志今已不存")
    )
    middle = min(baselines, key=lambda base: abs(base - lower.baseline)) - 0.38 * MEASURE.type_size_pt
    assert (upper.baseline + lower.baseline) / 2 - 0.38 * upper.size == pytest.approx(middle, abs=0.5)


def test_lines_of_notes_are_evenly_spaced_and_end_at_the_foot(tmp_path: Path) -> None:
    notes = "".join(
        f'<aside class="footnote" id="n{n}"><p>{"注文" * length}</p></aside>'
        for n, length in enumerate((70, 3, 40))
    )
    calls = "".join(f'<p>正文<a class="noteref" href="#n{n}">{n}</a>。</p>' for n in range(3))
    issue = Issue(
        "m",
        "注",
        Periodical("", Masthead("")),
        (Section("", (Article("a", "题", Body(f"<body>{calls}{notes}</body>")),)),),
    )
    made = print_issue(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path)
    (lines,) = (page for page in made.lines if len(page) > 3)
    small = [line.baseline for line in lines if "注文" in line.text]
    steps = [below - above for above, below in pairwise(small)]
    assert len(small) >= 6
    assert max(steps) - min(steps) < GRID_PT
    assert BOTTOM - steps[0] < small[-1] < BOTTOM


def test_no_line_leaves_the_type_area(printed: Printed) -> None:
    for number, lines in numbered(printed):
        left = left_edge(number)
        for line in lines:
            assert line.left >= left - 0.5, (number, line.text)
            assert line.right <= left + MEASURE.type_width_pt + 0.5, (number, line.text)


def test_text_reaches_both_edges_of_mirrored_pages(printed: Printed) -> None:
    for number, lines in list(numbered(printed))[1:9]:
        texts = [line for line in lines if line.is_text]
        assert min(line.left for line in texts) == pytest.approx(left_edge(number), abs=0.1)
        assert max(line.right for line in texts) == pytest.approx(
            left_edge(number) + MEASURE.type_width_pt, abs=0.3
        )


def test_folios_stand_outside_below_the_text_and_not_on_the_first_page(printed: Printed) -> None:
    for number, lines in numbered(printed):
        below = [line for line in lines if line.baseline > BOTTOM]
        if number == 1:
            assert below == []
            continue
        (folio,) = below
        assert folio.text == str(number)
        outside = folio.left if number % 2 == 0 else folio.right
        edge = left_edge(number) + (0 if number % 2 == 0 else MEASURE.type_width_pt)
        assert outside == pytest.approx(edge, abs=0.3)


def test_running_heads_name_the_periodical_left_and_the_article_right(printed: Printed) -> None:
    name = printed.edition.issue.periodical.name
    where = titles(printed)
    heads = {
        number: "".join(line.text for line in lines if line.baseline < MEASURE.head_pt)
        for number, lines in numbered(printed)
    }
    assert heads.pop(1).endswith(("001号", "001號"))  # the permit stands there
    assert heads[max(heads)] == ""
    even = [head for number, head in heads.items() if number % 2 == 0 and head]
    assert even
    assert all(head.startswith(name) for head in even)
    odd = [re.sub(r"\s|……$", "", head) for number, head in heads.items() if number % 2 and head]
    assert odd
    assert all(any(title.startswith(head) for title in where) for head in odd)


def test_the_page_a_section_opens_has_no_running_head(printed: Printed) -> None:
    openers = [lines for lines in printed.lines if any(line.size == MEASURE.section_pt for line in lines)][
        1:-1
    ]
    assert openers
    assert not [line.text for lines in openers for line in lines if line.baseline < MEASURE.head_pt]


def test_the_contents_give_the_pages_where_the_titles_stand(printed: Printed) -> None:
    where = titles(printed)
    assert len(where) == len(printed.edition.issue.articles)
    listed = re.sub(r"[\s·]", "", "".join(line.text for line in printed.lines[0]))
    for title, number in where.items():
        rest = listed[listed.index(title.replace("·", "")) + len(title.replace("·", "")) :]
        printed_number = re.search(r"\d+", rest)
        assert printed_number is not None
        assert printed_number.group().startswith(str(number)), title


def test_the_links_of_the_contents_lead_to_those_pages(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed.path)
    places = [(entry.get_title(), entry.get_dest().get_index() + 1) for entry in document.get_toc()]
    outline = {re.sub(r"\s", "", title): page for title, page in places}
    document.close()
    for title, number in titles(printed).items():
        assert outline[title] == number


def test_no_heading_is_the_last_line_of_a_page(printed: Printed) -> None:
    for number, lines in numbered(printed):
        texts = [line for line in lines if line.is_text]
        if texts:
            assert texts[-1].fonts != {"Bulletin-Hei"}, number
            assert len(texts[-1].text) > 1


def test_no_paragraph_ends_in_a_line_of_one_character(printed: Printed) -> None:
    for number, lines in numbered(printed):
        for line in filter(lambda line: line.is_text, lines):
            assert len(re.sub(r"[\W\u2060■]", "", line.text)) != 1, (number, line.text)


def test_text_is_extracted_in_reading_order(printed: Printed) -> None:
    document = pypdfium2.PdfDocument(printed.path)
    read = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    read = re.sub(r"\s|\u2060|\ufffe", "", read)
    place = 0
    for article in printed.edition.issue.articles:
        paragraphs = [re.sub(r"\s", "", line) for line in article.body.text.splitlines()]
        for paragraph in filter(lambda text: len(text) > 30 and "〔" not in text, paragraphs[:4]):
            found = read.find(paragraph[:16], place)
            assert found >= 0, paragraph
            place = found


def test_every_note_stands_on_the_page_of_its_call(printed: Printed) -> None:
    for number, lines in numbered(printed):
        calls = re.findall(r"〔\d+〕", "".join(line.text for line in lines))
        assert len(calls) == 2 * len(set(calls)), number
    assert sum("〔" in line.text for lines in printed.lines for line in lines) >= 4


def test_a_source_that_takes_two_lines_hangs_in_the_colophon(tmp_path: Path) -> None:
    titles = ("春讯", "云桥街道居民议事协商制度改革三年目标基本实现，各社区代表座谈下一步怎么走")
    articles = tuple(
        Article(f"a{number}", title, Body("<body><p>水。</p></body>"), source="临江市城乡社区治理动态")
        for number, title in enumerate(titles)
    )
    issue = Issue("i", "", Periodical("云桥月报", Masthead("云桥月报")), (Section("", articles),))
    printed = print_issue(Edition(issue, Script.ZH_HANS, "zh-Hans"), tmp_path)
    at = [line for lines in printed.lines for line in lines if abs(line.size - MEASURE.note_pt) < 0.01]
    first, second, turned = at[at.index(next(line for line in at if "春讯》" in line.text)) :][:3]
    begin = min(float(str(char["x0"])) for char in first.chars if char["text"] == "《")
    assert "云桥街道" in second.text
    assert min(float(str(char["x0"])) for char in second.chars) == pytest.approx(begin, abs=0.1)
    assert turned.left > begin + 0.9 * MEASURE.note_pt
