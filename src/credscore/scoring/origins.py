"""Several statements of one claim: which of them share an origin, and what the others bring to each.

Ten outlets that quote one agency are one origin. Reports that end in the same party are one; and where
an outlet appears as the origin of one report and as a relay in another, the first is a retelling of what
the second traces further back, and is counted with the strongest of the origins that the outlet is seen
to have relayed. Of one origin the strongest evidence counts, for and against apart; distinct origins add up,
with `math.fsum`, so that the order of statements can change nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from credscore.policy.tables import Tables
from credscore.scoring.dependence import homes
from credscore.scoring.party import party_key, relay_keys
from credscore.scoring.paths import heard
from credscore.scoring.testimony import Testimony
from credscore.statement import Span

__all__ = ["ALONE", "Context", "Extra", "contexts"]

_NAMED_IN_NOTES = 3
"""How many other origins a line of an explanation names; the rest it counts."""


class Extra(NamedTuple):
    """Evidence from other statements of the claim."""

    rule: str
    r: float
    s: float
    note: str
    spans: tuple[Span, ...]


class Context(NamedTuple):
    """What the other statements of a claim bring to one.

    Attributes:
        lines: Their evidence, beyond what the statement itself brings.
        total: All evidence (for, against) about the claim; None for the statement's own.
        origins: How many independent origins support the claim; None for the statement's own.
        fallen: Whether the origin has taken its word back in another statement.
        heard: The evidence that the origin said it, over all paths; None for the statement's own.
        confirmed: Whether the origin confirms in another statement that it said so.
    """

    lines: Sequence[Extra] = ()
    total: tuple[float, float] | None = None
    origins: int | None = None
    fallen: bool = False
    heard: float | None = None
    confirmed: bool = False


ALONE = Context()


def contexts(told: Sequence[Testimony], tables: Tables, texts: Sequence[object] | None = None) -> list[Context]:
    """For each testimony what the others of its claim bring, in the order given.

    Args:
        told: The testimonies.
        tables: The policy's numbers.
        texts: The text in which each one's spans are places; None for one text.
    """
    around = [ALONE] * len(told)
    groups: dict[str, list[int]] = {}
    for number, one in enumerate(told):
        if one.statement.claim_id is not None and one.is_claim:
            groups.setdefault(one.statement.claim_id, []).append(number)
    for numbers in groups.values():
        if len(numbers) > 1:
            places = [None if texts is None else texts[n] for n in numbers]
            claim = _Claim([told[n] for n in numbers], tables, places)
            for number, place in zip(numbers, places, strict=True):
                around[number] = claim.context(told[number], place)
    return around


class _Claim:
    """The evidence about one claim, by independent origin."""

    def __init__(self, told: Sequence[Testimony], tables: Tables, texts: Sequence[object]) -> None:
        self.fallen = {(one.key, one.supports) for one in told if one.answers.by_origin}
        self.confirmed = {(one.key, one.supports) for one in told if one.answers.confirmed}
        self.heard = heard(told, tables)
        reports: dict[bool, dict[str, float]] = {}
        for supports in (True, False):
            values = {one.key: 0.0 for one in told}
            for one in told:
                if one.supports is supports and self._stands(one):
                    values[one.key] = max(values[one.key], one.evidence)
            reports[supports] = values
        relayed: dict[str, set[str]] = {}
        for one in told:
            for relay in relay_keys(one.statement):
                if relay != one.key and relay in reports[True]:
                    relayed.setdefault(relay, set()).add(one.key)
        self.home = {supports: homes(values, relayed) for supports, values in reports.items()}
        self.units = {supports: self._add_up(told, supports, values) for supports, values in reports.items()}
        self.sums = {supports: math.fsum(units.values()) for supports, units in self.units.items()}
        self.sorted = {
            supports: sorted(k for k, v in units.items() if v > 0.0) for supports, units in self.units.items()
        }
        self.standing = {supports: frozenset(keys) for supports, keys in self.sorted.items()}
        self.count = {supports: len(keys) for supports, keys in self.sorted.items()}
        self.shown = _Shown(told, texts)

    def _stands(self, one: Testimony) -> bool:
        return one.answers.stands and (one.key, one.supports) not in self.fallen

    def _add_up(self, told: Sequence[Testimony], supports: bool, reports: Mapping[str, float]) -> dict[str, float]:
        units: dict[str, float] = {}
        for key, value in reports.items():
            home = self.home[supports][key]
            units[home] = max(units.get(home, 0.0), value)
        for one in told:
            for party, pair in one.answers.evidence.items():
                units[party] = max(units.get(party, 0.0), pair[0] if supports else pair[1])
        return units

    def context(self, one: Testimony, text: object) -> Context:
        """What the others bring to one of the testimonies, and where in its own text."""
        stands = self._stands(one)
        lines: list[Extra] = []
        same, rest = {}, {}
        mine: dict[bool, dict[str, float]] = {}
        for supports in (True, False):
            units = self.units[supports]
            own = {self.home[supports][one.key]: 0.0}
            if supports is one.supports and stands:
                own[self.home[supports][one.key]] += one.evidence
            for party, pair in one.answers.evidence.items():
                own[party] = own.get(party, 0.0) + (pair[0] if supports else pair[1])
            same[supports] = math.fsum(units[key] - value for key, value in own.items())
            others = self.count[supports] - sum(units[key] > 0.0 for key in own)
            rest[supports] = self.sums[supports] - math.fsum(units[key] for key in own) if others else 0.0
            mine[supports] = own
        if same[True] or same[False]:
            note, spans = self.shown.retellings(one, text)
            lines.append(Extra("corroboration.same_origin", same[True], same[False], note, spans))
        for supports, rule in ((True, "corroboration.independent"), (False, "corroboration.contradiction")):
            if rest[supports]:
                note, spans = self.shown.origins(
                    self.sorted[supports], self.standing[supports], mine[supports], supports, text
                )
                pair = (rest[True], 0.0) if supports else (0.0, rest[False])
                lines.append(Extra(rule, *pair, note, spans))
        return Context(
            lines,
            (self.sums[True], self.sums[False]),
            self.count[True],
            (one.key, one.supports) in self.fallen,
            self.heard[one.key, one.supports],
            (one.key, one.supports) in self.confirmed,
        )


class _Shown:
    """Names and places of the origins, for notes."""

    def __init__(self, told: Sequence[Testimony], texts: Sequence[object]) -> None:
        self.names: dict[str, str] = {}
        self.best: dict[tuple[str, bool, object], list[Testimony]] = {}
        """The two strongest reports by origin, direction and text."""
        for one, text in sorted(zip(told, texts, strict=True), key=lambda pair: _rank(pair[0])):
            source = one.statement.source
            self.names.setdefault(one.key, source.name or source.text or source.kind.value)
            best = self.best.setdefault((one.key, one.supports, text), [])
            if len(best) < 2:
                best.append(one)
        for name in sorted({answer.by for one in told for answer in one.statement.responses}):
            self.names.setdefault(party_key(name), name or "a party not named")

    def origins(
        self, keys: Sequence[str], shown: frozenset[str], without: Mapping[str, float], supports: bool, text: object
    ) -> tuple[str, tuple[Span, ...]]:
        """The first few origins by name, and where in the text what they say stands.

        Args:
            keys: The origins of one direction, sorted.
            shown: The same, as a set.
            without: Those to leave out.
            supports: The direction.
            text: The text.
        """
        first: list[str] = []
        for key in keys:
            if key not in without:
                first.append(key)
                if len(first) == _NAMED_IN_NOTES:
                    break
        names = [self.names[key] for key in first]
        more = len(keys) - sum(one in shown for one in without) - len(first)
        if more:
            names.append(f"{more} more")
        return ", ".join(names), _spans(self.best.get((key, supports, text), ())[:1] for key in first)

    def retellings(self, one: Testimony, text: object) -> tuple[str, tuple[Span, ...]]:
        """The strongest other report of the same origin, and where it stands in the text."""
        found = [
            other
            for supports in (True, False)
            for other in self.best.get((one.key, supports, text), ())
            if other is not one
        ]
        return self.names[one.key], _spans([sorted(found, key=_rank)[:1]])


def _spans(reports: Iterable[Sequence[Testimony]]) -> tuple[Span, ...]:
    return tuple(sorted({span for few in reports for one in few for span in one.statement.content.spans}))


def _rank(one: Testimony) -> tuple[float, str, tuple[Span, ...]]:
    return -one.evidence, one.statement.id, one.statement.content.spans
