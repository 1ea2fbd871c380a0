"""The laws of the score, tried on a grid of statements: the second look at a policy that is loaded.

The first look is at the numbers' orderings (`credscore.policy.laws`), from which the laws follow. This one takes
nothing on trust: it scores statements of every kind of source before and after a change that must not raise, lower or
move the score, and names the entry that came in with the change where it did.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from credscore.policy import Policy
from credscore.scoring.assessment import Assessment
from credscore.scoring.grading import CANNOT_JUDGE, confidence, digit, likelihood
from credscore.scoring.grid_cases import cases
from credscore.scoring.score import score, score_all
from credscore.scoring.testimony import Record
from credscore.statement import Statement

__all__ = ["first_broken_on_grid"]

_EVEN = 0.5  # no judgement: the score at which a claim is as likely as not
_STEPS = 20  # of scores and of uncertainties, for grades


def first_broken_on_grid(policy: Policy) -> tuple[str, str] | None:
    """The first law that a policy breaks on the grid: the entry's id and what is wrong; None if it keeps all.

    Some five hundred scores, each made as any other is. Grades and words are tried over scores and uncertainties.
    """
    return next(itertools.chain(_cases_broken(policy), _grades_broken(policy)), None)


def _cases_broken(policy: Policy) -> Iterator[tuple[str, str]]:
    known: dict[tuple[int, tuple[int, ...], Record | None], Assessment] = {}

    def scored(one: Statement, others: tuple[Statement, ...], record: Record | None) -> Assessment:
        # By identity: the cases are made once and stay, and comparing statements costs more than scoring them.
        key = (id(one), tuple(map(id, others)), record)
        if key not in known:
            known[key] = (
                score_all([one, *others], policy, records=lambda _: record)[0]
                if others
                else score(one, policy, record=record)
            )
        return known[key]

    for case in cases():
        before = scored(case.before, case.others_before, case.record_before)
        after = scored(case.after, case.others_after, case.record_after)
        if before.score is None or after.score is None or not case.keeps(before, after):
            yield _entry(before, after, case.goes), f"{case.law}; {_shown(before)}, {_shown(after)}"


def _entry(before: Assessment, after: Assessment, goes: bool) -> str:
    """The entry that came with the change, or went with it: the last that one has and the other has not."""
    lines = [
        [line.rule for line in one.explain() if not line.rule.startswith("corroboration.")] for one in (after, before)
    ]
    if goes:
        lines.reverse()
    here, there = lines
    only = [rule for rule in here if rule not in there] or [rule for rule in there if rule not in here]
    return only[-1] if only else next(rule for rule in here if rule.startswith("source."))


def _shown(found: Assessment) -> str:
    one = found.statement
    said = f"{one.source.kind.value} ({one.source.role.value}) {one.stance.value}"
    if one.responses:
        said += f", {one.responses[-1].status.value} by another"
    return f"{said}: {'none' if found.score is None else format(found.score, '.4f')}"


def _grades_broken(policy: Policy) -> Iterator[tuple[str, str]]:
    """A digit has a meaning in words: it never stands beside a score, a word or a confidence that says the opposite."""
    tables = policy.tables
    names = ("confirmed", "probable", "possible", "doubtful", "doubtful")
    grid = [step / _STEPS for step in range(_STEPS + 1)]
    for u, value, origins in itertools.product(grid, grid, (1, 2)):
        found = digit(value, u, origins, False, tables)
        place = f"at a score of {value:g} and an uncertainty of {u:g} the digit is {found}"
        if found == "6":
            if likelihood(value, u, tables) != CANNOT_JUDGE or confidence(u, tables) != "low":
                yield "confidence.moderate", f"what cannot be judged has no word and low confidence; {place}"
        elif (found in "12" and value < _EVEN) or (found in "45" and value > _EVEN):
            yield f"digit.{names[int(found) - 1]}", f"label and number never contradict each other; {place}"
    for place in ("digit", "letter"):
        if (tables.unjudged if place == "digit" else tables.letter_unjudged) >= 1.0:
            yield f"{place}.unjudged", "where nothing is known nothing can be judged"
