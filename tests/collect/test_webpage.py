"""What the extractor of web pages knows of the web, beyond the golden pages."""

import datetime

import pytest

from bulletin.collect.webpage import Page, extract
from bulletin.errors import InputError
from bulletin.model import Body

TEXT = (
    "<p>　　雨停以后，馆里的人把窗子一扇一扇打开，让库房透透气，也让自己透透气。</p>"
    "<p>　　值班的老何说，四十天里除湿机没有停过一夜，今天总算可以歇一歇了，人也一样。</p>"
    "<p>　　登记簿上写着：无事，全体平安，湿度六成，下一班请留意东墙的那道水印。</p>"
)


def page(inside: str, head: str = "", title: str = "雨停以后的库房_枫浦档案网") -> Page:
    menu = "<div class=nav>" + "".join(f'<a href="/{n}">栏目{n}</a> ' for n in range(12)) + "</div>"
    return extract(f"<html><head><title>{title}</title>{head}</head><body>{menu}{inside}</body></html>")


def text_of(found: Page) -> str:
    return Body.from_tree(found.body).text


def test_a_stray_end_of_page_in_the_middle_ends_nothing() -> None:
    found = page(f"<h1>雨停以后的库房</h1><div>{TEXT}</html></body>{TEXT}</div>")
    assert text_of(found).count("雨停以后") == 2


def test_a_date_shown_with_its_label_beats_those_of_the_head() -> None:
    head = '<meta name="pubdate" content="2020-01-02">'
    found = page(f"<h1>雨停以后的库房</h1><p>发布时间：2021-07-09 10:00</p><div>{TEXT}</div>", head)
    assert found.details.date == datetime.date(2021, 7, 9)
    assert page(f"<h1>雨停以后的库房</h1><div>{TEXT}</div>", head).details.date == datetime.date(2020, 1, 2)


def test_a_date_in_structured_data_is_the_last_resort() -> None:
    head = '<script type="application/ld+json">{"datePublished": "2022-03-04T08:00:00+08:00"}</script>'
    assert page(f"<h1>雨停以后的库房</h1><div>{TEXT}</div>", head).details.date == datetime.date(2022, 3, 4)


def test_the_title_goes_without_the_site_s_name() -> None:
    assert page(f"<div>{TEXT}</div>").details.title == "雨停以后的库房"
    assert page(f"<div>{TEXT}</div>", title="雨停以后的库房 - 枫浦在线").details.title == "雨停以后的库房"


def test_a_title_with_a_dash_of_its_own_stays_whole() -> None:
    found = page(f"<h1>雨停以后——记东库房的一天</h1><div>{TEXT}</div>", title="雨停以后——记东库房的一天")
    assert found.details.title == "雨停以后——记东库房的一天"


@pytest.mark.parametrize(
    "below",
    [
        "<p>责任编辑：江照晚</p><div><p>另一条新闻，说的是完全不同的一件事，也有不少字，还有逗号。</p></div>",
        "<p>相关阅读</p><ul><li><a href='/1'>我市召开文物安全会议，部署工作</a></li></ul>",
        "<div class='share'>分享到：<a href='#'>微信</a></div>",
        "<p>上一篇：<a href='/1'>修路记</a></p><p>下一篇：<a href='/2'>架桥记</a></p>",
        "<p>扫一扫在手机打开当前页</p>",
        "<p>免责声明：本文仅代表作者观点，与本网无关。</p>",
    ],
)
def test_what_follows_an_article_is_left_out(below: str) -> None:
    plain = text_of(page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}</div>"))
    assert text_of(page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}{below}</div>")) == plain


def test_questions_of_an_interview_are_no_credits() -> None:
    found = page(f"<h1>雨停以后的库房</h1><div><p>记者：四十天是怎么过来的？</p>{TEXT}</div>")
    assert text_of(found).startswith("记者：四十天是怎么过来的？")


