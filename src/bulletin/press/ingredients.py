"""What an edition is made of. In: a plan, where its periodical lies. Out: the digest of each thing its files depend on.

Rather too much than too little: the whole folder of the issue, whatever lies in the periodical outside its issues, what
the run was seen to read besides, the program with all that is installed beside it, the faces, what the library says of
reprints. Two equal sets of ingredients give the same bytes.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from bulletin.caches import cache_folder
from bulletin.errors import InputError
from bulletin.planning import ISSUE_FILE, IssuePlan, project_folder
from bulletin.press.folders import LOG, MANIFEST
from bulletin.press.lending import lent_digest, number_at
from bulletin.press.output import sha256_of
from bulletin.press.rights import doubts_of_issue
from bulletin.press.watching import PASSED_OVER
from bulletin.stages.program import program

Ingredients = dict[str, str]

# What the press leaves in an output folder beside its products.
REPORT: Final = "report.json"
REPORT_PAGE: Final = "report.html"
# The digest of what cannot be read; it equals nothing, not even itself.
UNREADABLE: Final = "unreadable"
# Finished files that lie about in a periodical; one that a plan names is read all the same.
_PRODUCTS: Final = frozenset({".pdf", ".epub"})
# What lies in a folder without anybody having put it there.
_NOBODYS: Final = frozenset({LOG, "thumbs.db", "desktop.ini"})


class Larder:
    """The files of one periodical; each is read once in a run, however many editions need it."""

    def __init__(self, folder: Path, output: Path) -> None:
        self._project = project_folder(folder).resolve()
        self._output = output.resolve()
        self._cache = cache_folder().resolve()
        self._digests: dict[Path, str] = {}
        self._common = [path for path in self._files(self._project) if not _is_product(path)]

    @property
    def project(self) -> Path:
        """The folder of the periodical."""
        return self._project

    def ingredients(
        self, plans: Sequence[IssuePlan], options: Mapping[str, str], also: Iterable[str] = ()
    ) -> Ingredients:
        """What the editions of `plans` are made of under `options`; `also` names files they were seen to read."""
        found: Ingredients = {"program": program(), "epoch": os.environ.get("SOURCE_DATE_EPOCH", "")}
        found |= {f"option {name}": value for name, value in options.items()}
        doubts = [doubts_of_issue(plan.folder, plan.files) for plan in plans if plan.folder]
        if doubts:
            found["rights"] = repr(doubts)
        # An article of the library counts while it is chosen, not because it once was.
        seen = (self._project / name for name in also)
        read = {*self._common, *(path for path in seen if number_at(path) is None)}
        for plan in plans:
            read.update(plan.files, self._files(plan.folder.resolve()) if plan.folder else ())
        found |= {self._key(path): self._digest(path) for path in sorted(read)}
        return found

    def _key(self, path: Path) -> str:
        """The name of a file among the ingredients."""
        inside = path.is_relative_to(self._project)
        return f"file {path.relative_to(self._project).as_posix() if inside else path}"

    def _files(self, root: Path) -> Iterator[Path]:
        """The files below `root` without what hides, folders of results, and issues other than `root` itself."""
        for place, folders, names in os.walk(root):
            here = Path(place)
            folders[:] = [name for name in folders if self._is_entered(here / name)]
            files = (
                here / name
                for name in names
                if not (name.startswith((".", "~$")) or name.lower() in _NOBODYS)
            )
            # Only files: to read a pipe or a device would never end.
            yield from (
                path for path in files if path.is_file() and not (here == self._output and _is_product(path))
            )

    def _is_entered(self, folder: Path) -> bool:
        return not (
            folder.name.startswith(".")
            or folder.name in PASSED_OVER
            or folder in (self._output, self._cache)
            or (folder / MANIFEST).exists()
            or (folder / ISSUE_FILE).exists()
        )

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            number = number_at(path)
            try:
                self._digests[path] = sha256_of(path) if number is None else lent_digest(path, number)
            except FileNotFoundError:
                self._digests[path] = ""
            except (OSError, InputError):
                self._digests[path] = UNREADABLE
        return self._digests[path]


def changes(before: Ingredients, now: Ingredients) -> list[str]:
    """The names of the ingredients that differ; what cannot be read always does."""
    names = sorted(before.keys() | now.keys())
    return [name for name in names if before.get(name) != now.get(name) or now.get(name) == UNREADABLE]


def _is_product(path: Path) -> bool:
    return path.suffix.lower() in _PRODUCTS or path.name in (REPORT, REPORT_PAGE)
