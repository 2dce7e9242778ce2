"""Look over what is installed: `make audit`. Exits 1 if something is wrong.

Works without a network: what is installed is what the lock names and nothing else, every file of it is the one its
package brought (RECORD), every pin has hashes, and none of the versions is on our list of known-bad ones
(requirements/known-bad.toml). That list is ours and ends with its date; whoever has a network is told more by pip-audit,
which is asked too where it is installed (`.build/audit`).
"""

import base64
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from hashlib import new as new_hash
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Final

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ("runtime", "dev", "native-opencc", "verapdf")
# What a virtual environment begins with, and the project itself.
OURS: Final = frozenset({"bulletin", "pip", "setuptools", "wheel"})
PIN: Final = re.compile(r"^([\w.-]+)==([^\s;]+)(?P<rest>.*(?:\n    .*)*)", re.MULTILINE)


def main() -> int:
    """Print what is wrong, and what was looked at."""
    pins = {name: version for lock in LOCKS for name, version, _ in pinned(lock)}
    installed = {canonicalize_name(each.metadata["Name"]): each for each in distributions()}
    faults = [
        *unhashed(),
        *astray(installed, {name: version for name, version, _ in pinned("dev")}),
        *(fault for name, each in installed.items() if name not in OURS for fault in damaged(each)),
        *known_bad(pins),
    ]
    said, vulnerable = pip_audit()
    faults += vulnerable
    for fault in faults:
        print(f"✗ {fault}")
    print(f"{len(pins)} pins, {len(installed)} packages installed, {len(faults)} faults. {said}")
    return int(bool(faults))


def pinned(lock: str) -> Iterator[tuple[str, str, str]]:
    """Name, version and hashes of every pin of a lock."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    for found in PIN.finditer(text):
        yield canonicalize_name(found[1]), found[2], found["rest"]


def unhashed() -> Iterator[str]:
    """Pins that any file would fit."""
    for lock in LOCKS:
        for name, version, rest in pinned(lock):
            if "--hash=sha256:" not in rest:
                yield f"{lock}.txt: {name} {version} has no hash"


def astray(installed: dict[str, Distribution], pins: dict[str, str]) -> Iterator[str]:
    """What is installed in another version than the lock's, or without being in it."""
    for name, each in installed.items():
        if name not in OURS and each.version != pins.get(name):
            yield f"{name} {each.version} is installed; the lock says {pins.get(name, 'nothing of it')}"


def damaged(package: Distribution) -> Iterator[str]:
    """Files of a package that are not the ones it brought (PEP 376, RECORD)."""
    for file in package.files or ():
        # Scripts in bin/ carry the path of the environment they were installed into.
        if file.hash is None or file.suffix == ".pyc" or file.parts[0] == "..":
            continue
        path = Path(str(package.locate_file(file)))
        if not path.is_file():
            yield f"{package.metadata['Name']}: {file} is gone"
            continue
        digest = new_hash(file.hash.mode, path.read_bytes()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != file.hash.value:
            yield f"{package.metadata['Name']}: {file} has been changed"


def known_bad(pins: dict[str, str]) -> Iterator[str]:
    """Pins that somebody has found a hole in."""
    listed = tomllib.loads((ROOT / "requirements" / "known-bad.toml").read_text(encoding="utf-8"))
    for each in listed["bad"]:
        version = pins.get(canonicalize_name(each["package"]))
        if version and version in SpecifierSet(each["versions"], prereleases=True):
            yield f"{each['package']} {version}: {each['why']}"


def pip_audit() -> tuple[str, list[str]]:
    """What is to be said of pip-audit, and what it says of the lock, where it is installed and reaches its service."""
    program = ROOT / ".build" / "audit" / "bin" / "pip-audit"
    if not program.is_file():
        return "pip-audit is not installed: only our own list of known-bad versions was asked.", []
    lock = str(ROOT / "requirements" / "runtime.txt")
    command = [str(program), "--requirement", lock, "--require-hashes", "--disable-pip", "--format", "json"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    try:
        packages = json.loads(run.stdout)["dependencies"]
    except (ValueError, KeyError):
        return "pip-audit reached no service: only our own list of known-bad versions was asked.", []
    unknown = sum("skip_reason" in package for package in packages)
    found = [
        f"{package['name']} {package['version']}: {hole['id']}"
        for package in packages
        for hole in package.get("vulns", [])
    ]
    return (
        f"pip-audit was asked of {len(packages)} packages; its service does not know {unknown} of them.",
        found,
    )


if __name__ == "__main__":
    sys.exit(main())
