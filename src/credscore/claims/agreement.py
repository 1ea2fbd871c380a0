"""Who is right how often, and what is so, from agreement alone: expectation and maximisation over votes in arrays."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Agreement", "Votes", "agreement"]

Floats = NDArray[np.float64]
Codes = NDArray[np.intp]

_ROUNDS = 200
_STILL = 1e-6
_FARTHEST = 30.0  # log-odds beyond which a double holds no more of a probability
_TURNS = 100
# Decimals by which a tie is judged: sums differ in their last bits by the order in which sources stand, and a tie that
# these broke would be broken by names.
_TIE = 9


class Votes(NamedTuple):
    """Who spoke of which claim, once each.

    Attributes:
        claim: Number of the claim, by vote.
        source: Number of the source, by vote.
        sign: 1 where the source asserts the claim, -1 where it denies it.
        good: By source, how many earlier statements it counts as having been right in; the prior of its accuracy.
        bad: By source, the same for wrong ones.
        rate: The probability of a claim of which nobody spoke.
        claims: How many claims there are.
    """

    claim: Codes
    source: Codes
    sign: Floats
    good: Floats
    bad: Floats
    rate: float
    claims: int


class Agreement(NamedTuple):
    """What the votes tell.

    Attributes:
        right: By source, the expected number of its votes that are right.
        probability: By claim, the probability that it is so.
        fit: The log of the likelihood of the votes and of the prior, up to a constant.
        rounds: How many rounds it took to settle.
    """

    right: Floats
    probability: Floats
    fit: float
    rounds: int


def agreement(votes: Votes) -> Agreement:
    """The most likely accuracies of the sources, and what they make of the claims.

    One accuracy a source, the same for what it asserts and what it denies, with a Beta prior: the one-parameter case of
    A. P. Dawid & A. M. Skene, Applied Statistics 28(1), 1979. Each round raises the fit, but may end on a lesser hill:
    so the rounds start twice, from the priors and from the leading eigenvector of who agrees with whom (A. Ghosh,
    S. Kale & P. McAfee, EC 2011), and the better end counts. Time and memory are linear in the votes.

    Args:
        votes: The votes, in an order that does not depend on the order of the statements.
    """
    prior = _log_odds(votes.good / (votes.good + votes.bad))
    best = _settled(votes, prior)
    start = _leaning_together(votes)
    if start is not None:
        # As far apart as the priors are from nothing: a start, which the rounds then forget.
        other = _settled(votes, start * np.abs(prior).max())
        if round(other.fit, _TIE) > round(best.fit, _TIE):
            best = other._replace(rounds=best.rounds + other.rounds)
    return best


def _settled(votes: Votes, worth: Floats) -> Agreement:
    """Rounds of expectation and maximisation from one start until they change nothing.

    Args:
        votes: The votes.
        worth: By source, the log-odds of its accuracy to start from.
    """
    count = _by_source(votes, np.ones(len(votes.sign)))
    base = float(_log_odds(np.array(votes.rate)))
    right = np.zeros(len(count))
    rounds = 0
    while True:
        rounds += 1
        leaning = np.round(base + _by_claim(votes, worth[votes.source] * votes.sign), _TIE)
        before, right = right, _by_source(votes, _probability(leaning[votes.claim] * votes.sign))
        accuracy = (votes.good + right) / (votes.good + votes.bad + count)
        worth = _log_odds(accuracy)
        if rounds >= _ROUNDS or np.abs(right - before).max(initial=0.0) < _STILL:
            break
    low, high = np.log1p(-accuracy), np.log(accuracy)
    asserts = votes.sign > 0.0
    so = _by_claim(votes, np.where(asserts, high[votes.source], low[votes.source])) + np.log(votes.rate)
    not_so = _by_claim(votes, np.where(asserts, low[votes.source], high[votes.source])) + np.log1p(-votes.rate)
    fit = np.logaddexp(so, not_so).sum() + (votes.good * high + votes.bad * low).sum()
    leaning = np.round(base + _by_claim(votes, worth[votes.source] * votes.sign), _TIE)
    return Agreement(right, _probability(leaning), float(fit), rounds)


def _leaning_together(votes: Votes) -> Floats | None:
    """The leading eigenvector of the matrix of agreements less disagreements of each two sources, by power iteration
    and without the matrix; its largest entry is 1, and most weight is on the side of trust. None where there is no
    such side."""
    count = _by_source(votes, np.ones(len(votes.sign)))
    vector = np.ones(len(count))
    for _ in range(_TURNS):
        together = _by_claim(votes, vector[votes.source] * votes.sign)
        # Everybody agrees with oneself; that says nothing.
        turned = _by_source(votes, together[votes.claim] * votes.sign) - count * vector
        most = np.abs(turned).max(initial=0.0)
        if most < _STILL:
            return None
        before, vector = vector, np.round(turned / most, _TIE)
        if np.abs(vector - before).max() < _STILL:
            break
    side = round(float(vector.sum()), _TIE)
    return None if side == 0.0 else vector if side > 0.0 else -vector


def _by_claim(votes: Votes, values: Floats) -> Floats:
    sums: Floats = np.bincount(votes.claim, values, minlength=votes.claims).astype(np.float64, copy=False)
    return sums


def _by_source(votes: Votes, values: Floats) -> Floats:
    sums: Floats = np.bincount(votes.source, values, minlength=len(votes.good)).astype(np.float64, copy=False)
    return sums


def _log_odds(probability: Floats) -> Floats:
    low = 1.0 / (1.0 + np.exp(_FARTHEST))
    probability = np.clip(probability, low, 1.0 - low)
    odds: Floats = np.log(probability / (1.0 - probability))
    return odds


def _probability(log_odds: Floats) -> Floats:
    probability: Floats = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -_FARTHEST, _FARTHEST)))
    return probability
