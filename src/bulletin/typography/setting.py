"""The stage. In: an edition and its medium. Out: the same edition with every text set by the rules."""

from dataclasses import replace
from functools import partial

from lxml import etree

from bulletin.model import Article, Body, Colophon, Edition, Issue, Masthead, Periodical, Script, Section
from bulletin.typography.rules import RULES, Medium, Rule
from bulletin.typography.runs import runs


def set_edition(edition: Edition, *, medium: Medium) -> Edition:
    """`edition` with the rules that hold in `medium` applied to its bodies, titles and notes; the names of people
    and bodies get only those that are safe for names."""
    rules = tuple(rule for rule in RULES if medium in rule.media)
    return replace(edition, issue=_set_issue(edition, rules))


def set_text(text: str, lang: str, rules: tuple[Rule, ...]) -> str:
    """A text of one paragraph by `rules`."""
    if not text:
        return text
    root = etree.Element("body")
    paragraph = etree.SubElement(root, "p")
    paragraph.text = text
    _apply(root, lang, rules)
    return paragraph.text or ""


def set_body(body: Body, lang: str, rules: tuple[Rule, ...]) -> Body:
    """A body by `rules`."""
    root = body.tree()
    _apply(root, lang, rules)
    return Body.from_tree(root)


def _apply(root: etree._Element, lang: str, rules: tuple[Rule, ...]) -> None:
    for rule in rules:
        if not lang.startswith(rule.lang):
            continue
        for run in runs(root):
            if edits := list(rule.edits(run.text)):
                run.edit(edits)


def _set_issue(edition: Edition, rules: tuple[Rule, ...]) -> Issue:
    issue, lang = edition.issue, edition.lang
    text = partial(set_text, lang=lang, rules=rules)

    def article_lang(article: Article) -> str:
        return article.script.value if edition.script is Script.SOURCE and article.script else lang

    return replace(
        issue,
        title=text(issue.title),
        periodical=_set_periodical(issue.periodical, lang, rules),
        sections=tuple(
            Section(
                text(section.title),
                tuple(_set_article(article, article_lang(article), rules) for article in section.articles),
            )
            for section in issue.sections
        ),
        editors_note=set_body(issue.editors_note, lang, rules) if issue.editors_note else None,
    )


def _set_article(article: Article, lang: str, rules: tuple[Rule, ...]) -> Article:
    text = partial(set_text, lang=lang, rules=rules)
    name = partial(set_text, lang=lang, rules=_for_names(rules))
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
        body=set_body(article.body, lang, rules),
    )


def _set_periodical(periodical: Periodical, lang: str, rules: tuple[Rule, ...]) -> Periodical:
    name = partial(set_text, lang=lang, rules=_for_names(rules))
    head = periodical.masthead
    entries = tuple((name(label), name(text)) for label, text in periodical.colophon.entries)
    return replace(
        periodical,
        name=name(periodical.name),
        publisher=name(periodical.publisher),
        editors=tuple(map(name, periodical.editors)),
        masthead=Masthead(name(head.name), name(head.tagline), name(head.note), head.logo),
        colophon=Colophon(entries),
    )


def _for_names(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules if rule.names)
