"""`[typography]` as it comes out on the page: each key of bulletin.toml against a page of a house that says nothing."""

from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest

from bulletin import fonts
from bulletin.layout import load_theme, print_sheet
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section, TextRule
from bulletin.pdf import print_pdf
from bulletin.planning import read_settings
from bulletin.planning.keys import BULLETIN
from bulletin.typography import set_edition

THEME = load_theme("circular")
EM = THEME.measure.type_size_pt


class Page:
    """What is printed: the text without spaces, the characters in reading order, the lines and curves that are drawn."""

    def __init__(self, path: Path) -> None:
        with pdfplumber.open(path) as document:
            pages = document.pages
            self.chars = [
                {**char, "page": number}
                for number, page in enumerate(pages)
                for char in page.chars
                if char["text"].strip()
            ]
            self.drawn = sum(len(page.lines) + len(page.rects) + len(page.curves) for page in pages)
        self.text = "".join(str(char["text"]) for char in self.chars)

    def char(self, text: str) -> dict[str, object]:
        """The first character of `text`, which is printed."""
        return self.chars[self.text.index(text)]

    def x(self, text: str) -> float:
        """The left edge of `text`, ems."""
        return float(str(self.char(text)["x0"])) / EM

    def y(self, text: str) -> float:
        """Where `text` stands from the top, ems; pages one below the other."""
        return float(str(self.char(text)["doctop"])) / EM

    def lines_on(self, page: int, text: str) -> int:
        """How many lines of a paragraph made of the character `text` stand on a page."""
        return len(
            {round(float(str(c["top"]))) for c in self.chars if c["page"] == page and c["text"] == text}
        )


def printed(folder: Path, typography: str, markup: str, lang: str = "zh-Hans") -> Page:
    (folder / "bulletin.toml").write_text(f'[periodical]\nname = "刊"\n[typography]\n{typography}\n', "utf-8")
    style = read_settings(folder).type_style
    section = Section("", (Article("a", "题", Body(f"<body>{markup}</body>")),))
    issue = Issue("i", "题", Periodical("", Masthead("")), (section,))
    edition = Edition(issue, Script(lang), lang, frozenset({"何知远"}), frozenset({"何知远"}), style)
    fonts.isolate()
    print_pdf(print_sheet(set_edition(edition, medium="print"), THEME, fonts.coverage()), folder / "a.pdf")
    return Page(folder / "a.pdf")


# What a key does: a text, its language, the setting, and what must be true of the page without it and with it.
Check = Callable[[Page, Page], bool]
KEYS: dict[str, tuple[str, str, str, Check]] = {
    "squeezing": (
        "<p>云桥（水事）（柳）树</p>",
        "zh-Hans",
        '"none"',
        lambda before, after: before.x("柳") + 0.4 < after.x("柳"),
    ),
    "hanging": (
        f"<p>{'云' * 34}，{'桥' * 20}</p>",
        "zh-Hans",
        "true",
        lambda before, after: before.x("，") != pytest.approx(after.x("，"), abs=0.1),
    ),
    "autospace": (
        "<p>云Web桥</p>",
        "zh-Hans",
        "0.25",
        lambda before, after: after.x("桥") - before.x("桥") == pytest.approx(2 * (0.25 - 0.125), abs=0.02),
    ),
    "max_gap": (
        f"<p>{'云' * 20}{'W' * 30}{'桥' * 9}</p>",
        "zh-Hans",
        "0.01",
        lambda before, after: (
            before.x("桥") != after.x("桥") or before.chars[20]["x0"] != after.chars[20]["x0"]
        ),
    ),
    "indent": (
        "<p>云桥</p>",
        "zh-Hans",
        "0",
        lambda before, after: before.x("云") - after.x("云") == pytest.approx(2, abs=0.01),
    ),
    "orphans": (
        "<p>桥</p>" * 27 + f"<p>{'云' * 200}</p>",
        "zh-Hans",
        "5",
        lambda before, after: 0 < before.lines_on(0, "云") < 5 and after.lines_on(0, "云") == 0,
    ),
    "widows": (
        "<p>桥</p>" * 26 + f"<p>{'云' * 240}</p>",
        "zh-Hans",
        "5",
        lambda before, after: 0 < before.lines_on(1, "云") < 5 <= after.lines_on(1, "云"),
    ),
    "quotes": (
        '<p>"云"</p>',
        "zh-Hans",
        '"corner"',
        lambda before, after: "“云”" in before.text and "「云」" in after.text,
    ),
    "numerals": (
        "<p>３月</p>",
        "zh-Hans",
        '"as-written"',
        lambda before, after: "3月" in before.text and "３月" in after.text,
    ),
    "notes": (
        '<p>云<a class="noteref" href="#n">1</a></p><aside class="footnote" id="n"><p>桥</p></aside>',
        "zh-Hans",
        '"circled"',
        lambda before, after: "〔1〕" in before.text and "①" in after.text,
    ),
    "endnotes": (
        '<p>云<a class="noteref" href="#n">1</a></p><aside class="footnote" id="n"><p>桥</p></aside>',
        "zh-Hans",
        "true",
        lambda before, after: before.y("桥") > after.y("桥") + 10,
    ),
    "emphasis": (
        "<p><em>云桥</em></p>",
        "zh-Hans",
        '"dots"',
        lambda before, after: (
            "Hei" in str(before.char("云")["fontname"]) and "Song" in str(after.char("云")["fontname"])
        ),
    ),
    "name_marks": (
        '<p><span class="name">云桥</span></p>',
        "zh-Hans",
        "false",
        lambda before, after: before.drawn > after.drawn,
    ),
    "lined_names": ("<p>何知远</p>", "zh-Hant-TW", "true", lambda before, after: before.drawn < after.drawn),
    "wavy_titles": (
        "<p>《云桥》</p>",
        "zh-Hant-TW",
        "true",
        lambda before, after: "《" in before.text and "《" not in after.text and before.drawn < after.drawn,
    ),
}

