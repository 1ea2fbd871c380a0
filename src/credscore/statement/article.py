"""An article as it is read, and how one is made of decoded JSON."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Self, cast

from pydantic import Field, ValidationError, field_validator, model_validator

from credscore.errors import InputError
from credscore.plain import plain_fields
from credscore.statement.parts import Given, Model, Span
from credscore.statement.statement import Response, Statement

__all__ = ["LONGEST_TEXT", "Article", "Link"]


class Link(Model):
    """A hyperlink of the text.

    Attributes:
        span: Where its words stand in the text.
        url: Where it leads.
    """

    span: Span
    url: str


LONGEST_TEXT = 20_000_000
"""Characters (code points) of the longest text that is read: forty novels, minutes of work, up to 5 GB of memory."""


class Article(Model):
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

    Raises:
        pydantic.ValidationError: A field is not sound (a ValueError). `parse` raises an `InputError` in its place.
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

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            id: str = "",
            text: str = "",
            form: Literal["text", "markdown", "html"] = "text",
            title: str | None = None,
            outlet: str | None = None,
            url: str | None = None,
            published: datetime.date | str | None = None,
            statements: Sequence[Statement | Given] | None = None,
            responses: Sequence[Response | Given] = (),
            links: Sequence[Link | Given] = (),
        ) -> None: ...

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
