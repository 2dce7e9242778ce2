"""All that works on the files. In: this installation. Out: a digest that differs as soon as any part of it does."""

import os
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path

from bulletin.libraries import library_version
from bulletin.shipped import shipped_folder


@cache
def program() -> str:
    """The digest of this program, its templates and faces, Python and what is installed, and the libraries of the system
    that set text."""
    engines = [(name, library_version(name)) for name in ("pango-1.0", "harfbuzz")]
    total = sha256(repr((sys.version, sys.platform, engines)).encode())
    package = Path(__file__).parents[1]
    for root in (package, shipped_folder("templates")):
        for folder, folders, names in os.walk(root):
            folders.sort()
            for name in sorted(name for name in names if not name.endswith(".pyc")):
                total.update(name.encode() + Path(folder, name).read_bytes())
    faces = shipped_folder("fonts")
    for path in sorted(faces.rglob("*")) if faces.is_dir() else ():
        is_table = path.suffix == ".toml"
        total.update(path.read_bytes() if is_table else f"{path.name} {path.stat().st_size}".encode())
    # `weasyprint-70.0.dist-info`: the name of a folder tells what is installed, and of which version.
    places = [place for place in sys.path if os.path.isdir(place)]
    installed = {name for place in places for name in os.listdir(place) if name.endswith(".dist-info")}
    total.update(repr(sorted(installed)).encode())
    return total.hexdigest()
