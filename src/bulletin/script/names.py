"""Names in another script. In: a name as its editor wrote it. Out: its form in any script.

A dictionary of words knows nothing of names: 余 is 餘 in 其余, never in a person called 余. So a character that may
stay as it is does stay, and only one that no Traditional name writes that way converts (张 → 張, 叶 → 葉).
"""

from typing import Final

from bulletin.model import Script
from bulletin.script.converter import opencc
from bulletin.script.detect import script_of
from bulletin.script.dictionary import read_dictionary

# These have a Traditional life of their own (叶韵 xié, 云云), but in a name they are the simplified character.
_SIMPLIFIED_IN_NAMES: Final = frozenset("万与丰云价几历厂叶广愿据术极柜杰筑确胜腊荐药获苹虫蜡适")

_SIMPLIFYING: Final = "t2s"
_TRADITIONAL: Final = {
    Script.ZH_HANT: "s2t",
    Script.ZH_HANT_TW: "s2tw",
    Script.ZH_HANT_HK: "s2hk",
}


def name_in(name: str, script: Script) -> str:
    """The form of `name` in `script`; a name written in Traditional characters keeps them in every region."""
    seen = script_of(name)
    is_traditional = seen is not None and seen.is_traditional
    if not script.is_traditional:
        return "".join(map(opencc(_SIMPLIFYING).convert, name)) if is_traditional else name
    if is_traditional:
        return name
    converter = opencc(_TRADITIONAL[script])
    return "".join(character if _may_stay(character) else converter.convert(character) for character in name)


def is_doubtful(character: str) -> bool:
    """True for a Simplified character that stands for several Traditional ones."""
    return " " in read_dictionary("STCharacters").get(character, "")


def _may_stay(character: str) -> bool:
    forms = read_dictionary("STCharacters").get(character, character).split(" ")
    return character in forms and character not in _SIMPLIFIED_IN_NAMES
