"""The operators of `credscore.opinion` over numpy arrays: many opinions in one call.

Same formulas, same sources, same limits as the scalar operators, which say what they mean; the two agree
to 1e-12. Fusion folds one axis, so an array of shape (claims, sources) gives one opinion a claim. Numbers are
checked once, by `opinions`.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from credscore.errors import OpinionError
from credscore.opinion.trust import Variant
from credscore.opinion.value import PRIOR_WEIGHT, Opinion

__all__ = [
    "Opinions",
    "averaging",
    "beta",
    "complement",
    "consensus",
    "cumulative",
    "discount",
    "evidence",
    "from_beta",
    "from_evidence",
    "interval",
    "maximised",
    "opinions",
    "projection",
    "strongest",
    "variance",
    "weighted",
]

Floats = NDArray[np.float64]
_QUIET = {"divide": "ignore", "invalid": "ignore", "over": "ignore", "under": "ignore"}


class Opinions(NamedTuple):
    """Opinions as four arrays of one shape: belief, disbelief, uncertainty, base rate."""

    b: Floats
    d: Floats
    u: Floats
    a: Floats

    def at(self, *index: int) -> Opinion:
        """One of them as an `Opinion`."""
        return Opinion(float(self.b[index]), float(self.d[index]), float(self.u[index]), float(self.a[index]))


def opinions(b: ArrayLike, d: ArrayLike, u: ArrayLike, a: ArrayLike = 0.5) -> Opinions:
    """Opinions from four arrays that broadcast, checked.

    Raises:
        OpinionError: A number lies outside [0, 1] or is not one, or b + d + u is further than 1e-9 from 1; says where.
    """
    made = Opinions(*np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) + 0.0 for x in (b, d, u, a))))
    for name, values in zip(Opinions._fields, made, strict=True):
        _refuse(~((values >= 0.0) & (values <= 1.0)), values, "a number in [0, 1] was wanted", name)
    total = made.b + made.d + made.u
    _refuse(np.abs(total - 1.0) > 1e-9, total, "b + d + u must be 1", "b + d + u")
    return made


def from_evidence(r: ArrayLike, s: ArrayLike, a: ArrayLike = 0.5, weight: float = PRIOR_WEIGHT) -> Opinions:
    """The opinions that evidence makes; see `Opinion.from_evidence`.

    Raises:
        OpinionError: A number is negative, infinite or not a number; says where.
    """
    r, s, a = np.broadcast_arrays(*(np.asarray(x, dtype=np.float64) for x in (r, s, a)))
    for name, values in (("r", r), ("s", s)):
        wrong = ~((values >= 0.0) & (values < np.inf))
        _refuse(wrong, values, "evidence is finite and not negative", name)
    if not 0.0 < weight < np.inf:
        raise OpinionError(f"the prior weight must be above 0 and finite, {weight!r} was found", field="weight")
    with np.errstate(**_QUIET):  # type: ignore[arg-type]
        # Divide first where the sum would overflow.
        scale = np.where(np.isinf(r + s + weight), np.maximum(np.maximum(r, s), weight), 1.0)
        r, s, w = r / scale, s / scale, weight / scale
        total = r + s + w
        return opinions(r / total, s / total, w / total, a)


def from_beta(alpha: ArrayLike, beta: ArrayLike, a: ArrayLike = 0.5, weight: float = PRIOR_WEIGHT) -> Opinions:
    """The opinions whose densities are Beta(alpha, beta); see `Opinion.from_beta`.

    Raises:
        OpinionError: A density is flatter than the prior; says where.
    """
    rate = np.asarray(a, dtype=np.float64)
    r = np.asarray(alpha, dtype=np.float64) - rate * weight
    s = np.asarray(beta, dtype=np.float64) - (1.0 - rate) * weight
    return from_evidence(r, s, rate, weight)


def projection(given: Opinions) -> Floats:
    """P = b + a·u; see `Opinion.projection`."""
    return np.minimum(np.maximum(given.b, 1.0 - given.d), given.b + given.a * given.u)


def evidence(given: Opinions, weight: float = PRIOR_WEIGHT) -> tuple[Floats, Floats]:
    """The evidence (r, s); see `Opinion.evidence`.

    Raises:
        OpinionError: An opinion stands for infinite evidence; says which.
    """
    with np.errstate(**_QUIET):  # type: ignore[arg-type]
        r, s = weight * (given.b / given.u), weight * (given.d / given.u)
    wrong = ~(np.isfinite(r) & np.isfinite(s))
    _refuse(wrong, given.u, "an opinion stands for infinite evidence", "u")
    return r, s


def beta(given: Opinions, weight: float = PRIOR_WEIGHT) -> tuple[Floats, Floats]:
    """(alpha, beta) of the Beta densities; see `Opinion.beta`.

    Raises:
        OpinionError: An opinion stands for infinite evidence; says which.
    """
    r, s = evidence(given, weight)
    return r + given.a * weight, s + (1.0 - given.a) * weight


def variance(given: Opinions, weight: float = PRIOR_WEIGHT) -> Floats:
    """The variances of the Beta densities; see `Opinion.variance`."""
    p = projection(given)
    return p * (1.0 - p) * given.u / (weight + given.u)


def interval(given: Opinions) -> tuple[Floats, Floats]:
    """Belief and plausibility; see `Opinion.interval`."""
    return given.b, np.maximum(given.b, 1.0 - given.d)


def complement(given: Opinions) -> Opinions:
    """The opinions about the negations; see `Opinion.complement`."""
    return Opinions(given.d, given.b, given.u, 1.0 - given.a)


def maximised(given: Opinions) -> Opinions:
    """The opinions with as much uncertainty as their projections allow; see `Opinion.maximised`."""
    p, a = projection(given), given.a
    with np.errstate(**_QUIET):  # type: ignore[arg-type]
        for_limit = np.where(a > 0.0, p / a, np.inf)
        against_limit = np.where(a < 1.0, (1.0 - p) / (1.0 - a), np.inf)
    u = np.minimum(1.0, np.minimum(for_limit, against_limit))
    rest = np.maximum(0.0, 1.0 - u)
    doubts = for_limit <= against_limit
    return Opinions(np.where(doubts, 0.0, rest), np.where(doubts, rest, 0.0), u, a)


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
    with np.errstate(**_QUIET):  # type: ignore[arg-type]
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
    with np.errstate(**_QUIET):  # type: ignore[arg-type]
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


def _like(a: Floats, shape: Floats) -> Floats:
    return np.broadcast_to(a, shape.shape)


def _refuse(wrong: NDArray[np.bool_], values: Floats, message: str, field: str) -> None:
    if wrong.any():
        index = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise OpinionError(f"{message}, {float(values[index])!r} was found at {list(index)}", field=field)
