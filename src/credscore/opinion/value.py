"""The binomial opinion: belief, disbelief, uncertainty and base rate."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from credscore.errors import OpinionError

__all__ = ["PRIOR_WEIGHT", "Opinion"]

PRIOR_WEIGHT: Final = 2.0
"""W, the weight of the base rate in units of evidence: 2 makes the vacuous opinion the uniform
density when a = 1/2 (Jøsang 2016, chapter 3). A policy may choose another."""

_SUM_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Opinion:
    """An opinion about one proposition (Jøsang 2016, chapter 3).

    Attributes:
        b: Belief, the mass of evidence for; in [0, 1].
        d: Disbelief, the mass of evidence against; in [0, 1].
        u: Uncertainty, the mass that no evidence has taken up; in [0, 1]; b + d + u = 1. An opinion
            with u = 1 is vacuous, one with u = 0 dogmatic.
        a: Base rate, the probability where nothing is known; in [0, 1].

    Raises:
        OpinionError: A number is not finite or lies outside [0, 1], or b + d + u is further than
            1e-9 from 1. Nothing is ever renormalised in silence.

    >>> Opinion(0.6, 0.1, 0.3, 0.5).projection
    0.75
    """

    b: float
    d: float
    u: float
    a: float = 0.5

    def __post_init__(self) -> None:
        for name in ("b", "d", "u", "a"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                raise OpinionError(f"a number in [0, 1] was wanted, {value!r} was found", field=name)
            if not 0.0 <= value <= 1.0:  # NaN fails this too
                raise OpinionError(f"a number in [0, 1] was wanted, {value!r} was found", field=name)
            object.__setattr__(self, name, float(value) + 0.0)  # + 0.0 turns -0.0 into 0.0
        total = math.fsum((self.b, self.d, self.u))
        if abs(total - 1.0) > _SUM_TOLERANCE:
            raise OpinionError(f"b + d + u must be 1, but {self.b!r} + {self.d!r} + {self.u!r} is {total!r}")

    @classmethod
    def vacuous(cls, a: float = 0.5) -> Opinion:
        """The opinion of one who knows nothing: u = 1, so the projection is the base rate."""
        return cls(0.0, 0.0, 1.0, a)

    @classmethod
    def from_evidence(cls, r: float, s: float, a: float = 0.5, weight: float = PRIOR_WEIGHT) -> Opinion:
        """The opinion that evidence makes: b = r/(r+s+W), d = s/(r+s+W), u = W/(r+s+W).

        Args:
            r: Evidence for, in units of one observation; finite, >= 0.
            s: Evidence against; finite, >= 0.
            a: Base rate.
            weight: The prior weight W; finite, > 0.

        Raises:
            OpinionError: A number is negative, infinite or not a number, or W is 0.
        """
        for name, value in (("r", r), ("s", s), ("weight", weight)):
            if not 0.0 <= value < math.inf:
                raise OpinionError(f"evidence is finite and not negative, {value!r} was found", field=name)
        if weight == 0.0:
            raise OpinionError("the prior weight must be above 0", field="weight")
        total = r + s + weight
        if total == math.inf:  # each is finite: scale down before adding
            largest = max(r, s, weight)
            r, s, weight = r / largest, s / largest, weight / largest
            total = r + s + weight
        return cls(r / total, s / total, weight / total, a)

    @classmethod
    def from_beta(cls, alpha: float, beta: float, a: float = 0.5, weight: float = PRIOR_WEIGHT) -> Opinion:
        """The opinion whose density is Beta(alpha, beta): r = alpha - a·W, s = beta - (1 - a)·W.

        Raises:
            OpinionError: The density is flatter than the prior, so that evidence would be negative.
        """
        r, s = alpha - a * weight, beta - (1.0 - a) * weight
        if not (r >= 0.0 and s >= 0.0):
            raise OpinionError(f"Beta({alpha!r}, {beta!r}) holds less than the prior weight {weight!r} at a = {a!r}")
        return cls.from_evidence(r, s, a, weight)

    @property
    def projection(self) -> float:
        """P = b + a·u, the probability to act on; in [0, 1]."""
        # Held between belief and plausibility, which rounding alone could leave.
        return min(max(self.b, 1.0 - self.d), self.b + self.a * self.u)

    @property
    def interval(self) -> tuple[float, float]:
        """Belief and plausibility, (b, 1 - d): the projection lies between them for every base rate."""
        return self.b, max(self.b, 1.0 - self.d)

    def evidence(self, weight: float = PRIOR_WEIGHT) -> tuple[float, float]:
        """The evidence (r, s) behind the opinion: r = W·b/u, s = W·d/u.

        Raises:
            OpinionError: The opinion is dogmatic, or so close to it that the evidence is no finite number.
        """
        if self.u > 0.0:
            r, s = weight * (self.b / self.u), weight * (self.d / self.u)
            if r < math.inf and s < math.inf:
                return r, s
        raise OpinionError(f"an opinion with u = {self.u!r} stands for infinite evidence", field="u")

    def beta(self, weight: float = PRIOR_WEIGHT) -> tuple[float, float]:
        """(alpha, beta) of the Beta density: alpha = r + a·W, beta = s + (1 - a)·W.

        Raises:
            OpinionError: The opinion is dogmatic.
        """
        r, s = self.evidence(weight)
        return r + self.a * weight, s + (1.0 - self.a) * weight

    def variance(self, weight: float = PRIOR_WEIGHT) -> float:
        """The variance of the Beta density, P·(1 - P)·u/(W + u); 0 for a dogmatic opinion."""
        p = self.projection
        return p * (1.0 - p) * self.u / (weight + self.u)

    def quantile(self, q: float, weight: float = PRIOR_WEIGHT) -> float:
        """The x for which the Beta density says 'the probability is at most x' with probability q; in [0, 1].

        Evidence for moves every quantile up, evidence against every one down. A dogmatic opinion, whose density is one
        point, has its projection for all.

        Raises:
            OpinionError: q is outside [0, 1].
        """
        if not 0.0 <= q <= 1.0:
            raise OpinionError(f"a probability in [0, 1] was wanted, {q!r} was found", field="q")
        try:
            alpha, beta = self.beta(weight)
        except OpinionError:
            return self.projection
        from credscore.opinion.beta import quantile

        return quantile(q, alpha, beta)

    def credible_interval(self, level: float = 0.9, weight: float = PRIOR_WEIGHT) -> tuple[float, float]:
        """The quantiles that leave (1 - level)/2 out on either side: narrower than `interval`, and of another kind.

        It is a statement about the Beta density, so it may leave out the projection where the density is very skew.

        Raises:
            OpinionError: The level is outside [0, 1].
        """
        if not 0.0 <= level <= 1.0:
            raise OpinionError(f"a probability in [0, 1] was wanted, {level!r} was found", field="level")
        tail = 0.5 * (1.0 - level)
        return self.quantile(tail, weight), self.quantile(1.0 - tail, weight)

    def complement(self) -> Opinion:
        """The opinion about the negation: (d, b, u, 1 - a) (Jøsang 2016, chapter 6)."""
        return made(self.d, self.b, self.u, 1.0 - self.a)

    def maximised(self) -> Opinion:
        """The opinion of the same projection and base rate with as much uncertainty as it allows.

        u^ = min(P/a, (1 - P)/(1 - a)), b^ = P - a·u^, d^ = 1 - P - (1 - a)·u^ (Jøsang 2016, chapter 3). Belief or
        disbelief is 0 afterwards. Since P = b + a·u, the two bounds are u + b/a and u + d/(1 - a); so written, nothing
        cancels where a is next to 0 or 1.
        """
        a = self.a
        for_limit = self.u + self.b / a if a > 0.0 else math.inf
        against_limit = self.u + self.d / (1.0 - a) if a < 1.0 else math.inf
        if for_limit <= against_limit:
            u = min(1.0, for_limit)
            return made(0.0, max(0.0, 1.0 - u), u, a)
        u = min(1.0, against_limit)
        return made(max(0.0, 1.0 - u), 0.0, u, a)


def made(b: float, d: float, u: float, a: float) -> Opinion:
    """An opinion from numbers that an operator has computed from opinions already checked.

    Operators keep the sum of their inputs to rounding, not to the tolerance: an input whose sum is
    off by nearly 1e-9 must not fail on its way through one.
    """
    opinion = object.__new__(Opinion)
    write = object.__setattr__
    write(opinion, "b", b)
    write(opinion, "d", d)
    write(opinion, "u", u)
    write(opinion, "a", a)
    return opinion
