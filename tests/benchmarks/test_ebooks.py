"""The table of e-books says of each what the same look found."""

from benchmarks.ebooks.__main__ import PAGE, Look, lines

from bulletin.epub.marks import MARKS

OURS = Look({"landmarks": 7, "Ace: violations": None}, {"cover": 0, "dark": 0}, keeps_text=True)
OTHER = Look({"landmarks": 0, "Ace: violations": 5}, {"cover": 2, "dark": 0}, keeps_text=False)


def test_a_mark_that_is_lacking_anywhere_is_a_cross() -> None:
    table = lines({"bulletin": OURS, "pandoc": OTHER}, {"pandoc": "3.9"})
    assert table[0] == "| | bulletin | pandoc 3.9 |"
    assert "| landmarks | 7 | 0 |" in table
    assert "| Ace: violations | – | 5 |" in table
    assert "| every line of the articles is in it | ✓ | ✗ |" in table
    assert "| `cover` | ✓ | ✗ |" in table
    assert table[-1] == "| marks of 2 | **2** | **1** |"


def test_the_page_shows_every_mark() -> None:
    page = PAGE.read_text(encoding="utf-8")
    table = page.partition("<!-- make bench-ebooks writes from here -->")[2].partition("<!-- to here -->")[0]
    assert all(f"| `{code.removeprefix('epub.lacks-')}` | ✓ |" in table for code in MARKS)
