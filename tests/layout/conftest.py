"""A demanding issue: long and short titles, notes, tables, pictures, verse, lists, rare characters. Our own words."""

import datetime
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from tests.layout.books import EBOOK, ISSUE, MODIFIED

from bulletin.layout import load_theme, make_book
from bulletin.layout.themes import Theme
from bulletin.model import (
    Article,
    Asset,
    Body,
    Book,
    Colophon,
    Coverage,
    EbookStyle,
    Edition,
    Issue,
    Masthead,
    Outcome,
    Periodical,
    Script,
    Section,
    Voice,
)

_RIVER = (
    "<p>清晨六点，云桥街道的河埠头已经有人在打水。老范把水桶放在石阶上，先看一眼河面，再看一眼对岸新栽的柳树，才慢慢"
    "弯下腰去。他在这条河边住了五十七年，说起河水的脾气，比说起自己的孙子还要熟。</p>"
    "<p>“河是会说话的，”他说，“你听不懂，是因为你没有坐下来。”这句话后来被写在了社区的墙上，也写进了《云桥水志》的"
    '第一页<a class="noteref" href="#note-1">1</a>。</p>'
)


def _paragraphs(count: int) -> str:
    texts = (
        "协会在三月里走访了11个社区、46户人家，记下了三百多条意见。意见里最多的是停车，其次是噪声，再次是楼道里堆放的杂物；"
        "也有人说，希望傍晚的广播换成一段琴声。",
        "志愿者余明把这些意见分成三类：马上能办的、需要商量的、要请区里帮忙的。分类的办法很简单——谁提的、在哪里、什么时候、"
        "能不能自己动手。第一类当天就贴出了答复，第二类在周五的“茶话会”上逐条讨论，第三类由协会写成函件送出。",
        "到了月底，第一类的82条办完了79条，剩下的三条都与天气有关：树枝要等雨停了再修，墙面要等干透了再刷，屋顶的旧瓦要等"
        "到四月才有人手。大家觉得这样的进度可以接受，因为每一条都有人在跟，每一条都说得清楚。",
        "在总结会上，陈里长讲了一个小故事。三十年前修桥的时候，工匠们在桥墩里放了一块刻着“慢工”二字的石头；三十年后拆桥，"
        "石头还在，字也还在。他说，社区的事情也是这样，急不得，也放不下。",
        "数据组用Python写了一个小程序，把走访记录整理成表格，按门牌号和日期排序，再用Open Data格式公布在协会的网页上。"
        "第一周有1,240人次访问，其中三分之一来自外地的同行。",
    )
    return "".join(f"<p>{texts[index % len(texts)]}</p>" for index in range(count))


def _picture(width: int, height: int, shade: int) -> Asset:
    image = Image.new("RGB", (width, height), (236, 232, 224))
    draw = ImageDraw.Draw(image)
    draw.ellipse((width * 0.68, height * 0.12, width * 0.8, height * 0.12 + width * 0.12), fill=(200, 90, 60))
    for step in range(5):
        top = height * (0.45 + step * 0.11)
        points = [(x, top + ((x * (step + 3)) % 190) * 0.25) for x in range(0, width + 40, 40)]
        tone = 190 - step * 28 - shade
        draw.polygon([*points, (width, height), (0, height)], fill=(tone, tone + 8, tone + 14))
    data = io.BytesIO()
    image.save(data, "PNG")
    return Asset.of(data.getvalue(), "image/png", "png", width, height)


WIDE_PICTURE = _picture(1500, 900, 0)
SMALL_PICTURE = _picture(560, 420, 30)

