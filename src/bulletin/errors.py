"""The one hierarchy of errors. In: a code of `bulletin.messages` and its values. Out: message and hint, in either language.

Raised anywhere, caught by the press (one bad article never stops an issue) or by the command line, which
prints it and chooses the exit code. Nothing below the command line prints or exits.
"""

from bulletin.messages import Language, wording


class BulletinError(Exception):
    """Something the editor must know. `place` says where: a file, `file:line`, a key, an article.

    `also` holds further problems of the same file, found together, to be shown with it."""

    exit_code = 3
    also: tuple["BulletinError", ...] = ()

    def __init__(self, code: str, /, *, place: str = "", **values: object) -> None:
        self.code = code
        self.place = place
        self.values = values
        super().__init__(code, place, values)

    def message(self, language: Language = "en") -> str:
        """What is wrong, one sentence."""
        return wording(self.code, self.values, language).message

    def hint(self, language: Language = "en") -> str:
        """What to do next, or an empty string."""
        return wording(self.code, self.values, language).hint

    def __str__(self) -> str:
        return f"{self.place}: {self.message()}" if self.place else self.message()

    def __reduce__(self) -> tuple[object, ...]:
        # Keyword arguments would be lost on the way back from a worker process.
        return (_remade, (type(self), self.code, self.place, self.values), {"also": self.also})


class UsageError(BulletinError):
    """The command line or its combination of options is wrong."""

    exit_code = 2


class InputError(BulletinError):
    """A file of the editor's (article, issue.toml, bulletin.toml, theme) cannot be used."""


class EngineError(BulletinError):
    """Something that should be installed is missing or broken: a library, a font."""


class OutputError(BulletinError):
    """The result cannot be written."""


def _remade(kind: type[BulletinError], code: str, place: str, values: dict[str, object]) -> BulletinError:
    return kind(code, place=place, **values)
