"""The door to WeasyPrint. In: the machine's libraries. Out: WeasyPrint imported, or an EngineError saying what lacks."""

import ctypes
import ctypes.util
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache, wraps
from importlib import import_module
from importlib.metadata import version
from inspect import getattr_static
from types import ModuleType
from typing import Any, Final, ParamSpec

from bulletin.errors import EngineError

# The files that reach into its internals (subsetting, metadata, line adjustment) are written against this version.
PINNED: Final = "70.0"

# The libraries it needs as Linux names them (weasyprint/text/ffi.py).
_LIBRARIES: Final = (
    "libgobject-2.0.so.0",
    "libpango-1.0.so.0",
    "libharfbuzz.so.0",
    "libfontconfig.so.1",
    "libpangoft2-1.0.so.0",
)
# What it calls only to cut down fonts, which subsetting.py does in its place, or for variable fonts, which ours are not.
_SELDOM_CALLED: Final = ("fontTools.subset", "fontTools.varLib.instancer")


def load() -> None:
    """Import WeasyPrint before any module here does. Raises EngineError if Pango or one of its libraries is missing."""
    with (
        warnings.catch_warnings(),
        _loaded_when_called(*_SELDOM_CALLED),
        _found_by_name() if _are_in_place() else nullcontext(),
    ):
        # It warns of a missing libharfbuzz-subset, which subsetting.py does without, and of missing fonts, which is
        # an error of ours at the first page.
        warnings.simplefilter("ignore")
        try:
            import_module("weasyprint")
        except OSError as error:
            raise EngineError("pdf.no-pango", reason=str(error).strip().splitlines()[0]) from error


class _LoadedWhenCalled(ModuleType):
    """A module all whose contents are functions that load it when they are called."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)

        def load_and_call(*args: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*args, **named)

        return load_and_call


@contextmanager
def _loaded_when_called(*names: str) -> Iterator[None]:
    """Whoever imports these modules inside the block gets their functions, and pays for them when one is called."""
    put_off = [name for name in names if name not in sys.modules]
    sys.modules.update((name, _LoadedWhenCalled(name)) for name in put_off)
    try:
        yield
    finally:
        for name in put_off:
            del sys.modules[name]


def _are_in_place() -> bool:
    """True where the system's loader knows every library by its name."""
    if sys.platform != "linux":
        return False
    try:
        for name in _LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


@contextmanager
def _found_by_name() -> Iterator[None]:
    """While the libraries are loaded nobody is asked for names that do not exist: for each of eighteen, ctypes would start
    ldconfig, gcc and ld, which takes longer than all the rest."""
    with standing_in((ctypes.util, "find_library", lambda _name: None)):
        yield


@cache
def installed_version() -> str:
    """The version of WeasyPrint that is installed."""
    return version("weasyprint")


def is_pinned() -> bool:
    """True if the version is the one our changes to it were written for; on another they stay off."""
    return installed_version() == PINNED


# A module or class, the name of something in it, and what stands in for that.
Replacement = tuple[Any, str, Any]
_ABSENT: Final = object()
P = ParamSpec("P")


def on_pinned(replacements: Callable[P, Iterable[Replacement]]) -> Callable[P, AbstractContextManager[None]]:
    """A change to the engine: inside a `with` block what `replacements` gives stands in, on the version it was written for; on
    another the engine does as it sees fit."""

    @wraps(replacements)
    @contextmanager
    def applied(*given: P.args, **named: P.kwargs) -> Iterator[None]:
        if not is_pinned():
            yield
            return
        with standing_in(*replacements(*given, **named)):
            yield

    return applied


@contextmanager
def standing_in(*replacements: Replacement) -> Iterator[None]:
    """Let each value stand in for the attribute of that name, of a module or class, inside the `with` block. One that only
    objects of the class have is theirs again afterwards."""
    # As they are held: a static method would come back as a plain function.
    originals = [(owner, name, getattr_static(owner, name, _ABSENT)) for owner, name, _ in replacements]
    try:
        for owner, name, value in replacements:
            setattr(owner, name, value)
        yield
    finally:
        for owner, name, original in originals:
            if original is _ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, original)
