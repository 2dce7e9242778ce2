"""`make bench`: every contest in one run. Out: tables on the terminal, benchmarks/results/<day>.json.

`python -m benchmarks 1 10` measures those numbers of articles only, `python -m benchmarks library` the library alone,
`python -m benchmarks speed` the speed and memory of the press (docs/performance.md),
`python -m benchmarks conversion` the engines of conversion, `python -m benchmarks volume` the e-book of a thousand articles,
`python -m benchmarks imposing` the booklet of 300 pages, `python -m benchmarks reviewing` the review of a conversion, its
quality and its speed.
"""

import shutil
import sys
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from benchmarks import conversion, imposing, library, reviewing, volume
from benchmarks.contenders import chromium_command, command
from benchmarks.inputs import Inputs, build
from benchmarks.measure import ROOT
from benchmarks.report import Contest, Row, machine, measured, save
from benchmarks.speed import run as speed
from benchmarks.texts import prose
from bulletin import fonts
from bulletin.script.converter import opencc

WORKSHOP: Final = ROOT / ".build" / "bench"
SIZES: Final = (1, 10, 100)
CONFIGS: Final = ("s2t", "s2twp", "t2s")
CONVERTED_CHARACTERS: Final = (2_000, 200_000)
UNTAGGED: Final = "no tags, lines as they fall"
WITHOUT_AUTOMATON: Final = (
    "import sys; sys.modules['ahocorasick_rs'] = None; from bulletin.cli.app import run; run()"
)
CHROMIUM_LACKS: Final = "no page numbers in the contents, no running heads"


def main(sizes: tuple[int, ...]) -> None:
    """Measure everything, print as it comes, save at the end."""
    environment = _prepared()
    contests = _shown(_contests(sizes, environment))
    conversion.main()
    path = save(contests, reviewing.main(), chromium_command(WORKSHOP, WORKSHOP / "none.pdf"))
    print(
        f"\nEach the median of fresh processes; ratios to ours (first row). Saved to {path.relative_to(ROOT)}"
    )


def review() -> None:
    """Measure the review alone, of the largest issue; save it apart."""
    environment = _prepared()
    contests = _shown(iter([_reviewing(build(WORKSHOP / str(SIZES[-1]), SIZES[-1]), environment)]))
    path = save(contests, reviewing.main(), None, part="-review")
    print(f"\nSaved to {path.relative_to(ROOT)}")


def binding() -> None:
    """Measure the e-book of a year's volume alone; save it apart."""
    environment = _prepared()
    contests = _shown(iter([volume.contest(WORKSHOP / "volume", environment)]))
    path = save(contests, (), None, part="-volume")
    print(f"\nSaved to {path.relative_to(ROOT)}")


def _prepared() -> dict[str, str]:
    """An empty workshop, and the environment its contenders run in."""
    shutil.rmtree(WORKSHOP, ignore_errors=True)
    print(*(f"{name}: {value}" for name, value in machine().items()), sep=" · ")
    # Every run does all its work: results of stages are not kept.
    return {"FONTCONFIG_FILE": str(fonts.isolate(WORKSHOP / "cache")), "BULLETIN_CACHE_LIMIT": "0"}


def _shown(contests: Iterator[Contest]) -> list[Contest]:
    shown = []
    for contest in contests:
        print(*contest.lines(), sep="\n", flush=True)
        shown.append(contest)
    return shown


def _contests(sizes: tuple[int, ...], environment: Mapping[str, str]) -> Iterator[Contest]:
    issues = [build(WORKSHOP / str(size), size) for size in sizes]
    for issue in issues:
        yield _printing(issue, environment)
    for issue in issues:
        yield _binding(issue, environment)
    for characters in CONVERTED_CHARACTERS:
        for config in CONFIGS:
            yield _converting(config, characters, environment)
    yield _reviewing(issues[-1], environment)
    yield volume.contest(WORKSHOP / "volume", environment)
    yield imposing.contest(WORKSHOP / "imposing", environment)


