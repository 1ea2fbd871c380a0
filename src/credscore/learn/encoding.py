"""A statement as numbers whose signs are known: what a learnt score is allowed to see of the sourcing.

The laws of the score are orderings ('a named source never counts less than the same source unnamed'). A model keeps
them if it may only rise in some numbers and only fall in others, and if these numbers are chosen so that every
ordering is a change of theirs in one direction. For kinds of source that is possible because every kind has exactly
one kind that stands directly below it (`UNDER`): a kind is encoded by itself and all below it, so that a step up the
order only ever adds a 1. What is said of an anonymous source's reason and number is kept when it is named, since a
name says more than either.

A denial counts against its content: the numbers of its sourcing enter with the opposite sign. Silence ('no comment')
is not encoded at all, so it changes nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from credscore.policy.tables import UNNAMED_RELAYS
from credscore.scoring.party import origin_key, party_key
from credscore.scoring.testimony import Record
from credscore.statement import ResponseStatus, Role, SourceKind, SpeechForm, Stance, Statement

__all__ = ["FEATURES", "MOST", "NAMES", "SIGNS", "UNDER", "Feature", "encode", "groups"]

_K = SourceKind

UNDER: Mapping[SourceKind, SourceKind | None] = {
    _K.UNATTRIBUTED: None,
    _K.ANONYMOUS_SOURCE: _K.UNATTRIBUTED,
    _K.ANONYMOUS_OFFICIAL: _K.ANONYMOUS_SOURCE,
    _K.NAMED_OFFICIAL: _K.ANONYMOUS_OFFICIAL,
    _K.NAMED_INDIVIDUAL: _K.ANONYMOUS_SOURCE,
    _K.UNNAMED_GROUP: _K.UNATTRIBUTED,
    _K.ORGANIZATION: _K.UNNAMED_GROUP,
    _K.DOCUMENT: _K.UNATTRIBUTED,
    _K.OUTLET: _K.UNATTRIBUTED,
}
"""The kind directly below each: the same partial order as the policy's laws, drawn as a tree."""

MOST = 8
"""Relays, and parties that answer, beyond this many are not told apart."""


class Feature(NamedTuple):
    """One number read off a statement.

    Attributes:
        name: Its name, ``group.label`` or ``group``.
        sign: +1 where it may only raise the probability, -1 where it may only lower it, 0 where it is free.
        meaning: What it says.
    """

    name: str
    sign: int
    meaning: str


FEATURES: tuple[Feature, ...] = (
    *(
        Feature(f"kind.{kind.value}", 1, f"the source is of kind {kind.value} or of one above it")
        for kind, under in UNDER.items()
        if under is not None
    ),
    Feature("anonymity.reason", 1, "a person's name is given, or the reason why it is withheld"),
    Feature("anonymity.count", 1, "a person's name is given, or two or more unnamed people stand behind it"),
    *(
        Feature(f"role.{role.value}", 0, f"the source speaks as {role.value}")
        for role in Role
        if role is not Role.UNKNOWN
    ),
    Feature("hop.any", -1, f"number of relays, at most {MOST}"),
    Feature("hop.default", -1, "number of those that no table of the caller's vouches for"),
    Feature("hop.social", -1, "number of those that are reposts"),
    Feature("hop.unnamed", -1, "number of those without a name that could be asked"),
    Feature("access.second_hand", -1, "the source passes on another's words"),
    Feature("form.mixed", 1, "first hand and at least partly in quotation marks"),
    Feature("form.direct", 1, "first hand and wholly in quotation marks"),
    Feature("stance.alleges", 1, "the cue puts the content forward, if at a distance"),
    Feature("stance.asserts", 1, "the cue puts the content forward plainly"),
    Feature("stance.confirms", 1, "the cue confirms the content"),
    Feature("hedge.hedged", -1, "the content is marked as uncertain"),
    Feature("record.confirmed", 1, "log(1 + earlier statements of the source that proved right)"),
    Feature("record.refuted", -1, "log(1 + earlier statements of the source that proved wrong)"),
    Feature("withdrawal.any", -1, "the statement was retracted or corrected"),
    Feature("response.confirmed", 1, f"other parties that confirm it, at most {MOST}"),
    Feature("response.partially_denied", -1, f"parties that deny it or part of it, at most {MOST}"),
    Feature("response.denied", -1, f"parties that deny all of it, at most {MOST}"),
    Feature("response.disinterested", -1, f"parties that deny it and have no interest in it, at most {MOST}"),
)
"""Every number, in the order of the encoding."""

NAMES = tuple(feature.name for feature in FEATURES)
SIGNS = tuple(feature.sign for feature in FEATURES)

_PLACE = {name: number for number, name in enumerate(NAMES)}
_TURNED = len(NAMES) - 4  # up to here a denial turns the sign; what others say of the content it leaves alone


