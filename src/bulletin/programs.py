"""Programs of this machine that look over our files. In: a path. Out: the same file as such a program can read it."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]


@contextmanager
def plainly_named(path: Path) -> Iterator[Path]:
    """A copy of the file under a name of plain letters, inside the `with` block: where the locale is not UTF-8, Java finds
    no file with a Chinese name or folder, and a checker that finds nothing reports nothing. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        yield Path(shutil.copyfile(path, Path(folder, f"file{path.suffix}")))


def asked(command: list[str], seconds: float) -> tuple[bytes, bytes]:
    """What a program says on its two streams. Raises OSError, and TimeoutExpired if it takes longer.

    The limits that this process has set itself are not the program's: Java would not even start within them."""
    with _without_limits():
        # The programs were found on this machine; a path is an argument of its own, never a shell's.
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603
    with process:
        try:
            return process.communicate(timeout=seconds)
        except BaseException:
            process.kill()
            raise


@contextmanager
def _without_limits() -> Iterator[None]:
    """What is started inside the `with` block may take what the system allows."""
    if resource is None:
        yield
        return
    former = {kind: resource.getrlimit(kind) for kind in (resource.RLIMIT_CPU, resource.RLIMIT_DATA)}
    try:
        for kind, (_, hard) in former.items():
            resource.setrlimit(kind, (hard, hard))
        yield
    finally:
        for kind, limits in former.items():
            resource.setrlimit(kind, limits)
