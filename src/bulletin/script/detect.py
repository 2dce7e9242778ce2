"""Which script a text is written in. In: a text, or a language tag. Out: a `Script`, or None where nothing tells.

The evidence is characters that only one script uses, taken from OpenCC's own tables: a character that none of its
values keeps as it is. What Taiwan or Hong Kong write the Simplified way (群, 峰, 温, 户) is no evidence.
"""

from functools import cache
from itertools import repeat
from typing import Final

from bulletin.model import Script
from bulletin.script.dictionary import read_dictionary

_CHINESE: Final = frozenset({"zh", "cmn", "yue", "wuu", "hak", "nan", "gan", "hsn", "lzh"})
_SUBTAGS: Final = {
    "tw": Script.ZH_HANT_TW,
    "hk": Script.ZH_HANT_HK,
    "mo": Script.ZH_HANT_HK,
    "hant": Script.ZH_HANT,
    "hans": Script.ZH_HANS,
    "cn": Script.ZH_HANS,
    "sg": Script.ZH_HANS,
    "my": Script.ZH_HANS,
}


def script_of(text: str) -> Script | None:
    """Simplified or Traditional (of no region) by the majority of telling characters; None if there is none."""
    balance = sum(map(_votes().get, text, repeat(0)))
    if balance == 0:
        return None
    return Script.ZH_HANS if balance > 0 else Script.ZH_HANT


def tells(text: str, script: Script) -> bool:
    """True if `text` has a character that only the script of `script` uses."""
    return not _telling()[script.is_traditional].isdisjoint(text)


def is_wholly(text: str, script: Script) -> bool:
    """True if `text` has such a character, and none that only the other script uses."""
    return tells(text, script) and _telling()[not script.is_traditional].isdisjoint(text)


def script_of_tag(tag: str) -> Script | None:
    """The script and region a BCP 47 tag names (`zh-CN`, `zh-Hant-HK`, `zh_TW`); None for `zh` and other languages."""
    subtags = tag.lower().replace("_", "-").split("-")
    if subtags[0] not in _CHINESE:
        return None
    if "hans" in subtags:
        return Script.ZH_HANS
    return next((script for subtag, script in _SUBTAGS.items() if subtag in subtags[1:]), None)


def is_foreign(tag: str) -> bool:
    """True for the tag of a language that is not Chinese; False for an empty or undetermined one."""
    primary = tag.lower().replace("_", "-").partition("-")[0].strip()
    return primary not in _CHINESE | {"", "und", "mul"}


@cache
def _telling() -> tuple[frozenset[str], frozenset[str]]:
    simplified, traditional = _changed("STCharacters"), _changed("TSCharacters")
    regional = {
        form
        for variants in ("TWVariants", "HKVariants")
        for forms in read_dictionary(variants).values()
        for form in forms.split(" ")
    }
    return simplified - traditional - regional, traditional - simplified


@cache
def _votes() -> dict[str, int]:
    """The telling characters: those of Simplified count for it, those of Traditional against."""
    simplified, traditional = _telling()
    return dict.fromkeys(simplified, 1) | dict.fromkeys(traditional, -1)


def _changed(dictionary: str) -> frozenset[str]:
    return frozenset(
        key for key, values in read_dictionary(dictionary).items() if key not in values.split(" ")
    )
