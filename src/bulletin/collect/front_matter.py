"""What stands between the two lines of dashes at the head of a Markdown file. In: the file's text. Out: Details and the rest.

`---` begins lines of `key: value`; `+++` begins TOML. Keys in English or Chinese; both mean the same.
"""

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from bulletin.collect.characters import one_line
from bulletin.collect.credits import names
from bulletin.collect.dates import date_of
from bulletin.collect.details import Details
from bulletin.errors import InputError
from bulletin.model import Notice, Script

# What an editor may write → the field it fills.
KEYS: Final[dict[str, str]] = {
    **{
        name: name
        for name in (
            "title",
            "kicker",
            "subtitle",
            "byline",
            "source",
            "editor",
            "date",
            "section",
            "note",
            "script",
            "url",
        )
    },
    **dict.fromkeys(("author", "authors", "by", "作者", "署名", "撰文"), "byline"),
    **dict.fromkeys(("标题", "標題", "题目", "題目"), "title"),
    **dict.fromkeys(("引题", "引題", "眉题", "眉題"), "kicker"),
    **dict.fromkeys(("副题", "副題", "副标题", "副標題"), "subtitle"),
    **dict.fromkeys(("来源", "來源", "出处", "出處"), "source"),
    **dict.fromkeys(("编辑", "編輯", "责任编辑", "責任編輯"), "editor"),
    **dict.fromkeys(("日期", "时间", "時間"), "date"),
    **dict.fromkeys(("栏目", "欄目", "category"), "section"),
    **dict.fromkeys(("编者按", "編者按", "按语", "按語"), "note"),
    **dict.fromkeys(("文字",), "script"),
    **dict.fromkeys(("link", "链接", "連結", "网址", "網址"), "url"),
}
_FENCES: Final = {"---": "---", "+++": "+++"}
_LINE: Final = re.compile(r"(?P<key>[^\s:：#][^:：]*)[:：](?P<value>.*)")
_NEAR_ENOUGH: Final = 0.75  # of difflib's similarity: titel is title, tags is nothing
_ITEM: Final = re.compile(r"\s*-\s+(?P<value>.+)")
_SCRIPTS: Final = {
    "简体": Script.ZH_HANS,
    "簡體": Script.ZH_HANS,
    "繁体": Script.ZH_HANT,
    "繁體": Script.ZH_HANT,
}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The details, the text below them, and the number of lines above it."""

    details: Details
    text: str
    lines: int = 0
    notices: tuple[Notice, ...] = ()


def split_front_matter(text: str, place: str) -> FrontMatter:
    """Front matter and the rest of `text`; without any, all of it is the rest. `place` is the file's name.

    Raises InputError `collect.front-matter` for a block that does not end or cannot be read, with its line.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    fence = _FENCES.get(first.strip())
    if fence is None:
        return FrontMatter(Details(), text)
    lines = rest.split("\n")
    end = next((number for number, line in enumerate(lines) if line.strip() == fence), None)
    if end is None:
        if fence == "---" and not _LINE.fullmatch(lines[0].strip()):
            return FrontMatter(Details(), text)  # a thematic break at the head of a text
        raise InputError("collect.front-matter-open", place=f"{place}:1", fence=fence)
    read = _read_toml if fence == "+++" else _read_lines
    pairs = list(read(lines[:end], place))
    values, notices = _known(pairs, place)
    return FrontMatter(_details(values, place), "\n".join(lines[end + 1 :]), end + 2, notices)


Pair = tuple[str, str, int]  # key, value, line


def _read_lines(lines: list[str], place: str) -> Iterator[Pair]:
    key = ""
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if key and (item := _ITEM.fullmatch(line)):
            yield key, _bare(item["value"]), number
        elif found := _LINE.fullmatch(line.strip()):
            key = found["key"].rstrip()
            yield key, _bare(found["value"]), number
        else:
            raise InputError("collect.front-matter-line", place=f"{place}:{number}", line=line.strip()[:40])


def _read_toml(lines: list[str], place: str) -> Iterator[Pair]:
    try:
        table = tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise InputError("collect.front-matter-toml", place=place, detail=str(error)) from error
    places = {
        line.partition("=")[0].strip(" \"'"): number for number, line in reversed([*enumerate(lines, 2)])
    }
    for key, value in table.items():
        texts = value if isinstance(value, list) else [value]
        for text in texts:
            written = text.isoformat() if isinstance(text, datetime.date) else str(text)
            yield key, written, places.get(key, 1)


def _bare(value: str) -> str:
    """A value without its quotes; `[甲, 乙]` becomes 甲、乙."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return "、".join(part.strip(" \"'") for part in re.split("[,，]", value[1:-1]))
    return value


def _known(pairs: list[Pair], place: str) -> tuple[dict[str, tuple[str, int]], tuple[Notice, ...]]:
    """Values by field; several values of one key are joined by 、. A key nobody knows is a notice."""
    values: dict[str, tuple[str, int]] = {}
    notices = []
    for key, value, line in pairs:
        field = KEYS.get(key.lower())
        if field is None:
            notices.append(_unknown(key, f"{place}:{line}"))
        elif text := one_line(value):
            values[field] = (f"{values[field][0]}、{text}" if field in values else text, line)
    return values, tuple(notices)


def _unknown(key: str, place: str) -> Notice:
    """A slip of the pen is a warning; a key of another tool (tags, draft) is only mentioned."""
    near = get_close_matches(key.lower(), KEYS, 1, _NEAR_ENOUGH)
    if near:
        return Notice("collect.front-matter-key", {"key": key, "known": near[0]}, place=place)
    return Notice("collect.front-matter-foreign", {"key": key}, place=place)


def _details(values: dict[str, tuple[str, int]], place: str) -> Details:
    texts = {field: text for field, (text, _) in values.items() if field not in ("date", "script")}
    texts |= {field: names(texts[field]) for field in ("byline", "editor") if field in texts}
    date = script = None
    if "date" in values:
        text, line = values["date"]
        date = date_of(text)
        if date is None:
            raise InputError("collect.front-matter-date", place=f"{place}:{line}", date=text)
    if "script" in values:
        text, line = values["script"]
        script = _SCRIPTS.get(text) or next(
            (known for known in Script if known.value.lower() == text.lower()), None
        )
        if script in (None, Script.SOURCE):
            raise InputError("collect.front-matter-script", place=f"{place}:{line}", script=text)
    return Details(**texts, date=date, script=script)
