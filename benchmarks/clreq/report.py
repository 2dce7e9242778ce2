"""The table for people and for later. In: verdicts. Out: lines for the terminal, docs/clreq.md, a JSON file."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.clreq.clauses import NOT_APPLICABLE
from benchmarks.measure import ROOT
from benchmarks.report import RESULTS, machine

PAGE: Final = ROOT / "docs" / "clreq.md"
_SIGNS: Final[dict[bool | None, str]] = {True: "✓", False: "✗", None: "–"}
_HEAD: Final = """# CLREQ: how far the lines keep it

W3C's [Requirements for Chinese Text Layout](https://www.w3.org/TR/clreq/), horizontal text, one row a clause. Written
by `make bench-clreq`: each row measures the places of glyphs, or the ink, in a PDF that each engine made of the same words on the
same measure in the same face, with the best native CSS it knows (`benchmarks/clreq/engines.py`).
✓ as asked, ✗ otherwise, – not run.
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A clause and, for each engine, whether it is kept (None: did not run) and what was measured."""

    section: str
    asks: str
    verdicts: Mapping[str, tuple[bool | None, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows."""

    engines: Sequence[str]
    rows: Sequence[Row]
    versions: Mapping[str, str]

    def kept(self, engine: str) -> int:
        """How many clauses an engine keeps."""
        return sum(row.verdicts[engine][0] is True for row in self.rows)

    def lines(self) -> list[str]:
        """The table for a terminal; after each failure of ours, what was measured."""
        lines = ["  ".join(self.engines)]
        for row in self.rows:
            signs = "  ".join(_SIGNS[row.verdicts[engine][0]].center(len(engine)) for engine in self.engines)
            lines.append(f"{signs}  {row.section}: {row.asks}")
            lines += [
                f"{'':6}{engine}: {said}" for engine, (kept, said) in row.verdicts.items() if kept is not True
            ]
        return [*lines, *self._sums()]

    def save(self) -> None:
        """Write docs/clreq.md and benchmarks/results/clreq-<day>.json."""
        PAGE.write_text("\n".join([_HEAD, *self._page()]) + "\n", encoding="utf-8")
        day = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        content = {
            "day": day,
            "machine": machine(),
            "versions": dict(self.versions),
            "kept": {engine: self.kept(engine) for engine in self.engines},
            "clauses": [
                {
                    "section": row.section,
                    "asks": row.asks,
                    **{
                        engine: {"kept": kept, "measured": said}
                        for engine, (kept, said) in row.verdicts.items()
                    },
                }
                for row in self.rows
            ],
        }
        RESULTS.mkdir(exist_ok=True)
        path = RESULTS / f"clreq-{day}.json"
        path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")

    def _sums(self) -> list[str]:
        return [
            f"{engine} {self.versions.get(engine, '')}".rstrip()
            + f": {self.kept(engine)} of {len(self.rows)} ({self.kept(engine) / len(self.rows):.0%})"
            for engine in self.engines
        ]

    def _page(self) -> list[str]:
        lines = [f"- {line}" for line in self._sums()]
        lines += [
            "",
            "| section | asks | " + " | ".join(self.engines) + " | measured on ours |",
            "|---" * (len(self.engines) + 3) + "|",
        ]
        for row in self.rows:
            signs = " | ".join(_SIGNS[row.verdicts[engine][0]] for engine in self.engines)
            lines.append(f"| {row.section} | {row.asks} | {signs} | {row.verdicts[self.engines[0]][1]} |")
        lines += ["", "Not in the table:", ""]
        return [*lines, *(f"- {section}: {reason}" for section, reason in NOT_APPLICABLE.items())]
