"""Pieces of a text: spans, the words that stand there, and what all models here have in common."""

from __future__ import annotations

import functools
import itertools
import operator
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Self, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, field_validator

from credscore.errors import InputError

__all__ = ["Given", "Model", "Part", "Span", "Spans", "ordered", "unchecked"]


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


# What the models are made of: pydantic also takes words for labels, lists for tuples and mappings for models, and a
# type checker reads that off an `__init__` which is there for it alone.
Spans: TypeAlias = Sequence[Span | tuple[int, int]]
Given: TypeAlias = Mapping[str, Any]


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


def ordered(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The spans, if they stand left to right and apart.

    Raises:
        ValueError: They do not.
    """
    for before, after in itertools.pairwise(spans):
        if after.start < before.end:
            raise ValueError(
                f"spans {list(before)} and {list(after)} overlap or are out of order; give the pieces left to right"
            )
    return spans


class Model(BaseModel):
    """What the models of this package have in common: they are frozen, and know no other field."""

    model_config = ConfigDict(frozen=True, defer_build=True, extra="forbid", str_max_length=None)


_write = object.__setattr__
AModel = TypeVar("AModel", bound=Model)


def unchecked(model: type[AModel], fields: dict[str, Any]) -> AModel:
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
def _every_field(model: type[Model]) -> set[str]:
    return set(model.model_fields)


class Part(Model):
    """A piece of the text with the place it stands: a content, a cue, a reason.

    Attributes:
        text: The words; the pieces of a discontinuous part are joined by ``' … '``.
        spans: Where they stand, left to right; empty when made by hand without a text.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()

    if TYPE_CHECKING:

        def __init__(self, *, text: str = "", spans: Spans = ()) -> None: ...

    _check_spans = field_validator("spans")(ordered)

    def __bool__(self) -> bool:
        return bool(self.text or self.spans)
