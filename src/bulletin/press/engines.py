"""All that makes an edition, loaded: for the process that makers are copies of. In: nothing. Out: modules in memory."""

import gc
from contextlib import suppress

import bulletin.press.make
from bulletin.errors import EngineError
from bulletin.pdf import engine
from bulletin.stages import program

with suppress(EngineError):  # said where a PDF is to be made; e-books need no such engine
    engine.load()
    import bulletin.pdf.chunks.division
    import bulletin.pdf.render  # noqa: F401

program()  # every result that is kept is kept under its digest
# What is loaded is never garbage: looking through it again and again would take time, and copy its memory.
gc.collect()
gc.freeze()
