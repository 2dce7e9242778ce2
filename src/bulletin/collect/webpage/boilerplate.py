"""Taking out what is not the article. In: a page's `<body>`. Out: the same without menus, bars, comments, hidden parts.

Class names lie: a blacklisted element that holds a large share of the page's sentences stays.
"""

import re
from itertools import pairwise
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect import labels
from bulletin.collect.characters import one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.embedded import is_stand_in
from bulletin.collect.people import is_names
from bulletin.collect.webpage.hints import WECHAT_BODY
from bulletin.collect.webpage.lines import Line, worth

_NEVER: Final = frozenset("form select option button textarea input nav footer aside label".split())
_INSIDE_SENTENCES: Final = frozenset("a span strong b em i font u sub sup img".split())
_NAMES: Final = (
    r"comments?|cmt|pinglun|discuss|reply|relate[ds]?|xiangguan|recommend(?:ation|s)?|tuijian|share|bdsharebuttonbox|copyright"
    r"|breadcrumb|crumbs?|foot(?:er)?|header|nav(?:bar|igation)?|menu|side(?:bar)?|rank|hot|toolbar|paginat(?:ion|or)|pager"
    r"|page-?(?:nav|bar|num|list)|login|qr(?:code)?|ewm|banner|ads?|advert|gg|subscribe|tags?|keywords?|statement|shengming"
    r"|disclaimer|print|fontsize|tools?|editor-info|ep-source|toc|catalog|player|author-?(?:bio|card|intro|desc(?:ription)?)|bio|newsletter|subscription"
    r"|sharedaddy|jp-relatedposts|feedback|jubao|app-?(?:bar|open|download|guide)|post-?footer|entry-?footer|updown|prev-?next"
)
_BAD_CLASS: Final = re.compile(rf"(?:^|[\s_-])(?:{_NAMES})(?:$|[\s_-])", re.IGNORECASE)
_BAD_ID: Final = re.compile(
    r"comment|pinglun|relat|recommend|share|copyright|breadcrumb|footer|sidebar|guess|hotnews|rank|login|toolbar|pagination",
    re.IGNORECASE,
)
GOOD_ID: Final = re.compile(
    r"^(?:zoom|zoomcon|js_content|ucap-?content|vsb_content.*|artibody|endtext|article_?content|content_?area|contentmain|trs_editor"
    r"|news_?content|main_?content|detail_?content|p-detail|rwb_zw|mp-editor|content|detail|article|textarea_content|conten[tT]Text"
    r"|font_area|div_article_content|zoomcontent|text|content_views)$",
    re.IGNORECASE,
)
# What holds the credits; they are read from the page as it came.
_CREDITS_CLASS: Final = re.compile(
    r"(?:^|[\s_-])(?:authors?|byline|meta|info|property|source|laiyuan|pub-?(?:date|time)|publish|date|time)(?:$|[\s_-])",
    re.IGNORECASE,
)
_BACK_LINK: Final = re.compile(
    r"返回.{2,6}[,，]?\s*查看更多|查看更多|点击查看更多|了解更多|展开全文|阅读全文"
)
_INDEX_LABEL: Final = re.compile(
    r"(?:索\s*引\s*号|主题分类|体裁分类|发[文布]机[关构]|信息(?:名称|来源|索取号)|成文日期|发[布文]日期|公开(?:日期|方式|形式|范围|时限)|标\s*题|名\s*称"
    r"|(?:发文)?[文字]\s*号|发文字号|有\s*效\s*性|主\s*题\s*词|关键词|内容概述|生成日期|责任部门|组配分类|服务对象)\s*[:：]?"
)
_INDEX_LABELS: Final = 3
_INDEX_SHARE: Final = 0.3
_CREDITS_LIMIT: Final = 60  # characters
_LARGE_SHARE: Final = 0.4


def prune(body: HtmlElement, lines: list[Line]) -> None:
    """Take out forms, menus, hidden parts and elements that name themselves boilerplate; `lines` are those of `body`."""
    sentences = _sentences_by_element(body, lines)
    much = _LARGE_SHARE * (sentences.get(body, 0.0) or 1.0)
    total = weight_of(body.text_content()) or 1
    for element in list(body.iter()):
        is_kept = element is body or element.get("id") == WECHAT_BODY  # hidden until its script has run
        if is_kept or element.getparent() is None or sentences.get(element, 0.0) > much:
            continue
        if (
            element.tag in _NEVER
            or (_is_boilerplate(element) and _is_minor(element, total))
            or _is_credits(element)
            or _is_index(element)
        ):
            if element.tag == "form" and not _is_boilerplate(element):
                _leave_stand_in(element)
            element.drop_tree()


def _leave_stand_in(form: HtmlElement) -> None:
    """A form that readers of the article are to fill in leaves its stand-in."""
    image = form.find("img")
    if image is not None and is_stand_in(image):
        image.tail = None
        form.addprevious(image)


def _sentences_by_element(body: HtmlElement, lines: list[Line]) -> dict[HtmlElement, float]:
    """How much good text each element holds, that of its descendants included."""
    sums: dict[HtmlElement, float] = {}
    for line in lines:
        if (value := worth(line)) > 12:
            element: HtmlElement | None = line.element
            while element is not None:
                sums[element] = sums.get(element, 0.0) + value
                element = element.getparent() if element is not body else None
    return sums


def _is_boilerplate(element: HtmlElement) -> bool:
    if element.tag in ("article", "main"):
        return False
    if _is_hidden(element):
        return True
    identifier = element.get("id", "")
    if element.tag in _INSIDE_SENTENCES:
        return False
    if GOOD_ID.search(identifier):
        return False
    return bool(_BAD_CLASS.search(element.get("class", "")) or _BAD_ID.search(identifier))


def _is_credits(element: HtmlElement) -> bool:
    """True for an element of credits that says so, and for a link out of the text to the site."""
    if element.tag == "a":
        return bool(_BACK_LINK.fullmatch(element.text_content().strip()))
    if element.tag in _INSIDE_SENTENCES or not _CREDITS_CLASS.search(element.get("class", "")):
        return False
    text = one_line(element.text_content())
    if weight_of(text) > _CREDITS_LIMIT or text.endswith(("。", "！", "？")):
        return False
    is_dated = any(True for _ in dates_in(text))
    return is_dated or is_names(text) or bool(labels.CREDIT_LINE.search(text))


def _is_index(element: HtmlElement) -> bool:
    """True for the table above an official document that says its number, office and dates."""
    if element.tag != "table" or element.find(".//table") is not None:
        return False
    cells = [text for cell in element.iter("td", "th") if (text := one_line(cell.text_content()))]
    labelled = [bool(_INDEX_LABEL.match(cell)) for cell in cells]
    # A label has its value beside it; the names of columns stand beside one another.
    pairs = sum(label and not value for label, value in pairwise([*labelled, False]))
    return pairs >= _INDEX_LABELS and pairs >= _INDEX_SHARE * len(cells)


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style


def _is_minor(element: HtmlElement, total: int) -> bool:
    size = weight_of(element.text_content())
    if size < 0.25 * total:
        return True
    return sum(weight_of(link.text_content()) for link in element.iter("a")) > 0.5 * size
