"""Templates are an editor's files: what goes wrong in them names the template and the line."""

from pathlib import Path

import pytest
from markupsafe import Markup

from bulletin.errors import InputError
from bulletin.layout import Theme, load_theme
from bulletin.layout.engine import render


@pytest.fixture
def theme(own_theme: Path) -> Theme:
    return load_theme("plain", folders=[own_theme])


def written(theme: Theme, text: str, **values: object) -> str:
    (theme.folder / "page.html.j2").write_text(text, encoding="utf-8")
    return render(theme, "page.html.j2", values)


def test_values_are_escaped_and_markup_is_not(theme: Theme) -> None:
    assert written(theme, "{{ a }}{{ b }}", a="<b>&", b=Markup("<i>")) == "&lt;b&gt;&amp;<i>"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一\n{{ missing }}", 2),
        ("{% if %}", 1),
        ("\n\n{{ 1 / 0 }}", 3),
        ("{{ 'x'.__class__ }}", 1),
        ("{{ a.b.c }}", 1),
    ],
)
def test_a_fault_names_template_and_line(theme: Theme, text: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        written(theme, text, a={})
    assert caught.value.code == "layout.template-broken"
    assert caught.value.place.endswith(f"page.html.j2:{line}")


def test_a_fault_in_an_included_template_names_that_template(theme: Theme) -> None:
    (theme.folder / "part.html.j2").write_text("\n{{ missing }}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        written(theme, "{% include 'part.html.j2' %}")
    assert caught.value.place.endswith("part.html.j2:2")


def test_a_missing_template_is_named(theme: Theme) -> None:
    with pytest.raises(InputError) as caught:
        render(theme, "nothing.html.j2", {})
    assert caught.value.code == "layout.template-missing"
    assert "nothing.html.j2" in caught.value.message("en")


def test_a_template_cannot_leave_its_folder(theme: Theme) -> None:
    with pytest.raises(InputError):
        written(theme, "{% include '../plain/theme.toml' %}")
