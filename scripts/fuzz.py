"""Fuzz what reads strangers' files, led by coverage. `python scripts/fuzz.py TARGET [SECONDS]`, as `make fuzz` does.

Needs atheris, which is no dependency of ours (Linux and macOS only): `pip install atheris` into another folder, and that
on PYTHONPATH. What breaks is kept in .build/fuzz/TARGET/findings, one file for each place it breaks at; mended, it
becomes a test. A finding is any exception but our own, a body outside the grammar, a conversion that does not add up, or
an input that takes more than two seconds of the processor. An input that begins with a zero byte is spelled: each further byte
stands for one of the target's tokens, so that what is tried looks like a page, a manuscript, a style sheet.
"""

import signal
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Final

import atheris

with atheris.instrument_imports(
    include=["bulletin", "markdown_it", "mdit_py_plugins", "mammoth", "tinycss2"]
):
    import fuzz_targets

    from bulletin.errors import BulletinError

ROOT: Final = Path(__file__).parents[1]
SLOW_S: Final = 2.0  # what honest reading of a few kilobytes takes is a fiftieth of that, instrumented
MOST_TOKENS: Final = 256
SEEDS: Final = (
    ROOT / "tests" / "golden",
    ROOT / "examples",
    ROOT / "templates",
    ROOT / "scripts" / "fuzz_seeds",
)


class Slow(BaseException):
    """Raised in the midst of an input that takes too long; no reader may catch it."""


def tokens_of(name: str) -> list[bytes]:
    """The tokens of a kind of file, one a line in `fuzz_seeds`, with Python's escapes."""
    file = ROOT / "scripts" / "fuzz_seeds" / f"{name}.tokens"
    lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
    return [line.replace("\\n", "\n").replace("\\t", "\t").encode() for line in lines]


def spelled(data: bytes, tokens: list[bytes]) -> bytes:
    """What `data` stands for."""
    if not tokens or data[:1] != b"\0":
        return data
    return b"".join(tokens[byte % len(tokens)] for byte in data[1:MOST_TOKENS])


class Watch:
    """Runs a target, keeps what breaks it, once for each place."""

    def __init__(self, name: str) -> None:
        self.target = fuzz_targets.TARGETS[name]
        self.tokens = tokens_of(self.target.tokens)
        self.folder = ROOT / ".build" / "fuzz" / name
        for inner in ("findings", "corpus"):
            (self.folder / inner).mkdir(parents=True, exist_ok=True)
        self.inputs = 0
        self.findings: dict[str, str] = {}
        self.began = self.said = time.monotonic()
        for seed in (seed for home in SEEDS for seed in home.rglob(self.target.seeds)):
            for data in pieces_of(seed, self.target.most_bytes):
                (self.folder / "corpus" / sha256(data).hexdigest()[:16]).write_bytes(data)
        if self.tokens:
            (self.folder / "corpus" / "spelled").write_bytes(bytes(range(min(len(self.tokens), 256))))
        self.dictionary = self.folder / "dictionary"
        entries = ("".join(f"\\x{byte:02x}" for byte in token) for token in self.tokens)
        self.dictionary.write_text("".join(f'"{entry}"\n' for entry in entries), encoding="ascii")
        signal.signal(signal.SIGVTALRM, self.too_slow)

    def __call__(self, data: bytes) -> None:
        self.inputs += 1
        if time.monotonic() - self.said > 1:  # libFuzzer ends the process without a last word
            self.say()
        data = spelled(data, self.tokens)
        try:
            signal.setitimer(signal.ITIMER_VIRTUAL, SLOW_S)
            self.target.read(data)
        except BulletinError as error:
            if error.code == "collect.reader-failed" and error.__cause__:
                self.keep(type(error.__cause__).__name__, error.__cause__, data)
        except (Exception, Slow) as error:
            self.keep(type(error).__name__, error, data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    def too_slow(self, _signal: int, _frame: FrameType | None) -> None:
        """End the input under way. (libFuzzer's own limit would end the whole run, and nobody would know.)"""
        raise Slow

    def say(self) -> None:
        """Tell how far this is."""
        self.said = time.monotonic()
        minutes, busy = (self.said - self.began) / 60, time.process_time() / 60
        said = f"{minutes:.1f} minutes ({busy:.1f} of the processor), {self.inputs} inputs, {len(self.findings)} findings"
        (self.folder / "so-far").write_text(f"{self.folder.name}: {said}\n", encoding="utf-8")

    def keep(self, what: str, error: BaseException, data: bytes) -> None:
        """Note a finding that is new in its kind."""
        frames = traceback.extract_tb(error.__traceback__)
        last = next((frame for frame in reversed(frames) if "/bulletin/" in frame.filename), frames[-1])
        kind = f"{what} at {Path(last.filename).name}:{last.lineno}"
        if kind not in self.findings:
            name = sha256(kind.encode()).hexdigest()[:12]
            self.findings[kind] = name
            (self.folder / "findings" / name).write_bytes(data)
            print(f"FOUND {kind}: {str(error)[:160]!r} → {name}", flush=True)


def pieces_of(seed: Path, most_bytes: int) -> list[bytes]:
    """A seed in pieces of the length of an input."""
    data = seed.read_bytes()
    return [data[start : start + most_bytes] for start in range(0, min(len(data), 1 << 16), most_bytes)]


def main() -> None:
    """Fuzz the target that is named, for so many seconds."""
    name = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    watch = Watch(name)
    options = [
        f"-max_total_time={seconds}",
        f"-max_len={2 * watch.target.most_bytes}",
        f"-dict={watch.dictionary}",
        f"-artifact_prefix={watch.folder}/",
        "-rss_limit_mb=3000",
        "-timeout=60",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(watch.folder / "corpus")], watch)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