_RIVER_BODY = Body(
    "<body>"
    + _RIVER
    + _paragraphs(2)
    + "<h2>一河两岸</h2>"
    + _paragraphs(3)
    + f'<figure><img src="{WIDE_PICTURE.name}" alt="云桥河埠头"/><figcaption>三月的云桥河埠头，对岸是去年新栽的柳树。'
    '<span class="credit">林小满 摄</span></figcaption></figure>'
    + "<h2>五十七年与一本水志</h2>"
    + _paragraphs(1)
    + "<blockquote><p>水不急，人也不急；水要走，人留不住。修志的人能做的，不过是在它经过的时候，记下那一天的天色、水位和岸上人"
    "说的话。</p><p>——《云桥水志》卷首</p></blockquote>"
    + _paragraphs(4)
    + "<p>河边的石碑上刻着一个“<ruby>埗<rt>bù</rt></ruby>”字，即今天的“埠”。碑上另有“㙍头”“龘门”等字样，"
    '年代已不可考<a class="noteref" href="#note-2">2</a>。这条<em>没有名字的支流</em>，在老人们口中叫作'
    '<span class="name">青禾浦</span>，'
    '<span class="emphasis">不可不记</span>。<strong>请各社区在四月十日之前把旧地名报到秘书处。</strong></p>'
    '<aside class="footnote" id="note-1"><p>《云桥水志》，青禾社区服务协会编，2024年，第1—3页。此书由47位居民口述，11名志愿者'
    "笔录，历时两年零三个月，共印500册，现存协会资料室。</p></aside>"
    '<aside class="footnote" id="note-2"><p>一说立于清光绪年间，参看<a href="https://example.org/stele">https://example.org/stele</a>。'
    "</p></aside></body>"
)

_RULES_BODY = Body(
    "<body>"
    + _paragraphs(1)
    + "<h2>一、受理范围</h2>"
    + _paragraphs(1)
    + "<h3>（一）停车与通行</h3>"
    + _paragraphs(1)
    + "<h4>1. 临时停车</h4>"
    + _paragraphs(1)
    + "<ul><li>当天能办的，当天答复；</li><li>需要商量的，周五下午三点在“茶话会”上逐条讨论，讨论的结果写成纪要，由记录人和提出人"
    "共同签字，一式三份；</li><li>要请区里帮忙的，由秘书处写成函件。</li></ul>"
    + "<h2>二、办理情况</h2>"
    + _paragraphs(1)
    + '<p class="unit">单位：条</p><table><caption>表1　三月份居民意见办理情况</caption>'
    '<thead><tr><th>类别</th><th class="number">收到</th>'
    '<th class="number">办结</th><th class="number">办结率</th><th>说明</th></tr></thead><tbody>'
    '<tr><td>停车与通行</td><td class="number">82</td><td class="number">79</td><td class="number">96.3%</td>'
    "<td>三条待天晴</td></tr>"
    '<tr><td>噪声</td><td class="number">61</td><td class="number">40</td><td class="number">65.6%</td>'
    "<td>与两处工地商定，晚九点以后不再"
    "浇筑混凝土；其余已转请区里协调</td></tr>"
    '<tr><td>楼道杂物</td><td class="number">107</td><td class="number">107</td><td class="number">100.0%</td><td>—</td></tr>'
    '<tr><td>合计</td><td class="number">250</td><td class="number">226</td><td class="number">90.4%</td>'
    "<td></td></tr></tbody></table>"
    + _paragraphs(1)
    + '<ol start="3"><li>由提出人评分，满分10分；</li><li>由邻居复核，复核人不少于两名；</li><li>由协会公布。</li></ol>'
    + f'<figure><img src="{SMALL_PICTURE.name}" alt="茶话会"/><figcaption>周五的茶话会</figcaption></figure>'
    + _paragraphs(2)
    + "</body>"
)

_VERSE_BODY = Body(
    '<body><p class="verse">河水从桥下过去<br/>不问桥是谁修的<br/>也不问桥上的人</p><p class="verse">我站在桥上<br/>'
    "把一片叶子交给它<br/>像交出一封没有写完的信</p>"
    "<p>上面这首小诗写于去年冬天，作者是云桥小学六年级的学生。老师说，班里二十三个孩子每人写了一首，贴满了整面墙。</p></body>"
)

_LETTER_BODY = Body(
    '<body><blockquote class="letter"><p class="salutation">协会的各位朋友：</p><p>我是去年秋天搬到云桥的。刚来的时候，一个人'
    "也不认识；"
    "现在我在菜场买菜，三个摊主会替我留葱。</p><p>谢谢你们在门口贴的那张地图。</p>"
    '<p class="signature">何知远</p><p class="signature">2026年3月2日</p></blockquote></body>'
)


def _article(key: str, title: str, body: Body, **facts: object) -> Article:
    return Article(key=key, title=title, body=body, **facts)  # type: ignore[arg-type]  # facts are Article's fields


