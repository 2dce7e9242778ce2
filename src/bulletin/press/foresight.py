"""Makers made ready before it is known that there is something to make. In: what is likely to be made. Out: a process that
loads the engines.

What is to be made is found out from contents, which takes a while; that something is, the times of files tell at once, nearly
always. A wrong guess costs or saves a moment and changes nothing else. Light to import: this is done before the command line
is understood.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from bulletin.press.folders import MANIFEST, is_issue

ENGINES: Final = "bulletin.press.engines"
_SETTINGS: Final = "bulletin.toml"  # as `planning.paths` has it, which is not to be loaded yet
# Whether a process was begun that copies are made of, and whether one that makes an edition itself.
_copied: Final[list[bool]] = []
_alone: Final[list[bool]] = []


class Prospect(NamedTuple):
    """What is likely to be made, of `targets`: into `output` (None for the usual folder), in so many scripts and by so many
    processes (0 for what the settings say and for as many as there are processors)."""

    targets: tuple[Path, ...]
    output: Path | None = None
    scripts: int = 0
    processes: int = 0


def make_ready(prospect: Prospect) -> None:
    """Begin to load the engines if a file of an issue is newer than what was made last, and for loose articles always: in a
    process that copies are made of for several editions, in the one that makes it for a single one."""
    if not all(map(is_issue, prospect.targets)):
        _stand_alone()
        return
    manifest = (prospect.output or Path("out")) / MANIFEST
    try:
        made = manifest.stat().st_mtime
    except OSError:
        made = 0.0
    if not any(changed > made for target in prospect.targets for changed in _times(target)):
        return
    if prospect.processes == 1 or (prospect.scripts or _scripts_of(prospect.targets)) == 1:
        _stand_alone()
        return
    from bulletin.processes import processors  # noqa: PLC0415 as below

    if prospect.processes or processors() > 1:
        stand_by()


def _stand_alone() -> None:
    from bulletin.press import child  # noqa: PLC0415 as below

    child.stand_by(ENGINES)
    _alone.append(True)


def stand_by() -> None:
    """Begin to load the engines, for what will be made of copies."""
    from bulletin.processes import ready  # noqa: PLC0415 where nothing is to be made no process is wanted

    ready(ENGINES)
    _copied.append(True)


def copies_stand_by() -> bool:
    """Whether a process was begun that copies are made of."""
    return bool(_copied)


def let_go() -> None:
    """Let the processes go that were begun for nothing."""
    if _alone:
        from bulletin.press import child  # noqa: PLC0415 as above

        child.let_go()
        _alone.clear()
    if _copied:
        from bulletin.processes import dismiss  # noqa: PLC0415 as above

        dismiss()
        _copied.clear()


def _scripts_of(targets: tuple[Path, ...]) -> int:
    """How many scripts issues are made in, as far as the settings beside one tell; 0 for nobody knows."""
    import tomllib  # noqa: PLC0415 seldom needed

    for target in targets:
        issue = target if target.is_dir() else target.parent
        for settings in (issue / _SETTINGS, issue.parent / _SETTINGS):
            with suppress(OSError, ValueError, KeyError, TypeError):
                return len(tomllib.loads(settings.read_text(encoding="utf-8"))["output"]["scripts"])
    return 0


def _times(target: Path) -> Iterator[float]:
    """When the files of an issue, and those around it, were last written; a folder's own time tells of results put into it."""
    issue = target if target.is_dir() else target.parent
    inside = [Path(each) for each in _folders(issue)]
    for folder in (issue, issue.parent, *inside):
        with suppress(OSError), os.scandir(folder) as found:
            for each in found:
                if each.is_file() and not each.name.startswith("."):
                    yield each.stat().st_mtime


def _folders(issue: Path) -> Iterator[str]:
    with suppress(OSError), os.scandir(issue) as found:
        yield from (each.path for each in found if each.is_dir())
