"""The `bulletin` command. In: the command line. Out: what `bulletin.cli` prints and its exit code."""

from bulletin.cli.app import run


def main() -> None:
    """Run the command line; exits the process with its code."""
    run()


if __name__ == "__main__":
    main()
