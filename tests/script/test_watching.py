"""Whoever watches a conversion is told of everything, in the order of print, with every change."""

from bulletin.model import (
    Article,
    Body,
    Entry,
    EntryKind,
    Glossary,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
)
from bulletin.script import Kind, Traced, make_edition

BODY = "<body><h2>面条</h2><p>“鼠<b>标</b>坏<i>了</i>，”余仲安<code>里</code>说。</p><p translate='no'>里</p></body>"
ARTICLE = Article("mouse", "软件园里", Body(BODY), byline="余仲安", script=Script.ZH_HANS)
ISSUE = Issue("1", "三月号", Periodical("会刊", Masthead("会刊")), (Section("会务", (ARTICLE,)),))
GLOSSARY = Glossary((Entry(EntryKind.NAME, "余仲安"),))


def watched(script: Script) -> tuple[list[tuple[str, Traced]], str]:
    told: list[tuple[str, Traced]] = []
    edition = make_edition(ISSUE, script, glossary=GLOSSARY, watch=lambda *each: told.append(each)).value
    return told, edition.issue.articles[0].body.xhtml


def test_every_text_is_told_once_in_order_with_its_article_and_part() -> None:
    told, _ = watched(Script.ZH_HANT_TW)
    assert [(key, traced.part) for key, traced in told if key] == [
        ("mouse", part) for part in ("title", "byline", "h2", "p", "p")
    ]
    assert {traced.part for key, traced in told if not key} == {"title", "periodical", "section"}


def test_the_spans_hold_every_change_and_say_of_what_kind_it_is() -> None:
    told, _ = watched(Script.ZH_HANT_TW)
    conversion = told[-2][1].conversion
    assert (conversion.source, conversion.target) == (
        "“鼠标坏了，”余仲安里说。", "「滑鼠壞了，」余仲安里說。",
    )  # fmt: skip
    kinds = [
        (conversion.target[span.target_start : span.target_end], span.kind)
        for span in conversion.spans
        if conversion.source[span.start : span.end] != conversion.target[span.target_start : span.target_end]
    ]
    assert kinds == [
        ("「", Kind.PUNCTUATION),
        ("滑鼠", Kind.VOCABULARY),
        ("壞了", Kind.CHARACTERS),
        ("」", Kind.PUNCTUATION),
        ("說", Kind.CHARACTERS),
    ]


def test_being_watched_changes_nothing() -> None:
    for script in (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK, Script.ZH_HANS):
        assert (
            watched(script)[1]
            == make_edition(ISSUE, script, glossary=GLOSSARY).value.issue.articles[0].body.xhtml
        )
