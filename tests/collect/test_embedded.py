"""What plays, moves or asks for an answer leaves words in the article and a notice, never a gap nobody hears of."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.collect import read_articles
from bulletin.model import Article, Notice
from bulletin.model.grammar import violations

SENTENCE = "这一段文字写得长一些，好让人知道它是正文，不是别的东西。石桥修好以后的事情，也写在这里。"


# From markup to the article around it and what is told of it.
Read = Callable[[str], tuple[Article, tuple[Notice, ...]]]


@pytest.fixture(params=["page.html", "text.md"])
def read(request: pytest.FixtureRequest, tmp_path: Path) -> Read:
    def article(markup: str) -> tuple[Article, tuple[Notice, ...]]:
        page = tmp_path / request.param
        if page.suffix == ".md":
            text = f"# 桥\n\n{SENTENCE}\n\n{markup}\n\n{SENTENCE}\n"
        else:
            body = f"<h1>桥</h1><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p>"
            text = f'<html><head><meta charset="utf-8"><title>桥</title></head><body>{body}</body></html>'
        page.write_text(text, encoding="utf-8")
        outcome = read_articles(page)
        (found,) = outcome.value
        assert violations(found.body) == []
        assert found.body.text.count(SENTENCE) == 2
        return found, outcome.notices

    return article


@pytest.mark.parametrize(
    ("markup", "kind", "line"),
    [
        (
            '<video controls src="https://example.org/a.mp4">不支持</video>',
            "video",
            '<p><a href="https://example.org/a.mp4">〔视频〕</a></p>',
        ),
        (
            '<div><video title="修桥记"><source src="https://example.org/b.webm"></video></div>',
            "video",
            '<p><a href="https://example.org/b.webm">〔视频：修桥记〕</a></p>',
        ),
        ("<video></video>", "video", "<p>〔视频〕</p>"),
        ('<video src="blob:https://example.org/1"></video>', "video", "<p>〔视频〕</p>"),
        (
            '<iframe class="video_iframe" data-src="https://v.qq.com/iframe/preview.html?vid=x"></iframe>',
            "video",
            '<p><a href="https://v.qq.com/iframe/preview.html?vid=x">〔视频〕</a></p>',
        ),
        (
            '<iframe src="//player.bilibili.com/player.html?aid=1" width="600" height="400"></iframe>',
            "video",
            '<p><a href="https://player.bilibili.com/player.html?aid=1">〔视频〕</a></p>',
        ),
        (
            '<audio controls src="https://example.org/a.mp3"></audio>',
            "audio",
            '<p><a href="https://example.org/a.mp3">〔音频〕</a></p>',
        ),
        (
            '<mpvoice title="桥上的风" src="https://example.org/v"></mpvoice>',
            "audio",
            '<p><a href="https://example.org/v">〔音频：桥上的风〕</a></p>',
        ),
        (
            '<iframe src="https://example.org/chart" width="600" height="400"></iframe>',
            "frame",
            '<p><a href="https://example.org/chart">〔嵌入网页〕</a></p>',
        ),
        (
            '<object type="application/pdf" data="https://example.org/a.pdf">看不了</object>',
            "object",
            '<p><a href="https://example.org/a.pdf">〔嵌入对象〕</a></p>',
        ),
        (
            '<object><param name="movie" value="https://example.org/a.swf"><embed src="https://example.org/a.swf"></object>',
            "video",
            '<p><a href="https://example.org/a.swf">〔视频〕</a></p>',
        ),
        ('<canvas width="600" height="400"></canvas>', "canvas", "<p>〔图〕</p>"),
        (f"<video width='{'9' * 5000}' style='height:{'9' * 5000}px'></video>", "video", "<p>〔视频〕</p>"),
        ('<video src="http://[/a.mp4"></video>', "video", "<p>〔视频〕</p>"),
    ],
)
def test_it_leaves_words_that_lead_to_it_and_a_notice(read: Read, markup: str, kind: str, line: str) -> None:
    article, notices = read(markup)
    assert line in article.body.xhtml
    assert [(notice.code, notice.article, notice.values["count"]) for notice in notices] == [
        (f"collect.embedded-{kind}", article.title, 1)
    ]
    assert notices[0].place in line


def test_each_kind_is_told_once_with_its_number(read: Read) -> None:
    film = '<p>看这里：<video src="https://example.org/{}.mp4"></video>，完。</p>'
    article, notices = read(
        "".join(film.format(number) for number in range(5)) + "<canvas width=600 height=400></canvas>"
    )
    assert article.body.text.count("看这里：〔视频〕，完。") == 5
    told = {notice.code: notice for notice in notices}
    assert {code: notice.values["count"] for code, notice in told.items()} == {
        "collect.embedded-video": 5,
        "collect.embedded-canvas": 1,
    }
    assert told["collect.embedded-video"].place == (
        "https://example.org/0.mp4 https://example.org/1.mp4 https://example.org/2.mp4 …"
    )
    assert "5" in told["collect.embedded-video"].message("zh")


@pytest.mark.parametrize(
    "markup",
    [
        '<iframe src="https://example.org/count" width="1" height="1"></iframe>',
        '<iframe src="https://example.org/x" style="display: none"></iframe>',
        '<iframe src="https://pos.baidu.com/s?wid=300"></iframe>',
        '<iframe src="about:blank" width="600" height="400"></iframe>',
        '<canvas width="160" height="160"></canvas>',
        "<audio></audio>",
        '<noscript><iframe src="https://example.org/x"></iframe></noscript>',
        '<form action="/search"><input name="a"><input name="b"></form>',
        '<form><input type="hidden" name="x"><input name="q"><input type="submit"></form>',
        '<form><input name="name"><input type="password" name="p"></form>',
        '<form><input type="HIDDEN" name="x"><input name="q"><input type="Submit"></form>',
    ],
)
def test_what_nobody_sees_and_what_is_the_page_s_own_is_not_told(read: Read, markup: str) -> None:
    article, notices = read(markup)
    assert notices == ()
    assert "〔" not in article.body.text


def test_a_form_to_be_filled_in_is_told(read: Read) -> None:
    article, notices = read("<form><p>姓名<input name=a></p><p>电话<input name=b></p></form>")
    assert "〔表单〕" in article.body.text
    assert [notice.code for notice in notices] == ["collect.embedded-form"]


def test_a_picture_in_an_object_is_a_picture(read: Read) -> None:
    article, notices = read('<object data="bridge.png" type="image/png">石桥</object>')
    assert "〔图：石桥〕" in article.body.text
    assert [notice.code for notice in notices] == ["collect.picture-not-there"]


def test_an_address_that_would_run_something_is_no_link(read: Read) -> None:
    article, _ = read('<p><img src="embedded:video:javascript:alert(1)"></p><p><img src="embedded:x:y"></p>')
    assert "〔视频〕" in article.body.text
    assert "〔嵌入对象〕" in article.body.text
    assert "javascript" not in article.body.xhtml


def test_a_link_around_it_stays_the_link(read: Read) -> None:
    article, _ = read(
        '<p>看<a href="https://example.org/page"><video src="https://example.org/a.mp4"></video></a>吧</p>'
    )
    assert '<a href="https://example.org/page">〔视频〕</a>' in article.body.xhtml


def test_the_words_are_in_the_article_s_own_script(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        "# 橋\n\n這一段寫得長一些，說的是橋。\n\n<audio src='a.mp3'></audio>\n\n![橋](none.png)\n",
        encoding="utf-8",
    )
    outcome = read_articles(page)
    assert outcome.value[0].body.text.endswith("〔音訊〕\n〔圖：橋〕")
    assert "〔音訊〕" in outcome.notices[0].message("en")
