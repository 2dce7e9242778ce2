"""docs/performance.md, between its marks, and its plots. In: the newest `benchmarks/results/*-speed-*.json` of each part."""

import json
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "benchmarks" / "results"
PAGE: Final = ROOT / "docs" / "performance.md"
PICTURES: Final = ROOT / "docs" / "pictures"
PARTS: Final = ("issue", "print", "year", "growth")
BEGIN, END = "<!-- figures: make bench writes these -->", "<!-- /figures -->"

# The plot: pixels.
_BAR, _GAP, _NAME, _LONGEST, _VALUE = 22, 10, 320, 420, 110
_PEERS: Final = ("Chromium", "Typst", "Vivliostyle", "calibre", "WeasyPrint alone")
_OURS, _THEIRS, _INK = "#c8161d", "#8a8f98", "#222"


def main() -> None:
    """Write the figures and the plots anew."""
    parts = [part for name in PARTS if (part := _newest(name))]
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    figures = "\n".join(map(_section, parts))
    PAGE.write_text(f"{before}{BEGIN}\n\n{figures}\n{END}{after}", encoding="utf-8")


def _newest(name: str) -> dict[str, Any] | None:
    """The newest results of a part, of a smaller run where there is no whole one."""
    found = sorted(RESULTS.glob(f"*-speed-{name}.json")) or sorted(RESULTS.glob(f"*-speed-{name}-*.json"))
    if not found:
        return None
    return json.loads(found[-1].read_text(encoding="utf-8")) | {"name": name}


def _section(part: dict[str, Any]) -> str:
    picture = f"performance-{part['name']}.svg"
    (PICTURES / picture).write_text(_plot(part), encoding="utf-8")
    machine, versions = part["machine"], part["versions"]
    lines = [f"### {part['title']}", "", f"![]({PICTURES.name}/{picture})", ""]
    lines += ["| | seconds | cpu seconds | MB in all | MB the largest process |", "|---|---|---|---|---|"]
    for row, figure in part["figures"].items():
        shown = [figure[key] for key in ("seconds", "cpu_seconds", "peak_mb", "largest_mb")] if figure else []
        more = "> " if figure and figure["cut_off"] else ""
        cells = [f"{more if at < 2 else ''}{value:.{1 if at < 2 else 0}f}" for at, value in enumerate(shown)]
        cells = cells or ["–"] * 4
        lines.append(f"| {row} | {' | '.join(cells)} |")
    lines += ["", "| bound | measured | held to | |", "|---|---|---|---|"]
    for bound in part["bounds"]:
        limit = f"≤ {bound['most']:g}" if bound["most"] is not None else f"≥ {bound['least']:g}"
        more = "> " if bound["more"] else ""
        value = "–" if bound["value"] is None else f"{more}{bound['value']:.2f} {bound['unit']}".strip()
        said = {True: "holds", False: "**does not hold**", None: "not measured"}[bound["holds"]]
        lines.append(f"| {bound['what']} | {value} | {limit} | {said} |")
    named = ", ".join(f"{name} {version}" for name, version in versions.items() if version)
    machine_line = (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gb']} GB, {machine['system']}"
    )
    lines += ["", f"{part['day']} · {machine_line} · {named}", ""]
    return "\n".join(lines)


def _plot(part: dict[str, Any]) -> str:
    """Bars of processor time, ours in red."""
    rows = [
        (row, figure["cpu_seconds"], figure["cut_off"]) for row, figure in part["figures"].items() if figure
    ]
    longest = max((value for _, value, _ in rows), default=1.0) or 1.0
    height = len(rows) * (_BAR + _GAP) + _GAP
    width = _NAME + _LONGEST + _VALUE
    bars = []
    for at, (row, value, cut_off) in enumerate(rows):
        y, length = _GAP + at * (_BAR + _GAP), max(1.0, value / longest * _LONGEST)
        colour = _THEIRS if row.startswith(_PEERS) else _OURS
        bars += [
            f'<text x="{_NAME - 8}" y="{y + _BAR * 0.7:.0f}" text-anchor="end">{row}</text>',
            f'<rect x="{_NAME}" y="{y}" width="{length:.1f}" height="{_BAR}" fill="{colour}"/>',
            f'<text x="{_NAME + length + 6:.1f}" y="{y + _BAR * 0.7:.0f}">{"&gt; " if cut_off else ""}{value:.1f} cpu s</text>',
        ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="13" fill="{_INK}"><rect width="100%" height="100%" fill="#fff"/>'
        f"<title>{part['title']}</title>{''.join(bars)}</svg>\n"
    )


if __name__ == "__main__":
    main()
