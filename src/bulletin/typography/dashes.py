"""Dashes and ellipses as Chinese writes them. In: a run's text. Out: edits.

GB/T 15834-2011 §4.10 and §4.11: the dash is two squares long, the ellipsis six dots in two squares.
"""

import re
from collections.abc import Iterator
from typing import Final

from bulletin.typography.marks import CHINESE
from bulletin.typography.runs import Edit

_BESIDE: Final = f"[{CHINESE}]"
_DASH: Final = re.compile(rf"(?:(?<={_BESIDE})-{{2,}}(?![-A-Za-z])|-{{2,}}(?={_BESIDE})|[―─—]{{2,}}|―)")
_ELLIPSIS: Final = re.compile(rf"(?<={_BESIDE})(?:\.{{3,}}|…(?!…)(?<!……)|·{{3,}})|。{{3,}}|…{{3,}}")


def two_square_dashes(text: str) -> Iterator[Edit]:
    """-- and what looks like it become ——, but not the --option of a command."""
    return (Edit(*found.span(), "——") for found in _DASH.finditer(text) if found.group() != "——")


def six_dot_ellipses(text: str) -> Iterator[Edit]:
    """... and what looks like it become ……."""
    return (Edit(*found.span(), "……") for found in _ELLIPSIS.finditer(text))
