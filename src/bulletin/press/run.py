"""What every run over an issue begins with. In: its plan. Out: its articles, its terms, its theme.

Making, proofs and reviews begin alike; what they tell is gathered here too.
"""

from collections.abc import Callable
from pathlib import Path

from bulletin import layout
from bulletin.collect import read_articles
from bulletin.errors import BulletinError
from bulletin.layout import Theme
from bulletin.model import Article, Glossary, Notice
from bulletin.planning import IssuePlan, Settings, glossary_files, read_glossary
from bulletin.press import limits
from bulletin.press.lending import lent_article, number_at
from bulletin.press.order import Progress, Step


class Run:
    """One run: counts its steps, gathers notices."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.notices: list[Notice] = []
        self._progress = progress
        self._total = total
        self._done = 0

    def read(
        self, files: tuple[Path, ...], keep: Callable[[Article], Article] = lambda article: article
    ) -> dict[Path, tuple[Article, ...]]:
        """What the readers make of each file, as `keep` keeps it; a file that cannot be read is a notice."""
        found: dict[Path, tuple[Article, ...]] = {}
        for file in files:
            self.step("read", file.name)
            try:
                number = number_at(file)
                with limits.within(limits.for_file(file)):
                    outcome = lent_article(file, number) if number is not None else read_articles(file)
            except BulletinError as error:
                self.notices.append(notice_of(error, file.name))
            else:
                found[file] = tuple(map(keep, outcome.value))
                self.notices += outcome.notices
        return found

    def glossary(self, plan: IssuePlan, settings: Settings) -> Glossary:
        """The names and terms of the issue and its periodical."""
        outcome = read_glossary(*glossary_files(plan.folder, settings.folder, settings.glossary))
        self.notices += outcome.notices
        return outcome.value

    @property
    def told(self) -> tuple[Notice, ...]:
        """The notices; what is said of two editions alike is said once."""
        return tuple(dict.fromkeys(self.notices))

    def step(self, stage: str, what: str) -> None:
        """Tell that the next step begins."""
        self._progress(Step(stage, what, self._done, self._total))
        self._done += 1


def theme_of(settings: Settings) -> Theme:
    """The theme of an issue, one of the periodical's own before a shipped one. Raises as `layout.load_theme`."""
    own_templates = [settings.folder / "templates"] if settings.folder else []
    return layout.load_theme(
        settings.theme,
        folders=own_templates,
        options=settings.theme_options,
        places=settings.option_places,
        pictures=settings.picture_places,
        faces=settings.faces,
    )


def notice_of(error: BulletinError, name: str) -> Notice:
    """What failed with the file `name`, as a notice."""
    place = "" if Path(error.place).name == name else error.place
    return Notice(error.code, error.values, article=name, place=place)
