"""What would lift a statement's grade, as lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from credscore.report.terminal import WIDTH, fold

if TYPE_CHECKING:
    from credscore.scoring import Assessment
    from credscore.scoring.improve import Improvement

__all__ = ["improvements_text"]

_HEADINGS = {"claim": "To rely on the claim further:", "source": "To rely on the source further:"}
_NONE = "No change of sourcing that was tried leads to a better grade."
_HANGING = " " * len("  B2  0.875  ")


def improvements_text(one: Assessment, found: Sequence[Improvement]) -> str:
    """The changes by aim, each with the grade and score that it leads to, in at most 80 columns."""
    if one.score is None:
        return "\n".join(fold("What has no score cannot be lifted by better sourcing.", WIDTH))
    if not found:
        return _NONE
    lines: list[str] = []
    for aim, heading in _HEADINGS.items():
        offered = [each for each in found if each.aim == aim]
        if offered:
            lines += fold(f"{heading} (now {one.grade}, {one.score:.3f})", WIDTH)
        for each in offered:
            first, *rest = fold(each.text, WIDTH - len(_HANGING))
            lines.append(f"  {each.grade}  {each.score:.3f}  {first}")
            lines += [_HANGING + line for line in rest]
    return "\n".join(lines)