def test_a_word_of_a_sentence_with_a_telltale_class_stays() -> None:
    found = page(
        f'<h1>雨停以后的库房</h1><div>{TEXT}<p>请看<span class="keyword">枫浦档案</span>的目录，那里写得更全。</p></div>'
    )
    assert "请看枫浦档案的目录" in text_of(found)


def test_hidden_text_is_not_read() -> None:
    found = page(
        f'<h1>雨停以后的库房</h1><div>{TEXT}<p style="display: none">看不见的一句话，不该印出来。</p></div>'
    )
    assert "看不见" not in text_of(found)


def test_late_pictures_have_their_true_address() -> None:
    html = (
        f'<h1>题目题目题目</h1><div>{TEXT}<p><img src="/img/blank.gif" data-original="/up/a.jpg"></p></div>'
    )
    found = extract(f"<html><body>{html}</body></html>", "https://example.org/x/1.html")
    assert [image.get("src") for image in found.body.iter("img")] == ["https://example.org/up/a.jpg"]


def test_of_a_set_of_pictures_the_largest_is_taken_and_icons_are_not() -> None:
    html = (
        f'<div>{TEXT}<p><img src="s.jpg" srcset="https://example.org/s.jpg 300w, https://example.org/l.jpg 900w"></p>'
        '<p><img src="https://example.org/icon.png"><img src="https://example.org/b.jpg" width="16"></p></div>'
    )
    found = extract(html, "https://example.org/1.html")
    assert [image.get("src") for image in found.body.iter("img")] == ["https://example.org/l.jpg"]


def test_a_picture_that_the_browser_saved_beside_the_page_is_taken_from_there() -> None:
    html = f'<div>{TEXT}<p><img src="page_files/a.jpg" data-src="https://example.org/a.jpg"></p></div>'
    assert [image.get("src") for image in extract(html).body.iter("img")] == ["page_files/a.jpg"]


def test_pages_without_text_give_an_empty_body() -> None:
    assert Body.from_tree(extract("").body).is_empty
    assert Body.from_tree(extract("<frameset><frame src=a.html></frameset>").body).is_empty


def test_a_page_nested_beyond_reason_is_one_clear_error() -> None:
    with pytest.raises(InputError) as caught:
        extract("<div>" * 10_000 + TEXT)
    assert caught.value.code == "collect.too-deep"


def test_a_sentence_full_of_links_is_a_sentence() -> None:
    sentence = '<p><a href="/1">《枫浦县志》</a>和<a href="/2">《东库房藏品目录》</a>都已上架。</p>'
    found = page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}{sentence}</div>")
    assert text_of(found).endswith("《枫浦县志》和《东库房藏品目录》都已上架。")
    assert found.notices == ()


def test_a_paragraph_of_links_below_the_text_is_left_out_and_said_so() -> None:
    links = '<p><a href="/1">我市召开文物安全会议部署下一阶段工作</a>　<a href="/2">古桥摄影展在市图书馆开幕</a></p>'
    found = page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}{links}</div>")
    assert "古桥摄影展" not in text_of(found)
    assert [notice.code for notice in found.notices] == ["collect.cut-text"]
    assert "我市召开文物安全会议" in found.notices[0].message("zh")


def test_sentences_below_the_editor_s_name_are_left_out_and_said_so() -> None:
    below = "<p>责任编辑：江照晚</p><p>另一条新闻，说的是完全不同的一件事，也有不少字，还有逗号，够写一小段了。</p>"
    found = page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}{below}</div>")
    assert "完全不同的一件事" not in text_of(found)
    assert [str(notice.values["text"])[:5] for notice in found.notices] == ["另一条新闻"]


def test_comments_that_outweigh_the_article_are_left_out_and_said_so() -> None:
    comments = "".join(f"<li>读者{n}：<p>{TEXT}</p></li>" for n in range(3))
    found = page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}</div><h3>3条评论</h3><ul>{comments}</ul>")
    assert text_of(found).count("雨停以后") == 1
    assert [notice.code for notice in found.notices] == ["collect.cut-text"]


