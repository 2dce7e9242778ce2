"""A million characters come out of our engine byte for byte as from OpenCC itself (PyPI `opencc` 1.4.2).

OpenCC lives in an environment of its own under .build/, made when it is missing: its module has the same name as
opencc-python-reimplemented's. It is asked through a subprocess.
"""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.script.converter import opencc
from bulletin.script.dictionary import read_dictionary

VERSION = "1.4.2"
CONFIGS = "s2t s2tw s2twp s2hk s2hkp t2s t2tw t2hk t2jp tw2s tw2sp tw2t hk2s hk2sp hk2t jp2t".split()
DICTIONARIES = (
    "STPhrases STPhrases_GeneratedFromRegionalPhrases STCharacters TSPhrases TSCharacters TSCharactersExt TWPhrases"
    " TWPhrasesRev TWVariants TWVariantsPhrases TWVariantsRevPhrases HKPhrases HKPhrasesRev HKVariants"
    " HKVariantsPhrases HKVariantsRevPhrases JPShinjitaiPhrases JPShinjitaiCharacters CJK_Compatibility_Ideographs"
).split()
COMMON = (
    "的一是了不在有人我他这中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
    "，。、；：？！“”（）\n 1a"
)

_NATIVE = """
import sys
from pathlib import Path
from opencc import OpenCC
folder = Path(sys.argv[1])
text = (folder / "text").read_text(encoding="utf-8")
for config in sys.argv[2:]:
    (folder / config).write_text(OpenCC(config).convert(text), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def native() -> Path:
    """The Python of an environment that holds OpenCC itself."""
    folder = Path(__file__).parents[2] / ".build" / "native-opencc"
    python = folder / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    asked = [str(python), "-c", "from importlib.metadata import version; print(version('opencc'))"]
    if subprocess.run(asked, check=False, capture_output=True, text=True).stdout.strip() != VERSION:
        subprocess.run([str(python), "-m", "pip", "install", "-q", f"opencc=={VERSION}"], check=True)
    return python


@pytest.fixture(scope="module")
def million(sentences: list[str]) -> str:
    """A million characters: keys of every dictionary, whole and broken, common characters, sentences of our own."""
    chance = random.Random(20260301)  # noqa: S311 a fixed text, not a secret
    keys = [key for name in DICTIONARIES for key in sorted(read_dictionary(name))]
    parts: list[str] = []
    length = 0
    while length < 1_000_000:
        key = chance.choice(keys)
        part = chance.choice(
            (key, key, key[: chance.randint(1, 4)], chance.choice(COMMON), key + chance.choice(COMMON))
        )
        if chance.random() < 0.002:
            part = chance.choice(sentences)
        parts.append(part)
        length += len(part)
    return "".join(parts)


@pytest.mark.slow
def test_a_million_characters_are_those_of_opencc_itself(native: Path, million: str, tmp_path: Path) -> None:
    (tmp_path / "text").write_text(million, encoding="utf-8", newline="")
    subprocess.run([str(native), "-c", _NATIVE, str(tmp_path), *CONFIGS], check=True)
    for config in CONFIGS:
        ours, theirs = opencc(config).convert(million), (tmp_path / config).read_bytes().decode("utf-8")
        at = next((i for i, (our, their) in enumerate(zip(ours, theirs, strict=False)) if our != their), None)
        assert at is None, f"{config}: {ours[at - 9 : at + 9]!r} is not {theirs[at - 9 : at + 9]!r}"
        assert len(ours) == len(theirs), config
