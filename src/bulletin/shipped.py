"""Where the shipped folders lie. In: the name of a folder. Out: its path, in a wheel or in a checkout."""

from pathlib import Path

_IN_WHEEL = Path(__file__).parent / "shipped_files"
_IN_CHECKOUT = Path(__file__).parents[2]


def shipped_folder(name: str) -> Path:
    """The folder `templates` or `fonts` that came with this installation.

    A wheel carries them inside the package; an editable install leaves them beside `src/`.
    The path is returned even when the folder is missing: the room that needs it says what that costs.
    """
    inside = _IN_WHEEL / name
    return inside if inside.is_dir() else _IN_CHECKOUT / name
