"""Small pictures as inline SVG: an interval with its score, points as steps, shares as bars.

Places are percentages of the picture's width, so that it stretches and prints without a script. Each has its
content in words; colours and patterns come from the style sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from credscore.report.html.markup import Markup, tag

__all__ = ["PATTERNS", "bar", "gauge", "shares", "step"]


def _percent(value: float) -> str:
    return f"{100.0 * min(1.0, max(0.0, value)):.2f}%"


def gauge(score: float, low: float, high: float, *, band: str, ticks: bool = False, what: str = "Score") -> Markup:
    """A line from 0 to 1 with the interval from ``low`` to ``high`` and the score (or ``what`` it is) as a dot."""
    marks = [
        tag("line", x1=_percent(at), x2=_percent(at), y1=5, y2=15, class_="tick")
        for at in ((0.0, 0.25, 0.5, 0.75, 1.0) if ticks else (0.0, 0.5, 1.0))
    ]
    return tag(
        "svg",
        tag("line", x1="0%", x2="100%", y1=10, y2=10, class_="track"),
        *marks,
        tag("line", x1=_percent(low), x2=_percent(high), y1=10, y2=10, class_="range"),
        *(tag("line", x1=_percent(at), x2=_percent(at), y1=5, y2=15, class_="end") for at in (low, high)),
        tag("circle", cx=_percent(score), cy=10, r=5.5, class_="dot"),
        class_=f"gauge b{band}",
        width="100%",
        height=20,
        role="img",
        aria_label=f"{what} {score:.2f} in the interval {low:.2f} to {high:.2f}, on a line from 0 to 1",
    )


def step(before: float, points: float) -> Markup:
    """One step of the way from 0 to the score, from ``before`` by ``points``; the first one is the base.

    The number stands beside it in words.
    """
    after = before + points
    low, high = min(before, after), max(before, after)
    way = "base" if before == 0.0 else "up" if points > 0 else "down" if points < 0 else "none"
    drawn = [tag("line", x1="0%", x2="100%", y1=13.5, y2=13.5, class_="track")]
    if points:
        drawn.append(tag("rect", x=_percent(low), width=_percent(high - low), y=2, height=11, class_=f"step {way}"))
    drawn.append(tag("line", x1=_percent(after), x2=_percent(after), y1=0, y2=14, class_="reached"))
    return tag("svg", *drawn, class_="steps", width="100%", height=14, aria_hidden="true", focusable="false")


def bar(share: float, *, key: str = "") -> Markup:
    """A share of 1 as a bar. The number stands beside it in words."""
    return tag(
        "svg",
        tag("rect", x=0, y=0, width="100%", height=10, rx=2, class_="ground"),
        tag("rect", x=0, y=0, width=_percent(share), height=10, rx=2, class_=f"fill {key}".strip()),
        class_="bar",
        width="100%",
        height=10,
        aria_hidden="true",
        focusable="false",
    )


def shares(parts: Mapping[str, float], keys: Sequence[str]) -> Markup:
    """Shares side by side in one bar, in the order of ``parts``; ``keys`` are their classes."""
    drawn: list[Markup] = []
    at = 0.0
    for (_, share), key in zip(parts.items(), keys, strict=True):
        if share > 0.0:
            drawn.append(tag("rect", x=_percent(at), y=0, width=_percent(share), height=18, class_=f"fill {key}"))
        at += share
    said = ", ".join(f"{name} {share:.0%}" for name, share in parts.items())
    return tag("svg", *drawn, class_="shares", width="100%", height=18, role="img", aria_label=said)


PATTERNS = tag(
    "svg",
    tag(
        "defs",
        tag(
            "pattern",
            tag("rect", width=6, height=6, class_="hatch-ground"),
            tag("path", d="M0 6 L6 0 M-1.5 1.5 L1.5 -1.5 M4.5 7.5 L7.5 4.5", class_="hatch-line"),
            id="hatch",
            width=6,
            height=6,
            patternUnits="userSpaceOnUse",
        ),
    ),
    width=0,
    height=0,
    class_="patterns",
    aria_hidden="true",
    focusable="false",
)
"""Fills that tell areas apart without colour; stands once in a page."""
