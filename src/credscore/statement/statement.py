"""A statement with its sourcing: who said it, how, through whom, and who answered."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, field_validator, model_validator

from credscore.statement.labels import ResponseStatus, Role, SourceKind, SpeechForm, Stance
from credscore.statement.office import Office
from credscore.statement.parts import Given, Model, Part, Span, Spans, ordered

__all__ = ["Hop", "Response", "Source", "Statement"]


class Source(Part):
    """The direct source of a statement, resolved through the article.

    Attributes:
        name: The full name or description it resolves to, where the text says 'she' or a surname.
        kind: See `SourceKind`.
        role: See `Role`.
        anonymous: Whether a person's name is withheld; follows from the kind and must agree with it.
        count: How many unnamed people are said to stand behind it ('three officials'), if said.
        reason: The stated reason for anonymity, if any.
        url: Where the text links to for an outlet or a document, if it does.
        office: What a register of office holders says of the person, where the kind or role rests on that.
    """

    name: str | None = None
    kind: SourceKind = SourceKind.UNATTRIBUTED
    role: Role = Role.UNKNOWN
    anonymous: bool = False
    count: int | None = Field(default=None, ge=1, le=1_000_000)
    reason: Part | None = None
    url: str | None = None
    office: Office | None = None

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            text: str = "",
            spans: Spans = (),
            name: str | None = None,
            kind: SourceKind | str = SourceKind.UNATTRIBUTED,
            role: Role | str = Role.UNKNOWN,
            anonymous: bool | None = None,
            count: int | None = None,
            reason: Part | Given | None = None,
            url: str | None = None,
            office: Office | Given | None = None,
        ) -> None: ...

    @model_validator(mode="before")
    @classmethod
    def _anonymity_from_kind(cls, data: Any) -> Any:
        if isinstance(data, Mapping) and data.get("anonymous") is None:
            try:
                anonymous = SourceKind(data.get("kind", SourceKind.UNATTRIBUTED)).anonymous
            except ValueError:
                return data  # the kind's own error says it better
            return {**data, "anonymous": anonymous}
        return data

    @model_validator(mode="after")
    def _anonymity_agrees(self) -> Self:
        if self.anonymous != self.kind.anonymous:
            raise ValueError(
                f"anonymous is {self.anonymous} but the kind is {self.kind.value!r}; leave it out or make them agree"
            )
        return self


class Hop(Model):
    """One station of the chain that a statement came through.

    Attributes:
        name: The outlet's, person's or document's name as the text gives it.
        kind: What it is; every hop but the last is a relay, the last is the origin.
        spans: Where the text names it; empty for the article's own outlet.
        tier: The outlet tier of a caller's table or ledger, if one is known.
        url: Where the text links to for it, if it does.
    """

    name: str = ""
    kind: SourceKind = SourceKind.OUTLET
    spans: tuple[Span, ...] = ()
    tier: str | None = None
    url: str | None = None

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            name: str = "",
            kind: SourceKind | str = SourceKind.OUTLET,
            spans: Spans = (),
            tier: str | None = None,
            url: str | None = None,
        ) -> None: ...

    _check_spans = field_validator("spans")(ordered)


class Response(Model):
    """What another party answered to a statement.

    Attributes:
        by: Who answers, as the text names them.
        status: See `ResponseStatus`.
        spans: Where the answer stands.
        text: The words of the answer.
        kind: What kind of source answers; None if unknown.
        interested: Whether the party has an interest in the matter; None counts as True for a
            denial, since those who deny are mostly those accused.
        about: Ids of the statements it answers; empty inside a `Statement`.
    """

    by: str = ""
    status: ResponseStatus
    spans: tuple[Span, ...] = ()
    text: str = ""
    kind: SourceKind | None = None
    interested: bool | None = None
    about: tuple[str, ...] = ()

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            by: str = "",
            status: ResponseStatus | str,
            spans: Spans = (),
            text: str = "",
            kind: SourceKind | str | None = None,
            interested: bool | None = None,
            about: Sequence[str] = (),
        ) -> None: ...

    _check_spans = field_validator("spans")(ordered)


class Statement(Model):
    """One attributed statement with its sourcing.

    Attributes:
        id: Unique within an article.
        content: What was said.
        cue: The words that attribute it: 'said', 'according to'.
        source: Who is directly credited with it.
        chain: Every hop it came through, outermost first, the origin last; empty means that the
            source spoke to the article itself.
        stance: What the cue does with the content.
        hedged: Whether the content or the cue marks it as uncertain ('may', 'reportedly').
        second_hand: Whether the source passes on another's words.
        form: Direct, mixed or indirect speech.
        responses: What others answered, in the order of the text.
        claim_id: The caller's id of the claim that it states; statements with one id corroborate.
        answers: The id of the statement that this one answers ('The operator denied the report'): it counts there,
            as a response, and puts nothing forward by itself.
        confidence: The extractor's probability that this is an attribution; None when made by hand.

    Raises:
        pydantic.ValidationError: A field is not sound, or the chain does not end in the source (a ValueError).
    """

    id: str = "s1"
    # Not validated: that would make every command build validators of them as it starts.
    content: Part = Part.model_construct()
    cue: Part = Part.model_construct()
    source: Source = Source.model_construct(anonymous=False)
    chain: tuple[Hop, ...] = Field(default=(), max_length=64)
    stance: Stance = Stance.ASSERTS
    hedged: bool = False
    second_hand: bool = False
    form: SpeechForm = SpeechForm.INDIRECT
    responses: tuple[Response, ...] = ()
    claim_id: str | None = None
    answers: str | None = None
    confidence: float | None = Field(default=None, ge=0.0, le=1.0)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str = "s1",
            content: Part | Given = ...,
            cue: Part | Given = ...,
            source: Source | Given = ...,
            chain: Sequence[Hop | Given] = (),
            stance: Stance | str = Stance.ASSERTS,
            hedged: bool = False,
            second_hand: bool = False,
            form: SpeechForm | str = SpeechForm.INDIRECT,
            responses: Sequence[Response | Given] = (),
            claim_id: str | None = None,
            answers: str | None = None,
            confidence: float | None = None,
        ) -> None: ...

    @property
    def text(self) -> str:
        """The words of the content."""
        return self.content.text

    @model_validator(mode="after")
    def _chain_is_sound(self) -> Self:
        if not self.chain:
            return self
        if self.chain[-1].kind is not self.source.kind:
            raise ValueError(
                f"the chain ends in kind {self.chain[-1].kind.value!r} but the source is {self.source.kind.value!r}; "
                "the last hop is the source itself"
            )
        placed = sorted(
            (span, number) for number, hop in enumerate(self.chain) for span in hop.spans if span.end > span.start
        )
        for (before, one), (after, other) in itertools.pairwise(placed):
            if after.start < before.end and one != other:
                raise ValueError(f"hops {one} and {other} of the chain overlap in the text at {list(after)}")
        return self

    def all_spans(self) -> Iterable[tuple[str, Span]]:
        """Every span with the path of the field that it stands in."""
        reason = self.source.reason.spans if self.source.reason else ()
        groups = [
            ("content.spans", self.content.spans),
            ("cue.spans", self.cue.spans),
            ("source.spans", self.source.spans),
            ("source.reason.spans", reason),
            *((f"chain.{i}.spans", hop.spans) for i, hop in enumerate(self.chain)),
            *((f"responses.{i}.spans", answer.spans) for i, answer in enumerate(self.responses)),
        ]
        for path, spans in groups:
            for number, span in enumerate(spans):
                yield f"{path}.{number}", span
