"""Many statements scored at once: the numbers of `score` over numpy arrays, without explanations.

`prepare` turns statements into columns once; `score_batch` scores columns under a policy, and may do so again under
another. Each statement is scored by itself, as `score` does; `score_all` is for statements of one claim. Scores agree
with those of `score` to 1e-12, and grades and words are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from credscore.policy import Policy
from credscore.policy.tables import Tables
from credscore.scoring.answers import fold
from credscore.scoring.columns import DENIES, UNATTRIBUTED, Flags, Floats, Prepared, prepare
from credscore.scoring.grading import CANNOT_JUDGE
from credscore.scoring.party import origin_key
from credscore.statement import Role, SourceKind, SpeechForm, Stance, Statement

__all__ = ["Prepared", "Scores", "prepare", "score_batch"]

_CONFIDENCES = ("high", "moderate", "low")
_EDGE = 12  # decimals by which an edge is judged, as in `credscore.scoring.grading`


class Scores(NamedTuple):
    """The assessments as columns, in the order of the statements; see `Assessment` for what they mean.

    Attributes:
        score: NaN where it is withheld.
        b: Belief of the claim; d and u likewise. The interval is (b, 1 - d).
        d: Disbelief.
        u: Uncertainty; 1 where the score is withheld.
        attribution: Belief that the origin said so; the rest is uncertainty.
        grade: Letter and digit.
        words: Likelihood.
        confidence: Level of confidence.
        policy: Label of the policy.
    """

    score: Floats
    b: Floats
    d: Floats
    u: Floats
    attribution: Floats
    grade: NDArray[np.str_]
    words: NDArray[np.str_]
    confidence: NDArray[np.str_]
    policy: str


def score_batch(given: Prepared | Iterable[Statement], policy: Policy | None = None) -> Scores:
    """How well each of many statements is sourced, by itself.

    Args:
        given: What `prepare` made, or statements.
        policy: The numbers; the default policy if None.

    Raises:
        InputError: A source's record is unsound.
    """
    policy = Policy.default() if policy is None else policy
    columns = given if isinstance(given, Prepared) else prepare(given)
    tables = policy.tables
    hedged, second_hand, relayed, known, open_ = columns.flags
    weight, a = tables.weight, tables.rate
    supports = columns.stance != DENIES

    x = _evidence(tables)[columns.kind, columns.role, columns.note] + tables.record * columns.record[:, 0]
    y = weight + tables.record * columns.record[:, 1]
    passed = _passed(columns, tables)
    through = np.where(
        second_hand, np.where(relayed, np.minimum(passed, tables.second_hand), tables.second_hand), passed
    )
    form = _values(tables.form, SpeechForm)[columns.form]
    factor = _values(tables.role, Role)[columns.role] * through * form
    factor = factor * _values(tables.stance, Stance)[columns.stance] * np.where(hedged, tables.hedged, 1.0)
    own = np.where(known, weight * factor * x / ((1.0 - factor) * x + y), 0.0)
    heard = np.where(columns.kind == UNATTRIBUTED, 0.0, tables.attribution_article * passed * form)
    said = weight * heard / (1.0 - heard)

    r, s = np.where(supports, own, 0.0), np.where(supports, 0.0, own)
    origins = (supports & (own > 0.0)).astype(np.int64)
    for number, statement in columns.answered:
        answers = fold(statement, origin_key(statement), bool(supports[number]), tables)
        if answers.confirmed:
            said[number] += tables.attribution_confirmed
        if not answers.stands:
            r[number] = s[number] = origins[number] = 0
        for for_it, against in answers.evidence.values():
            r[number] += for_it
            s[number] += against
            origins[number] += for_it > 0.0

    is_claim = open_ & np.array([tables.claim[stance] for stance in Stance])[columns.stance]
    r, s = np.where(is_claim, r, 0.0), np.where(is_claim, s, 0.0)
    total = r + s + weight
    b, d, u = r / total, s / total, weight / total
    score = np.where(is_claim, b + a * u, np.nan)
    digit, words = _claim_grades(score, u, origins, s > 0.0, is_claim, tables)
    letter = _letters(x / (x + y) * passed, (y - weight) / (x + y) * passed, columns, tables)
    high, moderate = tables.confidence
    level = np.where(is_claim, np.where(u <= high, 0, np.where(u <= moderate, 1, 2)), 2)
    return Scores(
        score,
        b,
        d,
        u,
        said / (said + weight),
        np.char.add(letter, digit),
        words,
        np.array(_CONFIDENCES)[level],
        policy.label,
    )


def _evidence(tables: Tables) -> Floats:
    return np.array([[tables.evidence[kind][role] for role in Role] for kind in SourceKind])


def _values(
    table: dict[str, float] | dict[Role, float] | dict[Stance, float] | dict[SpeechForm, float], labels: type
) -> Floats:
    return np.array([table[label] for label in labels])  # type: ignore[attr-defined]


def _passed(columns: Prepared, tables: Tables) -> Floats:
    """The share that all relays together keep."""
    kept: list[float] = []
    for tier in columns.tiers:
        value = tables.hop[tier if tier is not None and tier in tables.hop else "default"]
        kept += [value, min(value, tables.hop["unnamed"])]
    kept.append(1.0)  # no relay, the code -1
    share: Floats = np.array(kept)[columns.relays].prod(axis=1)
    return share


def _claim_grades(
    score: Floats, u: Floats, origins: NDArray[np.int64], denied: Flags, is_claim: Flags, tables: Tables
) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    shown = np.round(np.where(is_claim, score, 0.0), _EDGE)
    confirmed, *bounds = tables.digits
    digit = 2 + sum((shown < bound).astype(np.int64) for bound in bounds)
    digit = np.where((shown >= confirmed) & (origins >= 2) & ~denied, 1, digit)
    judged = is_claim & ~(u > tables.unjudged)
    edges, names = zip(*tables.likelihoods, strict=True)
    place = np.maximum(np.searchsorted(np.array(edges), shown, side="right") - 1, 0)
    words = np.where(judged, np.array(names)[place], CANNOT_JUDGE)
    return np.array(list("0123456"))[np.where(judged, digit, 6)], words


def _letters(b: Floats, d: Floats, columns: Prepared, tables: Tables) -> NDArray[np.str_]:
    u = 1.0 - b - d
    p = b + tables.rate * u
    nameless = np.array([kind.anonymous or kind is SourceKind.UNATTRIBUTED for kind in SourceKind])[columns.kind]
    known = columns.flags[3]
    unjudged = ~known | (u > tables.letter_unjudged) | (nameless & (columns.record.sum(axis=1) < tables.letter_record))
    best, *bounds = tables.letters
    place = 1 + sum((p < bound).astype(np.int64) for bound in bounds)
    place = np.where((p >= best) & (u <= tables.letter_a_uncertainty), 0, place)
    return np.array(list("ABCDEF"))[np.where(unjudged, 5, place)]
