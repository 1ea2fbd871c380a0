"""The result: one statement assessed, with the lines that its score is the sum of."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict, PrivateAttr

from credscore.opinion import Opinion
from credscore.scoring.changes import changed
from credscore.scoring.lines import Contribution, Line, in_words, parts_of, place_spans
from credscore.scoring.values import opinion_values, spans_values, statement_values
from credscore.statement import Statement

if TYPE_CHECKING:
    from credscore.learn.model import Learnt
    from credscore.policy import Policy
    from credscore.scoring.improve import Improvement

__all__ = ["Assessment", "assessed"]


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
        moved = {id(old): new for old, new in zip(parts_of(self.statement), parts_of(statement), strict=True)}
        copy._lines = tuple(line._replace(place=moved.get(id(line.place), line.place)) for line in self._lines)
        copy._explained = None
        copy._learnt = self.learnt
        return copy

    def explain(self, of: Literal["score", "learnt"] = "score") -> tuple[Contribution, ...]:
        """The lines that the score is made of: their points sum (`math.fsum`) to it exactly.

        Where the score is withheld the one line says why, with 0 points. Responses that are recorded and
        bring nothing stand with 0 points. An assessment that pydantic made of its own JSON has no lines: hand on
        `to_dict` of the report, which `Article.parse` reads, and score again.

        Args:
            of: 'score', or 'learnt' for the lines that sum to the trained model's probability; none without a model.
        """
        if of == "learnt":
            return () if self.learnt is None else self.learnt.contributions
        if self._explained is None:
            entries = self._policy.rules if self._policy is not None else {}
            self._explained = tuple(in_words(line, entries) for line in self._lines)
        explained: tuple[Contribution, ...] = self._explained
        return explained

    def what_if(self, **changes: Any) -> Assessment:
        """The assessment of the same statement with some fields changed, all else being equal.

        Args:
            changes: Fields of `Statement`. A mapping for ``source`` changes only the fields it names; the end of the
                chain follows the source's kind.

        Raises:
            InputError: The changed statement is not sound.
            TypeError: The assessment was not made by `score`.

        >>> import credscore.statement as st
        >>> from credscore.scoring import score
        >>> unnamed = score(st.Statement(source=st.Source(text="an official", kind="anonymous_official")))
        >>> unnamed.what_if(source={"kind": "named_official", "name": "Jane Doe"}).score > unnamed.score
        True
        """
        return self._made_by()(changed(self.statement, changes))

    def _made_by(self) -> Callable[[Statement], Assessment]:
        if self._again is None:
            raise TypeError("this assessment was not made by score(), so there is nothing to make it again with")
        again: Callable[[Statement], Assessment] = self._again
        return again

    def _repr_html_(self) -> str:
        """The statement in a notebook's cell."""
        from credscore.report.html import of_statement

        return of_statement(self)

    def improve(self, most: int = 3) -> tuple[Improvement, ...]:
        """The smallest changes of sourcing that would lift the grade: each a set of which none can be spared.

        Lifted is the digit of the claim or the letter of the source, without lowering the other or the score. From best
        to worst the letters are A, B, C, F, D, E and the digits 1, 2, 3, 6, 4, 5. A second origin is tried as a
        confirmation by a party of its own. Of a denial only the letter can rise, and the score may fall with it: the
        better it is sourced, the less may one rely on what it denies. Computed when asked, by scoring the changed
        statement, all else being equal.

        Args:
            most: How many changes may be needed at once.

        Returns:
            Fewest changes first, then by aim and by the score that they lead to. Nothing where the score is withheld or
            where no such changes reach a better grade. Raises what `what_if` does.

        >>> import credscore.statement as st
        >>> from credscore.scoring import score
        >>> score(st.Statement(source=st.Source(text="an aide", kind="anonymous_source"))).improve()[0].text
        'find a document that shows it'
        """
        self._made_by()
        from credscore.scoring.improve import improvements

        return improvements(self, most)

    def to_dict(self) -> dict[str, Any]:
        """The statement with its scores in the exchange format, as plain JSON values; nothing is rounded."""
        low, high = self.interval
        out = {
            **statement_values(self.statement),
            "score": self.score,
            "interval": [low, high],
            "grade": self.grade,
            "words": {"likelihood": self.words, "confidence": self.confidence},
            "withheld": self.withheld,
            "attribution": opinion_values(self.attribution),
            "claim": opinion_values(self.claim),
            "contributions": [
                {"rule": line.rule, "points": line.points, "spans": spans_values(line.spans or place_spans(line.place))}
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
