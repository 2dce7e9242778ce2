"""What filing needs of an article and can be had without the database. In: accessions. Out: the same, prepared, in order.

Tokens, sketch and files of an article cost as much as its rows. Where there are many articles, other processes prepare
them while this one writes. A process that fails costs nothing: what it should have prepared is prepared here.
"""

import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from queue import SimpleQueue
from typing import BinaryIO, Final

from bulletin.library.files import Files
from bulletin.library.index import Described, described
from bulletin.library.stacks import Stacks
from bulletin.library.values import Accession
from bulletin.library.words import Words, folded_by

ENOUGH: Final = 600  # articles that are worth the start of a process, a third of a second
SHEAF: Final = 200  # articles given to a process at once
_AHEAD: Final = 24  # sheaves: the articles of a transaction, so that no process waits while one is written
_MOST: Final = 3  # processes; more would wait for the database

Sheaf = list[Accession]
Prepared = tuple[tuple[str, str, str], tuple[int, ...], bytes, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ready:
    """An accession worked out as far as it can be without the database; its files are in their places."""

    accession: Accession
    described: Described
    assets: tuple[str, ...]  # SHA-256


def prepared(stacks: Stacks, accessions: Iterable[Accession]) -> Generator[Ready, None, None]:
    """`accessions` in their order. Where processes prepare them, some thousands are taken ahead."""
    rest = iter(accessions)
    first = list(islice(rest, ENOUGH))
    processes = min((os.cpu_count() or 1) - 1, _MOST) if len(first) == ENOUGH else 0
    every = chain(first, rest)
    if not processes:
        for accession in every:
            yield _ready(accession, _prepare(stacks.files, stacks.words, accession))
        return
    with _desks(stacks, processes) as (threads, desks):
        sheaves = iter(partial(_sheaf, every), [])
        waiting: deque[tuple[Sheaf, Future[list[Prepared] | None]]] = deque()
        while True:
            for sheaf in islice(sheaves, _AHEAD - len(waiting)):
                waiting.append((sheaf, threads.submit(_by_a_desk, desks, sheaf)))
            if not waiting:
                return
            sheaf, future = waiting.popleft()
            done = None if future.cancel() else future.result()  # one that no desk has begun is done here
            for number, accession in enumerate(sheaf):
                yield _ready(
                    accession, done[number] if done else _prepare(stacks.files, stacks.words, accession)
                )


def _sheaf(accessions: Iterator[Accession]) -> Sheaf:
    return list(islice(accessions, SHEAF))


def _prepare(files: Files, words: Words, accession: Accession) -> Prepared:
    assets = tuple(files.keep_asset(asset.name, asset.data) for asset in accession.article.assets)
    if accession.provenance and accession.provenance.original:
        files.keep_original(accession.provenance.original)
    new = described(accession.article, words)
    return new.columns, new.sketch, new.content, assets


def _ready(accession: Accession, done: Prepared) -> Ready:
    columns, sketch, content, assets = done
    return Ready(accession, Described(accession.article, columns, sketch, content), assets)


class Desk:
    """Another process that prepares. It has nothing of ours but its two pipes, so it ends when we do, however we end."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):  # no more processes are allowed: then there is none
            self.process = subprocess.Popen(  # noqa: S603 this very program
                [sys.executable, "-P", "-m", __name__],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def open(self, stacks: Stacks) -> None:
        """Wait until the process has begun; until then what is to be prepared stays here."""
        self._asked((stacks.files.folder.resolve(), stacks.words.folds))

    def prepare(self, sheaf: Sheaf) -> list[Prepared] | None:
        """None if the process failed."""
        return self._asked(sheaf)

    def _asked(self, what: tuple[Path, dict[int, str]] | Sheaf) -> list[Prepared] | None:
        if not (self.process and self.process.stdin and self.process.stdout):
            return None
        try:
            pickle.dump(what, self.process.stdin, pickle.HIGHEST_PROTOCOL)
            self.process.stdin.flush()
            done: list[Prepared] = pickle.load(self.process.stdout)  # noqa: S301 our own process
        except (OSError, EOFError, ValueError, pickle.PickleError):
            self.process.kill()
            return None
        return done

    def stop(self) -> None:
        """End the process, whatever it is at: a file is whole or not there."""
        if self.process:
            self.process.kill()

    def close(self) -> None:
        """Wait for its end."""
        if self.process:
            with suppress(OSError):  # what it did not take any more
                self.process.communicate()


@contextmanager
def _desks(stacks: Stacks, processes: int) -> Iterator[tuple[ThreadPoolExecutor, "SimpleQueue[Desk]"]]:
    every = [Desk() for _ in range(processes)]
    free: SimpleQueue[Desk] = SimpleQueue()
    threads = ThreadPoolExecutor(processes)
    try:
        for desk in every:
            threads.submit(_begin, desk, stacks, free)
        yield threads, free
    finally:
        for desk in every:
            desk.stop()
        threads.shutdown(cancel_futures=True)
        for desk in every:
            desk.close()


def _begin(desk: Desk, stacks: Stacks, free: "SimpleQueue[Desk]") -> None:
    try:
        desk.open(stacks)
    finally:
        free.put(desk)


def _by_a_desk(free: "SimpleQueue[Desk]", sheaf: Sheaf) -> list[Prepared] | None:
    desk = free.get()
    try:
        return desk.prepare(sheaf)
    finally:
        free.put(desk)


def _serve(to: BinaryIO, back: BinaryIO) -> None:
    """What the other process does until its pipe is closed."""
    folder, folds = pickle.load(to)  # noqa: S301 our own process
    files, words = Files(folder), Words(folded_by(folds))
    sheaf: Sheaf = []
    while True:
        done = [_prepare(files, words, accession) for accession in sheaf]
        pickle.dump(done, back, pickle.HIGHEST_PROTOCOL)
        back.flush()
        sheaf = pickle.load(to)  # noqa: S301 our own process


if __name__ == "__main__":
    _serve(sys.stdin.buffer, sys.stdout.buffer)
