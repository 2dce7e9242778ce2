"""One issue, made whatever its articles do. In: an order. Out: `Made`, without the articles that cannot be set.

The issue is made in a process with limits, at the cost of starting it. Only when that process dies, or its engine gives
up, is each article tried alone: the guilty are named and left out, and the issue is made once more.
"""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from bulletin.errors import BulletinError, InputError
from bulletin.messages import Language
from bulletin.model import Notice
from bulletin.planning import ArticleReference, IssuePlan, SectionPlan
from bulletin.press.child import Died, in_child
from bulletin.press.files_guarded import of_one_file
from bulletin.press.folders import is_issue
from bulletin.press.order import (
    Checked,
    Made,
    Order,
    Progress,
    Proofs,
    Reviewed,
    Step,
    silent,
)
from bulletin.press.output import clear_after
from bulletin.press.plans import plans_of

if TYPE_CHECKING:  # these open the engines
    from bulletin.press.proofs import ProofFormat
    from bulletin.press.reviews import ReviewFormat

# What an engine says when it gives up on a text, rather than for want of something on the machine.
_GIVEN_UP: Final = frozenset({"pdf.engine-failed"})
_ARTICLE: Final = {
    "time": "press.article-time",
    "memory": "press.article-memory",
    "crash": "press.article-crash",
}
_ISSUE: Final = {"time": "press.issue-time", "memory": "press.issue-memory", "crash": "press.issue-crash"}
_THEME: Final = {"time": "press.theme-time", "memory": "press.theme-memory", "crash": "press.theme-crash"}
# An article that nothing can be wrong with.
_SPECIMEN: Final = "# 试排\n\n各栏目的稿件收齐后，先试排一页。\n"

# What is made: `Made`, or another value with the same `notices`.
M = TypeVar("M", bound=Any)

# A file of the issue that was tried alone, None for the specimen; and why it cannot be made.
_Tried = tuple[Path | None, Died | None]


def make_guarded(order: Order, progress: Progress = silent) -> Made:
    """As `press.make.make`, each stage within its limits; an article that goes beyond them is a notice and is left out.

    Raises what `make` does, and what `without_guilty` does.
    """

    def make(order: Order) -> Made:
        return in_child(_make, order, progress)

    return without_guilty(make, order, progress)


def make_proofs_guarded(order: Order, form: "ProofFormat", progress: Progress = silent) -> Proofs:
    """As `press.proofs.make_proofs`, each stage within its limits. Raises what `without_guilty` does too."""

    def make(order: Order) -> Proofs:
        return in_child(_make_proofs, (order, form), progress)

    return without_guilty(make, order, progress)


def make_reviews_guarded(
    order: Order, form: "ReviewFormat", language: Language = "zh", progress: Progress = silent
) -> Reviewed:
    """As `press.reviews.make_reviews`, each stage within its limits. Raises what `without_guilty` does too."""

    def make(order: Order) -> Reviewed:
        return in_child(_make_reviews, (order, form, language), progress)

    return without_guilty(make, order, progress)


def check_guarded(target: Path, progress: Progress = silent) -> Checked:
    """As `press.checking.check`, within limits. Raises what `without_guilty` does too, and InputError `press.file-…`."""
    if not is_issue(target):
        return of_one_file(_check, (target, frozenset()), str(target))

    def check(order: Order) -> Checked:
        return in_child(_check, (target, order.without), progress)

    return without_guilty(check, Order((target,)), progress)


def check_theme_guarded(name: str, project: Path, progress: Progress = silent) -> tuple[Notice, ...]:
    """As `press.themes.check_theme`, of a theme of the periodical in `project` or a shipped one; that it goes beyond all
    limits is what is wrong with it. Raises as `press.themes.theme_for`."""
    try:
        return in_child(_check_theme, (name, project), progress)
    except Died as died:
        return (Notice(_THEME[died.reason], {"detail": died.detail}, article=name),)


def without_guilty(make: Callable[[Order], M], order: Order, progress: Progress = silent) -> M:
    """What `make` makes of `order`; if it dies or gives up, what it makes without the guilty articles, each of them a
    notice.

    Raises InputError `press.issue-…` or `press.theme-…` where no article alone is to blame; if the order is strict
    `press.article-…`, and nothing more is made.
    """
    try:
        made = make(order)
    except Died as died:
        clear_after(died.process, order.output or Path("out"))
        guilty = guilty_of(order, progress)
        if not guilty:
            return _once_more(make, order, died)
    else:
        guilty = guilty_of(order, progress) if _ruined(made.notices) else {}
        if not guilty:
            return made
    told = [_notice(file, died) for file, died in guilty.items()]
    if order.strict:
        first, *others = (InputError(each.code, place=each.article, **each.values) for each in told)
        first.also = tuple(others)
        raise first
    try:
        made = make(replace(order, without=order.without | guilty.keys()))
    except Died as died:
        raise InputError(_ISSUE[died.reason], detail=died.detail) from died
    return replace(made, notices=(*told, *made.notices))


