"""Makers made ready before it is known that there is something to make. In: an order. Out: a process that loads the engines.

What is to be made is found out from contents, which takes a while; that something is, the times of files tell at once, nearly
always. A wrong guess costs or saves a moment and changes nothing else.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from bulletin.press.order import MANIFEST, Order, is_issue

ENGINES: Final = "bulletin.press.engines"
# Whether the guess was made that something will be.
_begun: Final[list[bool]] = []


def make_ready(order: Order) -> None:
    """Begin to load the engines if a file of an order is newer than what was made last. A single edition, or one of loose
    articles, is made in a process of another kind, in which every step can be seen; so is one after another."""
    if len(order.scripts) == 1 or order.processes == 1 or not all(map(is_issue, order.targets)):
        return
    manifest = (order.output or Path("out")) / MANIFEST
    try:
        made = manifest.stat().st_mtime
    except OSError:
        made = 0.0
    if any(changed > made for target in order.targets for changed in _times(target)):
        from bulletin.processes import processors  # noqa: PLC0415 as below

        if order.processes or processors() > 1:
            stand_by()


def stand_by() -> None:
    """Begin to load the engines, for what will be made of copies."""
    from bulletin.processes import ready  # noqa: PLC0415 where nothing is to be made no process is wanted

    ready(ENGINES)
    _begun.append(True)


def let_go() -> None:
    """Let the process go that was begun for nothing."""
    if _begun:
        from bulletin.processes import dismiss  # noqa: PLC0415 as above

        dismiss()
        _begun.clear()


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
