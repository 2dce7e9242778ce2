"""All that makes an edition, loaded: for the process that makers are copies of. In: nothing. Out: modules in memory."""

import gc
from contextlib import suppress
from importlib import import_module

from bulletin.errors import EngineError
from bulletin.pdf import engine
from bulletin.stages import program

# What is loaded is never garbage: looking through it again and again would take time, and copy its memory.
gc.disable()
# Nor is most of what is made: a document, which looks for garbage itself, holds a million objects to its end.
gc.set_threshold(500_000)
import_module("bulletin.press.make")
with suppress(EngineError):  # said where a PDF is to be made; e-books need no such engine
    engine.load()
    import_module("bulletin.pdf.chunks.division")
    import_module("bulletin.pdf.render")
program()  # every result that is kept is kept under its digest
gc.freeze()
gc.enable()
