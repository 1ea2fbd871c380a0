"""Draws `results/bench.json` as `docs/performance.svg`: what an article costs, and how long a start takes.

    python benchmarks/plot.py

The picture has a ground of its own and follows the reader's light or dark setting, so that it can be read on either.
"""

from __future__ import annotations

import json
import math
from html import escape
from typing import Any, NamedTuple

from bench import GOAL_IMPORT, GOAL_START, GOALS, RESULTS
from inputs import ROOT

OUT = ROOT / "docs" / "performance.svg"
WIDTH, LEFT, RIGHT, ROW, HEAD = 720, 240, 90, 28, 46

STYLE = """
.ground{fill:#ffffff}.text{fill:#1b2126}.soft{fill:#59636e}.bar{fill:#00796b}.other{fill:#a05a00}
.goal{stroke:#b3261e;stroke-width:2}.axis{stroke:#c4cad0}
text{font-family:system-ui,sans-serif;font-size:13px}.title{font-weight:600}
@media (prefers-color-scheme:dark){
.ground{fill:#1b2126}.text{fill:#eef1f4}.soft{fill:#a9b4bf}.bar{fill:#4db6ac}.other{fill:#e6a23c}
.goal{stroke:#ff8a80}.axis{stroke:#46505a}}
"""


class Bar(NamedTuple):
    """One row: what it is, its length, the mark that it should stay below, and whether it is somebody else's."""

    name: str
    value: float
    goal: float | None = None
    other: bool = False


def bars(result: dict[str, Any]) -> tuple[list[Bar], list[Bar]]:
    """What an article costs, in passes over its words; how long a start takes, in imports of pydantic and numpy."""
    costs = [
        Bar(f"credscore, {name}", rows["assess"]["of_reference"], GOALS.get(name))
        for name, rows in result["stages"].items()
    ]
    if result.get("beside"):
        costs.append(Bar("textacy on spaCy, small pipeline", result["beside"]["of_reference"], other=True))
    starts = result["starts"]
    least = starts["import pydantic, numpy"]
    begun = [
        Bar("import pydantic, numpy", 1.0, other=True),
        Bar("import credscore", starts["import credscore"] / least, GOAL_IMPORT),
        Bar("from credscore import assess", starts["from credscore import assess"] / least),
        Bar("command line, first score", starts["command line to first score"] / least, GOAL_START),
    ]
    return costs, begun


def panel(title: str, note: str, rows: list[Bar], top: int, *, logarithmic: bool) -> list[str]:
    """One chart as SVG elements, from its upper edge down."""
    most = max(max(row.value, row.goal or 0) for row in rows)
    wide = WIDTH - LEFT - RIGHT

    def place(value: float) -> float:
        share = math.log10(max(value, 1)) / math.log10(most) if logarithmic else value / most
        return LEFT + wide * share

    out = [
        f'<text class="text title" x="16" y="{top + 20}">{escape(title)}</text>',
        f'<text class="soft" x="16" y="{top + 38}">{escape(note)}</text>',
    ]
    for number, row in enumerate(rows):
        y = top + HEAD + number * ROW
        end = place(row.value)
        kind = "other" if row.other else "bar"
        out.append(f'<text class="text" x="{LEFT - 10}" y="{y + 17}" text-anchor="end">{escape(row.name)}</text>')
        out.append(f'<rect class="{kind}" x="{LEFT}" y="{y + 4}" width="{max(end - LEFT, 1):.1f}" height="18" rx="2"/>')
        shown = f"{row.value:,.0f}×" if row.value >= 10 else f"{row.value:.2f}×"
        at = max(end, place(row.goal) if row.goal else 0) + 8
        out.append(f'<text class="text" x="{at:.1f}" y="{y + 17}">{shown}</text>')
        if row.goal:
            x = place(row.goal)
            out.append(f'<line class="goal" x1="{x:.1f}" x2="{x:.1f}" y1="{y + 1}" y2="{y + 25}"/>')
    bottom = top + HEAD + len(rows) * ROW
    out.append(f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="{top + HEAD}" y2="{bottom}"/>')
    return out


def picture(result: dict[str, Any]) -> str:
    """The whole picture as SVG text."""
    costs, begun = bars(result)
    second = HEAD + len(costs) * ROW + 24
    height = second + HEAD + len(begun) * ROW + 16
    words = "; ".join(f"{row.name} {row.value:.3g}" for row in (*costs, *begun))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">What credscore costs</title><desc id="d">{escape(words)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="6"/>',
        *panel(
            "An article, text in and scored report out",
            "in passes of one regular expression over its words; logarithmic; the stroke is the goal",
            costs,
            4,
            logarithmic=True,
        ),
        *panel(
            "A start",
            "in imports of pydantic and numpy; the stroke is the goal",
            begun,
            second,
            logarithmic=False,
        ),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def main() -> None:
    OUT.write_text(picture(json.loads(RESULTS.read_text("utf-8"))), encoding="utf-8")
    print(OUT)


if __name__ == "__main__":
    main()
