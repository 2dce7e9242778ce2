"""Themes. In: a name, the folders to look in, an editor's options. Out: a `Theme`: its folders, measure and options.

A theme is a folder: `theme.toml`, templates, `print.css` and `epub.css`; never Python. Every key of its `[options]` has
the theme's default there, its meaning in `[meaning]`, what it may be in `[choices]`; an editor may override it in
bulletin.toml, and templates know it as `options.<key>`. docs/themes.md is the page for those who make themes.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import reduce
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.layout.measure import Measure, measure_page
from bulletin.layout.theme_folders import (
    THEME_FILE,
    homes_of,
    theme_document,
    theme_faces,
    theme_folders,
    theme_names,
    theme_tables,
)
from bulletin.layout.theme_options import (
    MEASURE_KEYS,
    Option,
    Options,
    checked,
    choices_in,
    laid_over,
    settled,
)
from bulletin.model import Voice
from bulletin.model.calendar import NumberStyle

# The voices an editor may give another face, and the option for it; in every theme.
_FACE_OPTIONS: Final = {
    Voice.SONG: "text_face",
    Voice.HEI: "heading_face",
    Voice.TITLE: "title_face",
    Voice.KAI: "quote_face",
}
# The refusals that are told with the themes that would take what is asked.
_TAKEN_ELSEWHERE: Final = {
    "layout.option-unknown": "layout.option-elsewhere",
    "layout.option-choice": "layout.choice-elsewhere",
}

Meaning = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its options settled. `folders` are its own and those it stands on, nearest first; `options` holds
    every key of `[options]`, `choices` what some of them may be, `meanings` what they mean by language; `locked` are the
    classes of a body whose text conversion must not touch, `pictures` what it has a place for beside those of articles:
    `logo`, `cover`; `faces` are the font files of its own or of the periodical's for voices."""

    name: str
    folders: tuple[Path, ...]
    measure: Measure
    options: Options
    locked: frozenset[str] = frozenset()
    about: Meaning = field(default_factory=dict, hash=False)
    meanings: Mapping[str, Meaning] = field(default_factory=dict, hash=False)
    choices: Mapping[str, Sequence[Option]] = field(default_factory=dict, hash=False)
    pictures: frozenset[str] = frozenset()
    faces: Mapping[Voice, Path] = field(default_factory=dict, hash=False)

    @property
    def folder(self) -> Path:
        """The theme's own folder."""
        return self.folders[0]

    def text(self, name: str) -> str:
        """A style sheet of the theme (`print.css`): that of the theme it stands on, then its own.

        Raises InputError `layout.theme-file-missing`.
        """
        paths = [path for folder in reversed(self.folders) if (path := folder / name).is_file()]
        if not paths:
            raise InputError("layout.theme-file-missing", place=str(self.folder), name=name)
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)

    def number_style(self, default: NumberStyle) -> NumberStyle:
        """How dates and numbers are written: the option `numbers`, or `default` where it says `region`."""
        chosen = str(self.options.get("numbers", "region"))
        return default if chosen == "region" else NumberStyle(chosen)

    def face(self, voice: Voice) -> Voice:
        """The face that a voice speaks in: its own, or the one an option gives it."""
        return Voice(str(self.options.get(_FACE_OPTIONS.get(voice, ""), voice)))

    def prints(self, part: str) -> bool:
        """False for a part of the front or back, such as `contents`, that its option says `never` to."""
        return self.options.get(part) != "never"

    @property
    def notes_at_end(self) -> bool:
        """True if notes stand at the end of their article: asked for, or because they would leave columns uneven."""
        chosen = self.options.get("notes", "foot")
        return chosen == "end" or (chosen == "auto" and self.measure.columns > 1)

    @property
    def is_single_sided(self) -> bool:
        """True if every page is bound at the same edge: the option `sides`."""
        return self.options.get("sides") == "single"


