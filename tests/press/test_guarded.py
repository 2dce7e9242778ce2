"""Work that brings its process down: the guilty article is named, the rest is made."""

import os
import re
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.errors import EngineError, InputError
from bulletin.model import Notice
from bulletin.press import child, guarded
from bulletin.press.child import Died, in_child
from bulletin.press.files_guarded import of_one_file
from bulletin.press.guarded import check_theme_guarded, without_guilty
from bulletin.press.limits import Budget, within
from bulletin.press.order import Made, Order, Step

ROOT = Path(__file__).parents[2]
SMALL = Budget(seconds=1, memory=600 << 20)


def work(job: str, tell: Callable[[str], None]) -> str:
    """What the job's name says."""
    tell("begun")
    if job == "is killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "stumbles":
        raise ZeroDivisionError("by nought")
    if job == "refuses":
        raise InputError("collect.empty", place="a.md")
    if job == "prints":
        print("noise")
        os.system("echo noise")  # noqa: S605 what a library may do
    with within(SMALL):
        if job == "turns":
            while True:
                pass
        if job == "is a regex bomb":
            re.match(r"(a+)+$", "a" * 60 + "b")
        if job == "waits":
            time.sleep(60)
        if job == "takes memory":
            bytearray(2 << 30)
    return job


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.mark.parametrize("job", ["works", "prints"])
def test_a_child_gives_back_what_its_work_gives_and_tells(job: str) -> None:
    told: list[str] = []
    assert in_child(work, job, told.append) == job
    assert told == ["begun"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are POSIX")
@pytest.mark.parametrize(
    ("job", "reason", "detail"),
    [
        ("is killed", "crash", "SIGKILL"),
        ("stumbles", "crash", "ZeroDivisionError: by nought"),
        ("turns", "time", ""),
        ("is a regex bomb", "time", ""),
        ("waits", "time", ""),
        ("takes memory", "memory", ""),
    ],
)
def test_a_child_that_dies_says_of_what(job: str, reason: str, detail: str) -> None:
    with pytest.raises(Died) as caught:
        in_child(work, job, lambda _: None)
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


def test_a_refusal_comes_through_as_it_was() -> None:
    with pytest.raises(InputError) as caught:
        in_child(work, "refuses", lambda _: None)
    assert (caught.value.code, caught.value.place) == ("collect.empty", "a.md")


def test_a_child_is_ended_when_whoever_waits_for_it_is_interrupted() -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        in_child(work, "waits", interrupt)
    assert time.monotonic() - started < 50


def test_a_process_that_has_not_said_that_it_may_die_is_not_limited() -> None:
    with within(Budget(seconds=0, memory=0)):
        assert sum(range(100_000)) > 0


@pytest.fixture
def no_leftovers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, empty before and after."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield folder
    monkeypatch.undo()
    assert list(folder.iterdir()) == []


def interpreter(folder: Path, *lines: str) -> str:
    """A program that stands where Python should."""
    program = folder / "python"
    program.write_text("\n".join(["#!/bin/sh", *lines]), encoding="utf-8")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(sys.platform == "win32", reason="the interpreters are scripts")
@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["echo noise >&2", "echo 'MemoryError: so soon' >&2", "exit 1"], "MemoryError: so soon"),
        (["kill -KILL $$"], "SIGKILL"),
        (["exit 1"], "1"),
    ],
)
def test_a_child_that_cannot_begin_took_no_time_but_never_began(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_leftovers: Path, lines: list[str], reason: str
) -> None:
    monkeypatch.setattr(sys, "executable", interpreter(tmp_path, *lines))
    with pytest.raises(EngineError) as caught:
        in_child(work, "works", lambda _: None)
    assert (caught.value.code, caught.value.values["reason"]) == ("press.cannot-start", reason)


def test_a_child_that_is_not_there_is_said_to_be_with_the_systems_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_leftovers: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(EngineError) as caught:
        without_guilty(lambda _: in_child(work, "works", lambda _: None), ORDER)
    assert caught.value.code == "press.cannot-start"
    assert "No such file" in caught.value.message("en")


@pytest.mark.parametrize("job", ["works", "is killed", "turns", "stumbles", "refuses"])
def test_nothing_is_left_of_what_a_child_put_down_however_it_ended(job: str, no_leftovers: Path) -> None:
    with suppress(Died, InputError):
        in_child(puts_down, job, lambda _: None)
    assert list(no_leftovers.iterdir()) == []


