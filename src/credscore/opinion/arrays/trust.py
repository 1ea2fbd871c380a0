"""Discounting over arrays: opinions held through sources that one trusts so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from credscore.errors import OpinionError
from credscore.opinion.arrays.value import Floats, Opinions, opinions, projection
from credscore.opinion.trust import Variant

__all__ = ["discount"]


def discount(trust: Opinions | ArrayLike, given: Opinions, variant: Variant = "uncertainty") -> Opinions:
    """The opinions held through sources so trusted; see `credscore.opinion.discount`.

    Raises:
        OpinionError: A trust outside [0, 1], or an unknown variant.
    """
    b, d, u, a = given
    if not isinstance(trust, Opinions):
        t = np.asarray(trust, dtype=np.float64)
        trust = opinions(t, 0.0, 1.0 - t, 0.0)
    if variant == "opposite":
        uncertain = np.minimum(1.0, u + trust.u * (b + d))
        return Opinions(trust.b * b + trust.d * d, trust.b * d + trust.d * b, uncertain, _like(a, uncertain))
    if variant not in ("uncertainty", "projected"):
        raise OpinionError(f"no variant {variant!r}; there are 'uncertainty', 'projected', 'opposite'", field="variant")
    p = trust.b if variant == "uncertainty" else projection(trust)
    uncertain = np.minimum(1.0, u + (1.0 - p) * (b + d))
    return Opinions(p * b, p * d, uncertain, _like(a, uncertain))


def _like(a: Floats, shape: Floats) -> Floats:
    return np.broadcast_to(a, shape.shape)
