"""The models every part of credscore speaks: who said what, how, and through whom.

All models are frozen: a change makes a new object (``statement.model_copy(update=...)``). A
`Statement` can be made by hand, without a text and without spans, and scored as it is. Offsets are
Unicode code points of the text as given, so ``text[span.start:span.end]`` is the span.

The labels are defined by their docstrings here; `KIND_WORDS` and its siblings turn them into words.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import operator
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, Literal, NamedTuple, Self, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from credscore.errors import InputError
from credscore.plain import plain_fields

__all__ = [
    "LONGEST_TEXT",
    "Article",
    "Hop",
    "Link",
    "Part",
    "Response",
    "ResponseStatus",
    "Role",
    "Source",
    "SourceKind",
    "Span",
    "SpeechForm",
    "Stance",
    "Statement",
    "unchecked",
]


class SourceKind(StrEnum):
    """What kind of source stands behind a statement."""

    NAMED_OFFICIAL = "named_official"  # holds a public office now, or speaks for a public body by name
    NAMED_INDIVIDUAL = "named_individual"  # any other person named in the article, former officials too
    ORGANIZATION = "organization"  # a body as such, a country by name, an unnamed spokesperson
    ANONYMOUS_OFFICIAL = "anonymous_official"  # unnamed, described by a public office or post
    ANONYMOUS_SOURCE = "anonymous_source"  # any other unnamed person or insiders
    OUTLET = "outlet"  # a news outlet, or its reporter in the act of reporting
    DOCUMENT = "document"  # a text, data set, poll, study, law, post as such
    UNNAMED_GROUP = "unnamed_group"  # a crowd with no accountable voice: 'critics say'
    UNATTRIBUTED = "unattributed"  # 'reportedly', 'it is said': no source to be found

    @property
    def anonymous(self) -> bool:
        """Whether this kind is a person or persons whose name is withheld."""
        return self in (SourceKind.ANONYMOUS_OFFICIAL, SourceKind.ANONYMOUS_SOURCE)


class Role(StrEnum):
    """The hat that a source wears in this statement."""

    GOVERNMENT = "government"
    MILITARY_POLICE_COURT = "military_police_court"
    POLITICIAN_CAMPAIGN = "politician_campaign"
    EXPERT = "expert"
    WITNESS_PARTICIPANT = "witness_participant"
    COMPANY = "company"
    MEDIA = "media"
    PUBLIC = "public"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the cue does with the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CONFIRMS = "confirms"
    ALLEGES = "alleges"
    DECLINES = "declines"
    SPECULATES = "speculates"
    ASKS_COMMANDS = "asks_commands"
    OTHER = "other"


class ResponseStatus(StrEnum):
    """How another party answered a statement."""

    CONFIRMED = "confirmed"
    DENIED = "denied"
    PARTIALLY_DENIED = "partially_denied"
    NEITHER = "neither_confirmed_nor_denied"
    DECLINED = "declined_to_comment"
    NO_RESPONSE = "no_response"
    RETRACTED = "retracted"
    CORRECTED = "corrected"


class SpeechForm(StrEnum):
    """How the content stands in the text: in quotation marks, partly so, or in paraphrase."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class _Pair(NamedTuple):
    start: int
    end: int


class Span(_Pair):
    """A half-open range of code points of the article's text: ``text[start:end]``.

    Raises:
        InputError: An offset is no whole number or negative, or the start lies after the end.
    """

    __slots__ = ()

    def __new__(cls, start: int, end: int) -> Self:
        if type(start) is int and type(end) is int and 0 <= start <= end:
            return tuple.__new__(cls, (start, end))
        return tuple.__new__(cls, _offsets(start, end))


def _offsets(start: object, end: object) -> tuple[int, int]:
    """Two offsets of another type, such as numpy's, as Python's own."""
    if isinstance(start, bool) or isinstance(end, bool):
        raise InputError(f"span [{start!r}, {end!r}]: offsets are whole numbers")
    try:
        first, last = operator.index(start), operator.index(end)  # type: ignore[arg-type]
    except TypeError:
        raise InputError(f"span [{start!r:.40}, {end!r:.40}]: offsets are whole numbers") from None
    if first < 0:
        raise InputError(f"span [{first}, {last}] starts before the text does")
    if first > last:
        raise InputError(f"span [{first}, {last}] starts after its end")
    return first, last


