"""What a clause asks, as a measurement. In: the printed case. Out: what was measured, as words, and whether it is right.

Widths are measured between ideographs, whose squares every engine draws alike; what is drawn and not written (dots,
lines) is looked for in the picture of the page.
"""

from collections.abc import Callable
from typing import Final

from benchmarks.clreq.page import Printed

Verdict = tuple[bool, str]
Check = Callable[[Printed], Verdict]
SEEN_EM: Final = 0.03
EDGE_PT: Final = 0.6  # browsers round margins to pixels
PIXEL_PT: Final = 0.76  # … and, here and there, baselines: that is no other leading
