"""An issue is made as far as it is not fresh; two runs into one folder do not mix."""

import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import BulletinError
from bulletin.library import lock
from bulletin.model import Format, Script
from bulletin.press import renewing
from bulletin.press.edition_job import EditionDone, EditionJob, make_or_raise
from bulletin.press.foresight import Prospect, make_ready
from bulletin.press.order import Order, Progress, Step
from bulletin.press.output import sha256_of
from bulletin.press.renewing import renew

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """An issue in both scripts, as e-books."""
    issue = tmp_path / "会讯" / "2026-03"
    issue.mkdir(parents=True)
    (issue / "a.md").write_text("# 桥\n\n柳树绿了。\n", encoding="utf-8")
    (issue / "issue.toml").write_text("date = 2026-03-20\n", encoding="utf-8")
    (issue.parent / "bulletin.toml").write_text('[periodical]\nname = "会讯"\n', encoding="utf-8")
    return Order((issue,), (Format.EPUB,), (Script.ZH_HANS, Script.ZH_HANT_TW), output=tmp_path / "out")


def test_what_lies_there_is_not_made_again_until_something_changes(order: Order) -> None:
    first = renew(replace(order, processes=2))
    assert (len(first.artefacts), first.fresh) == (2, frozenset())
    again = renew(replace(order, processes=2))
    assert [each.sha256 for each in again.artefacts] == [each.sha256 for each in first.artefacts]
    assert again.fresh == {artefact.path for artefact in first.artefacts}
    assert again.notices == first.notices
    # A result that is gone is made again, the other is not; the bytes are the same.
    lost = first.artefacts[0]
    lost.path.unlink()
    mended = renew(order)
    assert mended.fresh == {first.artefacts[1].path}
    assert [sha256_of(artefact.path) for artefact in mended.artefacts] == [
        each.sha256 for each in first.artefacts
    ]
    (order.targets[0] / "a.md").write_text("# 桥\n\n柳树又绿了。\n", encoding="utf-8")
    assert renew(order).fresh == frozenset()
    assert renew(order, force=True).fresh == frozenset()


def test_a_cache_that_lies_in_the_periodical_is_no_part_of_it(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BULLETIN_CACHE", str(order.targets[0].parent / "kept"))
    monkeypatch.delenv("BULLETIN_CACHE_LIMIT")
    renew(order)
    assert (order.targets[0].parent / "kept" / "stages").is_dir()
    assert len(renew(order).fresh) == 2


@pytest.mark.parametrize(("option", "value"), [("title", "春"), ("vertical", True), ("attach", True)])
def test_what_the_command_line_asks_for_counts(order: Order, option: str, value: object) -> None:
    renew(order)
    asked = {name: getattr(order, name) for name in ("targets", "formats", "scripts", "output")}
    other = Order(**{**asked, option: value})
    assert renew(other).fresh == frozenset()
    assert renew(other).fresh != frozenset()


def test_a_run_waits_for_another_in_the_same_folder_and_finds_what_that_has_made(order: Order) -> None:
    output = order.output or Path()
    output.mkdir()
    handle = lock.take(output / ".bulletin.lock")
    steps: list[Step] = []

    def watch(step: Step) -> None:
        steps.append(step)
        if step.stage == "wait":
            threading.Timer(0.3, lock.release, [handle]).start()

    made = renew(order, watch)
    assert steps[0].stage == "wait"
    assert len(made.artefacts) == 2


def test_what_stops_an_issue_is_raised_and_loose_articles_leave_nothing_behind(order: Order) -> None:
    (order.targets[0] / "issue.toml").write_text('articles = ["gone.md"]\n', encoding="utf-8")
    with pytest.raises(BulletinError) as caught:
        renew(order)
    assert caught.value.code == "planning.no-such-file"
    renew(Order((order.targets[0] / "a.md",), (Format.EPUB,), output=order.output))
    assert [path.suffix for path in (order.output or Path()).iterdir()] == [".epub"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is begun and let go, and what is made in a child."""
    told: list[str] = []

    def make(job: EditionJob, progress: Progress) -> EditionDone:
        told.append("make")
        return make_or_raise(job)

    monkeypatch.setattr("bulletin.processes.ready", lambda _: told.append("ready"))
    monkeypatch.setattr("bulletin.processes.dismiss", lambda: told.append("dismiss"))
    monkeypatch.setattr("bulletin.press.child.stand_by", lambda _: told.append("child"))
    monkeypatch.setattr("bulletin.press.child.let_go", lambda: told.append("let go"))
    monkeypatch.setattr(renewing, "make_in_child", make)
    return told


def test_engines_are_loaded_beforehand_where_they_will_be_used(order: Order, told: list[str]) -> None:
    make_ready(Prospect(order.targets, order.output, processes=2))
    assert told == ["ready"]
    make_ready(Prospect((order.targets[0] / "a.md",), order.output, processes=2))
    make_ready(Prospect(order.targets, order.output, scripts=1))
    make_ready(Prospect(order.targets, order.output, scripts=2, processes=1))
    with (order.targets[0].parent / "bulletin.toml").open("a", encoding="utf-8") as settings:
        settings.write('[output]\nscripts = ["zh-Hans"]\n')
    make_ready(Prospect(order.targets, order.output, processes=2))
    assert told[1:] == ["child"] * 4


def test_what_was_loaded_for_nothing_is_let_go(order: Order, told: list[str]) -> None:
    make_ready(Prospect(order.targets, order.output, scripts=1))
    (order.targets[0] / "issue.toml").write_text('articles = ["gone.md"]\n', encoding="utf-8")
    make_ready(Prospect(order.targets, order.output, processes=2))
    with pytest.raises(BulletinError):
        renew(order)
    assert told == ["child", "ready", "let go", "dismiss"]


def test_a_single_edition_too_is_made_of_copies_where_a_process_stands_by(
    order: Order, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pool:
        def __init__(self, lanes: int) -> None:
            told.append(f"{lanes} copy")

        def done(self, jobs: Any, work: Any) -> Any:
            return ((job, work(job)) for job in jobs)

    monkeypatch.setattr("bulletin.press.workers.LocalPool", Pool)
    make_ready(Prospect(order.targets, order.output, processes=2))
    assert len(renew(replace(order, scripts=order.scripts[:1])).artefacts) == 1
    assert told == ["ready", "1 copy", "dismiss"]


def test_a_fresh_issue_loads_no_engine_and_starts_no_process(order: Order) -> None:
    renew(order)
    program = (
        "import sys; from bulletin.cli.app import run\n"
        f"try: run(['make', {str(order.targets[0])!r}, '--epub', '--output', {str(order.output)!r},"
        " '--script', 'zh-Hans', '--script', 'zh-Hant-TW'])\n"
        "except SystemExit as end: print(end.code)\n"
        "engines = 'weasyprint opencc ebooklib jinja2 PIL multiprocessing fontTools'.split()\n"
        "print([name for name in engines if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program, "--lang", "en"], capture_output=True, check=True)
    assert run.stdout.decode().splitlines() == ["0", "[]"]
    assert "nothing has changed" in run.stderr.decode()
