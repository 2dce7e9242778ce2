"""bulletin.toml → Settings: the periodical and how its issues are made. Without one, plain defaults."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from bulletin.model import (
    Asset,
    Colophon,
    EbookStyle,
    Finish,
    Format,
    HouseStyle,
    Masthead,
    Official,
    Periodical,
    Quotes,
    Script,
    TypeStyle,
    Voice,
)
from bulletin.planning.check import checked
from bulletin.planning.document import read_document
from bulletin.planning.key import Kind
from bulletin.planning.keys import BULLETIN, OFFICIAL
from bulletin.planning.paths import settings_file
from bulletin.planning.plan import Choices, IssuePlan, Silenced
from bulletin.planning.type_style import type_style
from bulletin.planning.values import Chosen, Values

# The one option that every theme has (layout's `measure_page`).
_PAGE: Final = "page"
_PICTURES: Final = ("logo", "cover")

# The order of a colophon; labels in the editor's own words follow.
_COLOPHON_ORDER: Final = (
    *("supervisor", "publisher", "co_sponsor", "compiler"),
    *("adviser", "chief_editor", "deputy_editor", "executive_editor", "editors", "designer", "proofreader"),
    *("address", "postcode", "phone", "fax", "email", "website"),
    *("printer", "print_run", "printed_on", "recipients", "price"),
    *("permit", "cn_number", "issn", "isbn", "gpn"),
)


_PLAIN_STYLE: Final = HouseStyle()
NO_PERIODICAL: Final = Periodical("", Masthead(""))


@dataclass(frozen=True, slots=True)
class Settings:
    """What bulletin.toml says. `folder` is the project's, None where there is no bulletin.toml."""

    folder: Path | None = None
    periodical: Periodical = NO_PERIODICAL
    scripts: tuple[Script, ...] = (Script.SOURCE,)
    formats: tuple[Format, ...] = (Format.PDF, Format.EPUB)
    theme: str = "circular"
    theme_options: Mapping[str, object] = field(default_factory=dict, hash=False)
    option_places: Mapping[str, str] = field(default_factory=dict, hash=False)  # `file:line` of each
    cover: Asset | None = None  # of an issue without one
    picture_places: Mapping[str, str] = field(default_factory=dict, hash=False)  # of the theme's pictures
    faces: Mapping[Voice, Path] = field(default_factory=dict, hash=False)  # the editor's own font files
    style: HouseStyle = _PLAIN_STYLE
    type_style: TypeStyle = field(default_factory=TypeStyle)
    ebook: EbookStyle = field(default_factory=EbookStyle)
    glossary: Path | None = None
    finish: Finish = field(default_factory=Finish)
    silenced: tuple[Silenced, ...] = ()

    def for_issue(self, plan: IssuePlan) -> "Settings":
        """These settings with what `plan` says of its own issue put over them."""
        return self.with_choices(plan.choices)

    def with_choices(self, choices: Choices) -> "Settings":
        """These settings with what `choices` says put over them. The options of a theme go with it; the page
        stays, and pictures do where the next theme has a place for them."""
        keeps_theme = choices.theme in ("", self.theme)
        options = {key: value for key, value in self.theme_options.items() if keeps_theme or key == _PAGE}
        masthead = self.periodical.masthead
        masthead = replace(masthead, logo=choices.pictures.get("logo", masthead.logo))
        colophon = Colophon(_merged(self.periodical.colophon.entries, choices.colophon))
        return replace(
            self,
            periodical=replace(
                self.periodical,
                masthead=masthead,
                colophon=colophon,
                official=choices.official.over(self.periodical.official),
            ),
            finish=Finish(
                self.finish.bleed_mm if choices.bleed_mm is None else choices.bleed_mm,
                self.finish.attach if choices.attach is None else choices.attach,
            ),
            silenced=(*self.silenced, *choices.silenced),
            scripts=choices.scripts or self.scripts,
            formats=choices.formats or self.formats,
            theme=choices.theme or self.theme,
            theme_options={**options, **choices.theme_options},
            option_places={**self.option_places, **choices.option_places},
            cover=choices.pictures.get("cover", self.cover),
            picture_places={**(self.picture_places if keeps_theme else {}), **choices.picture_places},
            faces={**self.faces, **choices.faces},
        )


