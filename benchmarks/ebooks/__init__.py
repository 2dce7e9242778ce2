"""One issue as an e-book by every tool, and one look at each. `make bench-ebooks`, or `python -m benchmarks.ebooks`."""
