"""The reliability curve as a picture: SVG, drawn here, with no plotting library."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from credscore.learn.measures import Reliability

__all__ = ["reliability_svg"]

_SIDE, _LEFT, _TOP = 320, 56, 40


def reliability_svg(curve: Sequence[Reliability], title: str) -> str:
    """What was said against what was so, a point a bin, as large as the bin has cases; the diagonal is perfect.

    Args:
        curve: The bins.
        title: Stands above the picture.
    """
    width, height = _LEFT + _SIDE + 24, _TOP + _SIDE + 56

    def x(value: float) -> str:
        return f"{_LEFT + _SIDE * value:.1f}"

    def y(value: float) -> str:
        return f"{_TOP + _SIDE * (1.0 - value):.1f}"

    most = max((one.cases for one in curve), default=1)
    marks = []
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        marks.append(f'<text x="{x(tick)}" y="{_TOP + _SIDE + 16}" text-anchor="middle">{tick:g}</text>')
        marks.append(f'<text x="{_LEFT - 6}" y="{y(tick)}" dy="4" text-anchor="end">{tick:g}</text>')
    points = [
        f'<circle cx="{x(one.said)}" cy="{y(one.was)}" r="{2.0 + 6.0 * (one.cases / most) ** 0.5:.1f}">'
        f"<title>said {one.said:.3f}, was {one.was:.3f}, {one.cases} cases</title></circle>"
        for one in curve
    ]
    line = " ".join(f"{x(one.said)},{y(one.was)}" for one in curve)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            'font-family="sans-serif" font-size="11" role="img">',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            f'<text x="{_LEFT}" y="22" font-size="13">{escape(title)}</text>',
            f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#888"/>',
            f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#bbb" stroke-dasharray="4 4"/>',
            f'<polyline points="{line}" fill="none" stroke="#1b6ca8" stroke-width="1.5"/>',
            f'<g fill="#1b6ca8" fill-opacity="0.7">{"".join(points)}</g>',
            *marks,
            f'<text x="{_LEFT + _SIDE / 2:.0f}" y="{height - 14}" text-anchor="middle">probability said</text>',
            f'<text transform="translate(14 {_TOP + _SIDE / 2:.0f}) rotate(-90)" text-anchor="middle">'
            "share that was so</text>",
            "</svg>",
            "",
        ]
    )
