"""Looking at the machine. In: the name of a package, a program. Out: its version, or None where it is not.

Nothing here raises: what cannot be read or started is not there.
"""

import importlib.metadata
import re
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

_JAVA_SECONDS: Final = 20  # a cold start takes one; a hung one must not hang the doctor


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
