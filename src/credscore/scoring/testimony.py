"""What one statement brings to its claim, before anything else about the claim is known.

A source of evidence x (with y = W + its refuted record) that asserts a thing plainly gives the belief
b = x/(x + y). Every circumstance multiplies b by a factor in [0, 1], so that what is lost goes to
uncertainty and never to disbelief. The product F·b stands for the evidence

    r = W·F·b / (1 - F·b) = W·F·x / ((1 - F)·x + y)

which is for the content, or against it where the statement denies it. Stages are taken in one fixed
order, and the belief after each is kept: the differences are what an explanation shows.
"""

from __future__ import annotations

from typing import NamedTuple

from credscore.errors import InputError
from credscore.policy.tables import UNNAMED_RELAYS, Tables
from credscore.scoring.answers import NO_ANSWERS, Answers, fold
from credscore.scoring.party import origin_key
from credscore.statement import Hop, Part, Response, SourceKind, Stance, Statement

__all__ = ["Place", "Record", "Stage", "Testimony", "checked_record", "is_question", "weigh"]

MOST_RECORDED = 1e9
"""The largest count of a record: far beyond any source, and small enough to add a million of them exactly."""

Place = Part | Hop | Response | Statement | None
"""What in a statement a line of the explanation points at."""


class Record(NamedTuple):
    """How often earlier statements of a source were found right and wrong; counts from 0 to `MOST_RECORDED`."""

    confirmed: float = 0.0
    refuted: float = 0.0


_CLOSING = "\"”»’' ,"  # what may follow the last mark of a quotation


class Stage(NamedTuple):
    """One stage: the policy entry, the belief after it, and what it points at."""

    rule: str
    belief: float
    place: Place


class Testimony(NamedTuple):
    """What one statement brings.

    Attributes:
        statement: The statement.
        key: Its origin, see `credscore.scoring.party`.
        is_claim: Whether its stance puts anything forward as true or false.
        supports: Whether its evidence is for the content; a denial's is against it.
        stages: The stages that fired, none where nothing is known of the sourcing.
        evidence: The evidence that the belief after the last stage stands for.
        known: Whether anything is known of the sourcing.
        trust: The origin's trust (b, d) through the hops, for the letter.
        record_size: How many of the origin's past statements are known to be right or wrong.
        heard: The trust that the origin said so, in [0, 1).
        answers: The responses, folded by party.
    """

    statement: Statement
    key: str
    is_claim: bool
    supports: bool
    stages: list[Stage]
    evidence: float
    known: bool
    trust: tuple[float, float]
    record_size: float
    heard: float
    answers: Answers


def weigh(statement: Statement, tables: Tables, record: Record | None = None) -> Testimony:
    """What one statement brings to its claim under a policy's tables.

    Args:
        statement: The statement.
        tables: The policy's numbers.
        record: The origin's record, if there is one.

    Raises:
        InputError: A count of the record is negative or no finite number.
    """
    source, stance, chain = statement.source, statement.stance, statement.chain
    kind, role = source.kind, source.role
    weight = tables.weight
    key = origin_key(statement)
    supports = stance is not Stance.DENIES
    known = bool(kind is not SourceKind.UNATTRIBUTED or source.text or source.name or source.spans or statement.cue)

    bare, with_reason, with_count, with_both = tables.evidence[kind][role]
    x, y = bare, weight
    stages = [Stage(tables.evidence_rule[kind][role], x / (x + y), source)]
    if with_both != bare:
        if source.reason:
            x = with_reason
            stages.append(Stage("anonymity.reason", x / (x + y), source.reason))
        if source.count is not None and source.count > 1:
            x = with_both if source.reason else with_count
            stages.append(Stage("anonymity.count", x / (x + y), source))
    size = 0.0
    if record is not None:
        size = checked_record(record)
        x += tables.record * record.confirmed
        y += tables.record * record.refuted
        stages.append(Stage("record.weight", x / (x + y), source))
    believed, doubted = x / (x + y), (y - weight) / (x + y)

    factor = tables.role[role]
    if factor != 1.0:
        stages.append(Stage(f"role.{role.value}", factor * believed, source))
    passed = 1.0
    if len(chain) > 1:
        before_hops = factor
        for hop in chain[:-1]:
            tier, kept = _hop(hop, tables)
            if kept != 1.0:
                passed *= kept
                factor = before_hops * passed
                stages.append(Stage(f"hop.{tier}", factor * believed, hop))
        if statement.second_hand and tables.second_hand < passed:
            factor = before_hops * tables.second_hand
            stages.append(Stage("access.second_hand", factor * believed, source))
    elif statement.second_hand:
        factor *= tables.second_hand
        stages.append(Stage("access.second_hand", factor * believed, source))
    worded = tables.form[statement.form]
    if worded != 1.0:
        factor *= worded
        rule = f"form.{statement.form.value}"
        stages.append(Stage(rule, factor * believed, statement.content))
    stanced = tables.stance[stance]
    if stanced != 1.0 or not supports:
        factor *= stanced
        rule = f"stance.{stance.value}"
        stages.append(Stage(rule, factor * believed, statement.cue))
    if statement.hedged:
        factor *= tables.hedged
        stages.append(Stage("hedge.hedged", factor * believed, statement.content))

    heard = 0.0 if kind is SourceKind.UNATTRIBUTED else tables.attribution_article * passed * worded
    return Testimony(
        statement,
        key,
        tables.claim[stance] and statement.answers is None and not is_question(statement),
        supports,
        stages if known else [],
        weight * factor * x / ((1.0 - factor) * x + y) if known else 0.0,
        known,
        (believed * passed, doubted * passed),
        size,
        heard,
        fold(statement, key, supports, tables) if statement.responses else NO_ANSWERS,
    )


def is_question(statement: Statement) -> bool:
    """Whether the content is one question: neither true nor false, whatever the cue."""
    text = statement.content.text.rstrip(_CLOSING)
    return text.endswith("?") and not any(mark in text for mark in (". ", "! ", "? "))


def checked_record(record: Record) -> float:
    """How many of a source's statements are known to be right or wrong, the counts checked.

    Raises:
        InputError: A count is negative or too large.
    """
    for name, count in zip(Record._fields, record, strict=True):
        if not 0.0 <= count <= MOST_RECORDED:
            raise InputError(
                f"a count from 0 to {MOST_RECORDED:g} was wanted, {count!r} was found", field=f"record.{name}"
            )
    return record.confirmed + record.refuted


def _hop(hop: Hop, tables: Tables) -> tuple[str, float]:
    """The entry for a relay and its factor: its tier's where the policy has one; never above an unnamed relay's
    where the relay has no name."""
    tier = hop.tier if hop.tier is not None and hop.tier in tables.hop else "default"
    kept = tables.hop[tier]
    if hop.kind in UNNAMED_RELAYS and tables.hop["unnamed"] < kept:
        return "unnamed", tables.hop["unnamed"]
    return tier, kept
