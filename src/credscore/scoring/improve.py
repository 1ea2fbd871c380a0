"""The smallest changes of sourcing that would lift a statement to a better grade.

What is tried are things a reporter can do: name the source or say why not, hear the origin without a relay, quote the
words, find a second independent origin. What the statement says (its hedges, its stance) stays as it is, and so
does what others answered. Every change is tried by scoring the changed statement, so nothing here knows a number of
the policy.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Final, Literal, NamedTuple

from credscore.scoring.assessment import Assessment
from credscore.scoring.party import origin_key, party_key
from credscore.statement import Hop, Part, Response, ResponseStatus, Source, SourceKind, SpeechForm, Stance, Statement

__all__ = ["Aim", "Change", "Improvement", "changed", "changes_for", "improvements", "rank"]

Aim = Literal["claim", "source"]

_MOST_RELAYS: Final = 4
"""Relays that are tried, strongest loss or not: a longer chain is cut by looking for the origin anew."""

# From best to worst. 'Cannot be judged' stands between the good and the bad grades, as analysts take it (Mandel, Irwin,
# Dhami and Budescu 2023).
_RANKS: Final[dict[Aim, str]] = {"source": "ABCFDE", "claim": "123645"}

_K = SourceKind
_NAMED: Final = {
    _K.ANONYMOUS_OFFICIAL: _K.NAMED_OFFICIAL,
    _K.ANONYMOUS_SOURCE: _K.NAMED_INDIVIDUAL,
    _K.UNNAMED_GROUP: _K.NAMED_INDIVIDUAL,
    _K.UNATTRIBUTED: _K.NAMED_INDIVIDUAL,
}
_NAMING: Final = {
    _K.ANONYMOUS_OFFICIAL: "name the official",
    _K.ANONYMOUS_SOURCE: "name the source",
    _K.UNNAMED_GROUP: "name one of those who say so",
    _K.UNATTRIBUTED: "say by name whose words these are",
}
# A second origin of a kind that answers for nothing would not be looked for.
_SECOND: Final = {_K.UNNAMED_GROUP: _K.NAMED_INDIVIDUAL, _K.UNATTRIBUTED: _K.NAMED_INDIVIDUAL}


class Change(NamedTuple):
    """One thing that could be done about the sourcing.

    Attributes:
        id: Which: ``name``, ``trace``, ``reason``, ``count``, ``quote``, ``relay.N`` (the hop of that number),
            ``first_hand``, ``second_origin``, ``document``.
        text: It in words.
    """

    id: str
    text: str


class Improvement(NamedTuple):
    """Changes that lift a grade only if all are made.

    Attributes:
        aim: Whether they lift the digit of the ``claim`` or the letter of the ``source``.
        changes: What is to be done.
        statement: The statement as it would then be.
        score: Its score.
        grade: Its grade.
        words: Its likelihood in words.
    """

    aim: Aim
    changes: tuple[Change, ...]
    statement: Statement
    score: float
    grade: str
    words: str

    @property
    def text(self) -> str:
        """The changes in words."""
        return "; ".join(change.text for change in self.changes)


def rank(grade: str, aim: Aim) -> int:
    """The place of a grade's letter or digit from 0, the best; what cannot be judged is between C and D, 3 and 4."""
    return _RANKS[aim].index(grade[0 if aim == "source" else 1])


def improvements(assessment: Assessment, most: int = 3) -> tuple[Improvement, ...]:
    """See `Assessment.improve`."""
    if assessment.score is None:
        return ()
    statement = assessment.statement
    available = changes_for(statement)
    # To source a denial better lowers the score of what it denies, so there only the letter can rise.
    aims: tuple[Aim, ...] = ("source",) if statement.stance is Stance.DENIES else ("claim", "source")
    wanted = {aim: rank(assessment.grade, aim) for aim in aims}
    found: list[Improvement] = []
    reached: dict[Aim, list[frozenset[str]]] = {aim: [] for aim in aims}
    for size in range(1, most + 1):
        for chosen in itertools.combinations(available, size):
            ids = frozenset(change.id for change in chosen)
            open_ = [aim for aim in aims if wanted[aim] and not any(less <= ids for less in reached[aim])]
            if not open_:
                continue
            after = assessment._again(changed(statement, ids))
            for aim in open_:
                if _lifts(assessment, after, aim):
                    reached[aim].append(ids)
                    found.append(Improvement(aim, chosen, after.statement, after.score, after.grade, after.words))
    return tuple(sorted(found, key=lambda one: (len(one.changes), one.aim, -one.score, one.changes)))


