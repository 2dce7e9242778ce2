"""A batch on a Dask cluster: the same files as on this machine, whatever happens to a worker."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from distributed import LocalCluster

from bulletin.errors import InputError
from bulletin.model import Artefact
from bulletin.press import cluster as cluster_module
from bulletin.press.batch import BatchMade, make_batch
from bulletin.press.batch_plan import BatchOrder
from bulletin.press.cluster import Cluster
from bulletin.press.executors import WorkerDiedError

pytestmark = [
    # Dask leaves sockets and loops to the garbage collector when its processes are killed.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a scheduler with two workers on this machine."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def order(tmp_path: Path) -> BatchOrder:
    """Two issues, as PDF."""
    folder = tmp_path / "会讯"
    for month in (1, 3):
        (folder / f"2026-{month:02}" / "articles").mkdir(parents=True)
        article = folder / f"2026-{month:02}" / "articles" / "a.md"
        article.write_text(f"# 第{month}月\n\n桥头的柳树绿了。\n", encoding="utf-8")
        (folder / f"2026-{month:02}" / "issue.toml").write_text("number = 1\n", encoding="utf-8")
    (folder / "bulletin.toml").write_text(
        '[periodical]\nname = "会讯"\n[output]\nscripts = ["zh-Hans"]\nformats = ["pdf"]\n',
        encoding="utf-8",
    )
    return BatchOrder(folder, tmp_path / "pool", processes=2)


def on(scheduler: str, order: BatchOrder) -> BatchOrder:
    return BatchOrder(order.folder, order.output.with_name("cluster"), cluster=scheduler)


def files(made: BatchMade) -> dict[str, str]:
    assert {edition.state for edition in made.editions} == {"made"}
    artefacts: list[Artefact] = [each for edition in made.editions for each in edition.artefacts]
    assert all(each.path.is_file() for each in artefacts)
    return {each.path.name: each.sha256 for each in artefacts}


def marking(folder: Path, act: Callable[[int], None]) -> Callable[[str], str]:
    """A job that counts its tries in a file named after it, then acts."""

    def work(name: str) -> str:
        tries = folder / name
        with tries.open("a") as file:
            file.write("x")
        act(len(tries.read_text()))
        return name

    return work


def test_a_cluster_makes_the_same_bytes_as_the_pool(
    scheduler: str, order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")  # the workers' own environment lacks it
    on_this_machine = files(make_batch(order))
    assert len(on_this_machine) == 2
    assert files(make_batch(on(scheduler, order))) == on_this_machine


def test_a_worker_killed_in_the_middle_costs_nothing(scheduler: str, tmp_path: Path) -> None:
    def die_at_first(count: int) -> None:
        if count == 1:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        time.sleep(0.05)

    tries = tmp_path / "tries"
    tries.mkdir()
    jobs = ("a", "b", "c")
    executor = Cluster(scheduler, tmp_path, tmp_path)
    assert dict(executor.done(jobs, marking(tries, die_at_first))) == {name: name for name in jobs}
    assert all(len((tries / name).read_text()) >= 2 for name in jobs)


def test_what_a_job_raises_is_its_outcome(scheduler: str, tmp_path: Path) -> None:
    def fail(count: int) -> None:
        raise ValueError("as it should")

    (_, outcome), *rest = Cluster(scheduler, tmp_path, tmp_path).done(["a"], marking(tmp_path, fail))
    assert isinstance(outcome, ValueError)
    assert not rest


def test_a_cluster_out_of_reach_is_one_sentence(order: BatchOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_module, "_REACHED_WITHIN_SECONDS", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense"):
        with pytest.raises(InputError) as caught:
            make_batch(on(address, order))
        assert (caught.value.code, caught.value.place) == ("press.no-cluster", address)


def test_a_folder_that_workers_do_not_see_is_named(scheduler: str, tmp_path: Path) -> None:
    elsewhere = tmp_path / "not-shared"
    with pytest.raises(InputError) as caught:
        list(Cluster(scheduler, elsewhere, tmp_path).done(["a"], str))
    assert (caught.value.code, caught.value.values["folder"]) == ("press.not-shared", elsewhere)


def test_workers_of_another_version_are_refused(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "program", lambda: "another")  # here, not on the workers
    with pytest.raises(InputError) as caught:
        list(Cluster(scheduler, tmp_path, tmp_path).done(["a"], str))
    assert caught.value.code == "press.worker-differs"


def test_a_cluster_without_workers_says_so(tmp_path: Path) -> None:
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0", silence_logs=50) as empty,
        pytest.raises(InputError) as caught,
    ):
        list(Cluster(empty.scheduler_address, tmp_path, tmp_path).done(["a"], str))
    assert caught.value.code == "press.no-workers"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
def test_a_worker_killed_over_an_edition_costs_nothing(
    scheduler: str, order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mark of a job says which process is at it; killed in the middle, the job is done by another, all the same."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    on_this_machine = files(make_batch(order))
    killed: list[int] = []

    def kill_the_first(output: Path) -> None:
        until = time.monotonic() + 120
        while not killed and time.monotonic() < until:
            for mark in output.glob(".*.under-way"):
                with suppress(OSError, ValueError):  # just being written, or done meanwhile
                    os.kill(worker := int(mark.read_text(encoding="ascii")), signal.SIGKILL)
                    killed.append(worker)
                    return
            time.sleep(0.01)

    elsewhere = on(scheduler, order)
    killer = threading.Thread(target=kill_the_first, args=(elsewhere.output,))
    killer.start()
    made = make_batch(elsewhere)
    killer.join()
    assert len(killed) == 1
    assert killed[0] != os.getpid()
    assert files(made) == on_this_machine
    assert list(elsewhere.output.glob(".*.part*")) == []
    assert list(elsewhere.output.glob(".*.under-way")) == []


@pytest.mark.slow
def test_a_job_that_kills_every_worker_is_given_up(tmp_path: Path) -> None:
    def die(count: int) -> None:
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster:
        ((_, outcome),) = Cluster(cluster.scheduler_address, tmp_path, tmp_path).done(
            ["a"], marking(tmp_path, die)
        )
    assert isinstance(outcome, WorkerDiedError)
