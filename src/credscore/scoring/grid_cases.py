"""The grid on which the laws of the score are tried: statements before and after a change, and what must not happen."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from credscore.policy.tables import NAMED_TWINS
from credscore.scoring.assessment import Assessment
from credscore.scoring.testimony import Record
from credscore.statement import Hop, Part, Response, ResponseStatus, Role, Source, SourceKind, Stance, Statement

__all__ = ["Case", "cases"]

_NOISE = 1e-9  # more than rounding makes, less than anybody sees
_RECORD = Record(3.0, 2.0)

_SILENCES = (
    ResponseStatus.NEITHER,
    ResponseStatus.DECLINED,
    ResponseStatus.NO_RESPONSE,
)
_DENIALS = (ResponseStatus.DENIED, ResponseStatus.PARTIALLY_DENIED)
_TAKEN_BACK = (ResponseStatus.RETRACTED, ResponseStatus.CORRECTED)


class Case(NamedTuple):
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
def cases() -> Sequence[Case]:
    """All cases, made once."""
    return tuple(itertools.chain(_naming(), _weakening(), _answering(), _recording(), _corroborating()))


def _said(kind: SourceKind, **more: Any) -> Statement:
    source = {"name": "A", "kind": kind, **more.pop("source", {})}
    fields = {"content": Part(text="x"), "form": "direct", "claim_id": "c", **more}
    return Statement(source=Source(**source), **fields)


def _naming() -> Iterator[Case]:
    for (unnamed, twins), role in itertools.product(NAMED_TWINS.items(), Role):
        named = {twin: _said(twin, source={"role": role}) for twin in twins}
        for reason, count in itertools.product((None, Part(text="fear")), (None, 2)):
            bare = _said(unnamed, source={"role": role, "reason": reason, "count": count})
            for after in named.values():
                law = "naming an unnamed source never lowers the score"
                yield Case(law, _never_lowers, bare, after, goes=True)


def _weakening() -> Iterator[Case]:
    through = (Hop(name="R"), Hop(name="R", tier="known"), Hop(name="R", tier="social"), Hop(name="R", tier="own"))
    for kind, stance in itertools.product(SourceKind, (Stance.ASSERTS, Stance.ALLEGES, Stance.DENIES)):
        plain = _said(kind, stance=stance)
        end = Hop(name="A", kind=kind)
        for hop in (*through, Hop(name="", kind=SourceKind.UNNAMED_GROUP)):
            longer = _said(kind, stance=stance, chain=(hop, end))
            yield Case("one more hop never makes a statement surer", _weakens, plain, longer)
            law = "one more hop never makes a statement surer, however many there are"
            yield Case(law, _weakens, longer, _said(kind, stance=stance, chain=(Hop(name="Q"), hop, end)))
        for change in ({"hedged": True}, {"second_hand": True}):
            law = "a hedge or second hand never makes a statement surer"
            yield Case(law, _weakens, plain, _said(kind, stance=stance, **change))
        mixed, indirect = (_said(kind, stance=stance, form=form) for form in ("mixed", "indirect"))
        law = "a paraphrase never counts for more than a quotation"
        yield Case(law, _weakens, plain, mixed)
        yield Case(law, _weakens, mixed, indirect)
    for kind in SourceKind:
        law = "an allegation never counts for more than an assertion"
        yield Case(law, _weakens, _said(kind), _said(kind, stance=Stance.ALLEGES))
        law = "an assertion never counts for more than a confirmation"
        yield Case(law, _weakens, _said(kind, stance=Stance.CONFIRMS), _said(kind))


def _answering() -> Iterator[Case]:
    for kind in SourceKind:
        plain = _said(kind)
        answered = {
            (status, interested): _said(kind, responses=(Response(by="B", status=status, interested=interested),))
            for status in ResponseStatus
            for interested in (True, False)
        }
        for (status, interested), after in answered.items():
            if status in _SILENCES:
                yield Case("silence changes nothing", _same, plain, after)
            elif status in _DENIALS:
                yield Case("a denial never raises the score", _opposes, plain, after)
                twice = _said(kind, responses=after.responses * 2)
                yield Case("a denial told twice is one denial", _same, after, twice)
                if interested:
                    law = "a denial in one's own cause never weighs more than a third party's"
                    yield Case(law, _never_raises, after, answered[status, False])
            elif status in _TAKEN_BACK:
                yield Case("what is taken back never scores higher", _never_raises, plain, after)
            else:
                yield Case("a confirmation never lowers the score", _supports, plain, after)
        law = "a denial never weighs less than a partial one"
        yield Case(
            law, _never_lowers, answered[ResponseStatus.DENIED, False], answered[ResponseStatus.PARTIALLY_DENIED, False]
        )


def _recording() -> Iterator[Case]:
    right = _RECORD._replace(confirmed=_RECORD.confirmed + 1.0)
    wrong = _RECORD._replace(refuted=_RECORD.refuted + 1.0)
    for kind in SourceKind:
        one = _said(kind)
        for old in (None, _RECORD):
            more = right if old else Record(1.0, 0.0)
            less = wrong if old else Record(0.0, 1.0)
            law = "a statement that proved right never lowers the source's others"
            yield Case(law, _never_lowers, one, one, record_before=old, record_after=more)
            law = "a statement that proved wrong never raises the source's others"
            yield Case(law, _never_raises, one, one, record_before=old, record_after=less)


def _corroborating() -> Iterator[Case]:
    others = {kind: _said(kind, id="o", source={"name": "B"}) for kind in SourceKind}
    against = {kind: _said(kind, id="o", source={"name": "B"}, stance=Stance.DENIES) for kind in SourceKind}
    for kind in SourceKind:
        one = _said(kind)
        end = Hop(name="A", kind=kind)
        told, retold = (_said(kind, id=name, chain=(Hop(name=name), end)) for name in ("R", "Q"))
        law = "ten retellings of one origin count once"
        yield Case(law, _same, one, one, others_after=(told, retold))
        yield Case(law, _same, told, told, others_after=(retold,))
        for other in (SourceKind.DOCUMENT, kind, SourceKind.UNATTRIBUTED):
            law = "an independent origin that supports a claim never lowers its score"
            yield Case(law, _supports, one, one, others_after=(others[other],))
            law = "an independent origin that denies a claim never raises its score"
            yield Case(law, _opposes, one, one, others_after=(against[other],))
