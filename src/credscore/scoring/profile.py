"""An article as a whole: its mix of sources, and one score that counts origins, not sentences."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from credscore.scoring.assessment import Assessment
from credscore.scoring.party import origin_key
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


class Profile(BaseModel):
    """The sourcing of an article.

    Attributes:
        score: The mean over independent origins of the mean score of what each puts forward (of a denial, the negation
            of what is denied); None where no statement has a score. An origin that is quoted ten times weighs
            as much as one that is quoted once.
        interval: The means of belief and plausibility in the same way; None with the score.
        statements: How many statements there are.
        scored: How many of them have a score.
        origins: How many distinct origins the statements come from.
        kinds: The share of statements by kind of source, of those that occur.
        anonymous: The share of statements by unnamed people.
        anonymous_with_reason: The share of those that say why the name is withheld; None where there are none.
        on_record: The share of statements that somebody answers for: named people, bodies, outlets, documents.
        single_origin: How many claims (by claim id, else by statement) are scored and have one origin only.
        depth_mean: Mean number of relays that statements came through.
        depth_max: Largest number of relays.
        denied: How many scored statements have a denial among their responses.
        denials_unanswered: How many of those no independent origin supports against the denial.
        responses: How many responses there are by status, of those that occur.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

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
    keys = [origin_key(one.statement) for one in given]
    kinds = _counted(one.statement.source.kind.value for one in given)
    unnamed = [one for one in given if one.statement.source.anonymous]
    depths = [max(0, len(one.statement.chain) - 1) for one in given]
    denied = [one for one in scored if _is_denied(one)]
    score, interval = _score(scored)
    return Profile(
        score=score,
        interval=interval,
        statements=len(given),
        scored=len(scored),
        origins=len(set(keys)),
        kinds={kind: count / len(given) for kind, count in kinds.items()},
        anonymous=_share(len(unnamed), len(given)),
        anonymous_with_reason=(
            sum(bool(one.statement.source.reason) for one in unnamed) / len(unnamed) if unnamed else None
        ),
        on_record=_share(sum(one.statement.source.kind in _ON_RECORD for one in given), len(given)),
        single_origin=_single_origin(scored),
        depth_mean=math.fsum(depths) / len(depths) if depths else 0.0,
        depth_max=max(depths, default=0),
        denied=len(denied),
        denials_unanswered=sum(one.origins < 2 for one in denied),
        responses=_counted(answer.status.value for one in given for answer in one.statement.responses),
    )


def _score(scored: Sequence[Assessment]) -> tuple[float | None, tuple[float, float] | None]:
    if not scored:
        return None, None
    origins: dict[str, list[Assessment]] = {}
    for one in scored:
        origins.setdefault(origin_key(one.statement), []).append(one)

    def mean(values: Sequence[Sequence[float]]) -> float:
        return math.fsum(math.fsum(few) / len(few) for few in values) / len(values)

    forward = [[_put_forward(one) for one in group] for group in origins.values()]
    low, value, high = (mean([[triple[i] for triple in group] for group in forward]) for i in range(3))
    return value, (low, high)


def _put_forward(one: Assessment) -> tuple[float, float, float]:
    """Belief, score and plausibility of what the statement puts forward."""
    low, high = one.interval
    score = one.score or 0.0
    if one.statement.stance is Stance.DENIES:
        return 1.0 - high, 1.0 - score, 1.0 - low
    return low, score, high


def _single_origin(scored: Sequence[Assessment]) -> int:
    claims: dict[tuple[str, object], bool] = {}
    for number, one in enumerate(scored):
        claim = one.statement.claim_id
        key = ("statement", number) if claim is None else ("claim", claim)
        claims[key] = one.origins < 2
    return sum(claims.values())


def _is_denied(one: Assessment) -> bool:
    return any(
        answer.status in (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED) for answer in one.statement.responses
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _counted(values: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return dict(sorted(counts.items()))
