"""The door to WeasyPrint. In: the machine's libraries. Out: the module `weasyprint`, or an EngineError saying what lacks."""

import warnings
from typing import Final

from bulletin.errors import EngineError

# The files that reach into its internals (subsetting, metadata, line adjustment) are written against this version.
PINNED: Final = "70.0"

try:
    with warnings.catch_warnings():
        # It warns that it will need libharfbuzz-subset one day: subsetting.py does without.
        warnings.simplefilter("ignore", DeprecationWarning)
        import weasyprint
except OSError as error:
    raise EngineError("pdf.no-pango", reason=str(error).strip().splitlines()[0]) from error

__all__ = ["PINNED", "is_pinned", "weasyprint"]


def is_pinned() -> bool:
    """True if the version is the one our changes to it were written for; on another they stay off."""
    return bool(weasyprint.__version__ == PINNED)
