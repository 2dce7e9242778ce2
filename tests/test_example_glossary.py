"""The example's own glossary: its Traditional editions have every name right, in the words of its people."""

import re
from functools import cache
from pathlib import Path

import pytest

from bulletin.collect import read_articles
from bulletin.model import Edition, Issue, Script
from bulletin.planning import compose, glossary_files, read_glossary, read_issue_plan, read_settings
from bulletin.script import look_over, make_edition

ISSUE = Path(__file__).resolve().parent.parent / "examples" / "2026-03"
REGIONS = (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)
FILES = glossary_files(ISSUE, ISSUE.parent, None)

# As the articles write them, and as every Traditional edition must.
NAMES = {
    "余仲安": "余仲安", "范晓松": "范曉松", "后晓棠": "后曉棠", "于石帆": "于石帆", "于得水": "于得水", "于慎之": "于慎之",
    "干维扬": "干維揚", "岳家骥": "岳家驥", "谷阿福": "谷阿福", "后根生": "后根生", "余大海": "余大海", "范玉兰": "范玉蘭",
    "范阿婆": "范阿婆", "范石湖": "范石湖", "岳乾松": "岳乾松", "里小禾": "里小禾", "钟镜清": "鍾鏡清", "沈砚农": "沈硯農",
}  # fmt: skip


@cache
def issue() -> Issue:
    plan, settings = read_issue_plan(ISSUE), read_settings(ISSUE)
    return compose(plan, settings, {file: read_articles(file).value for file in plan.files}).value


@cache
def edition(region: Script) -> Edition:
    return make_edition(issue(), region, glossary=read_glossary(*FILES).value).value


def text_of(made: Issue) -> str:
    return "\n".join(f"{article.title}\n{article.byline}\n{article.body.text}" for article in made.articles)


def test_its_glossaries_hold_no_mistake() -> None:
    read = read_glossary(*FILES)
    assert read.notices == ()
    assert {notice.code for notice in look_over(read.value).notices} <= {"script.term-useless"}


@pytest.mark.parametrize("region", REGIONS)
def test_every_name_is_right(region: Script) -> None:
    source, text = text_of(issue()), text_of(edition(region).issue)
    assert all(name in source for name in NAMES)
    assert {name: text.count(form) for name, form in NAMES.items()} == {
        name: source.count(name) for name in NAMES
    }
    assert "范先生" in str(edition(region).issue.editors_note)


@pytest.mark.parametrize("region", REGIONS)
def test_what_its_reader_in_tainan_complained_of_is_gone(region: Script) -> None:
    letters = [article for article in edition(region).issue.articles if article.byline == "范季蓀"]
    others = text_of(edition(region).issue).replace(letters[0].body.text, "")
    assert (
        re.findall(
            "餘仲|餘大|範[曉玉阿石先]|後[曉根]|幹維|於[石得慎]|嶽|穀|[裡裏]小禾|鐘[啟啓鏡以]|鍾[聲費]", others
        )
        == []
    )


def letter(made: Issue) -> str:
    (article,) = (article for article in made.articles if article.byline == "范季蓀")
    return f"{article.title}\n{article.body.text}"


def test_the_letter_from_tainan_is_untouched_in_its_own_script() -> None:
    assert letter(edition(Script.ZH_HANT_TW).issue) == letter(issue())


@pytest.mark.parametrize("region", REGIONS)
def test_the_letter_may_change_its_shapes_elsewhere_and_never_its_names(region: Script) -> None:
    text = letter(edition(region).issue)
    assert len(text) == len(letter(issue()))
    for name in ("「谷家弄」", "「范」", "余會長", "「範」", "「穀」", "「餘」", "「後」", "范季蓀"):
        assert text.count(name) == letter(issue()).count(name) > 0


@pytest.mark.parametrize("region", [*REGIONS, Script.ZH_HANS])
def test_to_convert_it_once_more_changes_nothing(region: Script) -> None:
    once = edition(region).issue
    assert make_edition(once, region, glossary=read_glossary(*FILES).value).value.issue == once
