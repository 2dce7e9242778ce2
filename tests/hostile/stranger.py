"""A periodical whose articles, pictures and themes come from a stranger, and eyes on all that the program does with it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pikepdf

CANARY = "沙洲上的灰鹭不在这一期里 canary-7f3a"

PICTURES = frozenset({".png", ".svg"})

# Python imports this in every process it starts: what is opened and whom it talks to goes to a list.
_WATCH = """
import os, sys
_log = os.open(os.environ["WATCHED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
def _note(event, arguments):
    if event in ("open", "socket.connect", "socket.getaddrinfo", "os.system", "subprocess.Popen"):
        os.write(_log, f"{event} {arguments[:2]!r}\\n".encode("utf-8", "backslashreplace"))
sys.addaudithook(_note)
"""


@dataclass
class Run:
    """What a command did."""

    code: int
    told: str
    json: dict[str, Any] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        return [notice["code"] for notice in self.json.get("notices", [])]


class Stranger:
    """`folder` is the periodical, `issue` its one issue, `canary` a file beside it that nobody named; `temporary` is the
    system's folder for temporary files."""

    def __init__(self, root: Path, temporary: Path, port: int, callers: list[object]) -> None:
        self.root = root
        self.temporary = temporary
        self.folder = root / "periodical"
        self.issue = self.folder / "2026-01"
        self.articles = self.issue / "articles"
        self.out = root / "out"
        self.canary = root / "canary.txt"
        self.port = port
        self._callers = callers
        self._log = root / "opened.log"
        (root / "watch").mkdir()
        (root / "watch" / "sitecustomize.py").write_text(_WATCH, encoding="utf-8")
        self.articles.mkdir(parents=True)
        self.canary.write_text(CANARY, encoding="utf-8")
        (self.folder / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
        self.write("1-good.md", "# 河边的书屋\n\n书屋开在河边，涨水时要搬书。\n")

    def write(self, name: str, text: str | bytes) -> Path:
        """An article's file, or any other of the issue by its path."""
        path = self.articles / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        return path

    def theme(self, name: str = "strange", **files: str) -> None:
        """A theme that lies over `circular`; `print_css` is the file print.css."""
        folder = self.folder / "templates" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "theme.toml").write_text('extends = "circular"\n', encoding="utf-8")
        for key, text in files.items():
            path = folder / key.replace("_", ".", 1).replace("_", ".")
            path.write_text(text, encoding="utf-8")

    def run(
        self,
        *arguments: str | Path,
        patience: int = 20,
        may_look_up: bool = False,
        environment: Mapping[str, str] = MappingProxyType({}),
        leaves: int = 0,
        **options: Any,
    ) -> Run:
        """The command, watched; afterwards it has called nobody and the canary was not opened, and `leaves` so many folders
        among the temporary ones."""
        environment = {
            **os.environ,
            **environment,
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(self.root / "watch"),
            "WATCHED": str(self._log),
            "BULLETIN_PATIENCE": str(patience),
        }
        command = [sys.executable, "-m", "bulletin", *map(str, arguments)]
        done = subprocess.run(
            command,
            capture_output=True,
            check=False,
            env=environment,
            timeout=900,
            cwd=self.folder,
            **options,
        )
        told = done.stderr.decode()
        assert "Traceback" not in told
        assert "bulletin itself failed" not in told
        assert self._callers == []
        assert len(list(self.temporary.iterdir())) == leaves, list(self.temporary.iterdir())
        # A copy of a loaded process is asked for through a socket of the program's own, in its temporary folder.
        own = re.compile(rf"socket\.connect .* '{re.escape(str(self.temporary))}/pymp-\w+/listener-\w+'\)")
        events = [
            event for event in self._log.read_text(encoding="utf-8").splitlines() if not own.fullmatch(event)
        ]
        assert [event for event in events if event.startswith("socket.connect")] == []
        assert may_look_up or not [event for event in events if event.startswith("socket.")]
        assert [event for event in events if self.canary.name in event] == []
        return Run(
            done.returncode, told, json.loads(done.stdout) if "--json" in arguments and done.stdout else {}
        )

    def make(self, *arguments: str, **options: Any) -> Run:
        """Make the issue of every file written; afterwards the canary stands in no file of the output."""
        files = [path.name for path in sorted(self.articles.iterdir()) if path.suffix not in PICTURES]
        listed = ", ".join(f'"articles/{name}"' for name in files)
        (self.issue / "issue.toml").write_text(f"articles = [{listed}]\n", encoding="utf-8")
        words = ("make", str(self.issue), "--output", str(self.out), "--json", "--lang", "en")
        run = self.run(*words, *(arguments or ("--pdf", "--epub")), **options)
        for path in self.out.glob("[!.]*") if self.out.exists() else ():
            assert CANARY not in contents(path), path
        return run


def contents(path: Path) -> str:
    """Everything in a file of the output, unpacked."""
    if path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode("utf-8", "ignore") for name in book.namelist())
    with pikepdf.open(path) as document:
        streams = [
            each.read_bytes()
            for each in document.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image"
        ]
        trailer = [
            str(each.unparse(resolved=False))
            for each in document.objects
            if not isinstance(each, pikepdf.Stream)
        ]
        return "\n".join([*(stream.decode("utf-8", "ignore") for stream in streams), *trailer])
