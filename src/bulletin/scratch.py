"""Room for what another process puts down for a while. In: nothing. Out: a folder, and the environment that makes it the
process's place for temporary files.

A process that is killed takes nothing away. So whoever starts it owns the folder, and removes it whatever became of it.
"""

from tempfile import TemporaryDirectory
from typing import Final

# What `tempfile` and the programs of each system ask.
_NAMES: Final = ("TMPDIR", "TEMP", "TMP")


class Scratch(TemporaryDirectory[str]):
    """A folder that goes with `cleanup`, with the end of the `with` block, or with this process. Raises OSError."""

    def __init__(self) -> None:
        # What a process that is ending still has open does not matter: Windows keeps such a file.
        super().__init__(prefix="bulletin-", ignore_cleanup_errors=True)

    @property
    def environment(self) -> dict[str, str]:
        """What a process is to be told."""
        return dict.fromkeys(_NAMES, self.name)