def _once_more(make: Callable[[Order], M], order: Order, died: Died) -> M:
    """No article is to blame for the death: if it was a sudden one, the system or a person may have ended the process."""
    if died.reason == "crash":
        try:
            return make(order)
        except Died as again:
            died = again
    raise InputError(_ISSUE[died.reason], detail=died.detail) from died


def guilty_of(order: Order, progress: Progress = silent) -> dict[Path, Died]:
    """The files of the issue that cannot be made alone, each with why.

    Raises InputError `press.theme-…` if not even a sentence can be made in the issue's theme."""
    files = dict.fromkeys(file for plan in plans_of(order) for file in plan.files)
    waiting: list[Path | None] = [None, *(file for file in files if file not in order.without)]
    total = len(waiting)
    guilty: dict[Path, Died] = {}

    def tell(tried: _Tried) -> None:
        file, died = tried
        waiting.remove(file)
        if died and file is None:
            raise InputError(_THEME[died.reason], detail=died.detail)
        if died and file:
            guilty[file] = died
        name = waiting[0].name if waiting and waiting[0] else ""
        progress(Step("try", name, total - len(waiting), total))

    while waiting:
        try:
            in_child(_try, (order, tuple(waiting)), tell)
        except Died as died:
            tell((waiting[0], died))
    return guilty


def _make(order: Order, progress: Progress) -> Made:
    from bulletin.press.make import make  # noqa: PLC0415 only the process that makes loads the engines

    return make(order, progress)


def _make_proofs(job: tuple[Order, "ProofFormat"], progress: Progress) -> Proofs:
    from bulletin.press.proofs import make_proofs  # noqa: PLC0415 as above

    return make_proofs(*job, progress)


def _make_reviews(job: tuple[Order, "ReviewFormat", Language], progress: Progress) -> Reviewed:
    from bulletin.press.reviews import make_reviews  # noqa: PLC0415 as above

    return make_reviews(*job, progress)


def _check(job: tuple[Path, frozenset[Path]], progress: Progress) -> Checked:
    from bulletin.press.checking import check  # noqa: PLC0415 as above

    target, without = job
    return check(target, progress, without)


def _check_theme(job: tuple[str, Path], progress: Progress) -> tuple[Notice, ...]:
    from bulletin.press.themes import check_theme, theme_for  # noqa: PLC0415 as above

    return check_theme(theme_for(*job), progress)


def _try(job: tuple[Order, tuple[Path | None, ...]], tell: Callable[[_Tried], None]) -> None:
    """Make each file alone, with all else that belongs to the issue, and keep nothing."""
    from bulletin.press.make import make_planned  # noqa: PLC0415 as above

    order, files = job
    plans = plans_of(order)
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        specimen = Path(folder, "specimen.md")
        specimen.write_text(_SPECIMEN, encoding="utf-8")
        elsewhere = replace(order, output=Path(folder), without=frozenset(), volume=None)
        for file in files:
            try:
                plan = next((each for each in plans if file in each.files), plans[0])
                tell((file, _ruined(make_planned((_only(plan, file or specimen),), elsewhere).notices)))
            except BulletinError:  # said in a sentence when the issue is made
                tell((file, None))


def _only(plan: IssuePlan, file: Path) -> IssuePlan:
    """The plan with one article and no editor's note."""
    found = (each for section in plan.sections for each in section.articles if each.path == file)
    reference = next(found, ArticleReference(file))
    return replace(plan, sections=(SectionPlan("", (reference,)),), editors_note_file=None)


def _ruined(notices: Sequence[Notice]) -> Died | None:
    """How an engine gave up, if one did."""
    said = (str(notice.values["reason"]) for notice in notices if notice.code in _GIVEN_UP)
    reason = next(said, None)
    if reason is None:
        return None
    return Died("memory") if reason.startswith("MemoryError") else Died("crash", reason)


def _notice(file: Path, died: Died) -> Notice:
    return Notice(_ARTICLE[died.reason], {"detail": died.detail}, article=file.name)
