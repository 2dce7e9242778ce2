"""Both scripts as one, for finding. In: a text in any script. Out: the same, every character in its Simplified form.

A fold is no conversion: it maps each character by itself, so that a word finds itself in the other script.
"""

from functools import cache

from bulletin.script.dictionary import read_dictionary


def fold(text: str) -> str:
    """`text` with each Traditional character replaced by the first of its Simplified forms; as long as `text`."""
    return text.translate(_table())


@cache
def _table() -> dict[int, str]:
    return {
        ord(traditional): forms.split(" ")[0]
        for traditional, forms in read_dictionary("TSCharacters").items()
        if len(traditional) == 1
    }
