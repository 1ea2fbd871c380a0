"""The result: one statement assessed, with the lines that its score is the sum of."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, PrivateAttr

from credscore.opinion import Opinion
from credscore.scoring.testimony import Place
from credscore.statement import Hop, Part, Response, Source, Span, Statement

if TYPE_CHECKING:
    from credscore.learn.model import Learnt
    from credscore.policy import Policy
    from credscore.scoring.improve import Improvement

__all__ = ["Assessment", "Contribution", "Line", "assessed"]


class Contribution(NamedTuple):
    """One line of an explanation.

    Attributes:
        rule: The id of the policy's entry, such as ``source.named_official``; ``base.rate`` is what every score
            starts from, ``corroboration.*`` are other statements of the same claim.
        points: What it adds to the score, in [-1, 1].
        spans: Where in the text it stands; empty where nothing in the text is pointed at.
        evidence: The words there.
        why: Why it counts, in the policy's words.
        reference: What that leans on.
    """

    rule: str
    points: float
    spans: tuple[Span, ...] = ()
    evidence: str = ""
    why: str = ""
    reference: str = ""


class Line(NamedTuple):
    """A contribution before it is put into words: points and what they point at."""

    rule: str
    points: float
    place: Place = None
    note: str = ""
    spans: tuple[Span, ...] = ()


# Why lines count that are no numbers of the policy.
ANSWER = "answer.counted_there"
_REASONS: Mapping[str, tuple[str, str]] = {
    ANSWER: (
        "An answer to another statement is evidence about that one; by itself it puts nothing forward.",
        "A denial is the complement of what it denies: Jøsang, Subjective Logic (2016), on the complement",
    ),
    "corroboration.same_origin": (
        "The same origin speaks in another statement of the claim: its strongest word counts, once.",
        "Jøsang, Subjective Logic (2016), chapter 12: cumulative fusion is for independent evidence",
    ),
    "corroboration.independent": (
        "Other origins, independent of this one as far as the chains show, support the claim.",
        "Jøsang, Subjective Logic (2016), eq. 12.14: the evidence of independent sources adds up",
    ),
    "corroboration.contradiction": (
        "Other origins, independent of this one as far as the chains show, deny the claim.",
        "Jøsang, Subjective Logic (2016), eq. 12.14: the evidence of independent sources adds up",
    ),
}


class Assessment(BaseModel):
    """One statement, scored.

    Attributes:
        statement: The statement as given.
        score: How far one may rely on its claim by its sourcing, the projection of ``claim``; in [0, 1]. None where
            the statement makes no claim about the world: see ``withheld``.
        interval: Belief and plausibility (b, 1 - d) of ``claim``: holds the score and is as wide as what is not known.
        grade: Admiralty code, a letter A to F for the source and a digit 1 to 6 for the claim.
        words: The likelihood in the words of ICD 203, or 'cannot be judged'.
        confidence: How much evidence stands behind it: low, moderate or high.
        attribution: The opinion that the named origin said it, given the hops.
        claim: The opinion that what was said is so, given who said it, how, and who answered; vacuous where the
            score is withheld.
        withheld: Why there is no score, or None.
        origins: How many independent origins support the claim.
        policy: Id, version and digest of the policy.
    """

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid")

    statement: Statement
    score: float | None
    interval: tuple[float, float]
    grade: str
    words: str
    confidence: Literal["low", "moderate", "high"]
    attribution: Opinion
    claim: Opinion
    withheld: str | None = None
    origins: int = 0
    policy: str

    _lines: Sequence[Line] = PrivateAttr(default=())
    _policy: Any = PrivateAttr(default=None)
    _again: Any = PrivateAttr(default=None)
    _explained: Any = PrivateAttr(default=None)
    _learnt: Any = PrivateAttr(default=None)  # or the function that says it

    def __eq__(self, other: object) -> bool:
        """Equal if every field is; how they were made does not matter."""
        return self.__dict__ == other.__dict__ if isinstance(other, Assessment) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.statement, self.score, self.policy))

    @property
    def learnt(self) -> Learnt | None:
        """What a trained model says of the statement, if one was given to the scorer: beside the score, not in it.

        None where the score is withheld: what puts nothing forward has no probability either.
        """
        if self.score is None:
            return None
        if callable(self._learnt):
            self._learnt = self._learnt(self.statement)
        found: Learnt | None = self._learnt
        return found

    def with_model(self, learn: Callable[[Statement], Learnt]) -> Assessment:
        """The same assessment with a trained model beside it; its score and points are untouched.

        Args:
            learn: Says what the model says of a statement.
        """
        again = self._again
        copy = self.model_copy()
        copy._learnt = learn
        copy._again = None if again is None else functools.partial(_again_with_model, again, learn)
        return copy

    def over(self, statement: Statement) -> Assessment:
        """The same assessment, pointing at the same parts of the statement where they stand in another text.

        Args:
            statement: The statement with other spans and texts, and as many hops and responses.
        """
        copy = self.model_copy(update={"statement": statement})
        moved = {id(old): new for old, new in zip(_parts(self.statement), _parts(statement), strict=True)}
        copy._lines = tuple(line._replace(place=moved.get(id(line.place), line.place)) for line in self._lines)
        copy._explained = None
        copy._learnt = self.learnt
        return copy

    def explain(self, of: Literal["score", "learnt"] = "score") -> tuple[Contribution, ...]:
        """The lines that the score is made of: their points sum (`math.fsum`) to it exactly.

        Where the score is withheld the one line says why, with 0 points. Responses that are recorded and
        bring nothing stand with 0 points.

        Args:
            of: 'score', or 'learnt' for the lines that sum to the trained model's probability; none without a model.
        """
        if of == "learnt":
            return () if self.learnt is None else self.learnt.contributions
        if self._explained is None:
            entries = self._policy.rules if self._policy is not None else {}
            self._explained = tuple(_in_words(line, entries) for line in self._lines)
        explained: tuple[Contribution, ...] = self._explained
        return explained

    def what_if(self, **changes: Any) -> Assessment:
        """The assessment of the same statement with some fields changed, all else being equal.

        Args:
            changes: Fields of `Statement`. A mapping for ``source`` changes only the fields it names; the end of the
                chain follows the source's kind.

        Raises:
            InputError: The changed statement is not sound.

        >>> import credscore.statement as st
        >>> from credscore.scoring import score
        >>> unnamed = score(st.Statement(source=st.Source(text="an official", kind="anonymous_official")))
        >>> unnamed.what_if(source={"kind": "named_official", "name": "Jane Doe"}).score > unnamed.score
        True
        """
        if self._again is None:
            raise TypeError("this assessment was not made by score(), so there is nothing to make it again with")
        again: Callable[[Statement], Assessment] = self._again
        return again(_changed(self.statement, changes))

    def _repr_html_(self) -> str:
        """The statement in a notebook's cell."""
        from credscore.report.html import of_statement

        return of_statement(self)

    def improve(self, most: int = 3) -> tuple[Improvement, ...]:
        """The smallest changes of sourcing that would lift the grade: each a set of which none can be spared.

        Lifted is the digit of the claim or the letter of the source, without lowering the other or the score. From best
        to worst the letters are A, B, C, F, D, E and the digits 1, 2, 3, 6, 4, 5. A second origin is tried as a
        confirmation by a party of its own. Computed when asked, by scoring the changed statement, all else being equal.

        Args:
            most: How many changes may be needed at once.

        Returns:
            Fewest changes first, then by aim and by the score that they lead to. Nothing where the score is withheld or
            where no such changes reach a better grade.

        >>> import credscore.statement as st
        >>> from credscore.scoring import score
        >>> score(st.Statement(source=st.Source(text="an aide", kind="anonymous_source"))).improve()[0].text
        'find a document that shows it'
        """
        if self._again is None:
            raise TypeError("this assessment was not made by score(), so there is nothing to make it again with")
        from credscore.scoring.improve import improvements

        return improvements(self, most)

    def to_dict(self) -> dict[str, Any]:
        """The statement with its scores in the exchange format, as plain JSON values; nothing is rounded."""
        low, high = self.interval
        out = {
            **_statement_dict(self.statement),
            "score": self.score,
            "interval": [low, high],
            "grade": self.grade,
            "words": {"likelihood": self.words, "confidence": self.confidence},
            "withheld": self.withheld,
            "attribution": _opinion_dict(self.attribution),
            "claim": _opinion_dict(self.claim),
            "contributions": [
                {"rule": line.rule, "points": line.points, "spans": _spans(line.spans or _place_spans(line.place))}
                for line in self._lines
            ],
            "policy": self.policy,
        }
        if self.learnt is not None:
            out["learnt"] = self.learnt.to_dict()
        return out


