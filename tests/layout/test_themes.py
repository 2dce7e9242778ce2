"""Themes and their options."""

from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.layout import load_theme
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
    assert "circular, plain" in caught.value.hint("en")


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
        ("numbers", "roman"),
        ("characters", 30.5),
        ("accent", "red;x:y"),
    ],
)
def test_an_option_of_the_wrong_kind_is_refused(key: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={key: value})
    assert caught.value.code == "layout.option-value"


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
