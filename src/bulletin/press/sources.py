"""Sources to articles. In: a `Collection`, what the editor wants. Out: told one by one, all that is found in it.

A source is an address (a page, a column page, a feed, a site map), a file, or a folder of files. One that fails becomes
a notice and the others go on. What is told can be pickled: the reading may be another process's (`reading_guarded`).
"""

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from bulletin.collect.confidence import confidence_of, doubts
from bulletin.collect.links_table import LINK_TABLES, read_links
from bulletin.collect.readers import MEDIA_TYPES, bytes_of, read_articles
from bulletin.collect.web import Answer, Fetcher, Link, Rules, collect_link, kind_of, list_links
from bulletin.errors import BulletinError, InputError
from bulletin.library import Accession, Provenance
from bulletin.model import Article, Notice
from bulletin.press import limits
from bulletin.press.answers import Answers
from bulletin.press.order import Step
from bulletin.script import script_of

# What pages are saved with.
_BESIDE_PAGES: Final = (
    "image/",
    "font/",
    "audio/",
    "video/",
    "text/css",
    "text/javascript",
    "application/javascript",
)
# An address as it is told, not as a browser has it: `www.example.org/a`, `example.org/news`; or of another kind.
_LIKE_AN_ADDRESS: Final = re.compile(
    r"\w+://|www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|net|org|hk|tw|mo|sg)(?:[/:]|$)", re.IGNORECASE
)
# What systems put into folders by themselves.
_NOBODYS: Final = frozenset({"thumbs.db", "desktop.ini"})
_NAMES_SHOWN: Final = 5


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
class At:
    """The reading is now at this file or address; `is_list` says that it leads to others."""

    name: str
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Find:
    """An article on its way, with the answers it was made of; `unchanged`: all of them are as they were kept."""

    accession: Accession
    notices: tuple[Notice, ...]
    answers: tuple[Answer, ...] = ()
    unchanged: bool = False


# An answer that is told by itself is that of a list.
Told = At | Step | Find | Notice | Answer


def read_sources(
    order: Collection, folder: Path, tell: Callable[[Told], None], done: frozenset[str] = frozenset()
) -> None:
    """Read every source but the files and addresses of `done`, and tell what comes of it.

    What `folder`, the library's, has kept of the web is not sent again."""
    with _Asking(order.rules, Answers(folder)) as fetcher:
        _Reading(order, fetcher, tell, done).read()


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


