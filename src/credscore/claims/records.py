"""What the agreement of statements tells of their sources, where nobody has checked any of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from credscore.policy import Policy
from credscore.scoring.party import origin_key, relay_keys
from credscore.scoring.testimony import Record, weigh
from credscore.statement import Statement

__all__ = ["Estimated", "estimate_records"]

_ROUNDS = 100
_STILL = 1e-6
_FARTHEST = 30.0  # log-odds beyond which a double holds no more of a probability


class Estimated(NamedTuple):
    """Records estimated from agreement.

    Attributes:
        records: By origin key (`credscore.scoring.party.origin_key`).
        rounds: How many rounds it took to settle.
    """

    records: Mapping[str, Record]
    rounds: int

    def record(self, statement: Statement) -> Record | None:
        """The record of a statement's origin: what `credscore.score_all` takes as ``records``."""
        return self.records.get(origin_key(statement))


def estimate_records(statements: Iterable[Statement], policy: Policy | None = None) -> Estimated:
    """Estimates how often each origin is right from how it agrees with the others, without knowing any truth.

    Expectation and maximisation over one accuracy an origin (the one-parameter case of A. P. Dawid & A. M. Skene,
    Applied Statistics 28(1), 1979): the probability of each claim from the accuracies of those who assert and
    deny it, the accuracies from those probabilities, until they settle. The start and the prior of an accuracy
    are the policy's: the Beta evidence of the origin's kind. Of one origin each claim counts once; an origin that
    only retells what another statement traces further back is left out of that claim, so that copies whose chains
    show it add nothing.

    A source that mostly agrees with those who mostly agree gets a good record; many sources that err together do too.
    Such a record is no finding of fact: keep it apart from a ledger of what was checked.

    Args:
        statements: Statements with claim ids (the caller's, or from `credscore.claims.group`).
        policy: The numbers; the default policy if None.

    Returns:
        A record for each origin: as many observations as it spoke of claims, right to wrong in the ratio of its
        accuracy's log-odds, the weight that evidence of that accuracy has (I. J. Good, Probability and the Weighing of
        Evidence, 1950). With counts of right and wrong themselves the evidence would grow with the odds, and the best
        source outvote all others. An accuracy of one half or less is worth nothing, and is never held against what is
        said.

    """
    policy = Policy.default() if policy is None else policy
    claims, prior = _claims(statements, policy)
    votes: dict[str, int] = {}
    for claim in claims:
        for key in claim:
            votes[key] = votes.get(key, 0) + 1
    base = _log_odds(policy.tables.rate)
    right = dict.fromkeys(votes, 0.0)
    worth = {key: _log_odds(prior[key][0] / sum(prior[key])) for key in votes}
    rounds = 0
    while rounds < _ROUNDS:
        rounds += 1
        agreed: dict[str, list[float]] = {key: [] for key in votes}
        for claim in claims:
            leaning = base + math.fsum(worth[key] * sign for key, sign in claim.items())
            for key, sign in claim.items():
                agreed[key].append(_probability(leaning * sign))
        before, right = right, {key: math.fsum(sorted(found)) for key, found in agreed.items()}
        for key, count in votes.items():
            good, bad = prior[key]
            worth[key] = _log_odds((good + right[key]) / (good + bad + count))
        if max((abs(right[key] - before[key]) for key in votes), default=0.0) < _STILL:
            break
    return Estimated({key: _record(right[key], votes[key]) for key in sorted(votes)}, rounds)


def _record(right: float, count: int) -> Record:
    """As many observations as claims, divided so that right to wrong is the log-odds of the accuracy."""
    worth = max(0.0, _log_odds((right + 1.0) / (count + 2.0)))
    return Record(count * worth / (1.0 + worth), count / (1.0 + worth))


def _claims(
    statements: Iterable[Statement], policy: Policy
) -> tuple[list[dict[str, float]], dict[str, tuple[float, float]]]:
    """For each claim who asserts it (1) and denies it (-1); for each origin the Beta prior of its accuracy."""
    tables = policy.tables
    by_claim: dict[str, list[Statement]] = {}
    for one in statements:
        if one.claim_id is not None and weigh(one, tables).is_claim:
            by_claim.setdefault(one.claim_id, []).append(one)
    claims: list[dict[str, float]] = []
    prior: dict[str, tuple[float, float]] = {}
    for claim in sorted(by_claim):
        relays = {key for one in by_claim[claim] for key in relay_keys(one) if key != origin_key(one)}
        found: dict[str, set[bool]] = {}
        for one in by_claim[claim]:
            key = origin_key(one)
            if key in relays:
                continue
            told = weigh(one, tables)
            found.setdefault(key, set()).add(told.supports)
            evidence = tables.evidence[one.source.kind][one.source.role][0]
            good = evidence + tables.rate * tables.weight
            known = prior.get(key)
            if known is None or good > known[0]:
                prior[key] = good, (1.0 - tables.rate) * tables.weight
        # Whoever says both says neither.
        claims.append({key: 1.0 if True in says else -1.0 for key, says in sorted(found.items()) if len(says) == 1})
    return claims, prior


def _log_odds(probability: float) -> float:
    low = 1.0 / (1.0 + math.exp(_FARTHEST))
    probability = min(max(probability, low), 1.0 - low)
    return math.log(probability / (1.0 - probability))


def _probability(log_odds: float) -> float:
    return 1.0 / (1.0 + math.exp(-min(max(log_odds, -_FARTHEST), _FARTHEST)))
