"""Jobs in processes of their own: killed, failing, cut off, they never take the others with them."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import Future
from multiprocessing.util import get_temp_dir
from pathlib import Path
from typing import Any

import pytest

from bulletin.errors import EngineError
from bulletin.press import workers
from bulletin.press.executors import TRIES, WorkerDiedError
from bulletin.press.workers import LocalPool
from bulletin.processes import Lane

Job = tuple[str, str]


def work(job: Job) -> str:
    """Note the try in a file; then do what the job's name says."""
    folder, name = job
    tries = Path(folder) / name
    with tries.open("a", encoding="utf-8") as file:
        file.write(f"{os.getpid()}\n")
    count = len(tries.read_text(encoding="utf-8").splitlines())
    if name == "dies-always" or (name == "dies-once" and count == 1):
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "fails":
        raise ValueError("as it should")
    if name == "stays":
        time.sleep(60)
    return name


def put_down(job: Job) -> str:
    """As `work`, with a temporary folder that is never taken away."""
    Path(tempfile.mkdtemp(prefix="bulletin-"), "fonts.conf").write_text("", encoding="utf-8")
    return work(job)


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL and TMPDIR are POSIX")
def test_nothing_is_left_of_what_workers_put_down_killed_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    get_temp_dir()  # where the sockets of multiprocessing lie, in this process and for later tests
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", None)
        jobs = [(str(tmp_path), name) for name in ("a", "dies-once", "dies-always", "fails", "b")]
        assert len(list(LocalPool(2).done(jobs, put_down))) == 5
        assert os.listdir(folder) == []


def test_a_process_that_cannot_be_had_is_said_to_be_and_the_others_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = iter((Lane.start, None))

    def start(lane: Lane, *given: Any) -> Future[Any]:
        if begin := next(starts):
            return begin(lane, *given)
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(Lane, "start", start)
    started = time.monotonic()
    with pytest.raises(EngineError) as caught:
        list(LocalPool(2).done([(str(tmp_path), "stays"), (str(tmp_path), "b")], work))
    assert caught.value.code == "press.cannot-start"
    assert time.monotonic() - started < 30


def tries_of(folder: Path, name: str) -> list[str]:
    return (folder / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_a_killed_worker_costs_no_job_and_one_that_kills_always_is_given_up(tmp_path: Path) -> None:
    names = ("a", "dies-once", "b", "dies-always", "fails", "c")
    jobs = [(str(tmp_path), name) for name in names]
    found = {job[1]: result for job, result in LocalPool(2).done(jobs, work)}
    assert {name: found[name] for name in ("a", "b", "c", "dies-once")} == {
        name: name for name in ("a", "b", "c", "dies-once")
    }
    assert len(tries_of(tmp_path, "dies-once")) == 2
    assert isinstance(found["dies-always"], WorkerDiedError)
    assert len(tries_of(tmp_path, "dies-always")) == TRIES
    assert isinstance(found["fails"], ValueError)
    assert [len(tries_of(tmp_path, name)) for name in ("a", "b", "c", "fails")] == [1, 1, 1, 1]


def test_a_process_is_renewed_after_a_few_jobs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "JOBS_PER_PROCESS", 2)
    jobs = [(str(tmp_path), name) for name in ("a", "b", "c")]
    assert [result for _, result in LocalPool(1).done(jobs, work)] == ["a", "b", "c"]
    a, b, c = (tries_of(tmp_path, name)[0] for name in ("a", "b", "c"))
    assert a == b != c


def test_the_next_job_is_at_work_while_the_caller_looks_at_the_last(tmp_path: Path) -> None:
    running = LocalPool(1).done([(str(tmp_path), name) for name in ("a", "b")], work)
    assert next(running)[1] == "a"
    assert eventually((tmp_path / "b").exists)
    assert [result for _, result in running] == ["b"]


def test_without_jobs_no_process_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(workers, "ready", begun.append)
    assert list(LocalPool(2).done([], work)) == []
    assert begun == []


def test_leaving_in_the_middle_ends_the_processes(tmp_path: Path) -> None:
    jobs = [(str(tmp_path), name) for name in ("a", "stays")]
    started = time.monotonic()
    running = LocalPool(2).done(jobs, work)
    assert next(running)[1] == "a"
    running.close()
    assert time.monotonic() - started < 50


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_no_process_outlives_a_killed_parent(tmp_path: Path) -> None:
    program = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from test_workers import work\n"
        "from bulletin.press.workers import LocalPool\n"
        f"if __name__ == '__main__': list(LocalPool(1).done([({str(tmp_path)!r}, 'stays')], work))\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(program, encoding="utf-8")
    parent = subprocess.Popen([sys.executable, script])
    noted = tmp_path / "stays"
    assert eventually(lambda: noted.exists() and noted.read_text().strip() != "")
    parent.kill()
    parent.wait()
    child = int(tries_of(tmp_path, "stays")[0])
    assert eventually(lambda: not is_alive(child))


def is_alive(process: int) -> bool:
    try:
        # A dead child of a dead parent may wait, as a zombie, for somebody to ask after it.
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def eventually(true: object) -> bool:
    end = time.monotonic() + 40
    while time.monotonic() < end:
        if callable(true) and true():
            return True
        time.sleep(0.05)
    return False


class _LetGo:
    def __del__(self) -> None:
        signal.raise_signal(signal.SIGTERM)


def _interrupted_while_something_is_let_go(seconds: float) -> str:
    _LetGo()
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        return "stopped"
    return "went on"


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a process on Windows at once")
def test_an_interruption_is_not_lost_where_something_is_being_let_go(
    capfd: pytest.CaptureFixture[str],
) -> None:
    lane = Lane()
    try:
        assert lane.start(_interrupted_while_something_is_let_go, 20.0).result() == "stopped"
    finally:
        lane.renew()
    assert "KeyboardInterrupt" not in capfd.readouterr().err
