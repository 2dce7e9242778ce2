"""One issue → side-by-side proofs. In: an `Order`. Out: a file for each script."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final, Literal

from bulletin import fonts, layout, pdf, script
from bulletin.errors import BulletinError, UsageError
from bulletin.model import Edition, Issue, Notice, ProofArticle, Row, Script
from bulletin.planning import Choices, compose, read_settings
from bulletin.press import limits
from bulletin.press.order import Order, Progress, Proofs, silent
from bulletin.press.output import replaced
from bulletin.press.plans import plan_of
from bulletin.press.run import Run, notice_of, theme_of

ProofFormat = Literal["pdf", "html"]


_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def make_proofs(order: Order, form: ProofFormat, progress: Progress = silent) -> Proofs:
    """Make a proof of every edition of an issue that is not in the script its texts came in.

    Raises UsageError and InputError when there is nothing to make anything from."""
    plan = plan_of(order)
    settings = read_settings(plan.folder).for_issue(plan).with_choices(Choices(order.scripts))
    folders = [settings.folder / "templates"] if settings.folder else []
    theme = theme_of(settings)
    scripts = [target for target in settings.scripts if target is not Script.SOURCE]
    proofs: list[Path] = []
    run = Run(progress, len(plan.files) + 2 * len(scripts))
    articles = run.read(order.kept(plan.files))
    if not articles:
        return Proofs((), run.told)
    if not scripts:
        raise UsageError("press.proof-of-source")
    composed = compose(plan, settings, articles)
    run.notices += composed.notices
    glossary = run.glossary(plan, settings)
    style = replace(settings.style, locked=theme.locked)
    for target in scripts:
        told: list[tuple[str, script.Traced]] = []
        run.step("convert", target.value)
        with limits.within(limits.for_issue(composed.value)):
            made = script.make_edition(
                composed.value, target, style=style, glossary=glossary, watch=partial(_tell, told)
            )
        run.notices += made.notices
        path = (order.output or Path("out")) / f"{composed.value.key}.{target}.proof.{form}"
        run.step("proof", path.name)
        try:
            with replaced(path) as part, limits.within(limits.for_issue(composed.value)):
                notices = _written(made.value, _articles(composed.value, made.value, told), part, folders)
        except BulletinError as error:
            run.notices.append(notice_of(error, path.name))
        else:
            run.notices += notices
            proofs.append(path)
    return Proofs(tuple(proofs), run.told)


def _tell(told: list[tuple[str, script.Traced]], key: str, traced: script.Traced) -> None:
    told.append((key, traced))


def _articles(
    source: Issue, edition: Edition, told: Sequence[tuple[str, script.Traced]]
) -> tuple[ProofArticle, ...]:
    """The issue's own texts, then its articles in print order."""
    rows: dict[str, list[Row]] = {"": [], **{article.key: [] for article in source.articles}}
    langs: dict[str, str] = {}
    for key, traced in told:
        if traced.part != script.ATTRIBUTE and _HAN.search(traced.conversion.source):
            rows[key].append(script.row_of(traced))
            langs.setdefault(key, traced.source.value)
    titles = {article.key: article.title or article.key for article in edition.issue.articles}
    return tuple(
        ProofArticle(titles.get(key, ""), langs.get(key, edition.lang), tuple(dict.fromkeys(lines)))
        for key, lines in rows.items()
        if lines
    )


def _written(
    edition: Edition, articles: Sequence[ProofArticle], path: Path, folders: Sequence[Path]
) -> tuple[Notice, ...]:
    """Write one proof, of the kind its ending says."""
    if path.suffix == ".html":
        path.write_text(layout.proof_page(edition, articles, folders), encoding="utf-8")
        return ()
    fonts.isolate()
    return pdf.print_pdf(layout.proof_sheet(edition, articles, folders), path).notices
