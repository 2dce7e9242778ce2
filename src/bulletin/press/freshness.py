"""Whether an edition is still what it would be if it were made now. In: an order, the larder, the manifest. Out: its
editions, each fresh or with the reasons why not.

Light to import: a run that finds everything fresh loads no engine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bulletin.model import Format
from bulletin.planning import IssuePlan
from bulletin.press.edition_job import EditionJob
from bulletin.press.ingredients import Ingredients, Larder, changes
from bulletin.press.manifest import Entry, Manifest, is_whole
from bulletin.press.order import Order
from bulletin.press.plans import key_of, plans_of, settings_of


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition is to be made: `new`, `forced`, `gone` or `edited` (a file of the output), `changed`, `added` or
    `removed` (a file it is made of), `options`, `rights`, `program`. `what` names the file or option."""

    kind: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class PlannedEdition:
    """An edition; without a reason it is fresh, and `former` says what lies in the output folder."""

    job: EditionJob
    plans: tuple[IssuePlan, ...]
    formats: tuple[Format, ...]
    options: dict[str, str] = field(hash=False)
    why: tuple[Reason, ...]
    former: Entry | None

    @property
    def name(self) -> str:
        """The stem of its files."""
        return self.job.name


def editions_of(
    order: Order, larder: Larder, manifest: Manifest, *, force: bool = False
) -> Iterator[PlannedEdition]:
    """The editions that `order` asks for, held against the manifest. Raises what planning raises."""
    plans = plans_of(order)
    settings = settings_of(order, plans[0])
    formats = tuple(form for form in Format if form in settings.formats)
    for script in dict.fromkeys(settings.scripts):
        name = f"{key_of(order, plans[0])}.{script.value}"
        options = {
            "formats": " ".join(formats),
            "script": script.value,
            "theme": settings.theme,
            **_asked(order),
        }
        former = manifest.get(name)
        job = EditionJob(name, replace(order, formats=formats, scripts=(script,)), larder.project)
        why = _why(plans, options, larder, former, force=force)
        yield PlannedEdition(job, plans, formats, options, tuple(why), former)


def _asked(order: Order) -> dict[str, str]:
    """What the command line says beside scripts, formats and theme, as far as it says anything."""
    asked = {
        "title": order.title,
        "bleed": order.bleed_mm,
        "attach": order.attach,
        "vertical": order.vertical or None,
        "volume": order.volume,
        # Where the library lies makes no difference.
        "library": order.library_issue and replace(order.library_issue, library=Path()),
    }
    return {name: str(value) for name, value in asked.items() if value is not None}


def _why(
    plans: Sequence[IssuePlan],
    options: dict[str, str],
    larder: Larder,
    former: Entry | None,
    *,
    force: bool,
) -> Iterator[Reason]:
    if former is None:
        # Read all the same: an edition is to be recorded with what its files were before it was made.
        larder.ingredients(plans, options)
        yield Reason("new")
        return
    now = larder.ingredients(plans, options, _files_of(former.made_of))
    if force:
        yield Reason("forced")
    for name in changes(former.made_of, now):
        yield _reason(name, former.made_of, now)
    for artefact in former.artefacts:
        whole = is_whole(artefact)
        if not whole:
            yield Reason("gone" if whole is None else "edited", artefact.path.name)


def _files_of(ingredients: Ingredients) -> list[str]:
    return [name.removeprefix("file ") for name in ingredients if name.startswith("file ")]


def _reason(name: str, before: Ingredients, now: Ingredients) -> Reason:
    kind, _, what = name.partition(" ")
    if kind == "file":
        if not now.get(name):
            return Reason("removed", what)
        return Reason("changed" if name in before else "added", what)
    kinds = {"option": "options", "epoch": "options", "rights": "rights", "program": "program"}
    return Reason(kinds[kind], what or ("SOURCE_DATE_EPOCH" if kind == "epoch" else ""))
