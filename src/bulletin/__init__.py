"""bulletin: selected articles in, a printed Chinese bulletin and an e-book out."""

__version__ = "0.1.0"
