"""Something finished or in the making → what is wrong with it. In: a path. Out: `Checked`, the notices on it."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bulletin import pdf
from bulletin.epub.checking import check as check_book
from bulletin.errors import InputError, UsageError
from bulletin.messages import table
from bulletin.model import Artefact, Format, Issue, Notice, Outcome
from bulletin.planning import Silenced
from bulletin.press import limits
from bulletin.press.folders import is_issue
from bulletin.press.lint import content_notices, draft_of
from bulletin.press.make import make
from bulletin.press.order import Checked, Order, Progress, silent


def check(target: Path, progress: Progress = silent, without: frozenset[Path] = frozenset()) -> Checked:
    """Look over `target`: an issue, passing over its files `without`, or a file by its kind.

    Raises UsageError `press.cannot-check`; InputError."""
    if not target.exists():
        raise InputError("press.nothing-there", place=str(target))
    if is_issue(target):
        return check_issue(target, progress, without)
    kind = target.suffix.lower()
    if kind not in CHECKERS:
        raise UsageError(
            "press.cannot-check", place=str(target), known=", ".join(sorted(("issue", *CHECKERS)))
        )
    with limits.within(limits.for_file(target)):
        return Checked(target, CHECKERS[kind](target).notices)


def check_issue(target: Path, progress: Progress, without: frozenset[Path] = frozenset()) -> Checked:
    """An issue as it will be printed: its PDF are made, without being kept, and looked into; then the rules of content.

    What [check] silences is told apart, with its reason. Raises what `press.make` raises.
    """
    order = Order((target,), formats=(Format.PDF,), without=without)
    draft = draft_of(order)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        made = make(replace(order, output=Path(folder)), progress)
        notices = [*made.notices]
        for at, artefact in enumerate(made.artefacts):
            with limits.within(limits.for_file(artefact.path)):
                notices += _printed_notices(artefact, draft.issue)
                cover_text = pdf.page_text(artefact.path, 1)
            notices += content_notices(draft, artefact.script, cover_text, first=at == 0)
    return _sorted_out(target, dict.fromkeys(notices), draft.settings.silenced)


def _printed_notices(artefact: Artefact, issue: Issue) -> Iterator[Notice]:
    """What is wrong with a made PDF; a coarse picture is told of the article it stands in. Good news is not news."""
    homes: dict[tuple[object, object], str] = {
        (asset.width_px, asset.height_px): article.title
        for article in issue.articles
        for asset in article.assets
    }
    for notice in pdf.check(artefact.path).notices:
        if notice.code == "pdf.conforms":
            continue
        size = (notice.values.get("width"), notice.values.get("height"))
        home = homes.get(size, "") if notice.code == "pdf.coarse-picture" else ""
        yield replace(notice, article=home, place=notice.place if home else artefact.path.name)


def _sorted_out(target: Path, notices: Iterable[Notice], silenced: Iterable[Silenced]) -> Checked:
    """The notices, and apart from them those that a reason silences; what is wrong with [check] itself is a notice."""
    reasons: dict[str, str] = {}
    told: list[Notice] = []
    for code, reason, place in silenced:
        if not _is_code(code):
            told.append(Notice("checks.unknown-code", {"code": code}, place=place))
        else:
            reasons[code] = reason
    quiet = []
    for notice in notices:
        if notice.code in reasons:
            quiet.append((notice, reasons[notice.code]))
        else:
            told.append(notice)
    return Checked(target, tuple(told), tuple(quiet))


def _is_code(code: str) -> bool:
    room, _, entry = code.partition(".")
    try:
        return "severity" in table(room).get(entry, {})
    except (FileNotFoundError, OSError, ValueError):
        return False


# Checkers of finished files by their endings.
CHECKERS: Final[dict[str, Callable[[Path], Outcome[Any]]]] = {".epub": check_book, ".pdf": pdf.check}