def _lifts(before: Assessment, after: Assessment, aim: Aim) -> bool:
    """Whether the aim's grade is better and nothing is worse."""
    if before.score is None or after.score is None:
        return False
    if aim == "claim" and after.score < before.score:
        return False
    other: Aim = "source" if aim == "claim" else "claim"
    if before.statement.stance is not Stance.DENIES and rank(after.grade, other) > rank(before.grade, other):
        return False
    return rank(after.grade, aim) < rank(before.grade, aim)


def changes_for(statement: Statement) -> tuple[Change, ...]:
    """What could be done about a statement's sourcing, whatever it brings."""
    source, chain = statement.source, statement.chain
    found: list[Change] = []
    if source.kind in _NAMED:
        found.append(Change("name", _NAMING[source.kind]))
    if source.kind is _K.OUTLET:
        found.append(Change("trace", f"name whom {_called(source, 'the outlet')} has it from"))
    if source.anonymous:
        if not source.reason:
            found.append(Change("reason", "say why the name is withheld"))
        if source.count is None or source.count < 2:
            found.append(Change("count", "find a second one who stands behind it, and say so"))
    if statement.form is not SpeechForm.DIRECT:
        found.append(Change("quote", "quote the words"))
    for number, hop in enumerate(chain[:-1][:_MOST_RELAYS]):
        found.append(
            Change(f"relay.{number}", f"hear it without {hop.name or 'the relay that is not named'} in between")
        )
    if statement.second_hand:
        found.append(Change("first_hand", "have it from one who knows it at first hand"))
    if statement.stance is not Stance.DENIES:
        second = _SECOND.get(source.kind, source.kind)
        found.append(Change("second_origin", f"find a second independent origin ({second.value.replace('_', ' ')})"))
        found.append(Change("document", "find a document that shows it"))
    return tuple(found)


def changed(statement: Statement, ids: Iterable[str]) -> Statement:
    """The statement after some of `changes_for` it."""
    ids = frozenset(ids)
    source, chain = statement.source, list(statement.chain)
    second_hand, form = statement.second_hand, statement.form
    responses = list(statement.responses)
    relays = [hop for number, hop in enumerate(chain[:-1]) if f"relay.{number}" not in ids]
    if chain[:-1] and not relays:
        second_hand = False  # the relays and this flag were the same doubt
    if "first_hand" in ids:
        second_hand = False
    if "name" in ids:
        source = source.model_copy(
            update={"kind": _NAMED[source.kind], "anonymous": False, "reason": None, "count": None}
        )
        if not (source.name or source.text):
            source = source.model_copy(update={"name": "the source by name"})
    if "trace" in ids:
        name = f"whom {_called(source, 'the outlet')} has it from"
        relays.append(Hop(name=_called(source, ""), kind=_K.OUTLET, tier=chain[-1].tier if chain else None))
        source = Source(text=source.text, spans=source.spans, name=name, kind=_K.NAMED_INDIVIDUAL, role=source.role)
    if source.anonymous:
        more: dict[str, object] = {}
        if "reason" in ids:
            more["reason"] = Part(text="the reason for withholding the name")
        if "count" in ids:
            more["count"] = 2
        source = source.model_copy(update=more)
    if "quote" in ids:
        form = SpeechForm.DIRECT
    others: Sequence[tuple[str, str, SourceKind]] = (
        ("second_origin", "a second independent origin", _SECOND.get(statement.source.kind, statement.source.kind)),
        ("document", "a document that shows it", _K.DOCUMENT),
    )
    for id_, name, kind in others:
        if id_ in ids:
            by = _unused(name, statement)
            responses.append(Response(by=by, status=ResponseStatus.CONFIRMED, kind=kind, interested=False))
    if relays:
        end = chain[-1] if chain and "trace" not in ids else Hop(name=source.name or source.text)
        chain = [*relays, end.model_copy(update={"kind": source.kind})]
    else:
        # Without a relay the end of the chain says nothing that the source does not, but its name.
        if chain and not (source.name or source.text):
            source = source.model_copy(update={"name": chain[-1].name})
        chain = []
    return statement.model_copy(
        update={
            "source": source,
            "chain": tuple(chain),
            "second_hand": second_hand,
            "form": form,
            "responses": tuple(responses),
        }
    )


def _called(source: Source, otherwise: str) -> str:
    return source.name or source.text or otherwise


def _unused(name: str, statement: Statement) -> str:
    """A name that no party of the statement has."""
    taken = {origin_key(statement), *(party_key(one.by) for one in statement.responses)}
    names = itertools.chain((name,), (f"{name} ({number})" for number in itertools.count(2)))
    return next(one for one in names if party_key(one) not in taken)
