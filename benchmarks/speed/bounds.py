"""What was measured and what it is held to. In: figures. Out: lines of a table, ratios."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.measure import Figure

# The figures of a part by their names; None for one that could not be measured, and none for one that is still to come.
Figures = Mapping[str, Figure | None]


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure and what it is held to: `most` or `least`, whichever is not None. `noisy` ones are only worth something on
    a machine that does nothing else; `more` says that the true value is larger, for a peer was cut off."""

    what: str
    value: float | None
    most: float | None = None
    least: float | None = None
    unit: str = ""
    noisy: bool = True
    more: bool = False

    @property
    def holds(self) -> bool | None:
        """None where nothing could be measured, or too little of it to say."""
        if self.value is None:
            return None
        holds = (self.most is None or self.value <= self.most) and (
            self.least is None or self.value >= self.least
        )
        is_decided = not self.more or (holds if self.most is None else not holds)
        return holds if is_decided else None

    def line(self) -> str:
        """The figure as a line of a table."""
        bound = f"at most {self.most:g}" if self.most is not None else f"at least {self.least:g}"
        shown = "–" if self.value is None else f"{'> ' if self.more else ''}{self.value:.2f}"
        said = {True: "holds", False: "DOES NOT HOLD", None: "not measured"}[self.holds]
        return f"  {self.what:62}{shown:>9} {self.unit:3} ({bound}) {said}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the measuring: its rows in order, each measured when its turn comes, and what they are held to."""

    title: str
    rows: Mapping[str, Callable[[Figures], Figure | None]]
    bounds: Callable[[Figures], list[Bound]]


def seconds(figure: Figure | None) -> float | None:
    """By the clock."""
    return figure.seconds if figure else None


def cpu(figure: Figure | None) -> float | None:
    """Of the processors."""
    return figure.cpu_seconds if figure else None


def ratio(one: float | None, other: float | None) -> float | None:
    """`one` in units of `other`; None where either was not measured."""
    return one / other if one and other else None


def shown(figure: Figure | None) -> str:
    """A figure as the rest of its row."""
    if figure is None:
        return "–"
    more = "> " if figure.cut_off else ""
    return (
        f"{f'{more}{figure.seconds:.2f}':>9} s {f'{more}{figure.cpu_seconds:.2f}':>9} cpu s"
        f" {figure.peak_mb:7.0f} MB in all {figure.largest_mb:6.0f} MB the largest"
    )
