"""From testimony to assessment: evidence added up, opinions, points."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from credscore.errors import InputError, PolicyError
from credscore.given import several
from credscore.opinion import Opinion
from credscore.opinion.value import made
from credscore.policy import Policy
from credscore.policy.tables import Tables
from credscore.scoring.assessment import Assessment, assessed
from credscore.scoring.grading import CANNOT_JUDGE, confidence, digit, letter, likelihood
from credscore.scoring.lines import ANSWER, Line
from credscore.scoring.origins import ALONE, Context, contexts
from credscore.scoring.testimony import Record, Testimony, is_question, weigh
from credscore.statement import Statement

__all__ = ["score", "score_all"]


def score(statement: Statement, policy: Policy | None = None, *, record: Record | None = None) -> Assessment:
    """How well one statement is sourced, by itself.

    Args:
        statement: The statement; it needs neither text nor spans.
        policy: The numbers; the default policy if None.
        record: What earlier statements of its origin turned out to be.

    Returns:
        The assessment. Its ``score`` is in [0, 1], or None where the statement makes no claim about the world.

    Raises:
        InputError: It is no statement.
        PolicyError: The policy is none; `Policy.load` makes one of a name or a file.

    >>> import credscore.statement as st
    >>> round(score(st.Statement(source=st.Source(name="Jane Doe", kind="named_official"), form="direct")).score, 3)
    0.875
    """
    policy = _policy(policy)
    if not isinstance(statement, Statement):
        raise InputError(f"a Statement was wanted, {type(statement).__name__} was found")
    again = partial(score, policy=policy, record=record)
    tables = policy.tables
    return _assess(weigh(statement, tables, record), policy, tables, ALONE, again)


def score_all(
    statements: Iterable[Statement],
    policy: Policy | None = None,
    *,
    records: Callable[[Statement], Record | None] | None = None,
    texts: Sequence[object] | None = None,
) -> list[Assessment]:
    """How well each of several statements is sourced, with what the others of the same claim bring.

    Statements with one ``claim_id`` are about one claim. Of reports that share an origin the strongest counts,
    distinct origins add up, denials count against. The result does not depend on the order.

    Args:
        statements: Statements, of one article or of several.
        policy: The numbers; the default policy if None.
        records: Looks up the record of a statement's origin.
        texts: For each statement the text that its spans are places in, as anything that can be compared: an
            explanation points from one statement at another only within a text. None for one text.

    Returns:
        The assessments in the order given.

    Raises:
        InputError: One of them is no statement.
        PolicyError: The policy is none; `Policy.load` makes one of a name or a file.
    """
    policy = _policy(policy)
    given = list(several(statements))
    for number, one in enumerate(given):
        if not isinstance(one, Statement):
            raise InputError(f"a Statement was wanted, {type(one).__name__} was found", field=f"statements.{number}")
    return _score_given(given, policy, records, texts)


def _policy(given: Policy | None) -> Policy:
    if given is None:
        return Policy.default()
    if not isinstance(given, Policy):
        raise PolicyError(f"a Policy was wanted, as Policy.load gives one of a name or a file; {given!r} was found")
    return given


def _score_given(
    given: Sequence[Statement],
    policy: Policy,
    records: Callable[[Statement], Record | None] | None,
    texts: Sequence[object] | None,
) -> list[Assessment]:
    tables = policy.tables
    told = [weigh(one, tables, records(one) if records is not None else None) for one in given]
    around = contexts(told, tables, texts)
    told.reverse()  # a testimony is let go when its assessment is made: both together are half as much again
    every = _Given(given, policy, records, texts)
    return [_assess(told.pop(), policy, tables, one, _Again(every, number)) for number, one in enumerate(around)]


class _Given(NamedTuple):
    """What was scored together, and with what."""

    statements: Sequence[Statement]
    policy: Policy
    records: Callable[[Statement], Record | None] | None
    texts: Sequence[object] | None


class _Again:
    """Scores one of the statements anew, changed, among the others as they are; small, as each assessment has one."""

    __slots__ = ("given", "number")

    def __init__(self, given: _Given, number: int) -> None:
        self.given, self.number = given, number

    def __call__(self, changed: Statement) -> Assessment:
        statements, policy, records, texts = self.given
        # What other claims say brings nothing to this one.
        claim = changed.claim_id
        near = [
            n for n, one in enumerate(statements) if n == self.number or (claim is not None and one.claim_id == claim)
        ]
        some = [changed if n == self.number else statements[n] for n in near]
        places = None if texts is None else [texts[n] for n in near]
        return _score_given(some, policy, records, places)[near.index(self.number)]


def _assess(
    told: Testimony, policy: Policy, tables: Tables, context: Context, again: Callable[[Statement], Assessment]
) -> Assessment:
    # The tables are handed in: each time that a policy is asked for them it searches for what it keeps them in.
    statement = told.statement
    heard = _heard(told, context, tables)
    if not told.is_claim:
        fields: dict[str, Any] = {
            "statement": statement,
            "score": None,
            "interval": (0.0, 1.0),
            "grade": letter(told, tables) + "6",
            "words": CANNOT_JUDGE,
            "confidence": "low",
            "attribution": heard,
            "claim": Opinion.vacuous(tables.rate),
            "withheld": _why_withheld(statement, policy),
            "origins": 0,
            "policy": policy.label,
        }
        return assessed(fields, _withheld_lines(told), policy, again)

    answers = told.answers
    stands = answers.stands and not context.fallen
    weight, a = tables.weight, tables.rate
    total_r, total_s = context.total or _own_total(told, stands)
    total = total_r + total_s + weight
    scale_for, scale_against = (1.0 - a) / total, -a / total

    # A statement's own evidence e moves the score by e·scale, and e = (e + W)·b for the belief b after the last stage:
    # so a stage's points are (e + W)·scale times the belief that it gives or takes. Alone that is (1 - a) times it,
    # and every partial sum of the lines is the score without the stages to come.
    lines = [Line("base.rate", a, None, "" if told.known else "no sourcing to go by")]
    whole = told.evidence + weight if stands else 0.0
    scale = scale_for * whole
    before = 0.0
    for stage in told.stages:
        if stage.rule == "stance.denies":  # up to here it counted for what is said
            scale = scale_against * whole
        after = stage.belief * scale
        lines.append(Line(stage.rule, after - before, stage.place))
        before = after
    for response, (for_it, against) in zip(statement.responses, answers.lines, strict=True):
        rule = ("withdrawal." if response.status in tables.withdrawal else "response.") + response.status.value
        lines.append(Line(rule, for_it * scale_for + against * scale_against, response))
    for extra in context.lines:
        points = extra.r * scale_for + extra.s * scale_against
        lines.append(Line(extra.rule, points, None, extra.note, extra.spans))

    value = math.fsum([line.points for line in lines])
    claim = made(total_r / total, total_s / total, weight / total, a)
    u = claim.u
    origins = context.origins
    if origins is None:
        # An origin that takes its own denial back stands for the claim, here as among other reports of it.
        backers = sum(pair[0] > 0.0 for pair in answers.evidence.values())
        origins = (told.supports and stands and told.evidence > 0.0) + backers
    fields = {
        "statement": statement,
        "score": value,
        "interval": claim.interval,
        "grade": letter(told, tables) + digit(value, u, origins, total_s > 0.0, tables),
        "words": likelihood(value, u, tables),
        "confidence": confidence(u, tables),
        "attribution": heard,
        "claim": claim,
        "withheld": None,
        "origins": origins,
        "policy": policy.label,
    }
    return assessed(fields, lines, policy, again)


def _own_total(told: Testimony, stands: bool) -> tuple[float, float]:
    """All evidence (for, against) of one statement and the responses to it."""
    own = told.evidence if stands else 0.0
    if not told.answers.evidence:
        return (own, 0.0) if told.supports else (0.0, own)
    pairs = told.answers.evidence.values()
    return (
        math.fsum([own if told.supports else 0.0, *(pair[0] for pair in pairs)]),
        math.fsum([0.0 if told.supports else own, *(pair[1] for pair in pairs)]),
    )


def _heard(told: Testimony, context: Context, tables: Tables) -> Opinion:
    """The opinion that the origin said it: one path's trust as belief, independent paths added up."""
    weight, rate = tables.weight, tables.attribution_rate
    r = weight * told.heard / (1.0 - told.heard) if context.heard is None else context.heard
    if told.answers.confirmed or context.confirmed:
        r += tables.attribution_confirmed
    return made(r / (r + weight), 0.0, weight / (r + weight), rate)


def _why_withheld(statement: Statement, policy: Policy) -> str:
    if statement.answers is not None:
        return f"It answers {statement.answers} and counts there, as a response."
    if is_question(statement):
        return policy.rules["stance.asks_commands"].why
    return policy.rules[f"stance.{statement.stance.value}"].why


def _withheld_lines(told: Testimony) -> list[Line]:
    statement = told.statement
    stance = "asks_commands" if is_question(statement) else statement.stance.value
    rule = ANSWER if statement.answers is not None else f"stance.{stance}"
    lines = [Line(rule, 0.0, statement.cue)]
    for response in statement.responses:
        group = "withdrawal." if response.status.value in ("retracted", "corrected") else "response."
        lines.append(Line(group + response.status.value, 0.0, response))
    return lines
