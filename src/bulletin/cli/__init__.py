"""The command line: the only place that prints, asks or exits."""

from typing import Final

# The exit code of what Ctrl-C has ended, as shells have it: 128 and the number of the signal.
INTERRUPTED: Final = 130