@pytest.mark.parametrize("job", ["works", "is killed", "turns", "stumbles", "refuses"])
def test_a_child_that_stood_by_does_what_another_would(job: str, no_leftovers: Path) -> None:
    child.stand_by("bulletin.model")
    (standing_by,) = child._standing_by
    with suppress(Died, InputError):
        in_child(puts_down, job, lambda _: None)
    assert not child._standing_by
    assert standing_by.process.returncode is not None


def test_a_child_that_stood_by_has_loaded_its_module_and_works_where_it_is_asked_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child.stand_by("bulletin.collect.textdump")
    monkeypatch.setenv("BULLETIN_RUN", "later")
    assert in_child(has_loaded, "bulletin.collect.textdump", lambda _: None) == (True, "later")
    assert in_child(has_loaded, "bulletin.collect.textdump", lambda _: None) == (False, "later")


def has_loaded(module: str, _tell: Callable[[str], None]) -> tuple[bool, str]:
    return module in sys.modules, os.environ["BULLETIN_RUN"]


def test_a_child_that_nothing_came_for_is_let_go(no_leftovers: Path) -> None:
    child.stand_by("bulletin.model")
    child.stand_by("bulletin.model")
    (standing_by,) = child._standing_by
    child.let_go()
    assert standing_by.process.poll() is not None
    assert not child._standing_by


def puts_down(job: str, tell: Callable[[str], None]) -> str:
    """As `work`, with a folder of its own."""
    Path(tempfile.mkdtemp(prefix="bulletin-"), "fonts.conf").write_text("", encoding="utf-8")
    return work(job, tell)


ORDER = Order((Path("issue"),))
BAD = Path("bad.md")


def makes(order: Order) -> Made:
    if BAD not in order.without:
        raise Died("time")
    return Made((), (Notice("press.not-vertical"),))


@pytest.mark.parametrize(("job", "place"), [("works", ""), ("is killed", "begun"), ("stumbles", "begun")])
def test_work_on_one_file_that_dies_names_what_it_was_at(job: str, place: str) -> None:
    if not place:
        assert of_one_file(steps, job, "a.md") == job
        return
    with pytest.raises(InputError) as caught:
        of_one_file(steps, job, "a.md")
    assert (caught.value.code, caught.value.place) == ("press.file-crash", "begun")


def test_a_theme_is_looked_for_by_the_process_that_checks_it(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        check_theme_guarded("没有", tmp_path)
    assert caught.value.code == "layout.theme-unknown"


def steps(job: str, tell: Callable[[Step], None]) -> str:
    """As `work`, told in steps."""
    return work(job, lambda told: tell(Step("read", told, 0, 1)))


def test_the_issue_is_made_without_the_guilty_article_which_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {BAD: Died("time")})
    made = without_guilty(makes, ORDER)
    assert [(notice.code, notice.article) for notice in made.notices] == [
        ("press.article-time", "bad.md"),
        ("press.not-vertical", ""),
    ]
    assert made.notices[0].severity == "error"


def test_under_strict_the_guilty_article_stops_the_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {BAD: Died("memory")})
    with pytest.raises(InputError) as caught:
        without_guilty(makes, replace(ORDER, strict=True))
    assert (caught.value.code, caught.value.place) == ("press.article-memory", "bad.md")


def test_an_issue_that_dies_though_no_article_does_is_said_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {})
    with pytest.raises(InputError) as caught:
        without_guilty(makes, ORDER)
    assert caught.value.code == "press.issue-time"


def test_an_issue_whose_process_was_killed_by_someone_is_made_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deaths = [Died("crash", "SIGKILL")]

    def makes_at_last(order: Order) -> Made:
        if deaths:
            raise deaths.pop()
        return Made((), ())

    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {})
    assert without_guilty(makes_at_last, ORDER).notices == ()
    deaths += [Died("crash", "SIGSEGV")] * 2
    with pytest.raises(InputError) as caught:
        without_guilty(makes_at_last, ORDER)
    assert caught.value.code == "press.issue-crash"


def test_an_issue_that_an_engine_gives_up_on_is_tried_article_by_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gives_up(order: Order) -> Made:
        given_up = Notice("pdf.engine-failed", {"reason": "ZeroDivisionError: float division by zero"})
        return Made((), () if BAD in order.without else (given_up,))

    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {BAD: Died("crash", "ZeroDivisionError")})
    assert [notice.code for notice in without_guilty(gives_up, ORDER).notices] == ["press.article-crash"]
