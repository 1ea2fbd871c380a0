"""A policy's numbers as the scoring code wants them: plain floats in plain dicts, computed once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from credscore.statement import ResponseStatus, Role, SourceKind, SpeechForm, Stance

if TYPE_CHECKING:
    from credscore.policy.policy import Policy

__all__ = ["NAMED_TWINS", "UNNAMED_RELAYS", "Tables"]

NAMED_TWINS = {
    SourceKind.ANONYMOUS_OFFICIAL: (SourceKind.NAMED_OFFICIAL,),
    SourceKind.ANONYMOUS_SOURCE: (SourceKind.NAMED_INDIVIDUAL, SourceKind.NAMED_OFFICIAL),
}
"""What an unnamed source may turn out to be once it is named; its evidence never passes any of these."""

UNNAMED_RELAYS = frozenset(
    (
        SourceKind.ANONYMOUS_OFFICIAL,
        SourceKind.ANONYMOUS_SOURCE,
        SourceKind.UNNAMED_GROUP,
        SourceKind.UNATTRIBUTED,
    )
)
"""Kinds that, as a relay, have no name that could be asked."""


@dataclass(frozen=True, slots=True)
class Tables:
    """The numbers of a policy.

    Attributes:
        weight: Prior weight W.
        rate: Base rate of claims.
        evidence: By kind and role: the evidence of the bare source, with a stated reason, with two or more
            people, with both.
        evidence_rule: By kind and role: the id of the entry that the evidence comes from.
        others: Factors by label; see the policy's sections.
    """

    weight: float
    rate: float
    evidence: dict[SourceKind, dict[Role, tuple[float, float, float, float]]]
    evidence_rule: dict[SourceKind, dict[Role, str]]
    kind: dict[SourceKind, float]
    role: dict[Role, float]
    record: float
    hop: dict[str, float]
    second_hand: float
    form: dict[SpeechForm, float]
    hedged: float
    stance: dict[Stance, float]
    claim: dict[Stance, bool]
    response: dict[ResponseStatus, float]
    withdrawal: dict[ResponseStatus, float]
    interest: float
    interested: float
    unknown_party: float
    attribution_rate: float
    attribution_article: float
    attribution_confirmed: float
    letters: tuple[float, float, float, float]
    letter_a_uncertainty: float
    letter_record: float
    letter_unjudged: float
    digits: tuple[float, float, float, float]
    unjudged: float
    confidence: tuple[float, float]
    likelihoods: tuple[tuple[float, str], ...]

    @classmethod
    def of(cls, policy: Policy) -> Tables:
        """The tables of a policy whose shape has been checked."""
        evidence: dict[SourceKind, dict[Role, tuple[float, float, float, float]]] = {}
        rules: dict[SourceKind, dict[Role, str]] = {}
        for kind in SourceKind:
            evidence[kind], rules[kind] = {}, {}
            for role in Role:
                evidence[kind][role] = _evidence(policy, kind, role)
                overridden = role in policy.override.get(kind, {})
                rules[kind][role] = f"override.{kind.value}.{role.value}" if overridden else f"source.{kind.value}"
        letter, digit = policy.letter, policy.digit
        return cls(
            weight=policy.base.weight.value,
            rate=policy.base.rate.value,
            evidence=evidence,
            evidence_rule=rules,
            kind={kind: entry.value for kind, entry in policy.source.items()},
            role={role: entry.value for role, entry in policy.role.items()},
            record=policy.record.weight.value,
            hop={tier: entry.value for tier, entry in policy.hop.items()},
            second_hand=policy.access.second_hand.value,
            form={form: entry.value for form, entry in policy.form.items()},
            hedged=policy.hedge.hedged.value,
            stance={stance: entry.value for stance, entry in policy.stance.items()},
            claim={stance: entry.claim for stance, entry in policy.stance.items()},
            response={status: entry.value for status, entry in policy.response.items()},
            withdrawal={status: entry.value for status, entry in policy.withdrawal.items()},
            interest=policy.party.interest.value,
            interested=policy.party.interested.value,
            unknown_party=policy.party.unknown.value,
            attribution_rate=policy.attribution.rate.value,
            attribution_article=policy.attribution.article.value,
            attribution_confirmed=policy.attribution.confirmed.value,
            letters=(letter.a.value, letter.b.value, letter.c.value, letter.d.value),
            letter_a_uncertainty=letter.a_uncertainty.value,
            letter_record=letter.record.value,
            letter_unjudged=letter.unjudged.value,
            digits=(digit.confirmed.value, digit.probable.value, digit.possible.value, digit.doubtful.value),
            unjudged=digit.unjudged.value,
            confidence=(policy.confidence.high.value, policy.confidence.moderate.value),
            likelihoods=tuple(sorted((entry.value, entry.word) for entry in policy.likelihood.values())),
        )


def _plain(policy: Policy, kind: SourceKind, role: Role) -> float:
    entry = policy.override.get(kind, {}).get(role) or policy.source[kind]
    return entry.value


def _evidence(policy: Policy, kind: SourceKind, role: Role) -> tuple[float, float, float, float]:
    plain = _plain(policy, kind, role)
    twins = NAMED_TWINS.get(kind)
    if twins is None:
        return plain, plain, plain, plain
    # The cap holds what is added down to the twin's evidence; a bare value above it is left for the check to refuse.
    cap = max(plain, min(_plain(policy, twin, role) for twin in twins))
    reason, count = policy.anonymity.reason.value, policy.anonymity.count.value
    return plain, min(cap, plain + reason), min(cap, plain + count), min(cap, plain + reason + count)
