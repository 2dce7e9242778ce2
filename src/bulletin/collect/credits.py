"""Who, from where, when: the credits around an article. In: the lines above and below it. Out: date, source, names.

Works on lines of text only, so web pages and text dumps share it. `head` are the lines from the title down to the
text, `tail` those that follow the text.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile
from typing import Final

from bulletin.collect import labels, values
from bulletin.collect.characters import HAN, bare, one_line
from bulletin.collect.dates import dates_in
from bulletin.collect.people import is_names

_LABEL_REACH: Final = 40  # characters before a date in which its label stands
_LINE_LIMIT: Final = 120  # characters; a longer line is text
_NAME_LINE: Final = 24  # characters
_NAME_LINES: Final = 4  # below the headline a name without a label may stand
_BYLINE_GROUPS: Final = ("labelled", "text", "reporter", "both", "posted", "taiwan", "asked")
_BRACKETS: Final = "（()）[]【】〔〕"
_TRIM: Final = " -—_·,，。、：:（(【[|｜"
_SPLIT_DATE: Final = re.compile(r"((?:19|20)\d\d)\s+(\d{1,2})\s*[/-]\s*(\d{1,2})\s+\d{1,2}:\d\d")
_BESIDE_DATE: Final = re.compile(
    rf"[\s:\d]*[·•|]?\s*(?P<name>[{HAN}A-Za-z][{HAN}A-Za-z0-9·\-—－《》“”]{{1,24}}?){values.NEXT_LABEL}"
)
_BEFORE_DATE: Final = re.compile(rf"([{HAN}A-Za-z][{HAN}A-Za-z0-9·－\-]{{1,16}})\s*[（(]?$")
_NOT_A_NAME: Final = re.compile(
    r"^.{0,1}(?:发布|發布)|(?:发布|發布).|发表|时间|時間|日期|更新|字号|浏览|阅读|点击|编辑|星期|周[一二三四五六日]|上午|下午|分享|收藏|举报|评论|来自|有话|[于於]$|位置|首页|作者|原创|次|今天|参与|字体|放大|正文"
)
# A short name beside a date is a person's unless it says that it is a medium or an office.
_MEDIUM: Final = re.compile(
    r"网|網|报|報|社|台|臺|刊|新闻|新聞|传媒|发布|發布|融媒|晚报|观察|先锋|之声|号|掌上|客户端|在线|频道|杂志|消息|科技|财经|体育|央视|新华|半月谈|求是|部|局|委|厅|院|中心|政府|办|会|學|学|公司|[A-Za-z]"
)
_ENDS_A_MEDIUM: Final = re.compile(
    r"(?:网|網|报|報|社|台|臺|刊|新闻|新聞|传媒|发布|客户端|在线|中心|政府|法院|检察院|杂志|委员会|[^办邮]局)$"
)
_SHORTEST_MEDIUM, _MEDIUM_LIMIT = 3, 16  # characters
_RULES: Final = re.compile(r"\s*[|｜·•丨]\s*")
_MEDIUM_FIRST: Final = re.compile(r"(?<=[网網报報社台臺刊闻聞府局院心布端线])\s+")
_REPORTER: Final = re.compile(r"^(?:本[报報刊网網])?(?:[记記]者|作者)[\s:：]*")
_COUNT: Final = re.compile(r"^\d+\s+")
_CLOCK_TIME: Final = re.compile(r"^\s*\d{1,2}[:：]\d\d(?:[:：]\d\d)?")
_DATELINE: Final = re.compile(
    rf"^.{{0,24}}?[（(]\s*(?:本[报報刊网網])?[记記]者\s*[:：]?\s*(?P<name>[{HAN}][{HAN}\s、]{{1,16}}?)\s*(?:通讯员.*?)?[）)]"
)
_CLOCK: Final = re.compile(r"\d{1,2}[:：]\d\d\s*$")  # a time of day ends the line
_SPACED_NAME: Final = re.compile(rf"(?<![{HAN}])([{HAN}])\s+([{HAN}])(?![{HAN}])")
_OFFICES: Final = re.compile(
    r"\s*(?<!\S)(?:实习生|通讯员|特约记者|记者|見習記者|記者)[\s:：]+"
)  # before a further name
_SEPARATORS: Final = re.compile(r"\s*[、，,；;/／]\s*|\s+(?:和|与)\s+")
_GENERIC: Final = frozenset(
    {
        "首页",
        "首頁",
        "网站首页",
        "主页",
        "正文",
        "文章正文",
        "详细内容",
        "内容",
        "浏览文章",
        "信息详情",
        "详情",
    }
)


def find_date(head: Sequence[str], tail: Sequence[str]) -> datetime.date | None:
    """The date of publication: a labelled one in a short line near the title first; a date of change last."""
    best: tuple[float, datetime.date] | None = None
    for index, line in enumerate(
        [*head, *(line for line in tail if re.search("发布|發佈|日期|时间|時間", line))]
    ):
        for stamp in dates_in(line):
            before = line[max(0, stamp.start - _LABEL_REACH) : stamp.start]
            score = 2.0 * bool(values.DATE_LABEL.search(before)) + 1.0 * stamp.has_time
            score += 1.0 if len(line) < 60 else -1.0 if len(line) > 100 else 0.0
            score -= 3.0 * bool(values.UPDATED.search(before)) + 0.02 * index
            if best is None or score > best[0]:
                best = (score, stamp.date)
    if best:
        return best[1]
    split = _SPLIT_DATE.search(" ".join(head))  # year, day and time in elements of their own
    return _checked(*map(int, split.groups())) if split else None


def find_source(head: Sequence[str], tail: Sequence[str]) -> str:
    """来源: labelled above the text, beside the date, or labelled below the text; empty when none is given."""
    ways = chain(
        _labelled_sources(head), _sources_beside_dates(head), _sources_by_clocks(head), _closing_sources(tail)
    )
    return next(filter(None, ways), "")


def _labelled_sources(head: Sequence[str]) -> Iterator[str]:
    for line, below in pairwise([*head, ""]):
        yield _source_in(line)
        if values.SOURCE_ALONE.search(line) and 0 < len(below) < 30:
            yield _source_value(below)


def _sources_beside_dates(head: Sequence[str]) -> Iterator[str]:
    for line in head:
        if found := values.PERIODICAL.search(line):
            yield _source_value(found["value"])
        if found := values.name_and_medium().search(line):
            yield _source_value(found["medium"])
        yield _beside_date(line)
    for part in chain.from_iterable(map(_parts_beside_date, head)):
        if _SHORTEST_MEDIUM <= len(part) <= _MEDIUM_LIMIT and _is_medium(part):
            yield _source_value(part)


def _sources_by_clocks(head: Sequence[str]) -> Iterator[str]:
    """A medium on a line of its own, above or below a line that ends with a time of day."""
    for above, below in pairwise(head):
        for line, neighbour in ((above, below), (below, above)):
            if len(line) <= _NAME_LINE and _ENDS_A_MEDIUM.search(line) and _CLOCK.search(neighbour):
                yield _source_value(line)


def _closing_sources(tail: Sequence[str]) -> Iterator[str]:
    for line in tail:
        if len(line) < 70 and "资料" not in line:
            yield _source_in(line.strip(_BRACKETS + " "))


def _is_medium(text: str) -> bool:
    return bool(_ENDS_A_MEDIUM.search(text)) and not _NOT_A_NAME.search(text)


def find_byline(head: Iterable[str], tail: Iterable[str]) -> str:
    """The author or authors, separated by spaces."""
    for line in (*head, *tail):
        if len(line) < _LINE_LIMIT and (value := _byline_in(line)):
            return names(value)
    return ""


def find_lone_byline(below: Iterable[str]) -> str:
    """A name that stands without a label between headline and text: on a line of its own, or beside the date."""
    for line in islice(below, _NAME_LINES):
        if len(line) < _NAME_LINE and is_names(line):
            return names(line)
        for part in _parts_beside_date(line):
            if is_names(name := _REPORTER.sub("", part)):
                return names(name)
    return ""


def find_dateline_byline(text: str) -> str:
    """The reporter that a report names as it begins: 本报枫浦3月5日电（记者 陶然）."""
    found = _DATELINE.match(text)
    return names(found["name"]) if found and is_names(found["name"]) else ""


def _parts_beside_date(line: str) -> list[str]:
    """What stands before and after the date of a short line, in parts that rules or spaces divide."""
    stamp = next(dates_in(line), None) if len(line) < _LINE_LIMIT else None
    if stamp is None:
        return []
    beside = f"{line[: stamp.start]}|{_CLOCK_TIME.sub('|', line[stamp.end :])}"
    ruled = [_COUNT.sub("", part.strip(_TRIM)) for part in _RULES.split(beside)]
    spaced = [
        part for each in ruled if not is_names(_REPORTER.sub("", each)) for part in _MEDIUM_FIRST.split(each)
    ]
    return [part for part in (*ruled, *spaced) if part]


def is_byline(line: str) -> bool:
    """True for a line that names the author and nothing else: 文/张三."""
    found = values.byline().fullmatch(line) if len(line) < _NAME_LINE else None
    return bool(found and found["text"] and line.rstrip(_BRACKETS).endswith(found["text"]))


def find_editor(lines: Iterable[str]) -> str:
    """责任编辑, names separated by spaces."""
    for line in lines:
        if len(line) < _LINE_LIMIT and (found := values.EDITOR.search(line)):
            return names(found["value"])
    return ""


def find_subtitle(head: Iterable[str]) -> str:
    """A line near the headline that begins with a dash, without it: ——记某某."""
    for line in head:
        found = values.SUBTITLE.fullmatch(line)
        if found and len(found[1]) <= 50:
            return found[1].strip()
    return ""


def find_section(lines: Iterable[str], title: str) -> str:
    """The last station of the breadcrumb that names a column, not the article itself."""
    for line in lines:
        if len(line) < _LINE_LIMIT and labels.BREADCRUMB.search(line):
            path = re.sub(r"^.*?(?:位置|[您你]在)\s*[:：是]?\s*", "", line)
            stations = [
                station.strip(" -·[]【】")
                for station in re.split(r"\s*(?:[>›»→＞]+|/|\s[-－—]\s|::|→)\s*", path)
            ]
            named = [
                station
                for station in stations
                if station and station not in _GENERIC and bare(station) not in bare(title)
            ]
            if named and len(named[-1]) <= 20:
                return named[-1]
    return ""


def names(text: str) -> str:
    """`text` as names separated by single spaces: 王　芳、李小明 → 王芳 李小明."""
    separated = _SEPARATORS.sub("\n", _OFFICES.sub("、", one_line(text)))
    return " ".join(
        _SPACED_NAME.sub(r"\1\2", name).strip(_TRIM) for name in separated.split("\n") if name.strip(_TRIM)
    )


def _byline_in(line: str) -> str:
    if found := values.name_and_medium().search(line):
        return found["name"]
    found = values.byline().search(line)
    if not found:
        return ""
    value = next(filter(None, (found[name] for name in _BYLINE_GROUPS)), "")
    if found["both"] or found["asked"]:
        value = " ".join(takewhile(is_names, value.split())) or value
    value = values.BYLINE_PREFIX.sub("", value.strip(_TRIM))
    return "" if values.NO_BYLINE.search(value) else value


def _source_in(line: str) -> str:
    found = values.SOURCE.search(line) if len(line) < 200 else None
    return _source_value(found["value"]) if found else ""


def _source_value(text: str) -> str:
    value = one_line(text).strip(_TRIM)
    if value.count("《") != value.count("》"):  # cut in the middle of a title
        value = value.strip("《》")
    first, _, rest = value.partition(" ")
    if rest and _ENDS_A_MEDIUM.search(first) and not _ENDS_A_MEDIUM.search(rest):
        value = first  # 枫浦日报 枫浦: what follows is where the server thinks the reader is
    return "" if values.NO_SOURCE.search(value) else value.rstrip("）)】]")


def _beside_date(line: str) -> str:
    """2019年11月25日 18:57 参考消息: a name before or after the date of a short line."""
    stamp = next(dates_in(line), None)
    if stamp is None or len(line) > 80:
        return ""
    for found in (_BESIDE_DATE.match(line[stamp.end :]), _BEFORE_DATE.search(line[: stamp.start])):
        if found and not _NOT_A_NAME.search(found[1]) and (len(found[1]) > 4 or _MEDIUM.search(found[1])):
            return _source_value(found[1])
    return ""


def labelled_date(lines: Iterable[str]) -> datetime.date | None:
    """The first date that says in words that it is one of publication, in a short line anywhere on a page."""
    for line in lines:
        if len(line) < 100 and re.search("发布|發布|發佈|发表|發表|日期|时间|時間|posted", line):
            for stamp in dates_in(line):
                return stamp.date
    return None


def _checked(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