class _Reading:
    """One run over the sources."""

    def __init__(
        self, order: Collection, fetcher: _Asking, tell: Callable[[Told], None], done: frozenset[str]
    ) -> None:
        self._order = order
        self._fetcher = fetcher
        self._tell = tell
        self._done = done
        self._steps = len(done)

    def read(self) -> None:
        """Tell the articles of every source, those before `since` left out."""
        since = self._order.since
        for source in self._order.sources:
            for find in self._finds_of(source):
                date = find.accession.article.date
                if find.unchanged or not (since and date and date < since):
                    self._tell(find)

    def _finds_of(self, source: str) -> Iterator[Find]:
        path = Path(source)
        is_address = _is_address(source)
        if (source if is_address else str(path)) in self._done:
            return iter(())
        if is_address:
            return self._web(source)
        if _LIKE_AN_ADDRESS.match(source) and not path.exists():
            self._failed(InputError("collect.no-scheme"), source)
            return iter(())
        return self._table(path) if path.suffix.lower() in LINK_TABLES else self._files(path)

    def _table(self, file: Path) -> Iterator[Find]:
        """The articles a table of links leads to."""
        self._tell(At(str(file), is_list=True))
        try:
            with limits.within(limits.for_file(file)):
                links = read_links(bytes_of(file), file)
        except BulletinError as error:
            self._failed(error, str(file))
            return
        self._tell_all(links.notices)
        yield from self._links(links.value)

    def _web(self, url: str) -> Iterator[Find]:
        """The article at an address, or those of the list that is there."""
        self._tell(At(url, is_list=True))
        try:
            if not self._order.is_list and kind_of(self._fetcher.look(url)) not in ("feed", "sitemap"):
                yield replace(self._page(Link(url)), unchanged=False)  # who names a page wants to hear of it
                return
            with limits.within(limits.for_page()):
                listing = list_links(self._fetcher, url, pages=self._order.pages, since=self._order.since)
        except BulletinError as error:
            self._failed(error, url)
            return
        self._tell_all(listing.notices)
        self._tell_all(listing.value.answers)
        yield from self._links(listing.value.links)

    def _links(self, links: Sequence[Link]) -> Iterator[Find]:
        """The articles behind `links`; one that fails is told of and the others go on."""
        for link in links:
            if link.url in self._done:
                continue
            try:
                yield self._page(link, total=len(links))
            except BulletinError as error:
                self._failed(error, link.url)

    def _failed(self, error: BulletinError, source: str) -> None:
        place = "" if error.place in (source, Path(source).name) else error.place
        self._tell(Notice(error.code, error.values, article=source, place=place))

    def _page(self, link: Link, total: int | None = None) -> Find:
        self._step("fetch", link.url, link.url, total)
        with limits.within(limits.for_page()):
            outcome = collect_link(self._fetcher, link)
            got = outcome.value
            provenance = None
            if got.answers:
                page = got.answers[0]
                provenance = Provenance.of(page.body, page.final_url, page.fetched_at, page.headers)
            accession = self._accession(got.article, provenance, got.tags)
        notices = (*outcome.notices, *doubts(got.article, accession.confidence))
        return Find(accession, notices, got.answers, got.unchanged)

    def _files(self, source: Path) -> Iterator[Find]:
        all_files, left = _files_of(source)
        files = [file for file in all_files if str(file) not in self._done]
        if files == all_files:  # else it has been told
            self._tell_all(_left_of(source, all_files, left))
        for file in files:
            self._step("read", str(file), file.name, len(files))
            try:
                with limits.within(limits.for_file(file)):
                    finds = self._finds_in(file)
            except BulletinError as error:
                self._failed(error, str(file))
            except OSError as error:
                self._failed(InputError("collect.unreadable", reason=error), str(file))
            else:
                yield from finds

    def _finds_in(self, file: Path) -> list[Find]:
        outcome = read_articles(file)
        provenance = Provenance.of(file.read_bytes(), str(file), datetime.datetime.now(datetime.UTC))
        titles = {article.title for article in outcome.value}
        finds = []
        for article in outcome.value:
            accession = self._accession(article, provenance)
            own = tuple(each for each in outcome.notices if each.article not in titles - {article.title})
            finds.append(Find(accession, (*own, *doubts(article, accession.confidence))))
        return finds

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

    def _step(self, stage: str, name: str, shown: str, total: int | None) -> None:
        self._tell(At(name))
        self._tell(Step(stage, shown, self._steps, max(total or 0, self._steps + 1)))
        self._steps += 1

    def _tell_all(self, told: Sequence[Told]) -> None:
        for each in told:
            self._tell(each)


def _is_address(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _files_of(source: Path) -> tuple[list[Path], list[str]]:
    """The file itself, or the files of a folder and the folders in it that have a reader, in name order; and the names of
    those that have none, apart from what pages are saved with."""
    if not source.is_dir():
        return [source], []
    files, left = [], []
    for path in sorted(source.rglob("*")):
        if any(part.startswith((".", "~$")) for part in path.relative_to(source).parts) or not path.is_file():
            continue
        suffix = path.suffix.lower()
        if suffix in MEDIA_TYPES:
            files.append(path)
        elif path.name.lower() not in _NOBODYS and not (guess_type(path.name)[0] or "").startswith(
            _BESIDE_PAGES
        ):
            left.append(path.name)
    return files, left


def _left_of(folder: Path, files: Sequence[Path], left: Sequence[str]) -> tuple[Notice, ...]:
    """What is to be said of the files that have no reader, and of a folder without any that has."""
    if left:
        names = "  ".join(left[:_NAMES_SHOWN]) + (" …" if len(left) > _NAMES_SHOWN else "")
        return (Notice("collect.left-unread", {"count": len(left), "names": names}, article=str(folder)),)
    return () if files else (Notice("collect.empty-folder", article=str(folder)),)
