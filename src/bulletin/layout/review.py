"""The review's page. In: a Review. Out: one HTML page that needs no other file and no network.

Its template, style sheet, script and words are `templates/review`.
"""

import json
import tomllib
from collections.abc import Mapping
from typing import Final, cast

from markupsafe import Markup

from bulletin.layout.engine import render_in
from bulletin.messages import Language
from bulletin.model import Doubt, Review
from bulletin.shipped import shipped_folder

_FOLDER: Final = "review"


def review_page(review: Review, *, existing: str, command: str, language: Language) -> str:
    """The page in `language`; a reader may change it there. `existing` is the decisions.toml that the page's own file
    continues, `command` what applies that file. Raises InputError as `render_in`."""
    folder = shipped_folder("templates") / _FOLDER
    words = _words()
    values = {
        "language": language,
        "title": review.title or review.issue,
        "script": review.script.value,
        "words": words,
        "style": Markup((folder / "review.css").read_text(encoding="utf-8")),  # noqa: S704 our own files
        "code": Markup((folder / "review.js").read_text(encoding="utf-8")),  # noqa: S704
        "data": _embedded({**_data(review), "words": words, "existing": existing, "command": command}),
    }
    return render_in((folder,), "review.html.j2", values)


def review_words(language: Language) -> Mapping[str, str]:
    """What the review's page and table say in `language`."""
    return _words()[language]


def _words() -> dict[Language, dict[str, str]]:
    file = shipped_folder("templates") / _FOLDER / "words.toml"
    return cast(dict[Language, dict[str, str]], tomllib.loads(file.read_text(encoding="utf-8")))


def _data(review: Review) -> dict[str, object]:
    titles = dict.fromkeys(place.article for doubt in review.doubts for place in doubt.occurrences)
    numbers = {title: number for number, title in enumerate(titles)}
    return {
        "issue": review.issue,
        "script": review.script.value,
        "decided": review.decided,
        "articles": list(titles),
        "doubts": [_doubt(doubt, numbers) for doubt in review.doubts],
    }


def _doubt(doubt: Doubt, numbers: Mapping[str, int]) -> dict[str, object]:
    return {
        "tier": doubt.tier.value,
        "reason": doubt.reason.value,
        "text": doubt.text,
        "before": doubt.before,
        "after": doubt.after,
        "form": doubt.form,
        "candidates": doubt.candidates,
        "rules": doubt.rules,
        "at": [
            (numbers[place.article], place.part, place.number, place.before, place.after)
            for place in doubt.occurrences
        ],
    }


def _embedded(data: Mapping[str, object]) -> Markup:
    """JSON inside `<script>`: no `<`, so that no text of an article can end it (HTML 13.2, script data state)."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704 escaped for where it stands
