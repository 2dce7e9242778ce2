"""What a stranger's file can do to a reader. In: the reading of it. Out: whatever happens, one sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

from bulletin.errors import BulletinError, InputError


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Turn what a reader stumbles over into InputError `collect.too-deep` or `collect.reader-failed`.

    Want of memory and what the system refuses are not the file's fault, and pass."""
    try:
        yield
    except (BulletinError, MemoryError, OSError):
        raise
    except RecursionError as error:
        raise InputError("collect.too-deep") from error
    except Exception as error:
        raise InputError("collect.reader-failed", reason=f"{type(error).__name__}: {error}"[:200]) from error
