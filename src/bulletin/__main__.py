"""The `bulletin` command. In: the command line. Out: what `bulletin.cli` prints and its exit code."""

import gc
import sys

from bulletin.cli import INTERRUPTED


def main() -> None:
    """Run the command line; exits the process with its code."""
    # Processes that make editions come by this file too (`multiprocessing`), and have no command line.
    try:
        from bulletin.cli.beforehand import foresee  # noqa: PLC0415

        foresee(sys.argv[1:])
        from bulletin.cli.app import run  # noqa: PLC0415 while the engines load

        run()
    except KeyboardInterrupt:  # before there was anything to stop
        sys.exit(INTERRUPTED)
    finally:
        gc.freeze()  # the system frees it all at once: to look through it first takes as long as to load it


if __name__ == "__main__":
    main()
