"""Programs of this machine that look over our files."""

import subprocess
import sys
from pathlib import Path

import pytest

from bulletin.programs import asked, plainly_named


def test_a_program_finds_the_file_under_a_plain_name(tmp_path: Path) -> None:
    (tmp_path / "会讯.epub").write_bytes(b"x")
    with plainly_named(tmp_path / "会讯.epub") as plain:
        assert plain.name == "file.epub"
        assert plain.read_bytes() == b"x"


def test_a_program_that_never_answers_is_ended() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        asked([sys.executable, "-c", "import time; time.sleep(60)"], 0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="these limits are POSIX")
def test_a_program_has_none_of_the_limits_of_the_process_that_asks() -> None:
    script = """
import resource, sys
resource.setrlimit(resource.RLIMIT_DATA, (1 << 30, resource.RLIM_INFINITY))
from bulletin.programs import asked
print(*asked([sys.executable, "-c", "import resource; print(resource.getrlimit(resource.RLIMIT_DATA)[0])"], 60))
print(resource.getrlimit(resource.RLIMIT_DATA)[0])
"""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["b'-1\\n'", "b''", str(1 << 30)]
