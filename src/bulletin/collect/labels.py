"""The words Chinese pages put around an article. In: a line of text. Out: what kind of line it is, by pattern.

Shared by web pages and text dumps, Simplified and Traditional side by side. A line has its white space collapsed to
single spaces. What stands after a label is found in `values`.
"""

import re
from typing import Final


def any_of(*tables: str) -> str:
    """A group that matches any of the words (or small patterns) of the tables, which white space divides."""
    return "(?:" + "|".join(word for table in tables for word in table.split()) + ")"


_OPEN: Final = r"(?:【?\s*纠错\s*】)?[【\[（(<《\s]*"

SENTENCE_MARK: Final = re.compile(r"[。！？；，、：“”「」!?;,:]|\.\s")
SENTENCE_END: Final = re.compile(r"[。！？”’」）…：;；!?]$")
LIST_NUMBER: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百零〇\d]{1,4}[章节節编編部篇]"
)

# A line of credits above an article: 来源：… 作者：… 发布时间：… 浏览次数：…; a choice of sizes; a line that begins with a date.
_CREDIT_LABELS: Final = any_of(
    r"(?:新闻|信息|文章|稿件|资料)?来\s*源 來\s*源 来源于 稿源 出处 出處 发布机构",
    r"作\s*者 记者 撰文 文字 供稿 撰稿 审核 (?:责任|責任)?编辑 責任編輯 责编",
    r"(?:发布|發布|發佈|发稿|发表|發表|更新|添加|刊发|上传)?(?:时间|時間|日期)",
    r"撰稿人 执笔 執筆 張貼者 稿件来源 信息来源 (?:原)?作者 出版 原标题 原標題 视力保护色 索 引 号 发文字号",
    r"浏览(?:次数|量)? 瀏覽 阅读(?:次数|量|数)? 閱讀 点击(?:次数|数|量|率)? 點擊 访问(?:次数|量) 人气 字号 字體 字体 文号 索引号",
)
_SIZES: Final = r"[【\[]?(?:字号|字体)?[ :：]*[【\[]?(?:大|特大)[】\]]?\s*[|｜]?\s*[【\[]?中[】\]]?\s*[|｜]?\s*[【\[]?小[】\]]?"
_DATE_FIRST: Final = (
    r"(?:发布|发表|发稿|發布|發佈)?[于於]?\s*(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}"
)
CREDIT_LINE: Final = re.compile(rf"{_CREDIT_LABELS}\s*[:：]|^{_SIZES}$|^{_DATE_FIRST}")

# Where the reader stands: 您现在的位置：首页 > 新闻 > 正文.
_ARROW: Final = r"(?:>>?|›|»|＞)"
BREADCRUMB: Final = re.compile(
    r"(?:您|你)?(?:现在|現在|当前|當前|目前|所在)?(?:的)?(?:当前)?位置\s*[:：是]|[您你]在\s*[:：]"
    r"|^\s*(?:首页|首頁|网站首页|主页)\s*(?:[>›»→\-—/＞·]|->|::)"
    rf"|[^\s>]{{2,12}}\s*{_ARROW}\s*[^\s>]{{2,14}}\s*{_ARROW}\s*\S{{2,}}|{_ARROW}\s*正文\s*$"
)

# Lines after which the article is over, wherever they stand; WEAK_END may also stand above it.
_DISCLAIMER: Final = any_of(r"特别声明 免责声明 平台声明 版权声明 声明\s*[:：]")
HARD_END: Final = re.compile(
    rf"^{_OPEN}(?:责任编辑|責任編輯|责编|本文来源|作者\s*[:：].{{1,20}}(?:责任编辑|责编))\s*[:：/]"
    rf"|^[（(]?(?:本文仅代表|{_DISCLAIMER})|^【?\s*纠错\s*】?$|^-+\s*(?:THE\s+)?END\s*-*$|^返回搜狐"
)
WEAK_END: Final = re.compile(
    rf"^{_OPEN}(?:编辑|編輯|编审|审核|審核|监制)\s*[:：/]"
    r"|^(?:发布|發布|發佈|发稿|发表|更新)(?:时间|時間|日期)\s*[:：]|^\+1$"
)