def test_credits_in_a_plain_element_are_no_text() -> None:
    found = page(f"<h1>雨停以后的库房</h1><div>来源：枫浦日报　作者：何知微　日期：2021-07-09</div>{TEXT}")
    assert text_of(found).startswith("雨停以后，馆里的人")
    assert (found.details.source, found.details.byline) == ("枫浦日报", "何知微")


def test_a_saved_page_knows_where_a_browser_saved_it_from() -> None:
    mark = "<!-- saved from url=(0032)https://example.org/n/2021/1.html -->"
    below = '<p>见<a href="../2.html">目录</a>。</p>'
    text = f"<!DOCTYPE html>\n{mark}\n<html><body><h1>雨停以后的库房</h1>{TEXT}{below}</body></html>"
    found = extract(text)
    assert found.details.url == "https://example.org/n/2021/1.html"
    assert [link.get("href") for link in found.body.iter("a")] == ["https://example.org/n/2.html"]


def test_a_count_of_comments_above_the_article_ends_nothing() -> None:
    lead = "<p>馆里的人把窗子一扇一扇打开，让库房透透气，也让自己透透气。</p>"
    found = page(f"<h1>雨停以后的库房</h1><div>{lead}<div>3条评论</div><div>{TEXT}</div></div>")
    assert text_of(found).count("登记簿上写着") == 1


def test_a_table_of_data_with_telling_columns_is_no_index_of_a_document() -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>枫档〔2021〕{number}号</td><td>有效</td></tr>"
        for name, number in ("甲1", "乙2")
    )
    table = f"<table><tr><th>名称</th><th>文号</th><th>有效性</th></tr>{rows}</table>"
    assert "枫档〔2021〕2号" in text_of(page(f"<h1>雨停以后的库房</h1><div class=c>{TEXT}{table}</div>"))


@pytest.mark.parametrize("headline", ["名册", "收支表", "云桥社区楼道名册"])
def test_a_cell_of_a_large_table_is_no_headline(headline: str) -> None:
    rows = "".join(f"<tr><td>云桥社区第{n}号楼</td><td>{n}</td></tr>" for n in range(60))
    table = f"<table><tr><th>楼号</th><th>户数</th></tr>{rows}</table>"
    assert page(f"<h1>{headline}</h1>{table}", title="").details.title == headline


def test_a_short_column_name_is_no_headline_beside_another_h1() -> None:
    found = page(f"<h1>要闻</h1><h1>雨停以后的库房</h1>{TEXT}", title="")
    assert found.details.title == "雨停以后的库房"


def test_the_only_sentence_of_a_page_is_its_text_and_no_headline() -> None:
    found = extract("<h1>好</h1><p>渡船一天开四班，赶集的日子加一班。</p>")
    assert text_of(found).strip().endswith("渡船一天开四班，赶集的日子加一班。")
    assert found.details.title == ""


def test_what_plays_leads_to_the_site_it_came_from() -> None:
    found = extract(
        f"<h1>雨停以后的库房</h1><div>{TEXT}<video src='/v/1.mp4'></video>{TEXT}</div>",
        "https://example.org/a/b.html",
    )
    assert [image.get("src") for image in found.body.iter("img")] == [
        "embedded:video:https://example.org/v/1.mp4"
    ]


@pytest.mark.parametrize(
    "shown", ["<img src='a.jpg' width='800'>", "<video src='https://a.test/a.mp4'></video>"]
)
def test_a_picture_alone_keeps_the_headline_that_ends_like_a_sentence(shown: str) -> None:
    headline = "祝各位读者新年快乐！"
    found = extract(f"<title>{headline}</title><h1>{headline}</h1><div>{shown}</div>")
    assert found.details.title == headline
    assert len(list(found.body.iter("img"))) == 1


def test_a_picture_of_endless_width_spoils_no_page() -> None:
    found = page(f"<h1>雨停以后的库房</h1><div>{TEXT}<img src='a.jpg' width='{'9' * 5000}'>{TEXT}</div>")
    assert len(list(found.body.iter("img"))) == 1
