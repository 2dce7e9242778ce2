"""Articles to measure with. In: a seed, a length. Out: the same articles every time, in prose that reads like a bulletin.

Every sentence is ours; people, places and bodies are invented. Marks, quotations, digits and Latin come about as often
as in a real issue, because they are what line breaking, fonts and conversion spend their time on.
"""

import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

# A sentence is a pattern; `{slot}` takes one of the words below.
SENTENCES: Final = """
{month}上旬，{body}在{place}召开第{digit}次工作会议，{person}主持会议并作总结讲话。
会议指出，{matter}不是一朝一夕的事，要一件事情接着一件事情办，一年接着一年干。
据统计，全年共接待来访{count}人次，比上一年增长{digit}.{digit}%，其中青年占了一半以上。
{person}告诉记者：“{saying}”
“{saying}”谈到今后的打算，{person}这样说。
记者在{place}看到，门前的石阶已经修补一新，墙上挂着《{book}》的复制件。
这套系统采用{latin}格式保存数据，每天凌晨{digit}时自动备份，至今没有丢失过一条记录。
有人主张先易后难，有人主张先难后易；讨论到最后，大家还是回到了“{motto}”这句老话上。
{year}年，{person}随父亲迁居{place}，在一家钟表行里当学徒，后来才转而研究{matter}。
从{place}到{place}，不过{digit}公里的路程，当年却要走上整整一天。
他们把旧照片一张一张翻拍下来，分别标明时间、地点、人物，再请老人们逐一辨认。
{body}为此专门成立了工作组，下设资料、联络、宣传{digit}个小组，由{person}任组长。
按照计划，第一阶段从{month}开始，到年底结束；第二阶段视经费情况再定。
这本《{book}》只印了{count}册，如今存世的恐怕不到十分之一。
雨下了一夜，后半夜才渐渐停了，{place}的水位却仍在上涨。
需要说明的是，{latin}只是一个名称，不同地区的做法并不相同（详见本期附表）。
面对新情况、新问题，{body}提出了“{motto}”的思路，得到了各方面的支持。
参加活动的志愿者共{count}名，年龄最大的{age}岁，最小的只有九岁。
{person}在信中写道：“{saying}”读到这里，许多人的眼眶都湿润了。
所谓{matter}，说到底是人与人之间的信任；没有信任，再好的制度也只是一纸空文。
展览分为{digit}个单元，用{count}件实物和两段录像，讲述了{place}百余年来的变迁。
后来的事情证明，这个决定是对的，只是当时谁也没有十分的把握。
发言踊跃，气氛热烈；散会以后，还有人围着{person}问个不停。
会后，与会人员前往{place}，实地察看了排水、消防和电力设施的改造情况。
钟楼上的铜钟重约{count}公斤，钟身铸有铭文，可惜有几个字已经无法辨认了。
为了核对一个年份，他翻遍了{year}年前后的报纸，抄下的卡片装满了{digit}只抽屉。
{body}的网站（采用{latin}编码）同时提供简体和繁体两种版本，读者可以自行选择。
资金从哪里来？人手怎么安排？这些问题，{person}心里早有一本账。
经过反复比较，最后选定的方案造价最低，工期也最短，只要{digit}个月。
临别的时候，老人把那册《{book}》递过来，说：“{saying}”
""".split()

WORDS: Final[dict[str, list[str]]] = {
    "month": "一月 二月 三月 四月 五月 六月 七月 九月 十月 十一月".split(),
    "body": "临川文史学会 青溪志愿者协会 望江水利研究所 石桥社区理事会 南塘图书馆 云台档案馆".split(),
    "place": "青溪古镇 石桥旧街 望江码头 南塘水闸 云台书院 柳湾村 松岭林场 长堤公园".split(),
    "person": "余清远 范仲明 后秋实 于向阳 钟海岚 沈冬梅 叶知秋 党晓光 谷雨田 郁鸿发".split(),
    "matter": "水利修复 古籍整理 口述历史 邻里互助 志愿服务 档案保护 民间音乐 河道治理".split(),
    "book": "青溪水系图考 石桥杂记 望江县志补遗 南塘渔歌集 云台书院藏书目 里巷钟声".split(),
    "motto": "小事当作大事办 慢一步看远一步 先听后说 众人的事众人商量 一个问题一个答案".split(),
    "latin": "PDF/A EPUB Unicode TEI-XML GeoJSON OpenStreetMap".split(),
    "saying": """
        东西旧了可以修，记忆断了就接不上了。
        只要还有一个人来借书，这扇门就不会关。
        我们不图什么，就是想把这件事做完。
        图纸上看着简单，真正干起来才知道里面有多少讲究。
        历史不是挂在墙上的，是从人嘴里说出来的。
        里面的门道，没有几十年的功夫是摸不着的！
        """.split(),
}

