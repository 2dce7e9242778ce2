"""Other ways to cut a text into phrases than our matcher's, which takes the leftmost and then the longest.

In: a matcher and a text. Out: a cut. All ways come to the same where no phrase crosses another: whatever else stands
there lies inside a phrase that ours takes. So only stretches where phrases cross (制造 in 参与制|造) are cut anew.
"""

from collections.abc import Callable, Iterator

from bulletin.script.matcher import Cut, Match, Matcher

# Of two phrases that overlap, the one with the smaller rank is taken.
Rank = Callable[[Match], tuple[int, int]]


def backward(match: Match) -> tuple[int, int]:
    """Backward longest match: what ends last, of that the longest."""
    start, end, _ = match
    return -end, start


def longest(match: Match) -> tuple[int, int]:
    """The longest phrase first, wherever it stands; of equal ones the leftmost."""
    start, end, _ = match
    return start - end, start


def cut_by(rank: Rank, matcher: Matcher, text: str, ours: Cut) -> Cut:
    """`text` cut this way, given how `matcher.cut` does it."""
    cut: Cut = []
    done = 0  # of ours
    for start, end in _crossings(matcher, text, ours):
        while ours[done][0] < start:
            cut.append(ours[done])
            done += 1
        cut += sorted(_taken(_every(matcher, text, start, end), rank, start, end))
        while done < len(ours) and ours[done][0] < end:
            done += 1
    return cut + ours[done:]


def _crossings(matcher: Matcher, text: str, ours: Cut) -> Iterator[tuple[int, int]]:
    """The stretches of `text` in which phrases overlap and neither holds the other."""
    start = end = 0
    is_crossed = False
    for left, right, _ in ours:
        reach = _reach(matcher, text, left, right)
        if left >= end:
            if is_crossed:
                yield start, end
            start, end, is_crossed = left, reach, reach > right
        else:
            end = max(end, reach)
    if is_crossed:
        yield start, end


def _reach(matcher: Matcher, text: str, left: int, right: int) -> int:
    """Where the phrases end at last that begin inside the phrase `text[left:right]`."""
    reach = right
    for place in range(left + 1, right):
        for length in matcher.lengths.get(text[place : place + 2], ()):
            if place + length <= reach:
                break
            if text[place : place + length] in matcher.phrases:
                reach = min(place + length, len(text))
                break
    return reach


def _every(matcher: Matcher, text: str, start: int, end: int) -> Iterator[Match]:
    """Every phrase that stands in `text[start:end]`."""
    for place in range(start, end):
        for length in matcher.lengths.get(text[place : place + 2], ()):
            value = matcher.phrases.get(text[place : place + length])
            if value is not None and place + length <= end:
                yield place, place + length, value


def _taken(every: Iterator[Match], rank: Rank, start: int, end: int) -> Iterator[Match]:
    covered = bytearray(end - start)
    for match in sorted(every, key=rank):
        left, right = match[0] - start, match[1] - start
        if 1 not in covered[left:right]:
            covered[left:right] = b"\1" * (right - left)
            yield match
