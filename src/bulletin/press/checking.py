"""Something finished or in the making → what is wrong with it. In: a path. Out: `Checked`, the notices on it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from bulletin import pdf
from bulletin.errors import InputError, UsageError
from bulletin.press.order import Checked, Progress, silent


def check(target: Path, progress: Progress = silent) -> Checked:
    """Look over `target`: an issue, or a file by its kind. Raises UsageError `press.cannot-check`; InputError."""
    if not target.exists():
        raise InputError("press.nothing-there", place=str(target))
    kind = "issue" if target.is_dir() or target.name == "issue.toml" else target.suffix.lower()
    if kind not in CHECKERS:
        raise UsageError("press.cannot-check", place=str(target), known=", ".join(sorted(CHECKERS)))
    return CHECKERS[kind](target, progress)


def check_pdf(path: Path, _progress: Progress) -> Checked:
    """A PDF against the standards it claims and a printing house's needs."""
    return Checked(path, pdf.check(path).notices)


# Checkers by kind of target: `issue`, or the ending of a file.
CHECKERS: Final[dict[str, Callable[[Path, Progress], Checked]]] = {
    ".pdf": check_pdf,
}
