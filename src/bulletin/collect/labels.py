"""The words Chinese pages put around an article. In: a line of text. Out: what kind of line it is, by pattern.

Shared by web pages and text dumps. Simplified and Traditional side by side; a pattern matches the line's text with
white space collapsed to single spaces.
"""

import re
from typing import Final

from bulletin.collect.characters import HAN

SENTENCE_MARK: Final = re.compile(r"[。！？；，、：“”「」!?;,:]|\.\s")
SENTENCE_END: Final = re.compile(r"[。！？”’」）…：;；!?]$")

# A line of credits above an article: 来源：… 作者：… 发布时间：… 浏览次数：…, or a line that begins with a date.
CREDIT_LINE: Final = re.compile(
    r"(?:(?:新闻|信息|文章|稿件|资料)?(?:来\s*源|來\s*源|来源于)|稿源|出处|出處|作\s*者|记者|(?:责任|責任)?编辑|責任編輯|责编|撰文|文字"
    r"|(?:发布|發布|發佈|发稿|发表|發表|更新|添加|刊发|上传)?(?:时间|時間|日期)|浏览(?:次数|量)?|瀏覽|阅读(?:次数|量|数)?|閱讀|点击(?:次数|数|量|率)?|點擊"
    r"|访问(?:次数|量)|字号|字體|字体|供稿|撰稿|审核|文号|索引号|发布机构|人气)\s*[:：]"
    r"|^[【\[]?(?:字号|字体)?[ :：]*[【\[]?(?:大|特大)[】\]]?\s*[|｜]?\s*[【\[]?中[】\]]?\s*[|｜]?\s*[【\[]?小[】\]]?$"
    r"|^(?:发布|发表|发稿|發布|發佈)?[于於]?\s*(?:19|20)\d\d\s*[-年./]\s*\d{1,2}\s*[-月./]\s*\d{1,2}"
)

# Where the reader stands: 您现在的位置：首页 > 新闻 > 正文.
BREADCRUMB: Final = re.compile(
    r"(?:您|你)?(?:现在|現在|当前|當前|目前|所在)?(?:的)?(?:当前)?位置\s*[:：是]|[您你]在\s*[:：]"
    r"|^\s*(?:首页|首頁|网站首页|主页)\s*(?:[>›»→\-—/＞·]|->|::)"
    r"|[^\s>]{2,12}\s*(?:>>?|›|»|＞)\s*[^\s>]{2,14}\s*(?:>>?|›|»|＞)\s*\S{2,}|(?:>|›|»|＞)\s*正文\s*$"
)

# Lines after which the article is over, wherever they stand; WEAK_END may also stand above it.
HARD_END: Final = re.compile(
    r"^[【\[（(\s]*(?:责任编辑|責任編輯|责编|本文来源|作者\s*[:：].{1,20}(?:责任编辑|责编))\s*[:：/]"
    r"|^[（(]?(?:本文仅代表|特别声明|免责声明|平台声明|版权声明|声明\s*[:：])|^【?\s*纠错\s*】?$|^-+\s*(?:THE\s+)?END\s*-*$|^返回搜狐"
)
WEAK_END: Final = re.compile(
    r"^[【\[（(\s]*(?:编辑|編輯|编审|审核|審核|监制)\s*[:：/]|^(?:发布|發布|發佈|发稿|发表|更新)(?:时间|時間|日期)\s*[:：]|^\+1$"
)

