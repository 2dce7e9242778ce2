"""The door to WeasyPrint. In: the machine's libraries. Out: WeasyPrint imported, or an EngineError saying what lacks."""

import warnings
from importlib import import_module
from importlib.metadata import version
from typing import Final

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
