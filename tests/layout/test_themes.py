"""Themes and their options."""

from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.layout import load_theme
from bulletin.layout.engine import render
from bulletin.layout.sheet_styles import measure_styles
from bulletin.model import TypeStyle, Voice
from bulletin.model.calendar import NumberStyle


def test_the_shipped_theme_is_found_without_folders() -> None:
    theme = load_theme("circular")
    assert theme.options["accent"] == "#c8161d"
    assert theme.text("print.css").startswith("/* circular")


def test_a_theme_of_the_periodical_is_found_before_the_shipped_ones(own_theme: Path) -> None:
    (own_theme / "plain").rename(own_theme / "circular")
    theme = load_theme("circular", folders=[own_theme])
    assert theme.folder == own_theme / "circular"
    assert theme.options["accent"] == "#123456"


def test_an_unknown_theme_is_answered_with_those_that_exist(own_theme: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circualr", folders=[own_theme])
    assert caught.value.code == "layout.theme-unknown"
    assert {"circular", "plain"} <= set(caught.value.hint("en").rpartition(": ")[2].split(", "))


def test_a_theme_is_a_name_and_never_a_path() -> None:
    with pytest.raises(InputError) as caught:
        load_theme("../templates/circular")
    assert caught.value.code == "layout.theme-unknown"


def test_a_mistyped_option_is_answered_with_the_one_it_resembles() -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={"acent": "#000"})
    assert caught.value.code == "layout.option-unknown"
    assert caught.value.hint("en") == "it knows: accent"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("accent", 3),
        ("lines", "many"),
        ("lines", True),
        ("characters", 30.5),
        ("accent", "red;x:y"),
    ],
)
def test_an_option_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={key: value})
    assert caught.value.code == "layout.option-value"


def test_an_option_with_a_list_of_choices_is_answered_with_them_and_with_its_place() -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={"numbers": "roman"}, places={"numbers": "bulletin.toml:9"})
    assert (caught.value.code, caught.value.place) == ("layout.option-choice", "bulletin.toml:9")
    assert caught.value.hint("en") == "it is one of: region, digits, han, minguo"


def test_black_ink_makes_the_accent_black() -> None:
    assert load_theme("circular", options={"ink": "black"}).options["accent"] == "#000000"


def test_a_theme_stands_on_another_and_says_only_what_differs(own_theme: Path) -> None:
    folder = own_theme / "small"
    folder.mkdir()
    (folder / "theme.toml").write_text('extends = "circular"\n[options]\npage = "A5"\n', encoding="utf-8")
    (folder / "print.css").write_text(".title { color: #333 }", encoding="utf-8")
    theme = load_theme("small", folders=[own_theme])
    assert theme.options["accent"] == "#c8161d"
    assert (theme.measure.characters, theme.measure.type_size_pt) == (29, 10.5)
    assert theme.text("print.css").startswith("/* circular")
    assert theme.text("print.css").endswith(".title { color: #333 }")
    assert theme.text("epub.css") == load_theme("circular").text("epub.css")


def test_a_folder_of_a_shipped_name_without_theme_toml_lies_over_the_shipped_theme(own_theme: Path) -> None:
    over = own_theme / "circular" / "print"
    over.mkdir(parents=True)
    (over / "masthead.html.j2").write_text("<p>{{ own }}</p>", encoding="utf-8")
    theme = load_theme("circular", folders=[own_theme])
    assert render(theme, "print/masthead.html.j2", {"own": "云桥"}) == "<p>云桥</p>"
    assert theme.options == load_theme("circular").options


def test_themes_that_stand_on_each_other_are_refused(own_theme: Path) -> None:
    for name, parent in (("one", "two"), ("two", "one")):
        (own_theme / name).mkdir()
        (own_theme / name / "theme.toml").write_text(f'extends = "{parent}"', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_theme("one", folders=[own_theme])
    assert (caught.value.code, caught.value.place) == (
        "layout.theme-broken",
        str(own_theme / "two" / "theme.toml"),
    )


@pytest.mark.parametrize("page", ["190×260 mm", "190x260", "190 × 260毫米"])
def test_a_page_may_be_given_by_width_and_height(page: str) -> None:
    measure = load_theme("circular", options={"page": page}).measure
    assert round(measure.page_width_pt * 25.4 / 72, 3) == 190
    assert round(measure.page_height_pt * 25.4 / 72, 3) == 260
    assert measure.outer_pt > measure.inner_pt > 36


def test_a_broken_theme_file_is_named(own_theme: Path) -> None:
    path = own_theme / "plain" / "theme.toml"
    path.write_text("[options\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_theme("plain", folders=[own_theme])
    assert caught.value.code == "layout.theme-broken"
    assert caught.value.place == str(path)


def test_a_theme_without_a_measure_is_refused(own_theme: Path) -> None:
    (own_theme / "plain" / "theme.toml").write_text('[options]\naccent = "#000"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_theme("plain", folders=[own_theme])
    assert "type_size" in caught.value.message("en")


def test_a_missing_file_of_a_theme_is_an_error_that_names_it(own_theme: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("plain", folders=[own_theme]).text("print.css")
    assert caught.value.code == "layout.theme-file-missing"


def test_numbers_follow_the_region_unless_the_option_says_otherwise() -> None:
    assert load_theme("circular").number_style(NumberStyle.HAN) is NumberStyle.HAN
    chosen = load_theme("circular", options={"numbers": "minguo"})
    assert chosen.number_style(NumberStyle.DIGITS) is NumberStyle.MINGUO


def with_faces(own_theme: Path, faces: str) -> Path:
    toml = own_theme / "plain" / "theme.toml"
    toml.write_text(f"{toml.read_text(encoding='utf-8')}\n[faces]\n{faces}\n", encoding="utf-8")
    (own_theme / "plain" / "fonts").mkdir()
    (own_theme / "plain" / "fonts" / "a.ttf").touch()
    return own_theme


def test_a_theme_brings_a_face_and_the_periodical_another(own_theme: Path, tmp_path: Path) -> None:
    home = with_faces(own_theme, 'song = "fonts/a.ttf"\ntitle = "fonts/a.ttf"')
    theme = load_theme("plain", folders=[home], faces={Voice.TITLE: tmp_path / "b.ttf"})
    assert theme.faces == {
        Voice.SONG: (home / "plain" / "fonts" / "a.ttf").resolve(),
        Voice.TITLE: tmp_path / "b.ttf",
    }
    style = measure_styles(theme, TypeStyle())
    assert '@font-face{font-family:"Bulletin Own Song";src:url(asset:own-song.ttf)}' in style
    assert '--text-face:"Bulletin Marks", "Bulletin Own Song", "Bulletin Song";' in style
    assert '--heading-face:"Bulletin Hei", "Bulletin Song";' in style


@pytest.mark.parametrize(
    "faces", ['song = "../a.ttf"', 'song = "/a.ttf"', 'song = "none.ttf"', 'soong = "fonts/a.ttf"']
)
def test_a_face_that_is_not_in_the_folder_of_its_theme_is_refused(own_theme: Path, faces: str) -> None:
    (own_theme / "a.ttf").touch()
    with pytest.raises(InputError) as caught:
        load_theme("plain", folders=[with_faces(own_theme, faces)])
    assert caught.value.code == "layout.theme-broken"
