"""What tests of several parts of the press need."""

from collections.abc import Callable, Iterator

import pytest

from bulletin.press.edition_job import EditionDone, EditionJob
from bulletin.press.workers import LocalPool


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make in this process: what is made and why does not hang on where."""

    def done(
        pool: LocalPool, jobs: list[EditionJob], work: Callable[[EditionJob], EditionDone]
    ) -> Iterator[tuple[EditionJob, EditionDone]]:
        return ((job, work(job)) for job in jobs)

    monkeypatch.setattr(LocalPool, "done", done)
