"""One issue → its reviews. In: an `Order`. Out: a file for each script."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from json import dumps
from pathlib import Path
from typing import Literal

from bulletin import layout, script
from bulletin.errors import BulletinError, UsageError
from bulletin.messages import Language
from bulletin.model import Decision, Notice, Review, Script
from bulletin.planning import DECISIONS_FILE, compose, read_text
from bulletin.press import limits
from bulletin.press.order import Order, Progress, Reviewed, silent
from bulletin.press.output import replaced
from bulletin.press.plans import plan_of, settings_of
from bulletin.press.run import Run, notice_of, theme_of

ReviewFormat = Literal["html", "json", "xlsx"]


def make_reviews(
    order: Order, form: ReviewFormat, language: Language = "zh", progress: Progress = silent
) -> Reviewed:
    """Review every edition of an issue that is not in the script its texts came in.

    Raises UsageError and InputError when there is nothing to review."""
    plan = plan_of(order)
    settings = settings_of(order, plan)
    theme = theme_of(settings)
    scripts = [target for target in settings.scripts if target is not Script.SOURCE]
    run = Run(progress, len(plan.files) + len(scripts))
    articles = run.read(order.kept(plan.files))
    if not articles:
        return Reviewed((), (), run.told)
    if not scripts:
        raise UsageError("press.proof-of-source")
    composed = compose(plan, settings, articles)
    glossary = run.glossary(plan, settings)
    style = replace(settings.style, locked=theme.locked)
    home = settings.folder or plan.folder
    decisions = home / DECISIONS_FILE if home else None
    existing = read_text(decisions) if decisions and decisions.is_file() else ""
    paths: list[Path] = []
    reviews: list[Review] = []
    unused: dict[str, Decision] = {}
    for target in scripts:
        run.step("review", target.value)
        with limits.within(limits.for_issue(composed.value)):
            reviewer = script.Reviewer(composed.value, target, style, glossary)
            made = script.make_edition(
                composed.value, target, style=style, glossary=glossary, watch=reviewer.tell
            )
            review = reviewer.review()
        run.notices += (notice for notice in made.notices if notice.code != "script.kept")
        unused |= {each.place: each for each in reviewer.unused(glossary.decisions.entries)}
        path = (order.output or Path("out")) / f"{composed.value.key}.{target}.review.{form}"
        command = f"bulletin review {order.targets[0]} --decisions decisions.toml"
        try:
            with replaced(path) as part:
                if form == "html":
                    page = layout.review_page(review, existing=existing, command=command, language=language)
                    part.write_text(page, encoding="utf-8")
                elif form == "xlsx":
                    from bulletin.press.review_table import write_table  # noqa: PLC0415 Excel's engine is heavy

                    write_table(review, part, language)
                else:
                    text = dumps(asdict(review), ensure_ascii=False, indent=1)
                    part.write_text(f"{text}\n", encoding="utf-8")
        except BulletinError as error:
            run.notices.append(notice_of(error, path.name))
        else:
            paths.append(path)
            reviews.append(review)
    run.notices += _unused(unused.values(), plan.folder)
    return Reviewed(tuple(paths), tuple(reviews), run.told)


def _unused(decisions: Iterable[Decision], issue: Path | None) -> Iterator[Notice]:
    """An issue's own decisions one by one; of a periodical's, which are for every issue, how many."""
    common: Counter[str] = Counter()
    for decision in decisions:
        file = decision.place.rpartition(":")[0]
        if issue and Path(file).parent == issue.resolve():
            yield Notice("press.decision-unused", {"text": decision.passage}, place=decision.place)
        else:
            common[file] += 1
    for file, count in common.items():
        yield Notice("press.decisions-unused", {"count": count}, place=file)