def assessed(
    fields: dict[str, Any],
    lines: Sequence[Line],
    policy: Policy,
    again: Callable[[Statement], Assessment],
) -> Assessment:
    """An assessment from values that were computed here and need no validation."""
    made = Assessment.__new__(Assessment)
    write = object.__setattr__
    for name, value in fields.items():  # as in `statement.unchecked`
        write(made, name, value)
    write(made, "__pydantic_fields_set__", _FIELDS)
    write(made, "__pydantic_extra__", None)
    # One more would double the dictionary.
    private = {"_lines": tuple(lines), "_policy": policy, "_again": again, "_explained": None, "_learnt": None}
    write(made, "__pydantic_private__", private)
    return made


_FIELDS = set(Assessment.model_fields)


def _again_with_model(
    again: Callable[[Statement], Assessment], learn: Callable[[Statement], Learnt], changed: Statement
) -> Assessment:
    """For `what_if`; a function of the module, so that an assessment can be sent to another process."""
    return again(changed).with_model(learn)


def _in_words(line: Line, entries: Mapping[str, Any]) -> Contribution:
    entry = entries.get(line.rule)
    why, reference = (entry.why, entry.reference) if entry is not None else _REASONS.get(line.rule, ("", ""))
    if line.rule == "base.rate" and line.note:
        return Contribution(line.rule, line.points, (), line.note, why, reference)
    spans = line.spans or _place_spans(line.place)
    return Contribution(line.rule, line.points, spans, line.note or _place_text(line.place), why, reference)