def read_settings(folder: Path | None) -> Settings:
    """The settings in force in `folder`: bulletin.toml there or in the nearest folder above; defaults if none.

    Raises InputError when the file cannot be used; its problems name file, line and key.
    """
    path = settings_file(folder) if folder else None
    if path is None:
        return Settings()
    values = checked(read_document(path), BULLETIN, path.parent)
    conversion, typography = values.table("conversion"), values.table("typography")
    settings = Settings(
        folder=path.parent,
        periodical=_periodical(values.table("periodical")),
        style=_style(conversion, typography),
        type_style=type_style(typography),
        ebook=_ebook(values.table("ebook")),
        glossary=conversion.file("glossary"),
    )
    return settings.with_choices(choices_in(values))


def choices_in(values: Values) -> Choices:
    """The tables that bulletin.toml and issue.toml have in common."""
    output, theme = values.table("output"), values.table("theme")
    options = theme.options("options")
    if _PAGE in theme:
        options = {_PAGE: Chosen(theme.text(_PAGE), theme.place_of(_PAGE)), **options}
    return Choices(
        scripts=tuple(map(Script, output.texts("scripts"))),
        formats=tuple(map(Format, output.texts("formats"))),
        theme=theme.text("name"),
        theme_options={key: chosen.value for key, chosen in options.items()},
        option_places={key: chosen.place for key, chosen in options.items()},
        pictures={key: picture for key in _PICTURES if (picture := theme.picture(key))},
        picture_places={key: theme.place_of(key) for key in _PICTURES if key in theme},
        faces={voice: file for voice in Voice if (file := theme.table("faces").file(voice))},
        colophon=values.labels("colophon"),
        official=_official(values.table("official")),
        bleed_mm=output.count("bleed"),
        attach=output.flag("attach"),
        silenced=tuple(
            Silenced(code.text, reason.text.strip(), code.place) for code, reason in values.pairs("check")
        ),
    )


def _official(values: Values) -> Official:
    texts = {name: values.text(name) for name, key in OFFICIAL.items() if key.kind is Kind.TEXT}
    return Official(**texts, attachments=values.texts("attachments"), printed_on=values.date("printed_on"))


def _style(conversion: Values, typography: Values) -> HouseStyle:
    return HouseStyle(
        engine=conversion.text("engine") or "opencc",
        vocabulary=conversion.flag("vocabulary"),
        quotes=Quotes(typography.text("quotes") or Quotes.REGION),
    )


def _ebook(values: Values) -> EbookStyle:
    return EbookStyle(
        values.flag("vertical") or False, values.flag("body_font") or False, values.text("evaluated_by")
    )


def _periodical(values: Values) -> Periodical:
    name, editors = values.text("name"), values.texts("editors")
    lines = {
        "publisher": values.text("publisher"),
        "editors": "、".join(editors),
        "permit": values.text("permit"),
        "issn": values.text("issn"),
    }
    return Periodical(
        name=name,
        masthead=Masthead(name, values.text("tagline"), values.text("note"), values.picture("logo")),
        colophon=Colophon(tuple((key, text) for key, text in lines.items() if text)),
        publisher=lines["publisher"],
        editors=editors,
        issn=lines["issn"],
        permit=lines["permit"],
    )


def _merged(
    lines: tuple[tuple[str, str], ...], over: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    """Colophon lines in print order, those of `over` in place of their namesakes; an empty one takes a line away."""
    kept = {key: text for key, text in {**dict(lines), **dict(over)}.items() if text}
    ranks = {key: rank for rank, key in enumerate(_COLOPHON_ORDER)}
    return tuple(sorted(kept.items(), key=lambda line: ranks.get(line[0], len(ranks))))