def _ordered(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    for before, after in itertools.pairwise(spans):
        if after.start < before.end:
            raise ValueError(
                f"spans {list(before)} and {list(after)} overlap or are out of order; give the pieces left to right"
            )
    return spans


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", str_max_length=None)


_write = object.__setattr__
_AModel = TypeVar("_AModel", bound=_Model)


def unchecked(model: type[_AModel], fields: dict[str, Any]) -> _AModel:
    """A model of values that were computed here and need no validation; ``fields`` gives every field.

    As pydantic's ``model_construct``, but for what would take more memory than the values: a set of the fields given of
    its own, which is the same for all, and a dictionary of its own. Of fields that are set one by one Python keeps the
    names once a class, and a third of the memory is needed.
    """
    made = model.__new__(model)
    for name, value in fields.items():
        _write(made, name, value)
    _write(made, "__pydantic_fields_set__", _every_field(model))
    _write(made, "__pydantic_extra__", None)
    _write(made, "__pydantic_private__", None)
    return made


@functools.cache
def _every_field(model: type[_Model]) -> set[str]:
    return set(model.model_fields)


class Part(_Model):
    """A piece of the text with the place it stands: a content, a cue, a reason.

    Attributes:
        text: The words; the pieces of a discontinuous part are joined by ``' … '``.
        spans: Where they stand, left to right; empty when made by hand without a text.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()

    _check_spans = field_validator("spans")(_ordered)

    def __bool__(self) -> bool:
        return bool(self.text or self.spans)


class Office(_Model):
    """What a register of office holders says of a source, where its kind or role rests on that.

    Attributes:
        title: The office, or the candidacy: 'senator', 'presidential candidate'.
        body: Of what: 'United States Senate', 'Ohio'.
        start: The first day of the term.
        end: The last day of the term; None where it is not known to have ended.
        dated: How the article's time is known: ``article``, its own date lies in the term; ``text``, it has no date,
            and the text tells that the term fits; ``unknown``, nothing tells, and any term of the person was taken.
    """

    title: str
    body: str = ""
    start: datetime.date | None = None
    end: datetime.date | None = None
    dated: Literal["article", "text", "unknown"] = "unknown"

    def __str__(self) -> str:
        """The office in a line: 'senator, United States Senate, since 2015-01-03; the article has no date'."""
        what = f"{self.title}, {self.body}" if self.body else self.title
        if self.start is not None:
            what += f", {self.start.isoformat()} to {self.end.isoformat()}" if self.end else f", since {self.start}"
        said = {"article": "", "text": "; time told by the text", "unknown": "; the article's time is not known"}
        return what + said[self.dated]


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


class Hop(_Model):
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

    _check_spans = field_validator("spans")(_ordered)


class Response(_Model):
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

    _check_spans = field_validator("spans")(_ordered)


class Statement(_Model):
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


class Link(_Model):
    """A hyperlink of the text.

    Attributes:
        span: Where its words stand in the text.
        url: Where it leads.
    """

    span: Span
    url: str


LONGEST_TEXT = 20_000_000
"""Characters (code points) of the longest text that is read: forty novels, minutes of work, up to 5 GB of memory."""


class Article(_Model):
    """An article as read: its text, what is known about it, and statements a caller may have found.

    Attributes:
        id: The caller's id, given back in the output.
        text: The text, of at most `LONGEST_TEXT` characters; may be empty when statements are given.
        form: What the text is: ``text``; ``markdown``, whose markup is read past while offsets stay those of the text
            as given; ``html``: the text that was taken out of a page, which the output gives again, since the
            offsets are of no other text.
        title: The headline, where it is not part of the text.
        outlet: The article's own outlet: the outermost hop of what it relays.
        url: Where it was published.
        published: When it was published.
        statements: Statements found by another system: then these are scored, in this order.
        responses: Responses that concern statements by their ids.
        links: Hyperlinks of the text; those of Markdown are found in it and need not be given.
    """

    id: str = ""
    text: str = Field(default="", json_schema_extra={"maxLength": LONGEST_TEXT})
    form: Literal["text", "markdown", "html"] = "text"
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: datetime.date | datetime.datetime | None = Field(default=None, union_mode="left_to_right")
    statements: tuple[Statement, ...] | None = None
    responses: tuple[Response, ...] = ()
    links: tuple[Link, ...] = ()

    @field_validator("text")
    @classmethod
    def _within_the_cap(cls, text: str) -> str:
        # Not a constraint of the field: with one, pydantic takes no lone surrogates.
        if len(text) > LONGEST_TEXT:
            raise ValueError(f"{len(text):,} characters; the longest text that is read has {LONGEST_TEXT:,}")
        return text

    @model_validator(mode="after")
    def _spans_and_ids_fit(self) -> Self:
        seen: set[str] = set()
        for number, statement in enumerate(self.statements or ()):
            if statement.id in seen:
                raise ValueError(f"statements.{number}.id: {statement.id!r} is given twice")
            seen.add(statement.id)
            for path, span in statement.all_spans():
                if self.text and span.end > len(self.text):
                    raise ValueError(
                        f"statements.{number}.{path}: span {list(span)} lies outside the text, "
                        f"which has {len(self.text)} characters"
                    )
        for number, response in enumerate(self.responses):
            for one in response.about:
                if one not in seen:
                    raise ValueError(f"responses.{number}.about: no statement has the id {one!r}")
            for span in response.spans:
                if self.text and span.end > len(self.text):
                    raise ValueError(
                        f"responses.{number}.spans: span {list(span)} lies outside the text, "
                        f"which has {len(self.text)} characters"
                    )
        for number, link in enumerate(self.links):
            if self.text and link.span.end > len(self.text):
                raise ValueError(
                    f"links.{number}.span: span {list(link.span)} lies outside the text, "
                    f"which has {len(self.text)} characters"
                )
        return self

    @classmethod
    def parse(cls, data: object, *, file: str | None = None, line: int | None = None) -> Self:
        """An article from decoded JSON.

        Args:
            data: A mapping in the exchange format. What scoring adds to it (scores, contributions,
                the article's profile) is passed over, so that output can be read in again.
            file: The file's name, for errors.
            line: The line in it, counted from 1, for errors.

        Raises:
            InputError: The data does not fit; says the field and what would do.
        """
        if not isinstance(data, Mapping):
            raise InputError(f"an article is a JSON object, not {type(data).__name__}", file=file, line=line)
        given = _without_scores(data)
        plain = plain_fields(cls, given)
        if plain is not None and len(plain.get("text", "")) <= LONGEST_TEXT:  # nothing else concerns a bare text
            return cast(Self, cls.model_construct(**plain))
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            first = error.errors()[0]
            field = _field(first["loc"], given)
            raise InputError(
                f"{first['msg'].removeprefix('Value error, ')}{_found(first)}", file=file, line=line, field=field
            ) from None


# What the output says about an article or a statement beyond what an input may say.
_SCORED_ARTICLE = ("article", "notice", "policy", "schema")
_SCORED_STATEMENT = (
    "score",
    "interval",
    "grade",
    "words",
    "attribution",
    "claim",
    "contributions",
    "withheld",
    "policy",
    "learnt",
)


def _without_scores(data: Mapping[str, Any]) -> dict[str, Any]:
    out = {key: value for key, value in data.items() if key not in _SCORED_ARTICLE}
    statements = out.get("statements")
    if isinstance(statements, list):
        out["statements"] = [
            {key: value for key, value in one.items() if key not in _SCORED_STATEMENT}
            if isinstance(one, Mapping)
            else one
            for one in statements
        ]
    return out


def _field(loc: tuple[int | str, ...], data: Any) -> str | None:
    """The path of what is wrong, without the names of the types that were tried on it."""
    parts: list[str] = []
    for part in loc:
        if isinstance(data, Mapping):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part] if part < len(data) else None
        else:
            break
        parts.append(str(part))
    return ".".join(parts) or None


def _found(error: Mapping[str, Any]) -> str:
    value = error.get("input")
    if isinstance(value, (str, int, float, bool)) and error["type"] not in ("missing", "extra_forbidden"):
        shown = repr(value)
        return f" (found {shown if len(shown) <= 60 else shown[:57] + '...'})"
    return ""
