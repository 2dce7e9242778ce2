"""The stage. In: an edition and its medium. Out: the same edition with every text set by the rules."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Final

from lxml import etree

from bulletin.model import (
    Article,
    Body,
    Colophon,
    Edition,
    Event,
    Issue,
    Masthead,
    Periodical,
    Script,
    TextRule,
)
from bulletin.typography.rules import RULES, Medium, Rule
from bulletin.typography.runs import runs

Rules = tuple[Rule, ...]
# The second round finds little to do and the third nothing; a text made to tease the rules is left after the last.
_ROUNDS: Final = 6


def set_edition(edition: Edition, *, medium: Medium) -> Edition:
    """`edition` set by the rules that hold in `medium` and in its own style: bodies, titles and notes. The names of
    people and bodies get only those that are safe for names."""

    def rules_for(lang: str) -> Rules:
        return tuple(rule for rule in RULES if rule.holds(edition.style, medium, lang))

    return replace(edition, issue=_set_issue(edition, rules_for))


def set_text(text: str, rules: Rules) -> str:
    """A text of one paragraph by `rules`."""
    if not text:
        return text
    root = etree.Element("body")
    paragraph = etree.SubElement(root, "p")
    paragraph.text = text
    _apply(root, rules)
    return paragraph.text or ""


def set_body(body: Body, rules: Rules) -> Body:
    """A body by `rules`."""
    root = body.tree()
    _apply(root, rules)
    return Body.from_tree(root)


def _apply(root: etree._Element, rules: Rules) -> None:
    """Set every run by `rules` until they ask for nothing more: what one changes may be what another looks for."""
    for run in list(runs(root)):
        for _ in range(_ROUNDS):
            text = run.text
            for rule in rules:
                if edits := list(rule.edits(run.text)):
                    run.edit(edits)
            if run.text == text:
                break


def _set_issue(edition: Edition, rules_for: Callable[[str], Rules]) -> Issue:
    issue, rules = edition.issue, rules_for(edition.lang)
    text = partial(set_text, rules=rules)

    def rules_of(article: Article) -> Rules:
        own = edition.script is Script.SOURCE and article.script
        return rules_for(own.value) if own else rules

    return replace(
        issue,
        title=text(issue.title),
        periodical=_set_periodical(issue.periodical, rules),
        sections=tuple(
            replace(
                section,
                title=text(section.title),
                articles=tuple(_set_article(article, rules_of(article)) for article in section.articles),
            )
            for section in issue.sections
        ),
        editors_note=set_body(issue.editors_note, rules) if issue.editors_note else None,
        events=tuple(_set_event(event, rules) for event in issue.events),
        events_title=text(issue.events_title),
    )


def _set_article(article: Article, rules: Rules) -> Article:
    text = partial(set_text, rules=rules)
    name = partial(set_text, rules=_for_names(rules))
    return replace(
        article,
        title=text(article.title),
        kicker=text(article.kicker),
        subtitle=text(article.subtitle),
        note="\n".join(text(line) for line in article.note.splitlines()),
        section=text(article.section),
        byline=name(article.byline),
        source=name(article.source),
        editor=name(article.editor),
        body=set_body(article.body, rules),
    )


def _set_event(event: Event, rules: Rules) -> Event:
    """The space typed in `time` stays: it divides a day from an hour (逢周三 16:00)."""
    time = set_text(event.time, tuple(rule for rule in rules if rule.name is not TextRule.TYPED_SPACES))
    return replace(event.mapped(partial(set_text, rules=rules)), time=time)


def _set_periodical(periodical: Periodical, rules: Rules) -> Periodical:
    name = partial(set_text, rules=_for_names(rules))
    head = periodical.masthead
    entries = tuple((name(label), name(text)) for label, text in periodical.colophon.entries)
    return replace(
        periodical,
        name=name(periodical.name),
        publisher=name(periodical.publisher),
        editors=tuple(map(name, periodical.editors)),
        masthead=Masthead(name(head.name), name(head.tagline), name(head.note), head.logo),
        colophon=Colophon(entries),
        official=periodical.official.mapped(name),
    )


def _for_names(rules: Rules) -> Rules:
    return tuple(rule for rule in rules if rule.names)