SUBHEADS: Final = (
    "从一封来信说起 旧河道上的新办法 把账算清楚 大家的事大家商量 修旧如旧 余音未了 下一步怎么走".split()
)
SUBJECTS: Final = "青溪的水 石桥的钟 望江的船 南塘的书 云台的树 柳湾的灯 松岭的路 长堤的人".split()
PREDICATES: Final = "与一座小镇的百年 是怎样修好的 留给我们什么 又回到了街坊中间 以及守着它的人".split()

# Three sub-heads an article, as the real ones have.
_PARTS: Final = 3
_ARTICLES_A_SECTION: Final = 5


@dataclass(frozen=True, slots=True)
class Text:
    """One article: `parts` are a sub-head and its paragraphs; the first part has none (an empty sub-head). It may begin
    with a picture."""

    title: str
    byline: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    picture: Path | None = None

    @property
    def characters(self) -> int:
        """The characters of the paragraphs, marks included."""
        return sum(len(paragraph) for _, paragraphs in self.parts for paragraph in paragraphs)


# A section's title and its articles.
Sections = tuple[tuple[str, tuple[Text, ...]], ...]


def texts(count: int, characters: int = 2000, seed: int = 20260301) -> tuple[Text, ...]:
    """`count` articles of `characters` characters or up to a paragraph more; the same for the same arguments."""
    chance = random.Random(seed)  # noqa: S311 to be repeated, not to be secret
    return tuple(_text(chance, characters) for _ in range(count))


def sections(written: tuple[Text, ...]) -> Sections:
    """The articles five to a section, as an issue would print them."""
    starts = range(0, len(written), _ARTICLES_A_SECTION)
    return tuple(
        (f"第{number}栏", written[at : at + _ARTICLES_A_SECTION]) for number, at in enumerate(starts, start=1)
    )


def prose(characters: int, seed: int = 20260301) -> str:
    """Running text of exactly `characters` characters, a paragraph a line."""
    chance = random.Random(seed)  # noqa: S311 as above
    lines: list[str] = []
    while sum(map(len, lines)) + len(lines) < characters:
        lines.append(_paragraph(chance))
    return "\n".join(lines)[:characters]


def _text(chance: random.Random, characters: int) -> Text:
    heads = ["", *chance.sample(SUBHEADS, _PARTS)]
    parts: list[tuple[str, tuple[str, ...]]] = []
    for number, head in enumerate(heads, start=1):
        paragraphs: list[str] = []
        written = sum(len(paragraph) for _, done in parts for paragraph in done)
        while written + sum(map(len, paragraphs)) < characters * number // len(heads):
            paragraphs.append(_paragraph(chance))
        parts.append((head, tuple(paragraphs)))
    title = chance.choice(SUBJECTS) + chance.choice(PREDICATES)
    return Text(title, chance.choice(WORDS["person"]), tuple(parts))


def _paragraph(chance: random.Random) -> str:
    return "".join(_sentence(chance, pattern) for pattern in chance.sample(SENTENCES, chance.randint(2, 5)))


def _sentence(chance: random.Random, pattern: str) -> str:
    return re.sub(r"{(\w+)}", lambda slot: _word(chance, slot[1]), pattern)


def _word(chance: random.Random, slot: str) -> str:
    match slot:
        case "digit":
            return str(chance.randint(2, 9))
        case "count":
            return str(chance.randint(30, 4000))
        case "age":
            return str(chance.randint(61, 89))
        case "year":
            return str(chance.randint(1911, 1998))
        case _:
            return chance.choice(WORDS[slot])
