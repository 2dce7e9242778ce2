"""How far three engines keep CLREQ (W3C, Requirements for Chinese Text Layout): `python -m benchmarks.clreq`."""
