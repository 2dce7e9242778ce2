"""Sources to articles, and articles to the library. In: a `Collection`, what the editor wants. Out: `Collected`.

A source is an address (a page, a column page, a feed, a site map), a file, or a folder of files. One that fails becomes
a notice and the others go on; each article is filed as soon as it is read, so that a run may be cut off anywhere.
"""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from bulletin.collect.confidence import confidence_of, doubts
from bulletin.collect.links_table import LINK_TABLES, read_links
from bulletin.collect.readers import MEDIA_TYPES, bytes_of, read_articles
from bulletin.collect.web import Answer, Fetcher, Link, Rules, collect_link, kind_of, list_links
from bulletin.errors import BulletinError, InputError
from bulletin.library import Accession, Library, Provenance, open_library
from bulletin.model import Article, Notice
from bulletin.press.answers import Answers
from bulletin.press.order import Progress, Step, silent
from bulletin.script import fold, script_of

# found: only looked at.
State = Literal["found", "added", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Collection:
    """What the editor asked for. `section` is for articles whose source names none; `since` leaves out older ones;
    with `is_list` every address is a list, of which `pages` pages are read."""

    sources: tuple[str, ...]
    section: str = ""
    tags: tuple[str, ...] = ()
    since: datetime.date | None = None
    is_list: bool = False
    pages: int = 1
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class Found:
    """An article, what is to be said of it, and what became of it; `number` is its number in the library."""

    accession: Accession
    notices: tuple[Notice, ...] = ()
    state: State = "found"
    number: int | None = None
    copy_of: int | None = None

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.accession.article


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run found. `unchanged` counts the pages that are as they were; `notices` tell of sources that failed."""

    found: tuple[Found, ...]
    unchanged: int = 0
    notices: tuple[Notice, ...] = ()


def look(order: Collection, folder: Path, progress: Progress = silent) -> Collected:
    """Read every source and keep nothing. What the library in `folder`, if there is one, has kept is not sent again."""
    with _Asking(order.rules, Answers(folder)) as fetcher:
        run = _Run(order, fetcher, progress, skip_unchanged=False)
        found = tuple(Found(each.accession, each.notices) for each in run.finds())
        return Collected(found, run.unchanged, tuple(run.notices))


def collect(order: Collection, folder: Path, progress: Progress = silent) -> Collected:
    """Read every source and file its articles in the library in `folder`.

    Raises what `open_library` raises: another writer is at work, the folder cannot be written."""
    answers = Answers(folder)
    with ExitStack() as stack:
        library = stack.enter_context(open_library(folder, write=True, fold=fold))
        fetcher = stack.enter_context(_Asking(order.rules, answers))
        run = _Run(order, fetcher, progress, skip_unchanged=True)
        found = []
        for each in run.finds():
            found.append(_filed(library, each))
            # Only now: an answer that is kept says that its article is in the library.
            for answer in each.answers:
                answers.keep(answer)
        for answer in run.lists:
            answers.keep(answer)
        return Collected(tuple(found), run.unchanged, tuple(run.notices))


@dataclass(frozen=True, slots=True)
class _Find:
    """An article on its way, with the answers it was made of."""

    accession: Accession
    notices: tuple[Notice, ...]
    answers: tuple[Answer, ...] = ()
    unchanged: bool = False


class _Asking(Fetcher):
    """A fetcher that takes one look at an address to see what it is and does not ask for it twice."""

    def __init__(self, rules: Rules, answers: Answers) -> None:
        super().__init__(rules, validators=answers)
        self._looked_at: dict[str, Answer] = {}

    def look(self, url: str) -> Answer:
        """What `url` answers; the next `get` of it gives the same."""
        self._looked_at[url] = answer = super().get(url)
        return answer

    def get(self, url: str, *, referer: str = "") -> Answer:
        return self._looked_at.pop(url, None) or super().get(url, referer=referer)


class _Run:
    """One run over the sources: gathers what failed and the lists read, counts what has not changed."""

    def __init__(
        self, order: Collection, fetcher: _Asking, progress: Progress, *, skip_unchanged: bool
    ) -> None:
        self.notices: list[Notice] = []
        self.lists: list[Answer] = []
        self.unchanged = 0
        self._skip_unchanged = skip_unchanged
        self._order = order
        self._fetcher = fetcher
        self._progress = progress
        self._done = 0

    def finds(self) -> Iterator[_Find]:
        """The articles of every source, those before `since` left out."""
        since = self._order.since
        for source in self._order.sources:
            for find in self._finds_of(source):
                date = find.accession.article.date
                if not (since and date and date < since):
                    yield find

    def _finds_of(self, source: str) -> Iterator[_Find]:
        if _is_address(source):
            return self._web(source)
        path = Path(source)
        return self._table(path) if path.suffix.lower() in LINK_TABLES else self._files(path)

    def _table(self, file: Path) -> Iterator[_Find]:
        """The articles a table of links leads to."""
        try:
            links = read_links(bytes_of(file), file)
        except BulletinError as error:
            self._failed(error, str(file))
            return
        self.notices += links.notices
        yield from self._links(links.value)

    def _web(self, url: str) -> Iterator[_Find]:
        """The article at an address, or those of the list that is there."""
        try:
            if not self._order.is_list and kind_of(self._fetcher.look(url)) not in ("feed", "sitemap"):
                yield self._page(Link(url))
                return
            listing = list_links(self._fetcher, url, pages=self._order.pages, since=self._order.since)
        except BulletinError as error:
            self._failed(error, url)
            return
        self.notices += listing.notices
        self.lists += listing.value.answers
        yield from self._links(listing.value.links)

    def _links(self, links: Sequence[Link]) -> Iterator[_Find]:
        """The articles behind `links`; one that fails is told of and the others go on."""
        for link in links:
            try:
                find = self._page(link, total=len(links))
            except BulletinError as error:
                self._failed(error, link.url)
                continue
            if self._skip_unchanged and find.unchanged:
                self.unchanged += 1
            else:
                yield find

    def _failed(self, error: BulletinError, source: str) -> None:
        place = "" if error.place in (source, Path(source).name) else error.place
        self.notices.append(Notice(error.code, error.values, article=source, place=place))

    def _page(self, link: Link, total: int | None = None) -> _Find:
        self._step("fetch", link.url, total)
        outcome = collect_link(self._fetcher, link)
        got = outcome.value
        provenance = None
        if got.answers:
            page = got.answers[0]
            provenance = Provenance.of(page.body, page.final_url, page.fetched_at, page.headers)
        accession = self._accession(got.article, provenance, got.tags)
        notices = (*outcome.notices, *doubts(got.article, accession.confidence))
        return _Find(accession, notices, got.answers, got.unchanged)

    def _files(self, source: Path) -> Iterator[_Find]:
        files = list(_files_of(source))
        for file in files:
            self._step("read", file.name, len(files))
            try:
                outcome = read_articles(file)
                data = file.read_bytes()
            except BulletinError as error:
                self._failed(error, str(file))
                continue
            except OSError as error:
                self._failed(InputError("collect.unreadable", reason=error), str(file))
                continue
            fetched = datetime.datetime.now(datetime.UTC)
            titles = {article.title for article in outcome.value}
            for article in outcome.value:
                accession = self._accession(article, Provenance.of(data, str(file), fetched))
                own = tuple(each for each in outcome.notices if each.article not in titles - {article.title})
                yield _Find(accession, (*own, *doubts(article, accession.confidence)))

    def _accession(
        self, article: Article, provenance: Provenance | None, tags: tuple[str, ...] = ()
    ) -> Accession:
        """The article with its script and, where it has none, the section asked for."""
        script = article.script or script_of(article.title + article.body.text)
        article = replace(article, script=script, section=article.section or self._order.section)
        today = datetime.datetime.now().astimezone().date()
        return Accession(
            article,
            provenance,
            tuple(dict.fromkeys((*tags, *self._order.tags))),
            confidence=confidence_of(article, today),
        )

    def _step(self, stage: str, what: str, total: int | None) -> None:
        self._progress(Step(stage, what, self._done, max(total or 0, self._done + 1)))
        self._done += 1


def _filed(library: Library, find: _Find) -> Found:
    outcome = library.add([find.accession])
    (filed,) = outcome.value
    return Found(find.accession, (*find.notices, *outcome.notices), filed.state, filed.number, filed.copy_of)


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _files_of(source: Path) -> Iterator[Path]:
    """The file itself, or the files of a folder and the folders in it that have a reader, in name order."""
    if not source.is_dir():
        yield source
        return
    for path in sorted(source.rglob("*")):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(source).parts)
        if path.suffix.lower() in MEDIA_TYPES and not is_hidden and path.is_file():
            yield path
