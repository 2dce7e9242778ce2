"""Makers made ready before it is known that there is something to make. In: an order. Out: a process that loads the engines.

What is to be made is found out from contents, which takes a while; that something is, the times of files tell at once, nearly
always. A wrong guess costs or saves a moment and changes nothing else.
"""

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from bulletin.press import child
from bulletin.press.order import MANIFEST, Order, is_issue

ENGINES: Final = "bulletin.press.engines"
_SETTINGS: Final = "bulletin.toml"  # as `planning.paths` has it, which is not to be loaded yet
# Whether a process was begun that copies are made of.
_begun: Final[list[bool]] = []


def make_ready(order: Order) -> None:
    """Begin to load the engines if a file of an order is newer than what was made last, and for loose articles always: in a
    process that copies are made of for several editions, in the one that makes it for a single one."""
    if not all(map(is_issue, order.targets)):
        child.stand_by(ENGINES)
        return
    manifest = (order.output or Path("out")) / MANIFEST
    try:
        made = manifest.stat().st_mtime
    except OSError:
        made = 0.0
    if not any(changed > made for target in order.targets for changed in _times(target)):
        return
    if order.processes == 1 or _scripts_of(order) == 1:
        child.stand_by(ENGINES)
        return
    from bulletin.processes import processors  # noqa: PLC0415 as below

    if order.processes or processors() > 1:
        stand_by()


def stand_by() -> None:
    """Begin to load the engines, for what will be made of copies."""
    from bulletin.processes import ready  # noqa: PLC0415 where nothing is to be made no process is wanted

    ready(ENGINES)
    _begun.append(True)


def copies_stand_by() -> bool:
    """Whether a process was begun that copies are made of."""
    return bool(_begun)


def let_go() -> None:
    """Let the processes go that were begun for nothing."""
    child.let_go()
    if _begun:
        from bulletin.processes import dismiss  # noqa: PLC0415 as above

        dismiss()
        _begun.clear()


def _scripts_of(order: Order) -> int:
    """How many scripts an order is made in, as far as it or the settings beside its issue tell; 0 for nobody knows."""
    if order.scripts:
        return len(order.scripts)
    for target in order.targets:
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
