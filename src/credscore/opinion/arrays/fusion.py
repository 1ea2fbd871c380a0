"""Fusion over arrays: one axis of opinions, folded into one."""

from __future__ import annotations

import numpy as np

from credscore.errors import OpinionError
from credscore.opinion.arrays.value import QUIET, Floats, Opinions, evidence, from_evidence
from credscore.opinion.value import PRIOR_WEIGHT

__all__ = ["averaging", "consensus", "cumulative", "strongest", "weighted"]


def cumulative(given: Opinions, axis: int = -1) -> Opinions:
    """Cumulative fusion along an axis; see `credscore.opinion.cumulative`."""
    return _fused(given, axis, "cumulative")


def averaging(given: Opinions, axis: int = -1) -> Opinions:
    """Averaging fusion along an axis; see `credscore.opinion.averaging`."""
    return _fused(given, axis, "averaging")


def weighted(given: Opinions, axis: int = -1) -> Opinions:
    """Weighted fusion along an axis; see `credscore.opinion.weighted`."""
    return _fused(given, axis, "weighted")


def consensus(given: Opinions, axis: int = -1) -> Opinions:
    """Consensus and compromise fusion along an axis; see `credscore.opinion.consensus`.

    Raises:
        OpinionError: Base rates differ along the axis.
    """
    folded = _last(given, axis)
    if (folded.a != folded.a[..., :1]).any():
        raise OpinionError("consensus needs one base rate", field="a")
    # As in the scalar operator: products depend on order by rounding.
    order = np.lexsort((folded.d, folded.b, folded.u), axis=-1)
    every_b, every_d, every_u = (np.take_along_axis(x, order, axis=-1) for x in folded[:3])
    b, d, u = every_b.min(axis=-1), every_d.min(axis=-1), every_u.prod(axis=-1)
    rest_b, rest_d = every_b - b[..., None], every_d - d[..., None]
    # A rest weighs by the uncertainty of all others, which is a product before it times one after it.
    others = _before(every_u) * _before(every_u[..., ::-1])[..., ::-1]
    all_b, all_d = rest_b.prod(axis=-1), rest_d.prod(axis=-1)
    for_it = (rest_b * others).sum(axis=-1) + all_b
    against = (rest_d * others).sum(axis=-1) + all_d
    conflict = np.maximum(0.0, (rest_b + rest_d).prod(axis=-1) - all_b - all_d)
    left = np.maximum(0.0, 1.0 - b - d - u)
    total = for_it + against + conflict
    with np.errstate(**QUIET):  # type: ignore[arg-type]
        share_b, share_d = (np.where(total > 0.0, part / total, 0.0) for part in (for_it, against))
        share_u = np.where(total > 0.0, conflict / total, 1.0)  # nothing to weigh it by: what is left is conflict
    same = ~(rest_b.any(axis=-1) | rest_d.any(axis=-1))
    return Opinions(
        np.where(same, every_b[..., 0], b + left * share_b),
        np.where(same, every_d[..., 0], d + left * share_d),
        np.where(same, every_u[..., 0], u + left * share_u),
        folded.a[..., 0],
    )


def strongest(given: Opinions, axis: int = -1, weight: float = PRIOR_WEIGHT) -> Opinions:
    """The greatest evidence for and against along an axis; see `credscore.opinion.strongest`.

    Raises:
        OpinionError: An opinion is dogmatic, or base rates differ along the axis.
    """
    folded = _last(given, axis)
    if (folded.a != folded.a[..., :1]).any():
        raise OpinionError("the retellings of one report have one base rate", field="a")
    r, s = evidence(folded, weight)
    return from_evidence(r.max(axis=-1), s.max(axis=-1), folded.a[..., 0], weight)


def _fused(given: Opinions, axis: int, how: str) -> Opinions:
    b, d, u, a = _last(given, axis)
    n = u.shape[-1]
    certain = u == 0.0
    some_certain = certain.any(axis=-1, keepdims=True)
    least = np.where(some_certain, 1.0, u.min(axis=-1, keepdims=True))
    knowing = b + d
    with np.errstate(**QUIET):  # type: ignore[arg-type]
        # Dogmatic opinions, where there are any, share all the weight.
        share = np.where(some_certain, certain.astype(np.float64), least / np.where(certain, 1.0, u))
        if how == "cumulative":
            mass, rates, prior = share, np.where(some_certain, share, knowing * share), least[..., 0]
        elif how == "averaging":
            mass, rates, prior = share, np.where(some_certain, share, 1.0), n * least[..., 0]
        else:
            most = knowing.max(axis=-1, keepdims=True)
            sure = np.where(most > 0.0, knowing / np.where(most > 0.0, most, 1.0), 1.0)
            sure = np.where(some_certain, 1.0, sure)
            mass, rates = sure * share, np.where(some_certain, share, sure)
            prior = least[..., 0] * sure.sum(axis=-1)
        prior = np.where(some_certain[..., 0], 0.0, prior)
        for_it, against = (b * mass).sum(axis=-1), (d * mass).sum(axis=-1)
        total = for_it + against + prior
        top = rates.max(axis=-1, keepdims=True)
        rates = np.where(top > 0.0, rates / np.where(top > 0.0, top, 1.0), 1.0)
        rate = (a * rates).sum(axis=-1) / rates.sum(axis=-1)
    rate = np.where((a == a[..., :1]).all(axis=-1), a[..., 0], rate)
    if n == 1:
        return Opinions(b[..., 0], d[..., 0], u[..., 0], a[..., 0])
    return Opinions(for_it / total, against / total, prior / total, rate)


def _before(x: Floats) -> Floats:
    """For each place of the last axis the product of all that stand before it."""
    out = np.ones_like(x)
    np.cumprod(x[..., :-1], axis=-1, out=out[..., 1:])
    return out


def _last(given: Opinions, axis: int) -> Opinions:
    """With the axis to fold last and contiguous, where numpy adds pairwise and so loses least."""
    if given.u.ndim == 0 or given.u.shape[axis] == 0:
        raise OpinionError("fusion needs at least one opinion")
    return Opinions(*(np.ascontiguousarray(np.moveaxis(np.asarray(x), axis, -1)) for x in given))