def _parts(one: Statement) -> list[Place]:
    """Whatever of a statement a line may point at."""
    return [one, one.content, one.cue, one.source, one.source.reason, *one.chain, *one.responses]


def _place_spans(place: Place) -> tuple[Span, ...]:
    if place is None:
        return ()
    return place.content.spans if isinstance(place, Statement) else place.spans


def _place_text(place: Place) -> str:
    if isinstance(place, Source):
        return place.text or place.name or ""
    if isinstance(place, Part):
        return place.text
    if isinstance(place, Hop):
        return place.name
    if isinstance(place, Response):
        return place.text or (f"{place.by}: {place.status.value}" if place.by else place.status.value)
    return ""


def _spans(spans: Sequence[Span]) -> list[list[int]]:
    return [[start, end] for start, end in spans]


def _opinion_dict(opinion: Opinion) -> dict[str, float]:
    return {"b": opinion.b, "d": opinion.d, "u": opinion.u, "a": opinion.a}


def _part_dict(part: Part) -> dict[str, Any]:
    return {"spans": _spans(part.spans), "text": part.text}


def _statement_dict(one: Statement) -> dict[str, Any]:
    source = one.source
    return {
        "id": one.id,
        "content": _part_dict(one.content),
        "cue": _part_dict(one.cue),
        "source": {
            "spans": _spans(source.spans),
            "text": source.text,
            "name": source.name,
            "kind": source.kind.value,
            "role": source.role.value,
            "anonymous": source.anonymous,
            "count": source.count,
            "reason": None if source.reason is None else _part_dict(source.reason),
            "url": source.url,
            "office": None if source.office is None else source.office.model_dump(mode="json"),
        },
        "chain": [
            {"name": hop.name, "kind": hop.kind.value, "spans": _spans(hop.spans), "tier": hop.tier, "url": hop.url}
            for hop in one.chain
        ],
        "stance": one.stance.value,
        "hedged": one.hedged,
        "second_hand": one.second_hand,
        "form": one.form.value,
        "responses": [
            {
                "by": answer.by,
                "status": answer.status.value,
                "spans": _spans(answer.spans),
                "text": answer.text,
                "kind": None if answer.kind is None else answer.kind.value,
                "interested": answer.interested,
            }
            for answer in one.responses
        ],
        "claim_id": one.claim_id,
        "answers": one.answers,
        "confidence": one.confidence,
    }


def _changed(statement: Statement, changes: Mapping[str, Any]) -> Statement:
    from pydantic import ValidationError

    from credscore.errors import InputError

    fields = {name: getattr(statement, name) for name in Statement.model_fields}
    source = changes.get("source")
    if isinstance(source, Mapping):
        old = {name: getattr(statement.source, name) for name in Source.model_fields if name != "anonymous"}
        changes = {**changes, "source": {**old, **source}}
    try:
        if "source" in changes and "chain" not in changes and statement.chain:
            kind = Source.model_validate(changes["source"]).kind
            end = statement.chain[-1].model_copy(update={"kind": kind})
            changes = {**changes, "chain": (*statement.chain[:-1], end)}
        return Statement.model_validate({**fields, **changes})
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"]) or None
        raise InputError(first["msg"].removeprefix("Value error, "), field=field) from None