# Lines that follow an article: related reading, sharing, comments, disclaimers.
AFTERWARDS: Final = re.compile(
    f"^{_OPEN}"
    + any_of(
        r"相关(?:阅读|新闻|链接|报道|文章|推荐|资讯|专题|附件|热词|稿件) 相關(?:閱讀|新聞|連結|報導|文章) 延伸[阅閱][读讀]",
        r"推荐(?:阅读|新闻|文章) 推薦(?:閱讀|新聞) [为為][您你]推[荐薦] 今日推荐 精彩推荐 重点推荐 编辑推荐 猜你(?:喜欢|喜歡)",
        r"更多(?:阅读|新闻|精彩|资讯|内容|相关) 大家都(?:爱|在)看 看了又看 点击排行 排行榜 热点(?:新闻|推荐)",
        r"热门.{2,4}[】\]]?$ 热门(?:推荐|新闻|文章|资讯|标签|评论) 熱門(?:新聞|文章|點閱)",
        r"上一[篇页頁条條则則] 下一[篇页頁条條则則] 上篇\s*[:：] 下篇\s*[:：] 返回(?:顶部|首页|列表|目录)",
        r"分享(?:到|至|给|文章|本文) 【?打印(?:本页|此页|文章)?】?$ 【?关闭(?:窗口|本页|此页)?】?$ 收藏$ 举报(?:/反馈)?$ 点赞",
        r"网友(?:评论|跟帖) (?:最新|热门|全部|精彩)评论 我要(?:评论|反馈|留言) 评论区 发表评论 跟[贴帖]",
        rf"{_DISCLAIMER} 本文(?:仅代表|为).{{0,20}} 以上内容.{{0,24}}(?:仅代表|上传) 版[权權]所有 友情链接",
        r"标签\s*[:：] 關鍵字 关键[词字]\s*[:：] 附件下载 (?:微信)?扫一?扫",
        r"(?:关注|關注)(?:我们|公众号|微信) (?:微信)?公众号\s*[:：]",
        r"点击进入(?:专题|專題) 更多.{0,12}[報报][導导]\s*[:：]?$ (?:訂閱|订阅).{0,10}(?:頻道|频道|公众号)",
        r"展开(?:全文|阅读) 点击(?:展开|查看|阅读)(?:全文|更多) 阅读原文 閱讀原文",
    )
)

# A heading, whole, of what a page appends: comments, and further reading.
_MARKS: Final = r"[\s:：>»›|▪■•…]*"
COMMENTS: Final = re.compile(
    rf"{_OPEN}"
    + any_of(
        r"(?:(?:最新|热门|全部|精彩|网友|读者|用户|熱門|最新|網友|讀者)(?:评论|評論|留言|跟帖|点评|回应|回應))(?:区|區)?",
        r"\d+\s*(?:条|條|則|则|个|個)?(?:评论|評論|留言|回应|回應|跟帖) (?:评论|評論|留言|跟帖|评论区|留言板|討論區)",
        r"(?:发表|發表|撰写|我要|寫下|写下)(?:您的|你的|我的)?(?:评论|評論|留言)",
        r"(?:发布|發佈|發布)(?:留言|回覆|评论|評論) 我来说两句 我有话说",
    )
    + rf"{_MARKS}(?:[（(【\[]?\s*\d*\s*(?:条|條|則|则)?[）)】\]]?){_MARKS}"
)
_WHICH: Final = (
    "相关|相關|推荐|推薦|延伸|拓展|热门|熱門|精彩|最新|更多|其他|其它|今日|重点|编辑|同类|关联|關聯|往期"
)
_WHAT: Final = (
    "阅读|閱讀|新闻|新聞|链接|連結|报道|報導|報道|文章|推荐|推薦|资讯|資訊|内容|內容|专题|專題|稿件|回顾|回顧"
)
FURTHER_READING: Final = re.compile(
    rf"{_OPEN}"
    + any_of(
        rf"(?:{_WHICH})(?:{_WHAT})",
        r"(?:阅读|閱讀)(?:推荐|更多|下一篇|排行) (?:猜|可能)你?(?:喜欢|喜歡|感兴趣) 猜您喜欢 (?:为|為)[你您]推[荐薦]",
        r"大家都?(?:爱|在)看 看了又看 [你您](?:可能|也许|或許)(?:还|還)?(?:喜欢|喜歡|感兴趣|感興趣|想看).{0,4}",
        r"接(?:着|著)(?:读|看|讀) 下一篇 上一篇 热点(?:新闻|推荐|排行) 排行榜 点击排行 热榜 作者最新文章 TA的(?:最新|更多)?文章",
        r"订阅.{0,8}(?:通讯|周刊|邮件|电子报)?$ 訂閱.{0,8}(?:電子報|通訊|頻道)?$ (?:微信)?扫码关注.{0,6}",
        r"分享(?:到|此文|本文|至)?",
    )
    + _MARKS
    + r"[】\])）>》]?"
    + _MARKS
)

