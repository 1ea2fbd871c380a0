"""An article as a whole: its mix of sources, and one score that counts origins, not sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from credscore.scoring.assessment import Assessment
from credscore.scoring.dependence import homes
from credscore.scoring.party import origin_key, relay_keys
from credscore.statement import ResponseStatus, SourceKind, Stance

__all__ = ["Profile", "profile"]

_ON_RECORD = frozenset(
    (
        SourceKind.NAMED_OFFICIAL,
        SourceKind.NAMED_INDIVIDUAL,
        SourceKind.ORGANIZATION,
        SourceKind.OUTLET,
        SourceKind.DOCUMENT,
    )
)

_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)


class Profile(BaseModel):
    """The sourcing of an article.

    Attributes:
        score: The mean over independent origins of the mean over the claims that each puts forward (of a denial, the
            negation of what is denied); None where no statement has a score. An origin that is quoted ten times weighs
            as much as one that is quoted once, and what it says ten times as much as what it says once.
        interval: The means of belief and plausibility in the same way; None with the score.
        statements: How many statements there are.
        scored: How many of them have a score.
        origins: How many distinct origins the statements come from. An outlet that only retells what another statement
            of the claim traces further back is none.
        kinds: The share of statements by kind of source, of those that occur.
        anonymous: The share of statements by unnamed people.
        anonymous_with_reason: The share of those that say why the name is withheld; None where there are none.
        on_record: The share of statements that somebody answers for: named people, bodies, outlets, documents.
        single_origin: How many claims (by claim id, else by statement) are scored and are put forward by fewer than two
            independent origins.
        depth_mean: Mean number of relays that statements came through.
        depth_max: Largest number of relays.
        denied: How many scored statements that assert their content meet a denial: as a response, or as a statement of
            the same claim by another origin.
        denials_unanswered: How many of those are supported by fewer than two independent origins.
        responses: How many responses there are by status, of those that occur.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    score: float | None
    interval: tuple[float, float] | None
    statements: int
    scored: int
    origins: int
    kinds: dict[str, float]
    anonymous: float
    anonymous_with_reason: float | None
    on_record: float
    single_origin: int
    depth_mean: float
    depth_max: int
    denied: int
    denials_unanswered: int
    responses: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The ``article`` object of the exchange format, without lint findings."""
        fields = self.model_dump(mode="json")
        score, interval = fields.pop("score"), fields.pop("interval")
        return {"score": score, "interval": interval, "profile": fields, "lint": []}


def profile(assessments: Iterable[Assessment]) -> Profile:
    """The sourcing of an article, from the assessments of its statements. Their order does not matter."""
    given = list(assessments)
    scored = [one for one in given if one.score is not None]
    origins = _origins(given)
    kinds = _counted(one.statement.source.kind.value for one in given)
    unnamed = [one for one in given if one.statement.source.anonymous]
    depths = [max(0, len(one.statement.chain) - 1) for one in given]
    denied = _denied(scored, origins)
    score, interval = _score(scored, origins)
    return Profile.model_construct(  # of numbers that were computed here
        score=score,
        interval=interval,
        statements=len(given),
        scored=len(scored),
        origins=len(set(origins.values())),
        kinds={kind: count / len(given) for kind, count in kinds.items()},
        anonymous=_share(len(unnamed), len(given)),
        anonymous_with_reason=(
            sum(bool(one.statement.source.reason) for one in unnamed) / len(unnamed) if unnamed else None
        ),
        on_record=_share(sum(one.statement.source.kind in _ON_RECORD for one in given), len(given)),
        single_origin=_single_origin(scored, origins),
        depth_mean=math.fsum(depths) / len(depths) if depths else 0.0,
        depth_max=max(depths, default=0),
        denied=len(denied),
        denials_unanswered=sum(one.origins < 2 for one in denied),
        responses=_counted(answer.status.value for one in given for answer in one.statement.responses),
    )


_Origins = Mapping[int, str]
"""The origin that each assessment, by its `id`, is counted with."""


def _origins(given: Sequence[Assessment]) -> _Origins:
    """The origin of each: its own, or the one that it is seen to retell in another statement of its claim."""
    own = {id(one): origin_key(one.statement) for one in given}
    claims: dict[str, list[Assessment]] = {}
    for one in given:
        if one.statement.claim_id is not None:
            claims.setdefault(one.statement.claim_id, []).append(one)
    for group in claims.values():
        if len(group) > 1:
            keys = dict.fromkeys((own[id(one)] for one in group), 0.0)
            relayed: dict[str, set[str]] = {}
            for one in group:
                for relay in relay_keys(one.statement):
                    if relay != own[id(one)] and relay in keys:
                        relayed.setdefault(relay, set()).add(own[id(one)])
            home = homes(keys, relayed)
            own.update({id(one): home[own[id(one)]] for one in group})
    return own


def _claim(one: Assessment) -> tuple[str, object]:
    """What stands for the claim of a statement: its id, else its words, else itself; a denial's apart."""
    statement = one.statement
    if statement.claim_id is not None:
        return "claim", (statement.claim_id, statement.stance is Stance.DENIES)
    text = " ".join(statement.content.text.casefold().split())
    return ("text", (text, statement.stance is Stance.DENIES)) if text else ("statement", id(one))


def _score(scored: Sequence[Assessment], origins: _Origins) -> tuple[float | None, tuple[float, float] | None]:
    if not scored:
        return None, None
    by_origin: dict[str, dict[tuple[str, object], list[tuple[float, float, float]]]] = {}
    for one in scored:
        by_origin.setdefault(origins[id(one)], {}).setdefault(_claim(one), []).append(_put_forward(one))

    def mean(values: Iterable[float]) -> float:
        found = list(values)
        return math.fsum(found) / len(found)

    low, value, high = (
        mean(
            mean(mean(triple[place] for triple in triples) for triples in claims.values())
            for claims in by_origin.values()
        )
        for place in range(3)
    )
    return value, (low, high)


def _put_forward(one: Assessment) -> tuple[float, float, float]:
    """Belief, score and plausibility of what the statement puts forward."""
    low, high = one.interval
    score = one.score or 0.0
    if one.statement.stance is Stance.DENIES:
        return 1.0 - high, 1.0 - score, 1.0 - low
    return low, score, high


def _single_origin(scored: Sequence[Assessment], origins: _Origins) -> int:
    most: dict[tuple[str, object], int] = {}
    deniers: dict[tuple[str, object], set[str]] = {}
    for number, one in enumerate(scored):
        claim = one.statement.claim_id
        key = ("statement", number) if claim is None else ("claim", claim)
        most[key] = max(most.get(key, 0), one.origins)
        if one.statement.stance is Stance.DENIES:
            deniers.setdefault(key, set()).add(origins[id(one)])
    return sum(found < 2 and len(deniers.get(key, ())) < 2 for key, found in most.items())


def _denied(scored: Sequence[Assessment], origins: _Origins) -> list[Assessment]:
    deniers: dict[str, set[str]] = {}
    for one in scored:
        claim = one.statement.claim_id
        if claim is not None and one.statement.stance is Stance.DENIES:
            deniers.setdefault(claim, set()).add(origins[id(one)])

    def meets_a_denial(one: Assessment) -> bool:
        others = deniers.get(one.statement.claim_id or "", set()) - {origins[id(one)]}
        return bool(others) or any(answer.status in _DENIALS for answer in one.statement.responses)

    return [one for one in scored if one.statement.stance is not Stance.DENIES and meets_a_denial(one)]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items()))
