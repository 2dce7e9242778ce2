"""What the engine stumbles over. In: a sheet, and whatever the engine raised over it. Out: an EngineError that says what to
look for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bulletin.errors import BulletinError, EngineError
from bulletin.model import Sheet

# A CSS variable that is asked for without anything in its stead, and one that is set (CSS Custom Properties 1).
_ASKED: Final = re.compile(r"var\(\s*(--[\w-]+)\s*\)")
_SET: Final = re.compile(r"(--[\w-]+)\s*:")


@contextmanager
def told_plainly(sheet: Sheet) -> Iterator[None]:
    """Raises EngineError for whatever a sheet can make the engine stumble over inside the `with` block (RecursionError,
    ZeroDivisionError …): `pdf.undefined-variable` where its styles ask for one, else `pdf.engine-failed`."""
    try:
        yield
    except BulletinError:
        raise
    except Exception as error:
        # Inside a calculation WeasyPrint 70.0 trips over them; elsewhere it leaves the rule out and says so.
        if isinstance(error, AssertionError) and (names := _undefined_variables(sheet)):
            raise EngineError("pdf.undefined-variable", place=sheet.title, names=", ".join(names)) from error
        reason = f"{type(error).__name__}: {error}"
        raise EngineError("pdf.engine-failed", place=sheet.title, reason=reason) from error


def _undefined_variables(sheet: Sheet) -> list[str]:
    styles = [data.decode(errors="replace") for data, kind in sheet.resources.values() if kind == "text/css"]
    text = "".join((*styles, sheet.html))
    return sorted({*_ASKED.findall(text)} - {*_SET.findall(text)})
