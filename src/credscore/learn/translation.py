"""The numbers of a policy that say what a learnt linear model of statements says.

A policy's score is not a logistic regression, so the numbers are translated: each policy number is chosen so that
the policy gives, for a plain case, the probability that the model gives.

- base rate a: the probability where nothing is known of the sourcing.
- source: the evidence r = W·b/(1 - b) of the belief b = (P - a)/(1 - a) for the probability P of that kind heard
  directly, in the best role, quoted, confirmed by the cue.
- factors (role, hop, access, form, stance, hedge): the share of that belief that is left, averaged over the kinds as
  the training data have them.
- parties and responses: the evidence that takes the average of P to what it is with that response.

Orders that the signs guarantee are orders of the policy's numbers, so the result keeps the policy's laws; it is checked
like any other. A section about which the training data say nothing stays as in the default policy.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from credscore.learn import encoding
from credscore.learn.labelled import Case
from credscore.learn.model import SourcingModel
from credscore.learn.scorers import Linear
from credscore.policy import Policy
from credscore.statement import Role, SourceKind, Stance

__all__ = ["Translation"]

_MOST_EVIDENCE = 1000.0
_PERSONS = (SourceKind.NAMED_OFFICIAL, SourceKind.NAMED_INDIVIDUAL)


class Translation:
    """A model beside its training cases, by which each number of the policy is found.

    Args:
        model: A linear model of statements.
        cases: The training cases, for how often each kind occurs.
    """

    def __init__(self, model: SourcingModel, cases: Sequence[Case]) -> None:
        statements = [(case.statement, case.record) for case in cases if case.statement is not None]
        self.model = model
        self.rows = len(statements)
        self.kinds = Counter(one.source.kind for one, _ in statements)
        self.roles = Counter(one.source.role for one, _ in statements)
        seen = np.array([encoding.encode(one, record) for one, record in statements]).reshape(-1, len(encoding.NAMES))
        self.varies = {name for name, column in zip(encoding.NAMES, seen.T, strict=True) if np.ptp(column) > 0.0}
        self.weight = Policy.default().base.weight.value
        self.rate = float(np.clip(self.probability({}), 1e-6, 1.0 - 1e-6))
        assert isinstance(model.scorer, Linear)
        weights = dict(zip(encoding.NAMES, model.scorer.coef.tolist(), strict=False))
        by_role = {role: weights.get(f"role.{role.value}", 0.0) for role in Role}
        self.best_role = max(by_role, key=lambda role: (by_role[role], role.value))

    def probability(self, values: Mapping[str, float]) -> float:
        """The probability that the model gives for these features, the others being 0."""
        row = np.zeros((1, len(encoding.NAMES)))
        for name, value in values.items():
            row[0, encoding.NAMES.index(name)] = value
        nothing = (np.zeros(0, dtype=np.int64), np.zeros(0))
        return float(self.model.calibration.apply(self.model.scores(row, [nothing]))[0])

    def case(self, kind: SourceKind, **changes: float | Role) -> dict[str, float]:
        """A plain case of a kind: direct, confirmed by its cue, in the best role, with what is changed."""
        values = {f"kind.{below.value}": 1.0 for below in _with_all_below(kind)}
        if kind in _PERSONS:
            values |= {"anonymity.reason": 1.0, "anonymity.count": 1.0}
        values |= {"form.mixed": 1.0, "form.direct": 1.0}
        values |= {"stance.alleges": 1.0, "stance.asserts": 1.0, "stance.confirms": 1.0}
        role = changes.pop("role", self.best_role)
        if isinstance(role, Role) and role is not Role.UNKNOWN:
            values[f"role.{role.value}"] = 1.0
        return values | {name.replace("__", "."): float(value) for name, value in changes.items()}

    def belief(self, kind: SourceKind, **changes: float | Role) -> float:
        """The belief b of a plain case of a kind, with what is changed, from 0 to just below 1."""
        p = self.probability(self.case(kind, **changes))
        return min(max(0.0, (p - self.rate) / (1.0 - self.rate)), _MOST_EVIDENCE / (_MOST_EVIDENCE + self.weight))

    def evidence(self, kind: SourceKind, **changes: float | Role) -> float:
        """The evidence for of such a case, from 0 to a thousand."""
        b = self.belief(kind, **changes)
        return min(_MOST_EVIDENCE, self.weight * b / (1.0 - b))

    def factor(self, **changes: float | Role) -> float:
        """The share of the belief that a change leaves, from 0 to 1, averaged over the kinds as they occur."""
        kinds = self.kinds or Counter(SourceKind)
        whole = sum(n * self.belief(kind) for kind, n in kinds.items())
        left = sum(n * self.belief(kind, **changes) for kind, n in kinds.items())
        return min(1.0, left / whole) if whole > 0.0 else 1.0

    def average(self, **changes: float) -> float:
        """The probability of a plain case with what is changed, averaged over the kinds as they occur."""
        kinds = self.kinds or Counter(SourceKind)
        return sum(n * self.probability(self.case(kind, **changes)) for kind, n in kinds.items()) / sum(kinds.values())

    def for_it(self, p: float) -> float:
        """The evidence for, of an average probability without evidence against."""
        p = min(max(p, self.rate), 1.0 - 1e-6)
        return self.weight * (p - self.rate) / (1.0 - p)

    def against(self, **changes: float) -> float:
        """The evidence against that takes the average to what it is with a response."""
        r = self.for_it(self.average())
        p = max(self.average(**changes), 1e-6)
        return float(np.clip((r + self.rate * self.weight) / p - r - self.weight, 0.0, _MOST_EVIDENCE))

    def policy(self) -> Policy:
        """The policy, checked against the laws."""
        data = copy.deepcopy(Policy.default().model_dump(mode="json"))
        data |= {
            "id": f"learnt-{self.model.name}"[:200],
            "version": "1",
            "title": f"Learnt: {self.model.name}"[:200],
            "summary": f"Learnt from {self.rows} labelled statements; {self.model.label}.",
            "override": {},
        }
        for section, entries in self._learnt().items():
            for name, (value, why) in entries.items():
                data[section][name] |= {
                    "value": value,
                    "why": why,
                    "reference": f"Model {self.model.label}: logistic regression with sign bounds, translated",
                    "basis": "learnt",
                }
        return Policy.parse(data)

    def _learnt(self) -> dict[str, dict[str, tuple[float, str]]]:
        count = self.kinds
        out: dict[str, dict[str, tuple[float, str]]] = {
            "base": {"rate": (self.rate, "The learnt probability where nothing is known of the sourcing.")},
            "source": {
                kind.value: (
                    self.evidence(kind),
                    f"Learnt from {count[kind]} statements of this kind."
                    if count[kind]
                    else "No statement of this kind was seen: as the kind below it.",
                )
                for kind in SourceKind
            },
        }
        bare = self.evidence(SourceKind.ANONYMOUS_SOURCE)
        if self._saw("anonymity."):
            out["anonymity"] = {
                "reason": (self.evidence(SourceKind.ANONYMOUS_SOURCE, anonymity__reason=1.0) - bare, _WHY),
                "count": (self.evidence(SourceKind.ANONYMOUS_SOURCE, anonymity__count=1.0) - bare, _WHY),
            }
        if self._saw("role."):
            out["role"] = {
                role.value: (self.factor(role=role), f"Learnt from {self.roles[role]} statements in this role.")
                for role in Role
            }
        if self._saw("hop."):
            one = {"hop__any": 1.0}
            other = {**one, "hop__default": 1.0}
            out["hop"] = {
                "known": (self.factor(**one), _WHY),
                "default": (self.factor(**other), _WHY),
                "social": (self.factor(**other, hop__social=1.0), _WHY),
                "unnamed": (self.factor(**other, hop__unnamed=1.0), _WHY),
            }
        if self._saw("form.") or self._saw("access."):  # one order runs through both
            out["form"] = {
                "direct": (1.0, "The measure of the other forms."),
                "mixed": (self.factor(form__direct=0.0), _WHY),
                "indirect": (self.factor(form__direct=0.0, form__mixed=0.0), _WHY),
            }
            second = self.factor(access__second_hand=1.0, form__direct=0.0, form__mixed=0.0)
            out["access"] = {"second_hand": (second, _WHY)}
        if self._saw("hedge."):
            out["hedge"] = {"hedged": (self.factor(hedge__hedged=1.0), _WHY)}
        if self._saw("stance."):
            asserts = self.factor(stance__confirms=0.0)
            alleges = self.factor(stance__confirms=0.0, stance__asserts=0.0)
            nothing = self.factor(stance__confirms=0.0, stance__asserts=0.0, stance__alleges=0.0)
            out["stance"] = {
                Stance.CONFIRMS.value: (1.0, "The measure of the other stances."),
                Stance.ASSERTS.value: (asserts, _WHY),
                Stance.DENIES.value: (asserts, "As a plain assertion, against the content."),
                Stance.ALLEGES.value: (alleges, _WHY),
                Stance.SPECULATES.value: (nothing, _WHY),
            }
        if self._saw("response."):
            partly = self.against(response__partially_denied=1.0)
            denied = self.against(response__partially_denied=1.0, response__denied=1.0)
            other_party = self.against(
                response__partially_denied=1.0, response__denied=1.0, response__disinterested=1.0
            )
            confirmed = self.for_it(self.average(response__confirmed=1.0)) - self.for_it(self.average())
            out["party"] = {"interested": (denied, _WHY), "unknown": (other_party, _WHY)}
            out["response"] = {
                "denied": (1.0, "A denial carries the party's whole evidence."),
                "partially_denied": (min(1.0, partly / denied) if denied > 0.0 else 0.0, _WHY),
                "confirmed": (min(1.0, max(0.0, confirmed) / other_party) if other_party > 0.0 else 1.0, _WHY),
            }
        if self._saw("withdrawal."):
            p = max(self.average(withdrawal__any=1.0), 1e-6)
            evidence = float(np.clip(self.rate * self.weight / p - self.weight, 0.0, _MOST_EVIDENCE))
            out["withdrawal"] = {"retracted": (evidence, _WHY), "corrected": (evidence, _WHY)}
        if self._saw("record."):
            one_more = self.average(record__confirmed=float(np.log1p(1.0)))
            out["record"] = {"weight": (max(0.0, self.for_it(one_more) - self.for_it(self.average())), _WHY)}
        return out

    def _saw(self, group: str) -> bool:
        """Whether the training data differ anywhere in a group of numbers."""
        return any(name.startswith(group) for name in self.varies)


_WHY = "Learnt; what the law of its order asks was fixed before learning."


def _with_all_below(kind: SourceKind) -> list[SourceKind]:
    chain = []
    at: SourceKind | None = kind
    while at is not None and encoding.UNDER[at] is not None:
        chain.append(at)
        at = encoding.UNDER[at]
    return chain
