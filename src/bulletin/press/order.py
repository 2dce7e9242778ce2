"""What the editor asks of the press and what comes back. Light to import: the command line declares itself with these."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bulletin.model import Artefact, Format, Notice, Script


@dataclass(frozen=True, slots=True)
class Order:
    """What the editor asked for; what is empty is decided by bulletin.toml."""

    targets: tuple[Path, ...]
    formats: tuple[Format, ...] = ()
    scripts: tuple[Script, ...] = ()
    theme: str | None = None
    title: str | None = None
    output: Path | None = None
    bleed_mm: float | None = None
    attach: bool | None = None
    vertical: bool = False  # e-books in Traditional Chinese from right to left


@dataclass(frozen=True, slots=True)
class Step:
    """Where a run stands: the stage (`read`, `convert`, `pdf`, `epub`), what it works on, steps done of all."""

    stage: str
    what: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Made:
    """What a run made, and what needs a human eye."""

    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Produced:
    """A file for the printing house: how many sides it has, and what needs a human eye."""

    path: Path
    sides: int
    bytes: int
    seconds: float
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, what was found, and what an editor has chosen not to be told (each with its reason)."""

    target: Path
    notices: tuple[Notice, ...]
    silenced: tuple[tuple[Notice, str], ...] = ()


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """Progress that nobody watches."""
