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


class Estimated(NamedTuple):
    """What agreement tells.

    Attributes:
        records: By origin key (`credscore.scoring.party.origin_key`), its record.
        claims: By claim id, the probability that the claim is so if agreement is all there is to go by. No score: a
            source that is mostly wrong counts for the opposite here, which in a score nothing ever does.
        rounds: How many rounds it took to settle.
    """

    records: Mapping[str, Record]
    claims: Mapping[str, float]
    rounds: int

    def record(self, statement: Statement) -> Record | None:
        """The record of a statement's origin: what `credscore.score_all` takes as ``records``."""
        return self.records.get(origin_key(statement))


def estimate_records(statements: Iterable[Statement], policy: Policy | None = None) -> Estimated:
    """Estimates how often each origin is right from how it agrees with the others, without knowing any truth.

    Expectation and maximisation over one accuracy an origin, see `credscore.claims.agreement`. The prior of an
    accuracy is the policy's: the Beta evidence of the origin's kind. Of one origin each claim counts once; an origin
    that only retells what another statement traces further back is left out of that claim, so that copies whose chains
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
        said. And a probability for each claim.

    """
    policy = Policy.default() if policy is None else policy
    claims, prior = _claims(statements, policy)
    spoken = sorted({key for votes in claims.values() for key in votes})
    if not spoken:
        return Estimated({}, dict.fromkeys(claims, policy.tables.rate), 0)
    import numpy as np

    from credscore.claims.agreement import Votes, agreement

    numbers = {key: number for number, key in enumerate(spoken)}
    votes = [(number, numbers[key], sign) for number, by in enumerate(claims.values()) for key, sign in by.items()]
    claim, source, sign = zip(*votes, strict=True)
    good, bad = zip(*(prior[key] for key in spoken), strict=True)
    found = agreement(
        Votes(
            np.array(claim, dtype=np.intp),
            np.array(source, dtype=np.intp),
            np.array(sign, dtype=np.float64),
            np.array(good, dtype=np.float64),
            np.array(bad, dtype=np.float64),
            policy.tables.rate,
            len(claims),
        )
    )
    counts = np.bincount(source, minlength=len(spoken)).tolist()
    records = {
        key: _record(right, count) for key, right, count in zip(spoken, found.right.tolist(), counts, strict=True)
    }
    return Estimated(records, dict(zip(claims, found.probability.tolist(), strict=True)), found.rounds)


def _record(right: float, count: int) -> Record:
    """As many observations as claims, divided so that right to wrong is the log-odds of the accuracy."""
    worth = max(0.0, math.log((right + 1.0) / (count - right + 1.0)))
    return Record(count * worth / (1.0 + worth), count / (1.0 + worth))


def _claims(
    statements: Iterable[Statement], policy: Policy
) -> tuple[dict[str, dict[str, float]], dict[str, tuple[float, float]]]:
    """By claim who asserts it (1) and denies it (-1); for each origin the Beta prior of its accuracy."""
    tables = policy.tables
    by_claim: dict[str, list[Statement]] = {}
    for one in statements:
        if one.claim_id is not None and weigh(one, tables).is_claim:
            by_claim.setdefault(one.claim_id, []).append(one)
    claims: dict[str, dict[str, float]] = {}
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
        claims[claim] = {key: 1.0 if True in says else -1.0 for key, says in sorted(found.items()) if len(says) == 1}
    return claims, prior