# Lines that follow an article: related reading, sharing, comments, disclaimers.
AFTERWARDS: Final = re.compile(
    r"^[【\[（(<《\s]*(?:相关(?:阅读|新闻|链接|报道|文章|推荐|资讯|专题|附件|热词|稿件)|相關(?:閱讀|新聞|連結|報導|文章)|延伸[阅閱][读讀]|推荐(?:阅读|新闻|文章)|推薦(?:閱讀|新聞)"
    r"|更多(?:阅读|新闻|精彩|资讯|内容|相关)|热门.{2,4}[】\]]?$|热门(?:推荐|新闻|文章|资讯|标签|评论)|熱門(?:新聞|文章|點閱)|大家都(?:爱|在)看|猜你(?:喜欢|喜歡)|[为為][您你]推[荐薦]|今日推荐|精彩推荐|重点推荐|看了又看"
    r"|上一[篇页頁条条则則]|下一[篇页頁条则則]|上篇\s*[:：]|下篇\s*[:：]|分享(?:到|至|给|文章|本文)|【?打印(?:本页|此页|文章)?】?$|【?关闭(?:窗口|本页|此页)?】?$|返回(?:顶部|首页|列表|目录)|网友(?:评论|跟帖)"
    r"|(?:最新|热门|全部|精彩)评论|我要(?:评论|反馈|留言)|评论区|发表评论|跟[贴帖]|举报(?:/反馈)?$|收藏$|点赞|特别声明|免责声明|声明\s*[:：]|平台声明|版权声明|本文(?:仅代表|为).{0,20}"
    r"|以上内容.{0,24}(?:仅代表|上传)|标签\s*[:：]|關鍵字|关键[词字]\s*[:：]|编辑推荐|点击排行|热点(?:新闻|推荐)|排行榜|扫一?扫|附件下载|友情链接|版权所有"
    r"|(?:关注|關注)(?:我们|公众号|微信)|(?:微信)?公众号\s*[:：]|展开(?:全文|阅读)|点击(?:展开|查看|阅读)(?:全文|更多)|阅读原文|閱讀原文)"
)

# The foot of a site.
FOOTER: Final = re.compile(
    r"友情链接|友情鏈接|版权(?:所有|声明)|版權所有|copyright|©|备案(?:号|编号|序号)|備案|ICP备|ICP证|公网安备|(?:主办|承办|协办)(?:单位)?\s*[:：]|技术支持\s*[:：]"
    r"|网站标识码|建议使用|浏览器|分辨率|(?:地\s*址|邮\s*编|电\s*话|传\s*真|邮\s*箱|E-?MAIL|ADD|TEL|FAX)\s*(?:\(.{1,6}\)|（.{1,6}）)?\s*[:：]"
    r"|联系我们|聯絡我們|关于我们|關於我們|网站地图|举报(?:电话|邮箱|中心)|All Rights Reserved|扫一?描?.{0,4}(?:二维码|关注|下载)|客户端下载|许可证编号",
    re.IGNORECASE,
)

# Credits at an article's end: （责任编辑：…）, 来源：…, 供稿：….
CLOSING_CREDIT: Final = re.compile(
    r"^[【\[（(\s]*(?:责任编辑|責任編輯|责编|编辑|編輯|审核|審核|校对|校對|本文来源|文章来源|稿件来源|来源|來源|供稿|编审|监制|終審|终审|原标题|原標題|作者)\s*[:：/]"
)

NAVIGATION: Final = re.compile(
    r"首页|首頁|登录|登入|注册|收藏|设为首页|无障碍|繁体|繁體|简体|English|手机版|今天是|欢迎(?:您|你|访问|来到)|搜索|搜尋|站内|客服|微信|微博|QQ|APP|订阅|RSS",
    re.IGNORECASE,
)

# Single words and page numbers that a page leaves in the text.
LITTER: Final = re.compile(
    r"(?:广告|廣告|AD|\+1|×|✕|X|展开|收起|分享|举报|收藏|打印|字号|大|中|小|更多|详情|点击图片进入下一页|上一页|下一页|全文|关注|\+关注|赞|评论|0|图集|查看原图|加载中\.*|"
    r"(?:首页|尾页|上一?页|下一?页|\d{1,3}|[|<>《》\[\]\s.…])+)"
)

LIST_NUMBER: Final = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百零〇\d]{1,4}[章节節编編部篇])"
)

# --- Values after labels ---------------------------------------------------------------------------------------------

