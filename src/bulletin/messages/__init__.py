"""The wording of everything told to the editor. In: a code, values, a language. Out: one sentence and a hint.

Each room keeps its own table, `messages/<room>.toml`; a code is `<room>.<entry>`. An entry holds `zh` and `en`
(the sentence: what, where), `zh_hint` and `en_hint` (what to do next), and for notices `severity`
(`info`, `warning` or `error`). `{name}` in a sentence is replaced by the value of that name, `{name:line|lines}` by the
first word where that is one, and by the second where it is not. `system.toml` has what an
operating system gives as a reason, by the names of `errno`.
"""

import errno
import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

Language = Literal["zh", "en"]
_FOLDER: Final = Path(__file__).parent
_NUMBERED: Final = re.compile(r"\{(\w+):([^|{}]+)\|([^|{}]+)\}")


class Wording(NamedTuple):
    """One code in one language: the sentence and the hint (empty where there is nothing to do)."""

    message: str
    hint: str


def language_of(choice: str | None = None, environ: Mapping[str, str] = os.environ) -> Language:
    """The language of messages: `choice` (`--lang`) first, then LC_ALL, LC_MESSAGES, LANG; English otherwise."""
    for value in (choice, *(environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))):
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def is_language(choice: str) -> bool:
    """Whether `choice` (zh, zh_CN.UTF-8, en-GB) is a language we have words in."""
    return bool(re.fullmatch(r"(zh|en)([-_.].*)?", choice, re.IGNORECASE))


@cache
def table(room: str) -> dict[str, dict[str, str]]:
    """The entries of one room's table, by entry name. Raises FileNotFoundError for a room without one."""
    import tomllib  # noqa: PLC0415 every room imports this one, few have something to tell

    source = (_FOLDER / f"{room}.toml").read_text(encoding="utf-8")
    return cast(dict[str, dict[str, str]], tomllib.loads(source))


def rooms() -> list[str]:
    """The rooms that have a table, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def severity_of(code: str) -> str:
    """`info`, `warning` or `error`, as the code's entry says; errors that are raised have no entry `severity`."""
    room, _, entry = code.partition(".")
    return table(room)[entry].get("severity", "error")


def wording(code: str, values: Mapping[str, object], language: Language) -> Wording:
    """The sentence and hint of `code` with `values` filled in; an OSError among them gives its reason in words.

    Raises KeyError for a code or value it lacks."""
    room, _, entry = code.partition(".")
    words = table(room)[entry]
    said = {
        name: _reason(value, language) if isinstance(value, OSError) else value
        for name, value in values.items()
    }
    return Wording(_filled(words[language], said), _filled(words.get(f"{language}_hint", ""), said))


def _filled(sentence: str, values: Mapping[str, object]) -> str:
    numbered = _NUMBERED.sub(lambda found: found[2 if str(values[found[1]]) == "1" else 3], sentence)
    return numbered.format_map(values)


def _reason(error: OSError, language: Language) -> str:
    """Why the system would not, in the editor's language where we have words for it."""
    entry = f"errno-{errno.errorcode.get(error.errno or 0, '').lower()}"
    if entry in table("system"):
        return wording(f"system.{entry}", {}, language).message
    return error.strerror or str(error)