def _printing(issue: Inputs, environment: Mapping[str, str]) -> Contest:
    folder = issue.folder

    def row(contender: str, line: list[str] | None, remark: str = "") -> Row:
        return measured(contender, line, environment, remark)

    def engine(name: str) -> list[str]:
        return command(name, folder, folder / f"{name}.pdf")

    whole = [sys.executable, "-m", "bulletin", "make", str(folder / "issue"), "--pdf", "--script", "zh-Hans"]
    whole.append("--force")  # every run makes it anew
    return Contest(
        f"PDF, {_size_of(issue)}",
        (
            row("bulletin, from the HTML", engine("print-ours"), "adjusted lines, PDF/A-3a and PDF/UA-1"),
            row("bulletin, in one piece", engine("print-in-one-piece"), "the same, never in chunks"),
            row("bulletin make, from Markdown", [*whole, "--output", str(folder / "out")], "everything"),
            row("WeasyPrint alone", engine("print-weasyprint"), UNTAGGED),
            row("WeasyPrint alone, PDF/A-3a", engine("print-weasyprint-tagged"), "lines as they fall"),
            row("Chromium", chromium_command(folder, folder / "chromium.pdf"), CHROMIUM_LACKS),
            row("Typst", engine("print-typst"), "its own document of equal content"),
        ),
    )


def _binding(issue: Inputs, environment: Mapping[str, str]) -> Contest:
    folder = issue.folder
    bound = folder / "ours.epub"
    ours = measured("bulletin", command("bind-ours", folder, bound), environment, "checked, byte-identical")
    with zipfile.ZipFile(bound) as archive:
        archive.extractall(folder / "epub")
    plain = measured(
        "bare zip", command("bind-zip", folder, folder / "bare.zip"), environment, "packs, and no more"
    )
    return Contest(f"EPUB, {_size_of(issue)}", (ours, plain))


def _converting(config: str, characters: int, environment: Mapping[str, str]) -> Contest:
    text = WORKSHOP / f"{config}-{characters}.txt"
    source = prose(characters)
    text.write_text(opencc("s2t").convert(source) if config.startswith("t") else source, encoding="utf-8")
    return Contest(
        f"Conversion {config}, {characters:,} characters",
        (
            measured("bulletin", command("convert-ours", text, config), environment),
            measured(
                "opencc-python-reimplemented", command("convert-reimplemented", text, config), environment
            ),
        ),
    )


def _reviewing(issue: Inputs, environment: Mapping[str, str]) -> Contest:
    """Beside converting the same text and no more: the peers have no review."""
    text, folder = WORKSHOP / "s2twp-review.txt", issue.folder
    text.write_text(prose(issue.characters), encoding="utf-8")
    review = ["review", str(folder / "issue"), "--script", "zh-Hant-TW", "--output", str(folder / "out")]
    remark = "reads the issue, writes the page"
    return Contest(
        f"Review for zh-Hant-TW, {_size_of(issue)}",
        (
            measured("bulletin review", [sys.executable, "-m", "bulletin", *review], environment, remark),
            measured(
                "bulletin review, pure Python",
                [sys.executable, "-c", WITHOUT_AUTOMATON, *review],
                environment,
                "without ahocorasick_rs",
            ),
            measured(
                "opencc-python-reimplemented",
                command("convert-reimplemented", text, "s2twp"),
                environment,
                "converts only",
            ),
        ),
    )


def _size_of(issue: Inputs) -> str:
    articles = "article" if issue.articles == 1 else "articles"
    return f"{issue.articles} {articles} of 2,000 characters ({issue.characters:,} in all)"


if __name__ == "__main__":
    if sys.argv[1:2] == ["speed"]:
        speed.main(sys.argv[2:])
    elif sys.argv[1:2] == ["conversion"]:
        conversion.main()
    elif sys.argv[1:2] == ["reviewing"]:
        review()
    elif sys.argv[1:2] == ["volume"]:
        binding()
    elif sys.argv[1:2] == ["imposing"]:
        _shown(iter([imposing.contest(WORKSHOP / "imposing", _prepared())]))
    elif sys.argv[1:2] == ["library"]:
        library.main(int(next(iter(sys.argv[2:]), library.ARTICLES)))
    else:
        main(tuple(map(int, sys.argv[1:])) or SIZES)
