"""What stands after a label. In: a line of credits. Out: source, names of authors and editors, by the pattern's groups."""

import re
from functools import cache
from typing import Final

from bulletin.collect.characters import HAN
from bulletin.collect.labels import any_of

_SOURCE_LABELS: Final = any_of(
    r"(?:新闻|信息|文章|稿件|资料)?来\s*源 (?:新聞|文章|資料)?來\s*源 来源于 稿源 出处 出處",
    "发布机构 發布機構 摘自 转自 轉自 来自 來自",
)
# What ends a value: another label, a bracket, a date, a count, two spaces or the end of the line.
NEXT_LABEL: Final = (
    r"(?=\s*"
    + any_of(
        r"作\s*者 记者 編輯 编辑 责编 责任编辑 責任編輯 选稿 发布 發布 發佈 发表 时间 時間 日期 来\s*源 來\s*源 出处",
        r"浏览 瀏覽 阅读 閱讀 点击 點擊 访问 字号 字體 字体 分享 举报 打印 人气 评论 收藏 关注 参与互动 我要 我有话说",
        r"出版\s*[:：] 更新\s*[:：] 摄影 攝影 摄\s*[:：] 图片\s*[:：/] 供图 视频 校对 审核 责编",
        r"视力保护色 实习生 \s原创 官方账号 有话 於\s 于\s",
        r"[【|｜\[（(）)】\]] $",
    )
    + r"|\s{2,}|\s*(?:19|20)\d\d\s*[-年./]|\s+\d+\s*$)"
)

SOURCE: Final = re.compile(
    rf"{_SOURCE_LABELS}\s*[:：|丨]\s*(?P<value>[^\s:：|｜][^|｜\n]{{0,30}}?){NEXT_LABEL}"
)
SOURCE_ALONE: Final = re.compile(rf"{_SOURCE_LABELS}\s*[:：]\s*$")
NO_SOURCE: Final = re.compile(
    f"^{any_of('作者 编辑 发布 时间 点击 浏览 阅读 字号 [-—/]+ 未知 本站 本网 互联网 网络 网络整理 网络转载')}$|^图|^https?:"
)

_NAME: Final = rf"(?:[{HAN}·]{{2,5}}|[{HAN}] [{HAN}](?![{HAN}]))"
# 和 stands in names too, so a line can be parted in many ways: the first that reaches a space or mark is kept (`(?>`).
_TOGETHER: Final = rf"(?>[{HAN}·]{{2,5}}(?:和[{HAN}·]{{2,5}}){{0,3}}(?![{HAN}·])|[{HAN}] [{HAN}](?![{HAN}]))"
_NAMES: Final = rf"{_TOGETHER}(?:(?>[\s、，]+(?:和\s+)?){_TOGETHER})*"
_LABELLED_BYLINE: Final = (
    rf"(?:^|[\s|｜　（(【\[丨网])(?:原?作\s*者|撰文|撰稿人?|文字|記者|通讯员|笔者|执笔|執筆|張貼者|採訪)\s*[:：/｜|]\s*"
    rf"(?P<labelled>[^\s:：|｜）)】\]][^|｜\n）)】\]]{{0,24}}?){NEXT_LABEL}"
)
_TEXT_BY: Final = (  # 文/张三, 文/张三 摄影/李四, 【文/某网专栏作者 张三】
    rf"^\s*[【（(]?(?:文|文字|采写|撰文)\s*[/／丨|｜︱]\s*(?:\S{{0,12}}(?:作者|记者|评论员|教授|研究员)\s+)?"
    rf"(?P<text>[^\s】）)]{{2,16}}(?:\s[{HAN}]{{2,4}}(?![{HAN}/／]))?)"
    rf"(?:[】）)]|\s+(?:图|摄影|摄|图片|编辑|供图|视频|制图)\s*[/／丨|｜︱].*)?\s*$"
)
_REPORTER: Final = (  # 本报记者 王 芳 李小明
    rf"^[（(]?(?:本报|本刊|本網|本网|[{HAN}·\-]{{2,12}}?)?(?:特约|实习|見習|见习)?[记記]者[\s:：]+"
    rf"(?P<reporter>{_NAMES})(?:\s*[/／].*|[）)])?$"
)
_OTHER_BY: Final = (  # 文／图：学生记者 卢晓; 由 顾行 于 2011-09-23 发表; ［記者王怡安／台北報導］; 记者：陶然
    rf"(?:文\s*[/／]\s*[图圖]|采写)\s*[:：/／]\s*(?:\S{{0,6}}?记者\s*)?(?P<both>{_NAMES})(?![{HAN}])"
    rf"|^由\s+(?P<posted>[{HAN}A-Za-z]\S{{1,9}})\s+[于於發发]"
    rf"|[［\[【（(]?記者\s*[／/]?\s*(?P<taiwan>[{HAN}]{{2,3}})\s*[／/]?\s*(?:[{HAN}]{{2,3}})?\s*(?:報導|報道)"
    rf"|(?:^|[\s|｜（(])记者\s*[:：]\s*(?P<asked>{_NAME}(?:[\s、]+{_NAME})*)\s*(?:$|[）)|｜]|\s\S{{2,4}}[:：])"
)
# 《田野》2018年第9期
PERIODICAL: Final = re.compile(
    r"^[（(]?(?:原?[载載]|刊)?\s*《(?P<value>[^》]{2,20})》\s*(?:19|20)\d\d年.{0,8}[期号日][）)]?$"
)
NO_BYLINE: Final = re.compile(
    f"^{any_of('未知 佚名 网络 admin 发布 本站 匿名 小编 编辑 管理员 系统管理员')}|最新文章|简介|[。，；]|责任"
)
BYLINE_PREFIX: Final = re.compile(r"^(?:记者|記者|通讯员|作者|文)[\s:：]*")

EDITOR: Final = re.compile(
    r"(?:责任编辑|責任編輯|责编|編輯|编辑|选稿|编审)\s*[:：/｜丨]\s*"
    rf"(?P<value>[{HAN}A-Za-z·][^\s:：|）)】\]_]{{0,15}}(?:[\s、](?!责任|校对|审核|终审)[{HAN}]{{1,4}}(?=$|[\s）)】\]]))?)"
)

SUBTITLE: Final = re.compile(r"(?:——|—|--|－－|──)\s*([^—\-\s].*)")

DATE_LABEL: Final = re.compile(
    any_of(
        r"(?:发布|發布|發佈|发稿|发表|發表|添加|刊发|上传|成文|创建)?(?:时间|時間|日期)",
        r"发[表布稿]于 發[表佈布]於 刊[于於] posted\s@",
    )
    + r"\s*[:：]?\s*$",
    re.IGNORECASE,
)
UPDATED: Final = re.compile(r"(?:更新|修改|修订|推荐文章)(?:时间|時間|日期|于|於)?\s*[:：]?\s*$")


# Compiled at the first line of credits: names of Chinese characters in so many places take longer than all else here.
@cache
def byline() -> re.Pattern[str]:
    """An author after a label, in one of the groups."""
    return re.compile(f"{_LABELLED_BYLINE}|{_TEXT_BY}|{_REPORTER}|{_OTHER_BY}")


@cache
def name_and_medium() -> re.Pattern[str]:
    """石小佳/青年报: a name and a medium on a line of their own."""
    return re.compile(
        rf"^(?P<name>{_NAMES})\s*[/／|｜]\s*(?P<medium>[{HAN}·]{{2,12}}(?:网|網|报|報|社|台|刊|新闻|新聞|客户端|周刊|杂志))$"
    )