def load_theme(  # noqa: PLR0913  # named arguments, each of its own kind
    name: str,
    *,
    folders: Sequence[Path] = (),
    options: Mapping[str, object] | None = None,
    places: Mapping[str, str] | None = None,
    pictures: Mapping[str, str] | None = None,
    faces: Mapping[Voice, Path] | None = None,
) -> Theme:
    """The theme `name`: the first found in `folders` (a periodical's own templates/), then among the shipped ones.
    `places` says where an editor wrote each of the `options` (`file:line`), `pictures` which pictures are asked for,
    and where; `faces` are font files that go before the theme's own.

    Raises InputError `layout.theme-unknown`, `layout.theme-broken`, `layout.option-unknown`, `layout.option-choice`,
    `layout.option-value` and, where another theme takes what is asked, `layout.option-elsewhere`,
    `layout.choice-elsewhere`, `layout.picture-elsewhere`; and what `measure_page` raises.
    """
    homes = homes_of(folders)
    theme = _as_written(name, homes)
    theme = replace(theme, faces={**theme.faces, **(faces or {})})
    chosen = {}
    for key, value in (options or {}).items():
        try:
            chosen[key] = checked(key, value, theme.options, theme.choices)
        except InputError as error:
            refusal = _refusal(error, theme, value, homes)
            refusal.place = (places or {}).get(key, "")
            raise refusal from error
    for key, place in (pictures or {}).items():
        if key not in theme.pictures:
            takers = [other.name for other in _others(theme, homes) if key in other.pictures]
            raise InputError(
                "layout.picture-elsewhere", place=place, key=key, theme=name, themes=", ".join(takers)
            )
    if not chosen:
        return theme
    asked = settled(theme.options, chosen)
    return replace(theme, measure=_measure(asked, places or {}), options=MappingProxyType(asked))


def _as_written(name: str, homes: Sequence[Path]) -> Theme:
    """The theme with its own options."""
    own = theme_folders(name, homes)
    defaults: Options = reduce(laid_over, theme_tables(own, "options"))
    if missing := sorted(MEASURE_KEYS - defaults.keys()):
        raise _broken(own, f"[options] lacks {', '.join(missing)}")
    without = _names(own, "without")
    options = settled({key: value for key, value in defaults.items() if key not in without}, {})
    return Theme(
        name,
        own,
        _measure(options, {}),
        MappingProxyType(options),
        _names(own, "locked"),
        reduce(_joined, theme_tables(own, "about"), {}),
        reduce(_joined, theme_tables(own, "meaning"), {}),
        choices_in(reduce(_joined, theme_tables(own, "choices"), {}), options),
        _names(own, "pictures"),
        theme_faces(own),
    )


def _refusal(error: InputError, theme: Theme, value: object, homes: Sequence[Path]) -> InputError:
    """The error, told of the theme; where other themes take what is asked, it names them."""
    key = str(error.values["key"])
    takers = [other.name for other in _others(theme, homes) if _takes(other, key, value)]
    refusal = InputError(error.code)
    refusal.values = {**error.values, "theme": theme.name}
    if takers and error.code in _TAKEN_ELSEWHERE:
        refusal.code = _TAKEN_ELSEWHERE[error.code]
        refusal.values["themes"] = ", ".join(takers)
    return refusal


def _others(theme: Theme, homes: Sequence[Path]) -> Iterator[Theme]:
    """Every other theme that is whole."""
    for name in theme_names(homes):
        with suppress(InputError):
            if name != theme.name:
                yield _as_written(name, homes)


def _takes(theme: Theme, key: str, value: object) -> bool:
    try:
        checked(key, value, theme.options, theme.choices)
    except InputError:
        return False
    return True


def _measure(options: Options, places: Mapping[str, str]) -> Measure:
    """The measure; what is wrong with it stands where an editor wrote one of the options that make it."""
    try:
        return measure_page(options)
    except InputError as error:
        key = "page" if error.code == "layout.page-unknown" else error.values.get("key")
        asked = [str(key)] if key else ["characters", "lines", "type_size", "leading", "page"]
        error.place = next((places[name] for name in asked if name in places), "")
        raise


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    return {**under, **over}


def _names(folders: Sequence[Path], key: str) -> frozenset[str]:
    """The words that the list `key` of theme.toml holds, of the nearest theme that has one."""
    documents = (theme_document(folder) for folder in folders)
    names: object = next((document[key] for document in documents if key in document), [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _broken(folders, f"{key} is no list of words")
    return frozenset(names)


def _broken(folders: Sequence[Path], detail: str) -> InputError:
    return InputError("layout.theme-broken", place=str(folders[0] / THEME_FILE), detail=detail)
