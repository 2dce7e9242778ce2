"""An issue in one script, and single texts and pages. In: an Issue, a text, a page. Out: the same, converted.

Everything an issue prints is converted here and nowhere else; labels (目录/目錄) come from the themes' tables.
Keys, addresses and origins stay, and so do pictures.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from bulletin.model import (
    Article,
    Body,
    Colophon,
    Edition,
    Entry,
    EntryKind,
    Glossary,
    HouseStyle,
    Issue,
    Notice,
    Outcome,
    Periodical,
    Script,
    Section,
)
from bulletin.script.body import convert_body, mark_scripts
from bulletin.script.detect import script_of
from bulletin.script.gather import Gatherer
from bulletin.script.locks import unmarked
from bulletin.script.page import Page
from bulletin.script.passage import Passage
from bulletin.script.scribe import NO_GLOSSARY, PLAIN_STYLE, Scribe, Traced
from bulletin.script.terms import form_in, misplaced

# Told of everything that is converted, in the order of print: the article's key ("" for the issue's own texts), and
# what became of one text of it.
Watch = Callable[[str, Traced], None]


def make_edition(
    issue: Issue,
    script: Script,
    *,
    style: HouseStyle = PLAIN_STYLE,
    glossary: Glossary = NO_GLOSSARY,
    watch: Watch | None = None,
) -> Outcome[Edition]:
    """`issue` with every text in `script`, the terms and decisions of `glossary` as it says. `Script.SOURCE` changes no text.

    `watch` is told what is converted, and how: a review and a proof are made from that, without a second conversion.

    Notice `script.kept`: paragraphs left because they were already in `script`; `script.term-script`: a form of the
    glossary that is written in another script than it is said to be. Raises InputError for an unknown
    engine, or one that lacks the configuration needed."""
    if script is Script.SOURCE:
        written = {entry: entry.text for entry in glossary.entries}
        return Outcome(_with_names(_source_edition(issue), written))
    return EditionMaker(script, style, glossary, watch).edition(issue)


def _with_names(edition: Edition, written: Mapping[Entry, str]) -> Edition:
    """`edition` with the names of a glossary, from its entries as they are written in it."""
    proper = (text for entry, text in written.items() if entry.kind is EntryKind.NAME)
    return replace(edition, names=frozenset(written.values()), proper_names=frozenset(proper))


def convert_text(
    text: str,
    target: Script,
    source: Script | None = None,
    *,
    style: HouseStyle = PLAIN_STYLE,
    glossary: Glossary = NO_GLOSSARY,
) -> str:
    """Plain `text` in `target`, line by line; a line already in it is left alone.

    With `source` every line counts as written in that script. Raises InputError as `make_edition`."""
    if target is Script.SOURCE:
        return text
    scribe = Scribe(target, style, source, glossary)
    around = scribe.surroundings(text)
    lines = text.splitlines(keepends=True)
    passages: list[Passage[int]] = []
    for number, line in enumerate(lines):
        passage: Passage[int] = Passage(0, around)
        passage.add(line, number)
        passages.append(passage)
    for number, changed in scribe.copy(passages).changes:
        lines[number] = changed
    return "".join(lines)


def convert_html(
    html: str,
    target: Script,
    source: Script | None = None,
    *,
    style: HouseStyle = PLAIN_STYLE,
    glossary: Glossary = NO_GLOSSARY,
) -> str:
    """An HTML page or fragment with its prose in `target`; the rest comes out as it was.

    With `source` all of it counts as written in that script. Raises InputError as `make_edition`."""
    if target is Script.SOURCE:
        return html
    scribe = Scribe(target, style, source, glossary)
    gatherer: Gatherer[int] = Gatherer(target, scribe.surroundings(html), style.locked)
    page = Page(html, gatherer)
    return page.written(scribe.copy(gatherer.passages).changes)


class EditionMaker:
    """Converts the nouns of an issue one by one, collecting what there is to tell."""

    def __init__(self, script: Script, style: HouseStyle, glossary: Glossary, watch: Watch | None) -> None:
        self._script = script
        self._glossary = glossary
        self._scribe = Scribe(script, style, glossary=glossary, watch=self._tell if watch else None)
        self._watch = watch
        self._key = ""  # of the article at hand
        self.notices: list[Notice] = []

    def edition(self, issue: Issue) -> Outcome[Edition]:
        """As `make_edition`."""
        entries = self._glossary.entries
        written = {entry: form for entry in entries if (form := form_in(entry, self._script))}
        made = _with_names(Edition(self.issue(issue), self._script, self._script.value), written)
        return Outcome(made, (*misplaced(self._glossary), *self.notices))

    def issue(self, issue: Issue) -> Issue:
        around = self._around("\n".join([issue.title, *map(_text, issue.articles)]))
        event_line = partial(self._line, around=around, part="event")
        return replace(
            issue,
            title=self._line(issue.title, around, "title"),
            periodical=self._periodical(issue.periodical, around),
            sections=tuple(self._section(section, around) for section in issue.sections),
            editors_note=issue.editors_note and self._body(issue.editors_note, around, issue.title),
            events=tuple(event.mapped(event_line) for event in issue.events),
            events_title=event_line(issue.events_title),
        )

    def _section(self, section: Section, around: Script) -> Section:
        return replace(
            section,
            title=self._line(section.title, around, "section"),
            articles=tuple(self._article(article, around) for article in section.articles),
        )

    def _article(self, article: Article, issue_script: Script) -> Article:
        declared = article.script or issue_script
        around = self._around(_text(article), declared)
        self._key = article.key
        line = partial(self._line, around=around)
        converted = replace(
            article,
            section=line(article.section, part="section"),
            kicker=line(article.kicker, part="kicker"),
            title=line(article.title, part="title"),
            subtitle=line(article.subtitle, part="subtitle"),
            byline=line(article.byline, part="byline"),
            source=line(article.source, part="source"),
            note=line(article.note, part="note"),
            body=self._body(article.body, around, article.title),
            editor=line(article.editor, part="editor"),
            script=self._script_of(article),
        )
        self._key = ""
        return converted

    def _around(self, text: str, declared: Script | None = None) -> Script:
        return self._scribe.surroundings(text, declared)

    def _script_of(self, _article: Article) -> Script | None:
        return self._script

    def _line(self, text: str, around: Script, part: str) -> str:
        return self._scribe.line(text, around, part)

    def _body(self, body: Body, around: Script, title: str) -> Body:
        copy = convert_body(body, self._scribe, self._script, around)
        values = {"count": copy.kept, "script": self._script.value}
        if copy.kept:
            self.notices.append(Notice("script.kept", values, title))
        if copy.quotations:
            self.notices.append(Notice("script.quotations-kept", {"count": copy.quotations}, title))
        return copy.body

    def _tell(self, traced: Traced) -> None:
        if self._watch is not None:
            self._watch(self._key, traced)

    def _periodical(self, periodical: Periodical, around: Script) -> Periodical:
        line = partial(self._line, around=around, part="periodical")
        masthead = periodical.masthead
        return replace(
            periodical,
            name=line(periodical.name),
            masthead=replace(
                masthead, name=line(masthead.name), tagline=line(masthead.tagline), note=line(masthead.note)
            ),
            colophon=Colophon(tuple((line(key), line(value)) for key, value in periodical.colophon.entries)),
            publisher=line(periodical.publisher),
            editors=tuple(map(line, periodical.editors)),
            permit=line(periodical.permit),
            official=periodical.official.mapped(line),
        )


class _SourceMaker(EditionMaker):
    """Leaves every text as it came, and marks those in another script than most."""

    def _around(self, text: str, declared: Script | None = None) -> Script:
        return script_of(text) or declared or self._script

    def _script_of(self, article: Article) -> Script | None:
        return article.script

    def _line(self, text: str, around: Script, part: str) -> str:  # noqa: ARG002 nothing depends on it here
        return unmarked(text)

    def _body(self, body: Body, around: Script, title: str) -> Body:  # noqa: ARG002
        return mark_scripts(body, self._script, around)


def _source_edition(issue: Issue) -> Edition:
    """The issue as it came, in the script most of its articles are written in, the others marked."""
    script = _majority(map(_script_of_article, issue.articles))
    return Edition(
        _SourceMaker(script, PLAIN_STYLE, NO_GLOSSARY, None).issue(issue), Script.SOURCE, script.value
    )


def _script_of_article(article: Article) -> Script | None:
    if article.script is not None and article.script is not Script.SOURCE:
        return article.script
    return script_of(_text(article))


def _text(article: Article) -> str:
    return f"{article.title}\n{article.body.text}"


def _majority(scripts: Iterable[Script | None]) -> Script:
    known = Counter(script for script in scripts if script is not None)
    return known.most_common(1)[0][0] if known else Script.ZH_HANS
