"""What the stages made, kept between runs. In: what a result depends on, and how to make it. Out: the result.

store.py keeps results under the digest of all they depend on (fingerprint.py), this program among it (program.py);
notebook.py many small ones together; tally.py of how much use they were; upkeep.py tells what is there, clears it and keeps it
within its limit.
"""

from bulletin.stages.fingerprint import fingerprint
from bulletin.stages.notebook import Notebook
from bulletin.stages.program import program
from bulletin.stages.store import Place, kept
from bulletin.stages.tally import Tally, count, tell

__all__ = ["Notebook", "Place", "Tally", "count", "fingerprint", "kept", "program", "tell"]
