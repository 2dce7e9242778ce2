"""What a folder is to the press. In: a path. Out: whether it is an issue; the names of what the press itself keeps there.

Light to import: it is asked before the command line is understood.
"""

from pathlib import Path
from typing import Final

# What the press knows of its products, beside them.
MANIFEST: Final = ".bulletin-manifest.json"
# Where a scheduled run writes what it has to say, in the folder of the periodical.
LOG: Final = "bulletin.log"


def is_issue(target: Path) -> bool:
    """Whether a path names an issue: its folder or its issue.toml, or a folder that is not there."""
    return target.is_dir() or target.name == "issue.toml" or not (target.suffix or target.exists())
