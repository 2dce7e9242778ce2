"""Dask on this machine. In: an environment. Out: the address of a scheduler with two workers, each a program of its own."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Final

from distributed import Client

_PORT: Final = 18786
_PATIENCE_S: Final = 60


@contextlib.contextmanager
def cluster(environment: Mapping[str, str]) -> Iterator[str]:
    """The address, once both workers are there, with that added to their environment. Raises TimeoutError if they do not
    come."""
    address = f"tcp://127.0.0.1:{_PORT}"
    module = [sys.executable, "-m"]
    scheduler = [*module, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(_PORT)]
    workers = [*module, "distributed.cli.dask_worker", address, "--nworkers", "2", "--nthreads", "1"]
    programs = [
        subprocess.Popen(
            [*line, "--no-dashboard"],
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for line in (scheduler, workers)
    ]
    try:
        with Client(address, timeout=_PATIENCE_S) as client:
            client.wait_for_workers(2, timeout=_PATIENCE_S)
        time.sleep(1)  # this client has left
        yield address
    finally:
        for program in reversed(programs):
            program.terminate()
        for program in programs:
            try:
                program.wait(_PATIENCE_S)
            except subprocess.TimeoutExpired:
                program.kill()
