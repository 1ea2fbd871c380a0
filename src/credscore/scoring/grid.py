"""The laws of the score, tried on a grid of statements: the second look at a policy that is loaded.

The first look is at the numbers' orderings (`credscore.policy.laws`), from which the laws follow. This one takes
nothing on trust: it scores statements of every kind of source before and after a change that must not raise, lower or
move the score, and names the entry that came in with the change where it did.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from credscore.policy import Policy
from credscore.policy.tables import NAMED_TWINS
from credscore.scoring.assessment import Assessment
from credscore.scoring.grading import CANNOT_JUDGE, confidence, digit, likelihood
from credscore.scoring.score import score, score_all
from credscore.scoring.testimony import Record
from credscore.statement import Hop, Part, Response, ResponseStatus, Role, Source, SourceKind, Stance, Statement

__all__ = ["first_broken_on_grid"]

_NOISE = 1e-9  # more than rounding makes, less than anybody sees
_EVEN = 0.5  # no judgement: the score at which a claim is as likely as not
_STEPS = 20  # of scores and of uncertainties, for grades
_RECORD = Record(3.0, 2.0)

_SILENCES = (
    ResponseStatus.NEITHER,
    ResponseStatus.DECLINED,
    ResponseStatus.NO_RESPONSE,
)
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_TAKEN_BACK = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)


class _Case(NamedTuple):
    """One change of one statement, what else is said of its claim before and after, and what must not happen."""

    law: str
    keeps: Callable[[Assessment, Assessment], bool]
    before: Statement
    after: Statement
    others_before: tuple[Statement, ...] = ()
    others_after: tuple[Statement, ...] = ()
    record_before: Record | None = None
    record_after: Record | None = None
    goes: bool = False
    """Whether the entry to blame is rather one that goes with the change than one that comes."""


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

    for case in _cases():
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


# ---- what must not happen --------------------------------------------------------------------------------------------


def _value(found: Assessment) -> float:
    return found.score or 0.0


def _never_lowers(before: Assessment, after: Assessment) -> bool:
    return _value(after) >= _value(before) - _NOISE and after.interval[0] >= before.interval[0] - _NOISE


def _never_raises(before: Assessment, after: Assessment) -> bool:
    return _value(after) <= _value(before) + _NOISE


def _supports(before: Assessment, after: Assessment) -> bool:
    return _never_lowers(before, after) and after.claim.u <= before.claim.u + _NOISE


def _opposes(before: Assessment, after: Assessment) -> bool:
    return _never_raises(before, after) and after.claim.u <= before.claim.u + _NOISE


def _weakens(before: Assessment, after: Assessment) -> bool:
    """Less certain, and nearer to the base rate from the side on which it stands."""
    for_it = before.statement.stance is not Stance.DENIES
    nearer = _never_raises(before, after) if for_it else _value(after) >= _value(before) - _NOISE
    return nearer and after.claim.u >= before.claim.u - _NOISE


def _same(before: Assessment, after: Assessment) -> bool:
    return after.claim == before.claim


# ---- the grid --------------------------------------------------------------------------------------------------------


@functools.cache
def _cases() -> Sequence[_Case]:
    return tuple(itertools.chain(_naming(), _weakening(), _answering(), _recording(), _corroborating()))


def _said(kind: SourceKind, **more: Any) -> Statement:
    source = {"name": "A", "kind": kind, **more.pop("source", {})}
    fields = {"content": Part(text="x"), "form": "direct", "claim_id": "c", **more}
    return Statement(source=Source(**source), **fields)


def _naming() -> Iterator[_Case]:
    for (unnamed, twins), role in itertools.product(NAMED_TWINS.items(), Role):
        named = {twin: _said(twin, source={"role": role}) for twin in twins}
        for reason, count in itertools.product((None, Part(text="fear")), (None, 2)):
            bare = _said(unnamed, source={"role": role, "reason": reason, "count": count})
            for after in named.values():
                law = "naming an unnamed source never lowers the score"
                yield _Case(law, _never_lowers, bare, after, goes=True)


def _weakening() -> Iterator[_Case]:
    through = (Hop(name="R"), Hop(name="R", tier="known"), Hop(name="R", tier="social"), Hop(name="R", tier="own"))
    for kind, stance in itertools.product(SourceKind, (Stance.ASSERTS, Stance.ALLEGES, Stance.DENIES)):
        plain = _said(kind, stance=stance)
        end = Hop(name="A", kind=kind)
        for hop in (*through, Hop(name="", kind=SourceKind.UNNAMED_GROUP)):
            longer = _said(kind, stance=stance, chain=(hop, end))
            yield _Case("one more hop never makes a statement surer", _weakens, plain, longer)
            law = "one more hop never makes a statement surer, however many there are"
            yield _Case(law, _weakens, longer, _said(kind, stance=stance, chain=(Hop(name="Q"), hop, end)))
        for change in ({"hedged": True}, {"second_hand": True}):
            law = "a hedge or second hand never makes a statement surer"
            yield _Case(law, _weakens, plain, _said(kind, stance=stance, **change))
        mixed, indirect = (_said(kind, stance=stance, form=form) for form in ("mixed", "indirect"))
        law = "a paraphrase never counts for more than a quotation"
        yield _Case(law, _weakens, plain, mixed)
        yield _Case(law, _weakens, mixed, indirect)
    for kind in SourceKind:
        law = "an allegation never counts for more than an assertion"
        yield _Case(law, _weakens, _said(kind), _said(kind, stance=Stance.ALLEGES))
        law = "an assertion never counts for more than a confirmation"
        yield _Case(law, _weakens, _said(kind, stance=Stance.CONFIRMS), _said(kind))


def _answering() -> Iterator[_Case]:
    for kind in SourceKind:
        plain = _said(kind)
        answered = {
            (status, interested): _said(kind, responses=(Response(by="B", status=status, interested=interested),))
            for status in ResponseStatus
            for interested in (True, False)
        }
        for (status, interested), after in answered.items():
            if status in _SILENCES:
                yield _Case("silence changes nothing", _same, plain, after)
            elif status in _DENIALS:
                yield _Case("a denial never raises the score", _opposes, plain, after)
                twice = _said(kind, responses=after.responses * 2)
                yield _Case("a denial told twice is one denial", _same, after, twice)
                if interested:
                    law = "a denial in one's own cause never weighs more than a third party's"
                    yield _Case(law, _never_raises, after, answered[status, False])
            elif status in _TAKEN_BACK:
                yield _Case("what is taken back never scores higher", _never_raises, plain, after)
            else:
                yield _Case("a confirmation never lowers the score", _supports, plain, after)
        law = "a denial never weighs less than a partial one"
        yield _Case(
            law, _never_lowers, answered[ResponseStatus.DENIED, False], answered[ResponseStatus.PARTIALLY_DENIED, False]
        )


def _recording() -> Iterator[_Case]:
    right = _RECORD._replace(confirmed=_RECORD.confirmed + 1.0)
    wrong = _RECORD._replace(refuted=_RECORD.refuted + 1.0)
    for kind in SourceKind:
        one = _said(kind)
        for old in (None, _RECORD):
            more = right if old else Record(1.0, 0.0)
            less = wrong if old else Record(0.0, 1.0)
            law = "a statement that proved right never lowers the source's others"
            yield _Case(law, _never_lowers, one, one, record_before=old, record_after=more)
            law = "a statement that proved wrong never raises the source's others"
            yield _Case(law, _never_raises, one, one, record_before=old, record_after=less)


def _corroborating() -> Iterator[_Case]:
    others = {kind: _said(kind, id="o", source={"name": "B"}) for kind in SourceKind}
    against = {kind: _said(kind, id="o", source={"name": "B"}, stance=Stance.DENIES) for kind in SourceKind}
    for kind in SourceKind:
        one = _said(kind)
        end = Hop(name="A", kind=kind)
        told, retold = (_said(kind, id=name, chain=(Hop(name=name), end)) for name in ("R", "Q"))
        law = "ten retellings of one origin count once"
        yield _Case(law, _same, one, one, others_after=(told, retold))
        yield _Case(law, _same, told, told, others_after=(retold,))
        for other in (SourceKind.DOCUMENT, kind, SourceKind.UNATTRIBUTED):
            law = "an independent origin that supports a claim never lowers its score"
            yield _Case(law, _supports, one, one, others_after=(others[other],))
            law = "an independent origin that denies a claim never raises its score"
            yield _Case(law, _opposes, one, one, others_after=(against[other],))


# ---- grades and words ------------------------------------------------------------------------------------------------


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