# Credits at an article's end: （责任编辑：…）, 来源：…, 供稿：….
CLOSING_CREDIT: Final = re.compile(
    rf"^{_OPEN}"
    + any_of(
        "责任编辑 責任編輯 责编 编辑 編輯 审核 審核 校对 校對 编审 监制 終審 终审 作者 供稿",
        "本文来源 文章来源 稿件来源 来源 來源 原标题 原標題",
    )
    + r"\s*[:：/]"
)

NAVIGATION: Final = re.compile(
    any_of(
        "首页 首頁 登录 登入 注册 收藏 设为首页 无障碍 繁体 繁體 简体 English 手机版 今天是 欢迎(?:您|你|访问|来到)",
        "搜索 搜尋 站内 客服 微信 微博 QQ APP 订阅 RSS",
    ),
    re.IGNORECASE,
)

# Single words and page numbers that a page leaves in the text.
LITTER: Final = re.compile(
    any_of(
        r"广告 廣告 AD × ✕ X \+1 展开 收起 分享 举报 收藏 打印 字号 大 中 小 更多 详情 点击图片进入下一页 上一页 下一页 全文",
        r"\+?关注 赞 评论 0 图集 查看原图 加载中\.* [↑▲]*点击.{0,4}(?:蓝字|上方).{0,14}",
    )
    # One way only to take each character: what is nearly litter would be tried in every way there is.
    + r"|(?:首页|尾页|上一?页|下一?页|[\d|<>《》\[\]\s.…])+"
    + r"|[讚赞]\s*\d+|(?:"
    + any_of(
        "收藏 挑错 推荐 打印 分享 举报 转发 评论 点赞 返回 关闭 关闭窗口 返回列表 返回首页",
        "回首[頁页] 回目[錄录] 回上[頁页] 回列表 列印 轉寄 字[級级体號号]",
        r"[\s|｜/·、\[\]【】（）()>»]",
    )
    + r")+"
)

# The end of a teaser, which is no text of this article.
TEASER_END: Final = re.compile(r"[\[【(（]?(?:详细|詳細|查看详情|阅读全文|閱讀全文|更多)[\]】)）]?\s*[>»›]*$")

# The foot of a site. The second pattern's words stand in sentences too.
_FOOTER_SURE: Final = re.compile(
    any_of(
        "友情链接 友情鏈接 版权(?:所有|声明) 版權所有 copyright © 备案(?:号|编号|序号) 備案 ICP备 ICP证 公网安备",
        r"技术支持\s*[:：] (?:主办|承办|协办)(?:单位)?\s*[:：] 网站标识码 网站地图 All\s+Rights\s+Reserved 许可证编号",
    ),
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"(?:地\s*址|邮\s*编|郵\s*編|电\s*话|電\s*話|传\s*真|傳\s*真|邮\s*箱|電\s*郵|E-?MAIL|ADD|TEL|FAX)\s*(?:\(.{1,6}\)|（.{1,6}）)?\s*[:：]",
    re.IGNORECASE,
)
_FOOTER_LIKELY: Final = re.compile(
    _ADDRESS.pattern
    + "|"
    + any_of(
        "建议使用 浏览器 分辨率 联系我们 聯絡我們 关于我们 關於我們 举报(?:电话|邮箱|中心) 客户端下载",
        "扫一?描?.{0,4}(?:二维码|关注|下载)",
    ),
    re.IGNORECASE,
)


def is_surely_footer(line: str) -> bool:
    """True for a line with words that stand at the foot of a site only, or with its address and telephone."""
    if _is_sentence(line):
        return False
    if _FOOTER_SURE.search(line):
        return True
    return len(_ADDRESS.findall(line)) > 1 and not line.endswith("。")


def is_footer(line: str) -> bool:
    """True for a line of a site's foot; a sentence that speaks of browsers or addresses is none."""
    return bool(_FOOTER_SURE.search(line)) or (bool(_FOOTER_LIKELY.search(line)) and not _is_sentence(line))


def _is_sentence(line: str) -> bool:
    return line.endswith("。") and len(re.findall("[，。；]", line)) >= 2
