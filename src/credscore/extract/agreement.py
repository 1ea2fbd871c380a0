"""Whether net and rules found the same: what both cut alike is right far more often than what only one has seen."""

from __future__ import annotations

from collections.abc import Sequence

from credscore.extract.attribution import Attribution

__all__ = ["AGREED", "DIFFERING", "NET", "by_agreement"]

NET = "net"
AGREED = "agreed"
DIFFERING = "differing"


def by_agreement(found: Sequence[Attribution], rules: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those of the net with what the rules say of the same cue as their pattern.

    `AGREED` if the rules give that cue the same content, `DIFFERING` if another, `NET` if they have nothing for it.
    The confidence stays: `credscore.extract.confidence` rates each pattern by itself.

    Args:
        found: What is given out, after the reconciliation.
        rules: The rules' findings.
    """
    content_of = {token: one.content for one in reversed(rules) for a, b in one.cue for token in range(a, b)}
    out = []
    for one in found:
        if one.pattern == NET:
            ruled = next((content_of[k] for a, b in one.cue for k in range(a, b) if k in content_of), None)
            if ruled is not None:
                one = one._replace(pattern=AGREED if ruled == one.content else DIFFERING)
        out.append(one)
    return out