def issue() -> Issue:
    """The issue in Simplified Chinese."""
    day = datetime.date(2026, 3, 9)
    periodical = Periodical(
        name="青禾通讯",
        masthead=Masthead("青禾通讯", "青禾社区服务协会会刊", "内部资料 免费交流"),
        publisher="青禾社区服务协会",
        editors=("何知远", "林小满"),
        permit="（临）内资准字第001号",
        colophon=Colophon(
            (
                ("publisher", "青禾社区服务协会"),
                ("compiler", "青禾社区服务协会秘书处"),
                ("chief_editor", "周敏"),
                ("editors", "何知远、林小满"),
                ("address", "临江市云桥路18号"),
                ("phone", "0000-1234567"),
                ("printer", "云桥印刷厂"),
                ("print_run", "800册"),
                ("permit", "（临）内资准字第001号"),
                ("微信公众号", "青禾在线"),
            )
        ),
    )
    report = _article(
        "report", "云桥水事", _RIVER_BODY, kicker="社区行走", subtitle="记一条河与五十七年", byline="周敏",
        source="临江晚报", date=day, assets=(WIDE_PICTURE,), url="https://example.org/a", editor="林小满",
        note="本文首发于《临江晚报》，转载时略有删节。感谢作者授权。",
    )  # fmt: skip
    rules = _article(
        "rules", "青禾社区服务协会关于进一步做好居民意见收集、分类、办理和公布工作的若干说明（试行）", _RULES_BODY,
        byline="协会秘书处", date=day, assets=(SMALL_PICTURE,),
    )  # fmt: skip
    dump = _article(
        "dump", "凝聚邻里力量 云桥街道议事协商制度改革目标基本实现", Body(f"<body>{_paragraphs(3)}</body>"),
        source="临江新闻网", date=datetime.date(2025, 7, 9),
    )  # fmt: skip
    short = _article("short", "春讯", Body(f"<body>{_paragraphs(2)}</body>"), byline="林小满 喆祎")
    verse = _article("verse", "桥上", _VERSE_BODY, byline="范小雨")
    letter = _article("letter", "替我留葱的人", _LETTER_BODY, byline="何知远")
    latin = _article(
        "latin", "从Open Data到“小程序”：一个社区数据组的三百天", Body(f"<body>{_paragraphs(8)}</body>"),
        byline="余明 Anna Weber", date=day,
    )  # fmt: skip
    return Issue(
        key="2026-03",
        title="",
        periodical=periodical,
        sections=(
            Section("特稿", (report,)),
            Section("协会工作", (rules, dump)),
            Section("他山之石", (latin, short)),
            Section("副刊", (verse, letter)),
        ),
        number=3,
        total_number=128,
        date=day,
        editors_note=Body(
            "<body><p>开春以来，协会的信箱里多了许多手写的信。有人讲桥，有人讲树，有人讲隔壁的猫。我们把其中的几封排在这一期的末尾，"
            "把一条河的故事排在最前面。</p><p>桥会老，路会改，写下来的东西会留得久一些。</p></body>"
        ),
    )


@pytest.fixture(scope="session")
def hans_edition() -> Edition:
    return Edition(issue(), Script.ZH_HANS, "zh-Hans")


@pytest.fixture(scope="session")
def everything_covered() -> Coverage:
    """A coverage that holds every character, for tests that set no type."""
    every = frozenset(range(0x30000))
    return Coverage(dict.fromkeys(Voice, every))


@pytest.fixture
def own_theme(tmp_path: Path) -> Path:
    """A folder of themes with one small theme, `plain`."""
    folder = tmp_path / "templates" / "plain"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text(
        '[options]\npage = "A5"\ntype_size = "五号"\nleading = 1.7\ncharacters = 0\nlines = 0\n'
        'inner_share = 0.44\nhead_share = 0.42\naccent = "#123456"\nnumbers = "region"\n',
        encoding="utf-8",
    )
    return folder.parent


@pytest.fixture(scope="module")
def circular() -> Theme:
    return load_theme("circular")


@pytest.fixture
def made(circular: Theme) -> Callable[..., Outcome[Book]]:
    """The book of an issue in a script."""

    def make(
        issue: Issue = ISSUE,
        script: Script = Script.ZH_HANS,
        lang: str = "",
        ebook: EbookStyle = EBOOK,
        **given: object,
    ) -> Outcome[Book]:
        edition = Edition(issue, script, lang or script.value, ebook=ebook)
        return make_book(edition, circular, modified=MODIFIED, **given)  # type: ignore[arg-type]  # passed through

    return make
