"""The door to WeasyPrint. In: the machine's libraries. Out: WeasyPrint imported, or an EngineError saying what lacks."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final

from bulletin.errors import EngineError

# The files that reach into its internals (subsetting, metadata, line adjustment) are written against this version.
PINNED: Final = "70.0"


def load() -> None:
    """Import WeasyPrint before any module here does. Raises EngineError if Pango or one of its libraries is missing."""
    with warnings.catch_warnings():
        # It warns of a missing libharfbuzz-subset, which subsetting.py does without, and of missing fonts, which is
        # an error of ours at the first page.
        warnings.simplefilter("ignore")
        try:
            import_module("weasyprint")
        except OSError as error:
            raise EngineError("pdf.no-pango", reason=str(error).strip().splitlines()[0]) from error


def installed_version() -> str:
    """The version of WeasyPrint that is installed."""
    return version("weasyprint")


def is_pinned() -> bool:
    """True if the version is the one our changes to it were written for; on another they stay off."""
    return installed_version() == PINNED


@contextmanager
def standing_in(*replacements: tuple[Any, str, Any]) -> Iterator[None]:
    """Let each value stand in for the attribute of that name, of a module or class, inside the `with` block."""
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in replacements]
    try:
        for owner, name, value in replacements:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)
