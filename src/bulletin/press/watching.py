"""Files that are being worked on. In: an issue. Out: whether anything changed that its pages depend on."""

from collections.abc import Iterable
from pathlib import Path

from bulletin.planning import ISSUE_FILE, project_folder
from bulletin.shipped import shipped_folder

# What changes without changing a page: results, the library and whatever hides.
PASSED_OVER = frozenset({"out", "library", "__pycache__", "node_modules"})

Snapshot = dict[Path, tuple[int, int]]


def watched_folders(targets: Iterable[Path]) -> tuple[Path, ...]:
    """The folders of the periodicals that issues belong to, of loose files the files themselves; and our own themes."""
    watched = []
    for target in targets:
        folder = (target if target.is_dir() else target.parent).resolve()
        project = project_folder(folder)
        is_loose = (
            target.is_file() and target.name != ISSUE_FILE and not (project / "bulletin.toml").is_file()
        )
        watched.append(target.resolve() if is_loose else project)
    return tuple(dict.fromkeys((*watched, shipped_folder("templates"))))


def snapshot(folders: Iterable[Path]) -> Snapshot:
    """Every file with its time and size; one that vanishes meanwhile is not there."""
    found: Snapshot = {}
    for folder in folders:
        for path in _files(folder):
            try:
                status = path.stat()
            except OSError:
                continue
            found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _files(folder: Path) -> Iterable[Path]:
    if folder.is_file():
        yield folder
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name.startswith((".", "~$")) or path.name in PASSED_OVER:
            continue
        if path.is_dir():
            yield from _files(path)
        else:
            yield path
