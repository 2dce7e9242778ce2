"""Our column of the CLREQ table (docs/clreq.md): every clause, measured on the page our press makes of its case."""

from pathlib import Path

import pytest
from benchmarks.clreq.__main__ import measured
from benchmarks.clreq.clauses import CLAUSES


@pytest.fixture(scope="session")
def printed_cases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the cases lie once printed: several clauses are measured on one."""
    return tmp_path_factory.mktemp("clreq")


@pytest.mark.parametrize(
    "number", range(len(CLAUSES)), ids=[f"{clause.section}: {clause.asks}" for clause in CLAUSES]
)
def test_the_clause_is_kept(number: int, printed_cases: Path) -> None:
    kept, said = measured("bulletin", number, printed_cases)
    assert kept, said
