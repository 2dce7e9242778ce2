"""The shared libraries of this machine. In: the name of a library. Out: its version, or None where it is not.

Nothing here raises: what cannot be loaded is not there.
"""

import ctypes
from contextlib import suppress
from functools import cache
from typing import Final

# The names a library has on Linux, macOS and Windows, as WeasyPrint looks for them (weasyprint/text/ffi.py), and
# the function that tells its version where there is one.
_LIBRARIES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "pango-1.0": (("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "pangoft2-1.0": (("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"), ""),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
    "harfbuzz-subset": (
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll"),
        "",
    ),
}


@cache
def library_version(name: str) -> str | None:
    """The version of a shared library, empty where it tells none; None if it cannot be loaded."""
    files, teller = _LIBRARIES[name]
    library = _loaded(*files) or _loaded(_found(name))
    if library is None or not teller:
        return None if library is None else ""
    function = getattr(library, teller)
    function.restype = ctypes.c_char_p
    return bytes(function()).decode("ascii")


def _found(name: str) -> str | None:
    from ctypes.util import find_library  # noqa: PLC0415 asks other programs: only where nothing is in its place

    return find_library(name)


def _loaded(*files: str | None) -> ctypes.CDLL | None:
    for file in filter(None, files):
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None
