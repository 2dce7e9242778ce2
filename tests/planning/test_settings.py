"""bulletin.toml as Settings."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.layout.labels import labels
from bulletin.model import Format, Script, Voice
from bulletin.planning import Choices, Settings, read_issue_plan, read_settings
from bulletin.planning.keys import BULLETIN
from bulletin.planning.settings import _COLOPHON_ORDER

WriteProject = Callable[..., Path]

FULL = """
[periodical]
name = "青禾通讯"
tagline = "青禾社区服务协会会刊"
note = "内部资料 免费交流"
logo = "logo.svg"
publisher = "青禾社区服务协会"
editors = ["何知远", "林小满"]
issn = "0000-0000"
permit = "（临）内资准字第001号"
[colophon]
"微信公众号" = ["青禾在线", "青禾之声"]
print_run = "800册"
chief_editor = "周敏"
[output]
scripts = ["zh-Hant-HK", "zh-Hans", "zh-Hans"]
formats = ["epub"]
[theme]
name = "circular"
page = "大16开"
options = { accent = "#000000" }
[conversion]
engine = "reimplemented"
glossary = "terms.csv"
"""
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h9v9z"/></svg>'


def test_everything_bulletin_toml_says_arrives(project: WriteProject) -> None:
    folder = project(**{"bulletin.toml": FULL, "logo.svg": LOGO, "terms.csv": "余,余\n"})
    settings = read_settings(folder)
    periodical = settings.periodical
    assert (periodical.name, periodical.publisher) == ("青禾通讯", "青禾社区服务协会")
    assert periodical.editors == ("何知远", "林小满")
    assert periodical.masthead.note == "内部资料 免费交流"
    assert periodical.masthead.logo is not None
    assert (periodical.masthead.logo.width_px, periodical.masthead.logo.height_px) == (120, 40)
    assert settings.scripts == (Script.ZH_HANT_HK, Script.ZH_HANS)
    assert settings.formats == (Format.EPUB,)
    assert (settings.theme, settings.style.engine) == ("circular", "reimplemented")
    assert settings.theme_options == {"page": "大16开", "accent": "#000000"}
    assert settings.glossary == folder / "terms.csv"
    assert settings.folder == folder


def test_the_colophon_is_in_print_order_with_own_labels_last(project: WriteProject) -> None:
    folder = project(**{"bulletin.toml": FULL, "logo.svg": LOGO, "terms.csv": ""})
    assert read_settings(folder).periodical.colophon.entries == (
        ("publisher", "青禾社区服务协会"),
        ("chief_editor", "周敏"),
        ("editors", "何知远、林小满"),
        ("print_run", "800册"),
        ("permit", "（临）内资准字第001号"),
        ("issn", "0000-0000"),
        ("微信公众号", "青禾在线、青禾之声"),
    )


def test_every_colophon_key_has_its_place_and_a_label_in_every_region() -> None:
    keys = {*BULLETIN["colophon"].keys, "publisher", "editors", "permit", "issn"}
    assert keys == set(_COLOPHON_ORDER)
    for script in Script:
        if script is not Script.SOURCE:
            assert keys <= labels(script.value).keys()


def test_bulletin_toml_is_found_in_the_nearest_folder_above(project: WriteProject) -> None:
    folder = project(
        **{
            "bulletin.toml": '[periodical]\nname = "外"',
            "inner/bulletin.toml": '[periodical]\nname = "内"',
            "inner/2026/03/issue.toml": "",
            "other/issue.toml": "",
        }
    )
    assert read_settings(folder / "inner" / "2026" / "03").periodical.name == "内"
    assert read_settings(folder / "other").periodical.name == "外"


def test_without_bulletin_toml_the_defaults_hold(tmp_path: Path) -> None:
    settings = read_settings(tmp_path)
    assert settings == Settings()
    assert settings.scripts == (Script.SOURCE,)
    assert settings.formats == (Format.PDF, Format.EPUB)
    assert read_settings(None) == settings


def test_an_issue_may_differ_from_its_periodical(project: WriteProject) -> None:
    issue = """
        [output]
        scripts = ["zh-Hans"]
        [theme.options]
        accent = "#006633"
        [colophon]
        print_run = "1200册"
        chief_editor = ""
    """
    folder = project(
        **{
            "bulletin.toml": FULL,
            "logo.svg": LOGO,
            "terms.csv": "",
            "2026-03/issue.toml": issue,
            "2026-03/a.md": "甲",
        }
    )
    settings = read_settings(folder).for_issue(read_issue_plan(folder / "2026-03"))
    assert settings.scripts == (Script.ZH_HANS,)
    assert settings.formats == (Format.EPUB,)
    assert settings.theme_options == {"page": "大16开", "accent": "#006633"}
    colophon = dict(settings.periodical.colophon.entries)
    assert colophon["print_run"] == "1200册"
    assert "chief_editor" not in colophon


def test_another_theme_leaves_the_options_of_the_former_behind_and_keeps_the_page() -> None:
    settings = Settings(theme="circular", theme_options={"page": "A5", "accent": "#000000"})
    chosen = settings.with_choices(Choices(theme="newsletter", theme_options={"columns": 2}))
    assert chosen.theme == "newsletter"
    assert chosen.theme_options == {"page": "A5", "columns": 2}


def test_a_font_file_is_one_of_the_project(project: WriteProject) -> None:
    faces = '[periodical]\nname = "甲"\n[theme.faces]\ntitle = "fonts/{}"\n'
    folder = project(**{"bulletin.toml": faces.format("a.ttf"), "fonts/a.ttf": ""})
    assert read_settings(folder).faces == {Voice.TITLE: (folder / "fonts" / "a.ttf").resolve()}
    (folder / "bulletin.toml").write_text(faces.format("../../b.ttf"), encoding="utf-8")
    with pytest.raises(InputError):
        read_settings(folder)
