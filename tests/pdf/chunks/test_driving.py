"""Parts made side by side: what becomes of one whose process dies."""

import os
import signal
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import EngineError
from bulletin.pdf import engine

engine.load()

from bulletin.pdf.chunks.driving import side_by_side  # noqa: E402 WeasyPrint first
from bulletin.processes import Lane  # noqa: E402


def dies_at_first(folder: str, name: str) -> str:
    """Note the try; die at the first."""
    tries = Path(folder) / name
    with tries.open("a") as file:
        file.write("x")
    if name == "dies" or (name == "once" and len(tries.read_text()) == 1):
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return name


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_part_whose_process_died_begins_anew(tmp_path: Path) -> None:
    names = ["a", "once", "b"]
    found: list[str] = []

    def steps(number: int) -> Any:
        found.append((yield dies_at_first, str(tmp_path), names[number]))

    lanes = [Lane(), Lane()]
    side_by_side(lanes, range(3), steps)
    assert sorted(found) == sorted(names)
    names[0] = "dies"
    with pytest.raises(EngineError) as caught:
        side_by_side(lanes, range(1), steps)
    assert isinstance(caught.value.__cause__, BrokenProcessPool)
    assert (tmp_path / "dies").read_text() == "xxx"
    for lane in lanes:
        lane.renew()
