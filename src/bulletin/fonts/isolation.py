"""The page's own font world. In: the catalogue. Out: a fontconfig file that knows our faces and no others.

Pango asks fontconfig for faces, and fontconfig answers with whatever a machine has. With this file the same input gives the
same page on every machine, and neither system fonts nor a user's own fontconfig settings take part.
"""

import os
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from xml.sax.saxutils import escape

from bulletin.caches import cache_folder
from bulletin.errors import EngineError
from bulletin.fonts.catalogue import Face, fonts_folder, usable_faces
from bulletin.scratch import Scratch

# What a generic family of CSS means here.
_ALIASES = {
    "serif": "Bulletin Song",
    "sans-serif": "Bulletin Hei",
    "monospace": "Bulletin Hei",
    "cursive": "Bulletin Kai",
}
# Where every search for a character ends: first the fullest face, then the letters it lacks, then what else prints some.
# Strongly bound: else a face that knows more letters of the text's language, or of the machine's, would come first.
_FALLBACK = ("Bulletin Song", "Bulletin Latin", "Bulletin Kai", "Bulletin Fang")

_CONFIGURATION = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <selectfont>
    <rejectfont><glob>*</glob></rejectfont>
    <acceptfont>{accepted}</acceptfont>
  </selectfont>
{aliases}
  <match target="pattern">
    <edit name="family" mode="append_last" binding="strong">{fallback}</edit>
  </match>
</fontconfig>
"""


def isolate(cache: Path | None = None) -> Path:
    """Make fontconfig see our faces only, in this process and its children; the path of the configuration.

    To be called before WeasyPrint makes its first page; again is harmless. `cache` is a folder for fontconfig's own
    notes, by default BULLETIN_CACHE or the platform's place for caches. Raises EngineError if there is no usable face
    (WeasyPrint would crash) or nowhere to write.
    """
    faces = usable_faces()
    folder = _writable(cache or cache_folder())
    text = _configuration(faces, folder)
    path = folder / f"fonts-{sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        _write(path, text)
    os.environ["FONTCONFIG_FILE"] = str(path)
    for name in ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT"):
        os.environ.pop(name, None)
    return path


def _writable(cache: Path) -> Path:
    """The fontconfig folder in `cache`; where that cannot be written (a read-only home), one for this process only."""
    folder = cache / "fontconfig"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(_temporary_folder().name)
    return folder if os.access(folder, os.W_OK) else Path(_temporary_folder().name)


@lru_cache(maxsize=1)
def _temporary_folder() -> Scratch:
    """It lasts as long as this process."""
    try:
        return Scratch()
    except OSError as error:
        raise EngineError("fonts.no-cache", place=tempfile.gettempdir()) from error


def _configuration(faces: Iterable[Face], cache: Path) -> str:
    return _CONFIGURATION.format(
        fonts=escape(str(fonts_folder())),
        cache=escape(str(cache)),
        accepted="".join(f"<glob>{escape(str(face.path))}</glob>" for face in faces),
        aliases="\n".join(_alias(generic, family) for generic, family in _ALIASES.items()),
        fallback="".join(f"<string>{family}</string>" for family in _FALLBACK),
    )


def _alias(generic: str, family: str) -> str:
    return f'  <alias binding="same"><family>{generic}</family><prefer><family>{family}</family></prefer></alias>'


def _write(path: Path, text: str) -> None:
    """Write at once or not at all: other processes may be reading."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    os.replace(file.name, path)
