"""Pages of a site of our own, to articles."""

import datetime
from typing import Any

import pytest
from tests.collect.web.answers import jpeg

from bulletin.collect.web import Answer, Collected, Fetcher, Link, collect_link
from bulletin.errors import InputError
from bulletin.model import Outcome

TRADITIONAL = (
    "清晨六點，青溪鎮文化站的門已經開了，站長何田把昨晚收來的稿子一份一份攤在長桌上。",
    "他說，這份小報辦了十一年，靠的是鎮上七十多位通訊員，他們有的種茶，有的教書，有的開船。",
    "今年春天，編輯小組決定把十一年的舊報重新整理，按年份裝訂，送到每一個村的閱覽室去。",
    "負責校對的林秋雨老師每天下課以後來兩個小時，她把每一處疑問都用鉛筆寫在紙邊上。",
)
_TO_TRADITIONAL = str.maketrans("发布时间来报责编辑权镇网页闻", "發佈時間來報責編輯權鎮網頁聞")


def collect(fetcher: Fetcher, url: str) -> Outcome[Collected]:
    return collect_link(fetcher, Link(url))


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("big5", "big5hkscs"), ("utf-8", "utf-8"), ("", "gb18030"), ("gb2312", "utf-8")],
)
def test_a_page_in_any_encoding_becomes_an_article(
    site: Any, fetcher: Fetcher, make_article: Any, declared: str, encoding: str
) -> None:
    if encoding == "big5hkscs":
        text = make_article("青溪小報重印舊刊", sentences=TRADITIONAL).translate(_TO_TRADITIONAL)
    else:
        text = make_article("青溪小报重印旧刊")
    site.put("/a.html", text.replace("charset='utf-8'", f"charset='{declared}'"), encoding=encoding)
    outcome = collect(fetcher, site.url("/a.html"))
    article = outcome.value.article
    assert article.title in ("青溪小报重印旧刊", "青溪小報重印舊刊")
    assert article.date == datetime.date(2026, 2, 18)
    assert article.byline == "何田"
    assert article.url == site.url("/a.html")
    assert article.key == "a"
    assert not outcome.notices
    first = "清晨六點，青溪鎮文" if encoding == "big5hkscs" else "清晨六点，青溪镇文"
    assert article.body.text.startswith(first)
    assert "�" not in article.body.text


def test_pictures_come_with_the_page_as_their_referer(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    def guarded(handler: Any) -> Any:
        if handler.headers.get("Referer", "") != site.url("/news/a.html"):
            return 403, {}, b"no hotlinking"
        return 200, {"Content-Type": "image/jpeg"}, jpeg()

    site.pages["/img/tea.jpg"] = guarded
    figure = "<p><img src='/img/blank.gif' data-src='../img/tea.jpg' width='320'></p><p>图为春茶开采</p>"
    site.put("/news/a.html", make_article("春茶开采第一天", extra=figure))
    outcome = collect(fetcher, site.url("/news/a.html"))
    (asset,) = outcome.value.article.assets
    assert asset.media_type == "image/jpeg"
    assert f'src="{asset.name}"' in outcome.value.article.body.xhtml
    assert not outcome.notices


def test_a_picture_that_cannot_be_had_is_a_notice(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    pictures = "".join(
        f"<p><img src='{source}' alt='采茶'></p>"
        for source in ("/gone.jpg", "http://169.254.169.254/a.jpg", "/page.jpg")
    )
    site.put("/page.jpg", "<html>no picture")
    site.put("/a.html", make_article("春茶开采第一天", extra=pictures))
    outcome = collect(fetcher, site.url("/a.html"))
    codes = [notice.code for notice in outcome.notices]
    assert codes == ["web.gone", "web.port", "pictures.broken"]
    assert "〔图：采茶〕" in outcome.value.article.body.text


def test_an_article_in_three_parts_is_one(
    site: Any, fetcher: Fetcher, make_article: Any, sentences: Any
) -> None:
    more = [
        tuple(f"{text[:-1]}，第{number}部分的记录到这里并没有结束。" for text in sentences)
        for number in "二三"
    ]
    pager = "<div class='page'><a href='{back}'>上一页</a> <a href='{next}'>下一页</a></div>"
    site.put("/t1.html", make_article("一座文化站的十一年", extra=pager.format(back="#", next="t1_2.html")))
    extra = pager.format(back="t1.html", next="t1_3.html")
    site.put("/t1_2.html", make_article("一座文化站的十一年", sentences=more[0], extra=extra))
    extra = pager.format(back="t1_2.html", next="t1.html")
    site.put("/t1_3.html", make_article("一座文化站的十一年", sentences=more[1], extra=extra))
    outcome = collect(fetcher, site.url("/t1.html"))
    assert outcome.value.article.body.text.splitlines() == [*sentences, *more[0], *more[1]]
    assert len(outcome.value.answers) == 3


@pytest.mark.parametrize(
    "target", ["/t2.html", "/other/t1_2.html", "http://other.test/t1_2.html", "/t1.html#2"]
)
def test_the_next_article_is_not_a_part(site: Any, fetcher: Fetcher, make_article: Any, target: str) -> None:
    site.put("/t1.html", make_article("一座文化站的十一年", extra=f"<p><a href='{target}'>下一页</a></p>"))
    site.put("/t2.html", make_article("另一篇文章的题目"))
    assert len(collect(fetcher, site.url("/t1.html")).value.answers) == 1


def test_a_part_that_cannot_be_had_leaves_the_article_with_a_notice(
    site: Any, fetcher: Fetcher, make_article: Any
) -> None:
    site.put("/t1.html", make_article("一座文化站的十一年", extra="<p><a href='t1_2.html'>下一页</a></p>"))
    outcome = collect(fetcher, site.url("/t1.html"))
    assert [notice.code for notice in outcome.notices] == ["web.part-missing", "web.gone"]


def test_parts_without_end_are_cut_at_twenty(site: Any, fetcher: Fetcher, make_article: Any) -> None:
    for number in range(1, 25):
        own = tuple(f"第{number}部分第{line}段，写的是青溪镇文化站里一天的工作和人。" for line in range(4))
        following = f"<p><a href='t_{number + 1}.html'>下一页</a></p>"
        site.put(f"/t_{number}.html", make_article("一座文化站的十一年", sentences=own, extra=following))
    outcome = collect(fetcher, site.url("/t_1.html"))
    assert len(outcome.value.answers) == 20
    assert [notice.code for notice in outcome.notices] == ["web.too-many-parts"]


def test_a_file_is_no_page(site: Any, fetcher: Fetcher) -> None:
    site.put("/a", b"%PDF-1.7 ...", "application/pdf")
    with pytest.raises(InputError) as caught:
        collect(fetcher, site.url("/a"))
    assert caught.value.code == "web.not-a-page"
    site.put("/b", "<html><body><script>draw()</script></body></html>")
    with pytest.raises(InputError) as caught:
        collect(fetcher, site.url("/b"))
    assert caught.value.code == "web.no-article"


def test_an_answer_can_be_stored_and_compared(site: Any, fetcher: Fetcher) -> None:
    site.put("/", "<p>好")
    answer = fetcher.get(site.url("/"))
    copy = Answer(answer.url, answer.final_url, 200, answer.headers, answer.body, answer.fetched_at)
    assert copy == answer
