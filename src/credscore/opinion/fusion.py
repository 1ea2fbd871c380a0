"""Fusing several opinions about one proposition into one.

All operators take any number of opinions at once and give a result that does not depend on their
order, to the last bit: sums are exact (`math.fsum`). They work on evidence scaled by the least
uncertainty among the inputs, so that neither subnormal uncertainties nor a million inputs overflow.

Dogmatic opinions (u = 0) stand for infinite evidence. Where some are present the others no longer
count, and the dogmatic ones share the weight equally (Jøsang 2016, eq. 12.15, limits of 1/n).

Which to use (Jøsang, 'Categories of Belief Fusion', J. Adv. Inf. Fusion 13(2), 2018): `cumulative` for
independent observations, `averaging` for observers of the same thing, `weighted` for experts whose
confidence should decide, `consensus` where agreement is sought and conflict is to show as uncertainty,
`strongest` for retellings of one report.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from credscore.errors import OpinionError
from credscore.opinion.value import PRIOR_WEIGHT, Opinion, made

__all__ = ["averaging", "consensus", "cumulative", "strongest", "weighted"]


def cumulative(*opinions: Opinion, maximise: bool = False) -> Opinion:
    """Cumulative fusion (eq. 12.14, 12.15): the evidence of independent sources is added.

    Commutative and associative; the vacuous opinion is neutral; not idempotent, since two sources are
    more than one. Base rates are averaged by the weight of evidence: give one claim one base rate.

    Args:
        opinions: At least one.
        maximise: Maximise uncertainty afterwards, which makes it epistemic cumulative fusion. That is
            not associative: use it once, at the end.

    Raises:
        OpinionError: No opinion was given.
    """
    inputs = _inputs(opinions)
    if len(inputs) == 1 or any(one.u == 0.0 for one in inputs):
        fused = _only_or_dogmatic(inputs)
    else:
        least, shares = _shares(inputs)
        b = math.fsum(one.b * share for one, share in zip(inputs, shares, strict=True))
        d = math.fsum(one.d * share for one, share in zip(inputs, shares, strict=True))
        knowing = [(one.b + one.d) * share for one, share in zip(inputs, shares, strict=True)]
        fused = _normalised(b, d, least, _base_rate(inputs, knowing))
    return fused.maximised() if maximise else fused


def averaging(*opinions: Opinion) -> Opinion:
    """Averaging fusion (eq. 12.18, 12.19): the mean of the evidence, for dependent sources.

    Commutative and idempotent; not associative, so fold all at once; the vacuous opinion is not neutral.

    Raises:
        OpinionError: No opinion was given.
    """
    inputs = _inputs(opinions)
    if len(inputs) == 1 or any(one.u == 0.0 for one in inputs):
        return _only_or_dogmatic(inputs)
    least, shares = _shares(inputs)
    b = math.fsum(one.b * share for one, share in zip(inputs, shares, strict=True))
    d = math.fsum(one.d * share for one, share in zip(inputs, shares, strict=True))
    return _normalised(b, d, len(inputs) * least, _base_rate(inputs, [1.0] * len(inputs)))


def weighted(*opinions: Opinion) -> Opinion:
    """Weighted fusion (eq. 12.22 to 12.24): the mean of the evidence weighted by confidence 1 - u.

    Commutative and idempotent; the vacuous opinion is neutral; not associative, so fold all at once
    (n-ary form: van der Heijden et al. 2018).

    Raises:
        OpinionError: No opinion was given.
    """
    inputs = _inputs(opinions)
    if len(inputs) == 1 or any(one.u == 0.0 for one in inputs):
        return _only_or_dogmatic(inputs)
    confidences = [one.b + one.d for one in inputs]
    most = max(confidences)
    if most == 0.0:
        return made(0.0, 0.0, 1.0, _base_rate(inputs, [1.0] * len(inputs)))
    confidences = [one / most for one in confidences]
    least, shares = _shares(inputs)
    b = math.fsum(one.b * (c * share) for one, c, share in zip(inputs, confidences, shares, strict=True))
    d = math.fsum(one.d * (c * share) for one, c, share in zip(inputs, confidences, shares, strict=True))
    return _normalised(b, d, least * math.fsum(confidences), _base_rate(inputs, confidences))


def consensus(*opinions: Opinion) -> Opinion:
    """Consensus and compromise fusion (eq. 12.31, 12.32; n-ary: van der Heijden et al. 2018).

    What all agree on is kept, the rest is weighed, and conflict ends in uncertainty. Commutative,
    idempotent, vacuous neutral; not associative.

    Raises:
        OpinionError: No opinion was given, or base rates differ.
    """
    inputs = _inputs(opinions)
    if any(one.a != inputs[0].a for one in inputs):
        raise OpinionError("consensus needs one base rate", field="a")
    inputs = sorted(inputs, key=lambda one: (one.u, one.b, one.d))  # products below depend on order by rounding
    b, d = min(one.b for one in inputs), min(one.d for one in inputs)
    u = math.prod(one.u for one in inputs)
    rest_b, rest_d = [one.b - b for one in inputs], [one.d - d for one in inputs]
    for_it = _compromise(rest_b, inputs)
    against = _compromise(rest_d, inputs)
    both = math.prod(x + y for x, y in zip(rest_b, rest_d, strict=True))
    conflict = max(0.0, both - math.prod(rest_b) - math.prod(rest_d))
    left = max(0.0, 1.0 - b - d - u)
    total = for_it + against + conflict
    if not any(rest_b) and not any(rest_d):
        return inputs[0]
    if total == 0.0:  # nothing to weigh it by: what is left is conflict
        return made(b, d, u + left, inputs[0].a)
    return made(b + left * (for_it / total), d + left * (against / total), u + left * (conflict / total), inputs[0].a)


def strongest(*opinions: Opinion, weight: float = PRIOR_WEIGHT) -> Opinion:
    """The greatest evidence for and the greatest against, for retellings of one report.

    Commutative, associative, idempotent, vacuous neutral, and u never rises: ten copies count once and
    a weak copy does not hurt, as it would under `averaging`. Our own rule, not Jøsang's.

    Raises:
        OpinionError: No opinion was given, base rates differ, or an opinion is dogmatic.
    """
    inputs = _inputs(opinions)
    if any(one.a != inputs[0].a for one in inputs):
        raise OpinionError("the retellings of one report have one base rate", field="a")
    pieces = [one.evidence(weight) for one in inputs]
    return Opinion.from_evidence(max(r for r, _ in pieces), max(s for _, s in pieces), inputs[0].a, weight)


def _inputs(opinions: Iterable[Opinion]) -> Sequence[Opinion]:
    inputs = tuple(opinions)
    if not inputs:
        raise OpinionError("fusion needs at least one opinion")
    return inputs


def _only_or_dogmatic(inputs: Sequence[Opinion]) -> Opinion:
    if len(inputs) == 1:
        return inputs[0]
    certain = [one for one in inputs if one.u == 0.0]
    n = len(certain)
    b, d = math.fsum(one.b for one in certain) / n, math.fsum(one.d for one in certain) / n
    return made(b, d, 0.0, _base_rate(certain, [1.0] * n))


def _shares(inputs: Sequence[Opinion]) -> tuple[float, list[float]]:
    """The least uncertainty, and how much each opinion's masses weigh as evidence beside it."""
    least = min(one.u for one in inputs)
    return least, [least / one.u for one in inputs]


def _normalised(b: float, d: float, u: float, a: float) -> Opinion:
    total = math.fsum((b, d, u))
    return made(b / total, d / total, u / total, a)


def _base_rate(inputs: Sequence[Opinion], weights: Sequence[float]) -> float:
    first = inputs[0].a
    if all(one.a == first for one in inputs):
        return first
    most = max(weights)
    if most == 0.0:
        weights, most = [1.0] * len(inputs), 1.0
    weights = [weight / most for weight in weights]
    return math.fsum(one.a * weight for one, weight in zip(inputs, weights, strict=True)) / math.fsum(weights)


def _compromise(rest: Sequence[float], inputs: Sequence[Opinion]) -> float:
    """The sum over i of rest_i times the others' uncertainty, plus the product of all rests."""
    n = len(inputs)
    before, after = [1.0] * (n + 1), [1.0] * (n + 1)
    for i in range(n):
        before[i + 1] = before[i] * inputs[i].u
        after[n - 1 - i] = after[n - i] * inputs[n - 1 - i].u
    one_sided = math.fsum(rest[i] * before[i] * after[i + 1] for i in range(n))
    return one_sided + math.prod(rest)
