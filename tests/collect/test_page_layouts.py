"""Pages put together at random (with fixed seeds) from the parts that Chinese sites use: no layout may hide the article.

Headline, credits, text, what follows the text, side columns and footers are each of several makes, with telling class
names, meaningless ones or none.
"""

import random
from dataclasses import dataclass

import pytest

from bulletin.collect.webpage import Page, extract
from bulletin.model import Body

SEEDS = range(120)
HEADLINES = [
    "我市召开文物安全会议部署下一阶段工作",
    "古桥摄影展在市图书馆开幕",
    "“五一”假期全县接待游客十二万人次",
    "第三届读书节征文启事",
    "供水管网改造进入收尾阶段",
    "南门老街修缮方案公开征求意见",
    "博物馆新展讲述运河故事",
]
SENTENCES = [
    "清溪县交通局日前宣布，历时十八个月的老旧桥梁加固工程全面完成，全县四十七座桥梁重新通过荷载试验，限载标志全部撤除。",
    "“以前拉一车橘子要绕二十里路，现在十分钟就到镇上。”家住桥头的果农蒋德顺说，今年他打算再种五亩。",
    "四十年过去，路还是那条路，只是两边的杉树已经合抱。老韩说，树不会说话，可是你每天从它身边走过，它认得你。",
    "护林人的日子单调：天亮出门，带一壶水、两个馒头，沿着防火带走十六公里，傍晚回来把看见的写在本子上。",
    "長安里圖書館經過兩年整修，昨日重新開放，首日入場人數逾三千，館方一度需要分批放行。",
    "会议要求，各村要落实二十四小时值班制度，备足沙袋、雨衣、照明灯等物资，对低洼易涝点逐一登记，责任到人。",
    "请各单位高度重视，明确专人负责，于7月5日前将自查报告（纸质版一式两份）报送县档案局监督指导股。",
    "秋分那天，我们去看稻子。从车站出来走一里路，田埂就到了脚下，风一过，整片坡都在响。",
]
TEASERS = [
    "各有关部门高度重视，迅速组织落实，取得了明显的成效。",
    "记者从有关部门了解到，这项工作已经进入尾声，群众反映良好。[详细]",
]
COMMENTS = [
    "写得真好，小时候也走过那条路，现在想起来还能闻到杉树的味道，感谢作者。",
    "我不太同意文中的说法，事情没有那么简单，建议再多采访几个人。",
]


@dataclass(frozen=True)
class Made:
    """A page and what is in it."""

    html: str
    title: str
    date: str
    lines: list[str]


