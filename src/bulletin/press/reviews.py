"""One issue → its reviews, and decisions → where they are kept. In: an `Order`, a file. Out: a file for each script."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from io import BytesIO
from json import dumps
from pathlib import Path
from typing import Final, Literal, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

from bulletin import layout, script
from bulletin.errors import BulletinError, UsageError
from bulletin.messages import Language
from bulletin.model import Decision, Decisions, Notice, Review, Script
from bulletin.planning import (
    DECISIONS_FILE,
    Choices,
    IssuePlan,
    Settings,
    add_decisions,
    add_entries,
    clashes,
    compose,
    drop_decisions,
    read_decisions,
    read_glossary,
    read_settings,
    read_text,
)
from bulletin.press.make import Run, notice_of
from bulletin.press.order import Order, Progress, silent
from bulletin.press.output import replaced
from bulletin.press.plans import plan_of

ReviewFormat = Literal["html", "json", "xlsx"]

_COLUMNS: Final = (
    *("tier", "reason", "text", "form", "candidates", "rules"),
    *("article", "part", "number", "before", "after", "decision"),
)
_TIME: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


class Reviewed(NamedTuple):
    """The files made, the reviews in them, and what there is to tell."""

    paths: tuple[Path, ...]
    reviews: tuple[Review, ...]
    notices: tuple[Notice, ...]


class Applied(NamedTuple):
    """How many decisions and entries a file added, and where it clashes with what was decided before."""

    decisions: int
    entries: int
    notices: tuple[Notice, ...]


def make_reviews(
    order: Order, form: ReviewFormat, language: Language = "zh", progress: Progress = silent
) -> Reviewed:
    """Review every edition of an issue that is not in the script its texts came in.

    Raises UsageError and InputError when there is nothing to review."""
    plan, settings = _plan_and_settings(order)
    theme = layout.load_theme(
        settings.theme,
        folders=[settings.folder / "templates"] if settings.folder else [],
        options=settings.theme_options,
    )
    scripts = [target for target in settings.scripts if target is not Script.SOURCE]
    if not scripts:
        raise UsageError("press.proof-of-source")
    run = Run(progress, len(plan.files) + len(scripts))
    articles = run.read(plan.files)
    if not articles:
        return Reviewed((), (), run.made().notices)
    composed = compose(plan, settings, articles)
    glossary = run.glossary(plan, settings)
    style = replace(settings.style, locked=theme.locked)
    home = settings.folder or plan.folder
    decisions = home / DECISIONS_FILE if home else None
    existing = read_text(decisions) if decisions and decisions.is_file() else ""
    paths: list[Path] = []
    reviews: list[Review] = []
    unused: dict[str, Decision] = {}
    for target in scripts:
        run.step("review", target.value)
        reviewer = script.Reviewer(composed.value, target, style, glossary)
        made = script.make_edition(
            composed.value, target, style=style, glossary=glossary, watch=reviewer.tell
        )
        run.notices += (notice for notice in made.notices if notice.code != "script.kept")
        review = reviewer.review()
        unused |= {each.place: each for each in reviewer.unused(glossary.decisions.entries)}
        path = (order.output or Path("out")) / f"{composed.value.key}.{target}.review.{form}"
        command = f"bulletin review {order.targets[0]} --decisions decisions.toml"
        try:
            with replaced(path) as part:
                if form == "html":
                    page = layout.review_page(review, existing=existing, command=command, language=language)
                    part.write_text(page, encoding="utf-8")
                elif form == "xlsx":
                    _as_table(review, part, language)
                else:
                    _as_json(review, part)
        except BulletinError as error:
            run.notices.append(notice_of(error, path.name))
        else:
            paths.append(path)
            reviews.append(review)
    run.notices += _unused(unused.values(), plan.folder)
    return Reviewed(tuple(paths), tuple(reviews), run.made().notices)


def _unused(decisions: Iterable[Decision], issue: Path | None) -> Iterator[Notice]:
    """An issue's own decisions one by one; of a periodical's, which are for every issue, how many."""
    common: Counter[str] = Counter()
    for decision in decisions:
        file = decision.place.rpartition(":")[0]
        if issue and Path(file).parent == issue.resolve():
            yield Notice("press.decision-unused", {"text": decision.passage}, place=decision.place)
        else:
            common[file] += 1
    for file, count in common.items():
        yield Notice("press.decisions-unused", {"count": count}, place=file)


def apply_decisions(order: Order, file: Path, *, replace_former: bool = False) -> Applied:
    """Add what `file` decides to the decisions.toml of the issue's periodical, and its entries to the glossary.

    What contradicts an earlier decision is told and left out, or with `replace_former` takes its place.
    Raises InputError for a file that cannot be used."""
    plan, settings = _plan_and_settings(order)
    home = settings.folder or plan.folder
    if home is None:
        raise UsageError("press.decisions-of-loose-files", place=str(order.targets[0]))
    kept = home / DECISIONS_FILE
    read = read_decisions(file)
    old = read_decisions(kept).value.decisions if kept.is_file() else Decisions()
    differing = {notice.place: notice for notice in clashes(read.value.decisions, old)}
    known = {entry.passage: entry for entry in old.entries}
    new = [entry for entry in read.value.decisions.entries if not _is_said(entry, known.get(entry.passage))]
    former = {entry.passage for entry in new if entry.place in differing}
    if replace_former:
        merged = Decisions(tuple(new)).over(old).entries
        new = [entry for entry in merged if entry.passage in former] + [
            entry for entry in new if entry.passage not in former
        ]
        differing = {}
    else:
        new = [entry for entry in new if entry.passage not in former]
    glossary = settings.glossary or home / "glossary.toml"
    terms = (
        {entry.text for entry in read_glossary(glossary).value.entries} if glossary.is_file() else set[str]()
    )
    entries = [entry for entry in read.value.entries if entry.text not in terms]
    if entries and glossary.suffix.lower() == ".csv":
        raise UsageError("cli.glossary-is-table", place=str(glossary))
    if entries:
        add_entries(glossary, entries)
    if replace_former and former:
        drop_decisions(kept, former)
    if new:
        add_decisions(kept, new)
    return Applied(len(new), len(entries), (*read.notices, *differing.values()))


def _is_said(decision: Decision, former: Decision | None) -> bool:
    """True if `former` decides all that `decision` does."""
    return former is not None and all(
        decision.form(script) in (None, former.form(script))
        for script in Script
        if script is not Script.SOURCE
    )


def _plan_and_settings(order: Order) -> tuple[IssuePlan, Settings]:
    plan = plan_of(order)
    settings = read_settings(plan.folder).for_issue(plan).with_choices(Choices(order.scripts))
    return plan, settings


def _as_json(review: Review, path: Path) -> None:
    path.write_text(dumps(asdict(review), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _as_table(review: Review, path: Path, language: Language) -> None:
    """A row for each place, its headings in `language`; the same bytes for the same review."""
    words = layout.review_words(language)
    book = Workbook(write_only=True)
    sheet = book.create_sheet(review.script.value)
    sheet.freeze_panes = "A2"
    sheet.append([words[f"column_{name}"] for name in _COLUMNS])
    for doubt in review.doubts:
        candidates = " ".join(doubt.candidates)
        rules = " → ".join(" ".join(rule) for rule in doubt.rules)
        shared = (words[doubt.tier], words[doubt.reason], doubt.text, doubt.form, candidates, rules)
        for place in doubt.occurrences:
            where = (place.article, place.part, place.number, place.before, place.after)
            sheet.append([_plain(cell) for cell in (*shared, *where, doubt.passage)])
    made = BytesIO()
    book.save(made)
    with ZipFile(made) as dated, ZipFile(path, "w", ZIP_DEFLATED) as undated:
        for name in dated.namelist():
            content = _TIME.sub(rb"\g<1>1980-01-01T00:00:00Z", dated.read(name))
            undated.writestr(ZipInfo(name), content, ZIP_DEFLATED)


def _plain(cell: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula, without what XML cannot hold."""
    if isinstance(cell, int):
        return cell
    text = "".join(char for char in cell if char >= " " or char in "\n\t")
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
