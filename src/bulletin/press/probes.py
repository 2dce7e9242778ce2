"""Looking at the machine. In: the name of a library, a package, a program. Out: its version, or None where it is not.

Nothing here raises: what cannot be loaded, read or started is not there.
"""

import ctypes
import ctypes.util
import importlib.metadata
import re
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
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

_JAVA_SECONDS: Final = 20  # a cold start takes one; a hung one must not hang the doctor


def library_version(name: str) -> str | None:
    """The version of a shared library, empty where it tells none; None if it cannot be loaded."""
    files, teller = _LIBRARIES[name]
    library = _loaded(*files) or _loaded(ctypes.util.find_library(name))
    if library is None or not teller:
        return None if library is None else ""
    function = getattr(library, teller)
    function.restype = ctypes.c_char_p
    return bytes(function()).decode("ascii")


def package_version(name: str) -> str | None:
    """The version of an installed Python distribution, or None."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def required_packages() -> dict[str, str]:
    """What this program asks for: distribution → version specifier, as `weasyprint` → `==70.0`."""
    try:
        lines = importlib.metadata.requires("bulletin") or []
    except importlib.metadata.PackageNotFoundError:
        return {}
    matches = (re.match(r"([\w.-]+)([^;]*)", line) for line in lines)
    return {found[1]: found[2].strip() for found in matches if found}


def java_runs() -> bool:
    """True if `java` starts; macOS ships one that only says where to get another."""
    with suppress(OSError, subprocess.TimeoutExpired):
        run = subprocess.run(["java", "-version"], capture_output=True, timeout=_JAVA_SECONDS, check=False)  # noqa: S607 the one on PATH is meant
        return run.returncode == 0
    return False


def is_writable(folder: Path) -> bool:
    """True if a file can be made in `folder`, or where it does not exist yet in its nearest parent."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    # Rights alone do not tell: root has them on read-only and special file systems too.
    with suppress(OSError), tempfile.TemporaryFile(dir=folder):
        return True
    return False


def version_numbers(version: str) -> tuple[int, ...]:
    """`1.50.12` as (1, 50, 12), to compare; text that is no version is ()."""
    return tuple(map(int, re.findall(r"\d+", version)))


def _loaded(*files: str | None) -> ctypes.CDLL | None:
    for file in filter(None, files):
        with suppress(OSError):
            return ctypes.CDLL(file)
    return None
