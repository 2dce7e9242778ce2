"""A stranger, and a server that should never be called."""

import socket
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile.stranger import Stranger


@pytest.fixture
def stranger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stranger]:
    """A stranger, and a server that should never be called."""
    callers: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                callers.append(address)
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        # The path of a socket in it must be short; what was killed may still be ending.
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as temporary:
            monkeypatch.setenv("TMPDIR", temporary)
            yield Stranger(tmp_path, Path(temporary), server.getsockname()[1], callers)
        over.set()
        thread.join()
    assert callers == []