_SOURCE_LABELS: Final = r"(?:新闻|信息|文章|稿件|资料|新聞|文章)?来\s*源|(?:新聞|文章|資料)?來\s*源|来源于|稿源|出处|出處|发布机构|發布機構|摘自|转自|轉自"
# What ends a value: another label, a bracket, a date, a count, two spaces or the end of the line.
NEXT_LABEL: Final = (
    r"(?=\s*(?:作\s*者|记者|編輯|编辑|责编|责任编辑|責任編輯|选稿|发布|發布|發佈|发表|时间|時間|日期|浏览|瀏覽|阅读|閱讀|点击|點擊|访问|字号|字體|字体|分享|举报|打印|人气"
    r"|评论|收藏|关注|参与互动|我要|来\s*源|來\s*源|出处|【|\||｜|\[|（|\(|）|\)|】|\]|$)|\s{2,}|\s*(?:19|20)\d\d\s*[-年./]|\s+\d+\s*$)"
)
SOURCE: Final = re.compile(
    rf"(?:{_SOURCE_LABELS})\s*[:：|丨]\s*(?P<value>[^\s:：|｜][^|｜\n]{{0,30}}?){NEXT_LABEL}"
)
SOURCE_ALONE: Final = re.compile(rf"(?:{_SOURCE_LABELS})\s*[:：]\s*$")
NO_SOURCE: Final = re.compile(
    r"^(?:作者|编辑|发布|时间|点击|浏览|阅读|字号|[-—/]+|未知|本站|本网|互联网|网络|网络整理|网络转载)$|^图|^https?:"
)

_NAME: Final = rf"(?:[{HAN}·]{{2,5}}|[{HAN}] [{HAN}](?![{HAN}]))"
_NAMES: Final = rf"{_NAME}(?:[\s、，和]+{_NAME})*"
BYLINE: Final = re.compile(
    rf"(?:^|[\s|｜　（(【\[丨网来源])(?:作\s*者|撰文|撰稿|文字|記者|通讯员|笔者)\s*[:：/]\s*(?P<labelled>[^\s:：|｜）)】\]][^|｜\n）)】\]]{{0,24}}?){NEXT_LABEL}"
    rf"|^\s*[【（(]?文\s*[/／丨|︱]\s*(?:\S{{0,12}}(?:作者|记者|评论员|教授|研究员)\s+)?(?P<text>[^\s】）)]{{2,16}}(?:\s[{HAN}]{{2,4}})?)[】）)]?\s*$"
    rf"|^[（(]?(?:本报|本刊|本網|本网|[{HAN}·\-]{{2,12}}?)?(?:特约|实习|見習|见习)?[记記]者[\s:：]+(?P<reporter>{_NAMES})(?:\s*[/／].*|[）)])?$"
)
# 石小佳/青年报: a name and a medium on a line of their own.
NAME_AND_MEDIUM: Final = re.compile(
    rf"^(?P<name>{_NAMES})\s*[/／|｜]\s*(?P<medium>[{HAN}·]{{2,12}}(?:网|網|报|報|社|台|刊|新闻|新聞|客户端|周刊|杂志))$"
)
NO_BYLINE: Final = re.compile(
    r"^(?:未知|佚名|网络|admin|发布|本站|匿名|小编|编辑|管理员|系统管理员)|最新文章|简介|[。，；]|责任"
)
BYLINE_PREFIX: Final = re.compile(r"^(?:记者|記者|通讯员|作者|文)[\s:：]*")

EDITOR: Final = re.compile(
    rf"(?:责任编辑|責任編輯|责编|編輯|编辑|选稿|编审)\s*[:：/]\s*(?P<value>[{HAN}A-Za-z·][^\s:：|）)】\]_]{{0,15}}(?:[\s、](?!责任|校对|审核|终审)[{HAN}]{{1,4}}(?=$|[\s）)】\]]))?)"
)

DATE_LABEL: Final = re.compile(
    r"(?:(?:发布|發布|發佈|发稿|发表|發表|添加|刊发|上传|成文|创建)?(?:时间|時間|日期)|发[表布稿]于|發[表佈布]於|posted @|刊[于於])\s*[:：]?\s*$",
    re.IGNORECASE,
)
UPDATED: Final = re.compile(r"(?:更新|修改|修订|推荐文章)(?:时间|時間|日期|于|於)?\s*[:：]?\s*$")