class Maker:
    """Makes one page; the seed decides everything."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 — no secret
        self.lines: list[str] = []

    def page(self) -> Made:
        pick = self.random.choice
        title = pick(HEADLINES) + pick(["", "（组图）", "——记基层一线"])
        year, month, day = (
            self.random.randrange(2003, 2024),
            self.random.randrange(1, 13),
            self.random.randrange(1, 29),
        )
        shown = pick(
            [f"{year}-{month:02}-{day:02} 09:12", f"{year}年{month}月{day}日", f"{year}/{month}/{day}"]
        )
        article = f"{self.crumbs()}{self.headline(title)}{self.credits(shown)}"
        after = self.after()
        if self.random.random() < 0.5:
            article += f"<div{self.made('content', 'article', 'zw')}>{self.text()}{after}</div>"
        else:
            article += f"<div{self.made('text', 'con')}>{self.text()}</div>{after}"
        if self.random.random() < 0.3:
            article = f"<table><tr><td>{article}</td></tr></table>"
        beside = pick(["", self.side()])
        site = pick(["枫浦在线", "清溪政府网"])
        head = pick([title, f"{title}_{site}", f"{title} - {site}", site])
        html = (
            f"<html><head><title>{head}</title></head><body>{self.menu()}"
            f"{beside}<div{self.made('main', 'wrap')}>{article}</div>{self.foot(site)}</body></html>"
        )
        return Made(html, title, f"{year}-{month:02}-{day:02}", self.lines)

    def made(self, *names: str) -> str:
        """A class attribute that tells something, or nothing, or none."""
        return self.random.choice(
            ["", f' class="c{self.random.randrange(10**5)}"', f' class="{self.random.choice(names)}"']
        )

    def headline(self, title: str) -> str:
        return self.random.choice(
            [
                f"<h1>{title}</h1>",
                f"<h2>{title}</h2>",
                f'<div class="title">{title}</div>',
                f'<p align="center"><font size="5"><b>{title}</b></font></p>',
            ]
        )

    def credits(self, shown: str) -> str:
        line = self.random.choice(
            [
                f"来源：枫浦日报　作者：陶然　发布时间：{shown}",
                f"<span>{shown}</span><span>来源：枫浦日报</span><span>浏览：<em>33</em></span>",
                f"发布日期：{shown} &nbsp; 字体：[<a>大</a> <a>中</a> <a>小</a>]",
                f"<i>{shown}</i> | <a>枫浦日报</a> | 记者 陶然",
                f"（{shown}）　来源:枫浦日报　[阅读：31次]",
                f"<em>{shown}</em><em>枫浦日报</em><em>陶然</em>",
            ]
        )
        return f"<div{self.made('info', 'ly', 'source')}>{line}</div>"

    def text(self) -> str:
        self.lines = self.random.sample(SENTENCES, self.random.choice([1, 2, 3, 5]))
        if self.random.random() < 0.15:
            self.lines += ["枫浦市档案馆", "2021年3月4日"]
        indented = [self.random.choice(["", "　　"]) + line for line in self.lines]
        way = self.random.choice(
            ["<p>{}</p>", "<div>{}</div>", "<p><span>{}</span></p>", "{}<br>", "{}<br/><br/>"]
        )
        return "".join(map(way.format, indented))

    def after(self) -> str:
        parts = [
            "<p>（责任编辑：苏简）</p>",
            "<div>分享到：<a>微信</a><a>微博</a></div>",
            "<p>上一篇：<a>城区停水通知</a></p><p>下一篇：没有了</p>",
            "<p>【<a>打印</a>】【<a>关闭</a>】</p>",
            f"<div><h3>相关阅读</h3><ul>{self.links(5)}</ul></div>",
            f"<div><h3>猜你喜欢</h3>{self.teasers(6)}</div>",
            f"<h3>3条评论</h3><ul>{self.comments(3)}</ul>",
            "<p>扫一扫在手机打开当前页</p>",
        ]
        return "".join(part for part in parts if self.random.random() < 0.3)

    def links(self, count: int) -> str:
        return "".join(f'<li><a href="/{n}">{self.random.choice(HEADLINES)}</a></li>' for n in range(count))

    def teasers(self, count: int) -> str:
        make = self.made("item", "feed")
        cards = ((self.random.choice(HEADLINES), self.random.choice(TEASERS)) for _ in range(count))
        return "".join(
            f'<div{make}><h4><a href="/x">{head}</a></h4><p>{head}，{text}</p></div>' for head, text in cards
        )

    def comments(self, count: int) -> str:
        return "".join(
            f"<li><b>网友{n}</b> 2021-03-1{n} 10:00<p>{self.random.choice(COMMENTS)}</p></li>"
            for n in range(count)
        )

    def menu(self) -> str:
        links = " ".join(
            f'<a href="/{n}">{word}</a>' for n, word in enumerate("首页 新闻 政务 服务 互动 专题".split())
        )
        return f"<div{self.made('nav', 'top')}>{links}</div>"

    def crumbs(self) -> str:
        return self.random.choice(["", "<div>当前位置：<a>首页</a> &gt; <a>新闻中心</a> &gt; 正文</div>"])

    def side(self) -> str:
        inside = self.random.choice([f"<ul>{self.links(8)}</ul>", self.teasers(4)])
        return f"<div{self.made('side', 'right')}><h3>热点排行</h3>{inside}</div>"

    def foot(self, site: str) -> str:
        return (
            f"<div{self.made('foot', 'bottom')}><p>版权所有：{site}　某ICP备0000号</p>"
            "<p>地址：枫浦市人民路1号　邮编：000000　电话：0000-1234567</p></div>"
        )


def text_of(page: Page) -> list[str]:
    return Body.from_tree(page.body).text.split("\n")


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_the_layout_the_article_is_found_and_nothing_else(seed: int) -> None:
    made = Maker(seed).page()
    page = extract(made.html)
    assert text_of(page) == made.lines
    assert page.details.title == made.title
    assert str(page.details.date) == made.date
