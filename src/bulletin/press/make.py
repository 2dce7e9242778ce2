"""One issue → artefacts. In: an `Order`, what the editor asked for. Out: `Made`, the files and what to tell of them.

The stages in reading order: plan, read, compose; then for each script convert, and for each format set and write.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bulletin import fonts, script
from bulletin.errors import BulletinError
from bulletin.layout import Theme
from bulletin.model import (
    Artefact,
    Edition,
    Format,
    Glossary,
    HouseStyle,
    Issue,
    Notice,
    PrintedPages,
    Script,
)
from bulletin.planning import IssuePlan, Settings, compose, glossary_files, read_glossary
from bulletin.press import limits
from bulletin.press.binding import bound, frame_of
from bulletin.press.order import Made, Order, Progress, Volume, silent
from bulletin.press.output import replaced, sha256_of
from bulletin.press.picture_store import PictureStore, picture_store
from bulletin.press.plans import plans_of, settings_of
from bulletin.press.rights import doubts_of_issue
from bulletin.press.run import Run, notice_of, theme_of
from bulletin.press.writers import WRITERS
from bulletin.stages import tell


def make(order: Order, progress: Progress = silent) -> Made:
    """Make every edition of an issue, or of the volume that issues are bound in, in every format.

    An article that cannot be read and an artefact that cannot be made become notices; the rest goes on.
    Raises UsageError and InputError when there is nothing to make anything from.
    """
    made = make_planned(plans_of(order), order, progress)
    tell()  # of how much use the cache was
    return made


def make_planned(plans: Sequence[IssuePlan], order: Order, progress: Progress = silent) -> Made:
    """As `make`, of the issues that are planned."""
    with picture_store() as store:
        return _make(order, plans, settings_of(order, plans[0]), progress, store)


def _make(
    order: Order, plans: Sequence[IssuePlan], settings: Settings, progress: Progress, store: PictureStore
) -> Made:
    theme = theme_of(settings)
    steps = sum(len(plan.files) for plan in plans)
    run = _Making(
        progress,
        steps + len(settings.scripts) * (len(plans) + len(settings.formats)),
        order.processes,
        frozenset[int]().union(*(face.codepoints for face in fonts.own_faces(theme.faces))),
    )
    drafts = [draft for plan in plans if (draft := run.draft(plan, settings, store, order))]
    if not drafts:
        return run.made()
    style = replace(settings.style, locked=theme.locked)
    ebook = replace(settings.ebook, vertical=settings.ebook.vertical or order.vertical)
    if order.vertical and not any(target.is_traditional for target in settings.scripts):
        run.notices.append(Notice("press.not-vertical"))
    for target in settings.scripts:
        editions = [run.convert(draft.issue, target, style, draft.glossary) for draft in drafts]
        converted = run.bind(order.volume, editions, settings, style) if order.volume else editions[0]
        edition = replace(converted, style=settings.type_style, finish=settings.finish, ebook=ebook)
        printed: PrintedPages | None = None
        for form in filter(settings.formats.__contains__, WRITERS):
            printed = run.write(edition, form, theme, order.output or Path("out"), printed) or printed
    return run.made()


class _Draft(NamedTuple):
    """An issue as it came, and its names and terms."""

    issue: Issue
    glossary: Glossary


class _Making(Run):
    """A run that gathers artefacts. `drawn` are the code points of faces of the editor's own."""

    def __init__(self, progress: Progress, total: int, processes: int, drawn: frozenset[int]) -> None:
        super().__init__(progress, total)
        self.artefacts: list[Artefact] = []
        self._processes = processes
        self._drawn = drawn

    def draft(self, plan: IssuePlan, settings: Settings, store: PictureStore, order: Order) -> _Draft | None:
        """The issue of a plan, its pictures in `store`; None if not one of its files could be read."""
        files = order.kept(plan.files)
        articles = self.read(files, store.take)
        if plan.files and not articles:
            return None
        composed = compose(plan, settings, articles)
        self.notices += composed.notices
        self.notices += doubts_of_issue(plan.folder, files) if plan.folder else []
        return _Draft(composed.value, self.glossary(plan, settings))

    def bind(
        self, volume: Volume, editions: Sequence[Edition], settings: Settings, style: HouseStyle
    ) -> Edition:
        """One edition of those of the issues; its own words are converted as the periodical's terms say."""
        files = glossary_files(None, settings.folder, settings.glossary)
        frame = script.make_edition(
            frame_of(volume, settings.periodical),
            editions[0].script,
            style=style,
            glossary=read_glossary(*files).value,
        )
        outcome = bound(frame.value, editions)
        self.notices += outcome.notices
        return outcome.value

    def convert(self, issue: Issue, target: Script, style: HouseStyle, glossary: Glossary) -> Edition:
        """The issue in `target`, checked for characters that no face prints."""
        self.step("convert", target.value)
        with limits.within(limits.for_issue(issue)):
            return self._converted(issue, target, style, glossary)

    def _converted(self, issue: Issue, target: Script, style: HouseStyle, glossary: Glossary) -> Edition:
        outcome, red = script.make_counted_edition(issue, target, style, glossary)
        if red:
            values = {"count": red, "script": target.value}
            self.notices.append(Notice("press.red-undecided", values))
        self.notices += outcome.notices
        self.notices += fonts.missing_glyphs(outcome.value, self._drawn)
        return outcome.value

    def write(
        self, edition: Edition, form: Format, theme: Theme, folder: Path, printed: PrintedPages | None
    ) -> PrintedPages | None:
        """Write one artefact, knowing the `printed` edition if there is one, and return the pages it has itself; one
        that fails leaves the former file and becomes a notice."""
        is_vertical = edition.is_vertical_book and form is not Format.PDF
        stem = f"{edition.issue.key}.{edition.script}{'.vertical' if is_vertical else ''}"
        path = folder / f"{stem}.{form.ending}"
        self.step(form.value, path.name)
        started = time.monotonic()
        try:
            with replaced(path) as part, limits.within(limits.for_issue(edition.issue)):
                outcome = WRITERS[form](edition, theme, part, printed, self._processes)
        except BulletinError as error:
            self.notices.append(notice_of(error, path.name))
            return None
        self.notices += self._untold(outcome.notices)
        self.artefacts.append(
            Artefact(
                path=path,
                format=form,
                script=edition.script,
                pages=len(outcome.value),
                bytes=path.stat().st_size,
                sha256=sha256_of(path),
                seconds=time.monotonic() - started,
            )
        )
        return PrintedPages(path.name, outcome.value) if outcome.value else None

    def _untold(self, notices: tuple[Notice, ...]) -> Iterator[Notice]:
        """`notices` without the characters that conversion has already missed in the fonts."""
        told = "".join(
            str(notice.values["characters"])
            for notice in self.notices
            if notice.code in ("fonts.missing-glyph", "fonts.private-character")
        )
        for notice in notices:
            if notice.code != "pdf.missing-glyph" or str(notice.values["code_point"]) not in told:
                yield notice

    def made(self) -> Made:
        """What the run has come to."""
        return Made(tuple(self.artefacts), self.told)