def _with_all_below(kind: SourceKind) -> tuple[int, ...]:
    places: list[int] = []
    at: SourceKind | None = kind
    while at is not None and UNDER[at] is not None:
        places.append(_PLACE[f"kind.{at.value}"])
        at = UNDER[at]
    return tuple(places)


_KIND_PLACES = {kind: _with_all_below(kind) for kind in SourceKind}
_PERSON_NAMED = (_K.NAMED_OFFICIAL, _K.NAMED_INDIVIDUAL)
_STANCES = {
    Stance.ALLEGES: ("stance.alleges",),
    Stance.ASSERTS: ("stance.alleges", "stance.asserts"),
    Stance.DENIES: ("stance.alleges", "stance.asserts"),
    Stance.CONFIRMS: ("stance.alleges", "stance.asserts", "stance.confirms"),
}
_FORMS = {SpeechForm.MIXED: ("form.mixed",), SpeechForm.DIRECT: ("form.mixed", "form.direct")}
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_WITHDRAWALS = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)


def encode(statement: Statement, record: Record | None = None, *, turn: bool = True) -> list[float]:
    """A statement as the numbers of `FEATURES`, in that order.

    Args:
        statement: The statement.
        record: What earlier statements of its origin turned out to be.
        turn: Whether the sourcing of a denial counts against its content. False reads every statement for what it
            itself puts forward.
    """
    values = [0.0] * len(NAMES)

    def put(name: str, value: float = 1.0) -> None:
        values[_PLACE[name]] = value

    source = statement.source
    for place in _KIND_PLACES[source.kind]:
        values[place] = 1.0
    named = source.kind in _PERSON_NAMED
    if named or (source.anonymous and source.reason):
        put("anonymity.reason")
    if named or (source.anonymous and source.count is not None and source.count > 1):
        put("anonymity.count")
    if source.role is not Role.UNKNOWN:
        put(f"role.{source.role.value}")
    if len(statement.chain) > 1:
        _put_chain(statement, values)
    if statement.second_hand:
        put("access.second_hand")
    else:  # quotation marks vouch for words heard at first hand: so a paraphrase stands above anything second hand
        for name in _FORMS.get(statement.form, ()):
            put(name)
    for name in _STANCES.get(statement.stance, ()):
        put(name)
    if statement.hedged:
        put("hedge.hedged")
    if record is not None:
        put("record.confirmed", math.log1p(record.confirmed))
        put("record.refuted", math.log1p(record.refuted))
    if any(answer.status in _WITHDRAWALS for answer in statement.responses):
        put("withdrawal.any")
    if turn and statement.stance is Stance.DENIES:
        values = [0.0 - value if number < _TURNED else value for number, value in enumerate(values)]
    if statement.responses:
        _put_responses(statement, values)
    return values


def _put_chain(statement: Statement, values: list[float]) -> None:
    relays = [hop for hop in statement.chain[:-1] if hop.tier != "own" or hop.kind in UNNAMED_RELAYS]
    counts = {
        "hop.any": len(relays),
        "hop.default": sum(hop.tier != "known" or hop.kind in UNNAMED_RELAYS for hop in relays),
        "hop.social": sum(hop.tier == "social" for hop in relays),
        "hop.unnamed": sum(hop.kind in UNNAMED_RELAYS for hop in relays),
    }
    for name, count in counts.items():
        values[_PLACE[name]] = float(min(count, MOST))


def _put_responses(statement: Statement, values: list[float]) -> None:
    """Parties, not answers: who denies twice counts once, and a denial outweighs the same party's confirmation."""
    origin = origin_key(statement)
    confirming: set[str] = set()
    denying: set[str] = set()
    wholly: set[str] = set()
    disinterested: set[str] = set()
    for answer in statement.responses:
        party = party_key(answer.by)
        if answer.status is ResponseStatus.CONFIRMED and party != origin:
            confirming.add(party)
        elif answer.status in _DENIALS:
            denying.add(party)
            if answer.status is ResponseStatus.DENIED:
                wholly.add(party)
            if answer.interested is False:
                disinterested.add(party)
    for name, parties in (
        ("response.confirmed", confirming - denying),
        ("response.partially_denied", denying),
        ("response.denied", wholly),
        ("response.disinterested", disinterested),
    ):
        values[_PLACE[name]] = float(min(len(parties), MOST))


def groups(names: tuple[str, ...] = NAMES) -> dict[str, tuple[int, ...]]:
    """The places of the numbers that say one thing, by group: what comes before the dot."""
    found: dict[str, list[int]] = {}
    for number, name in enumerate(names):
        found.setdefault(name.split(".", 1)[0], []).append(number)
    return {group: tuple(places) for group, places in found.items()}