# A text, and what of it is printed with a rule and without it.
RULES: dict[TextRule, tuple[str, str, str]] = {
    TextRule.ORDINARY_CHARACTERS: ("云⽔", "云水", "云⽔"),
    TextRule.TWO_SQUARE_DASHES: ("云--桥", "云——桥", "云--桥"),
    TextRule.SIX_DOT_ELLIPSES: ("云桥...", "云桥……", "云桥..."),
    TextRule.FULL_WIDTH_BRACKETS: ("云(桥)", "云（桥）", "云(桥)"),
    TextRule.CURLY_QUOTES: ('云"桥"水', "云“桥”水", '云"桥"水'),
    TextRule.CORNER_QUOTES: ('云"橋"水', "云「橋」水", '云"橋"水'),
    TextRule.FULL_WIDTH_MARKS: ("云,桥", "云，桥", "云,桥"),
    TextRule.HALF_WIDTH_NUMERALS: ("云２０２６桥", "云2026桥", "云２０２６桥"),
    TextRule.SINGLE_FULL_DIGITS: ("云3桥", "云３桥", "云3桥"),
}
# The same, where what changes is how far the first and the second of two characters stand apart, ems.
GAPS: dict[TextRule, tuple[str, float, float]] = {
    TextRule.TYPED_SPACES: ("云 W", 1.125, 1.2),
    TextRule.SOFT_LINE_BREAKS: ("云\nW", 1.125, 1.2),
}


def test_every_key_and_every_rule_is_looked_at() -> None:
    assert {*KEYS, "off"} == set(BULLETIN["typography"].keys)
    assert {*RULES, *GAPS, TextRule.TYPED_INDENTS} == set(TextRule)


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_typography_changes_the_page(key: str, tmp_path: Path) -> None:
    markup, lang, value, check = KEYS[key]
    assert check(printed(tmp_path, "", markup, lang), printed(tmp_path, f"{key} = {value}", markup, lang))


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_of_text_changes_the_page_and_can_be_turned_off(rule: TextRule, tmp_path: Path) -> None:
    text, on, off = RULES[rule]
    lang = "zh-Hant-TW" if rule is TextRule.CORNER_QUOTES else "zh-Hans"
    wanted = 'numerals = "single-full"\n' if rule is TextRule.SINGLE_FULL_DIGITS else ""
    assert on in printed(tmp_path, wanted, f"<p>{text}</p>", lang).text
    assert off in printed(tmp_path, f'{wanted}off = ["{rule}"]', f"<p>{text}</p>", lang).text


@pytest.mark.parametrize("rule", GAPS)
def test_typed_spaces_and_line_ends_leave_the_gap_the_line_opens(rule: TextRule, tmp_path: Path) -> None:
    text, on_em, off_em = GAPS[rule]
    first, second = text[0], text[-1]
    apart = [
        page.x(second) - page.x(first)
        for page in (printed(tmp_path, off, f"<p>{text}</p>") for off in ("", f'off = ["{rule}"]'))
    ]
    assert apart[0] == pytest.approx(on_em, abs=0.01)
    assert apart[1] > off_em


def test_a_typed_indent_is_not_added_to_the_house_s(tmp_path: Path) -> None:
    markup = "<p>　　云桥</p><p>水</p>"
    page = printed(tmp_path, "", markup)
    assert page.x("云") == pytest.approx(page.x("水"), abs=0.01)
    page = printed(tmp_path, 'off = ["typed-indents"]', markup)
    assert page.x("云") == pytest.approx(page.x("水") + 2, abs=0.01)
