"""Editions made one after another: what an interruption leaves."""

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

import pytest

from bulletin.press.edition_job import EditionDone, EditionJob
from bulletin.press.editions import made_editions
from bulletin.press.freshness import PlannedEdition, Reason
from bulletin.press.ingredients import Larder
from bulletin.press.manifest import Manifest
from bulletin.press.order import Order, Step


class _TwoAtWork:
    """Gives out a result while another edition is being written, whose writer comes to no end of its own."""

    def __init__(self) -> None:
        self.ended = False

    def done(self, jobs: Sequence[Any], work: Callable[[Any], Any]) -> Generator[tuple[Any, Any], None, None]:
        try:
            folder = jobs[1].order.output
            (folder / f".{jobs[1].name}.99-x.part.pdf").touch()
            (folder / ".another.99-x.part.pdf").touch()
            yield jobs[0], work(jobs[0])
        finally:
            self.ended = True


def test_an_interruption_between_two_results_ends_the_work_and_leaves_nothing_half_written(
    tmp_path: Path,
) -> None:
    def interrupt(step: Step) -> None:
        if step.done:
            raise KeyboardInterrupt

    order = Order((tmp_path,), output=tmp_path)
    editions = [
        PlannedEdition(EditionJob(name, order, tmp_path), (), (), {}, (Reason("new"),), None)
        for name in ("2026-03.zh-Hans", "2026-03.zh-Hant-TW")
    ]
    executor = _TwoAtWork()
    with pytest.raises(KeyboardInterrupt) as held:  # with its traceback, and all frames in it
        made_editions(
            editions,
            executor,
            lambda _: EditionDone((), (), 0.1),
            Larder(tmp_path, tmp_path),
            Manifest(tmp_path),
            interrupt,
        )
    assert held.tb
    assert executor.ended
    assert [path.name for path in tmp_path.glob(".*.part*")] == [".another.99-x.part.pdf"]
