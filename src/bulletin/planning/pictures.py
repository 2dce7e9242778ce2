"""Pictures that a plan names. In: a PNG, JPEG or SVG file. Out: an Asset that knows its size."""

from pathlib import Path

from bulletin.errors import InputError
from bulletin.model import Asset


def read_picture(path: Path, *, place: str) -> Asset:
    """The picture at `path`. Raises InputError, said of `place`: `planning.not-a-picture` when it is broken, of a kind
    that cannot be used or unsafe, `pictures.too-big`."""
    # Pillow takes a while to import, and most plans name no picture.
    from bulletin.pictures import MAX_BYTES  # noqa: PLC0415
    from bulletin.pictures import read_picture as read_bytes  # noqa: PLC0415

    try:
        with path.open("rb") as file:
            return read_bytes(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise InputError("planning.not-a-picture", place=place, file=path.name) from error
    except InputError as error:
        if error.code == "pictures.too-big":
            raise InputError(error.code, place=place, **error.values) from error
        raise InputError("planning.not-a-picture", place=place, file=path.name) from error
