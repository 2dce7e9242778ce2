"""The steps of `scripts/build_fonts.py`."""
